import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest, reading, targets } from "./test-suggestions";

const survey = (heading: string, answers: readonly string[]) =>
  `Ticket ID,Created at,${heading}\n${answers.map((answer, at) => `${at + 1},2026-03-02 10:00,${answer}`).join("\n")}`;
const requested = (made: ReturnType<typeof suggest>) => made.questions.map(({ id }) => id);

describe("scores on another scale", () => {
  it.each(["Score (0-10)", "Rating 0 to 10", "Score /10", "Bewertung (0–10)", "Note (0-10)", "Puntuación (0-10)"])(
    "%s is how likely customers are to recommend",
    (heading) => {
      const made = suggest(survey(heading, ["10", "6", "9", "4", "8"]));
      expect(targets(made)).toMatchObject({ [heading]: "npsScore" });
      expect(requested(made)).toEqual([]);
    },
  );

  it.each(["CSAT (1-10)", "CSAT 1 to 10", "CSAT", "Zufriedenheit (1-10)", "Satisfacción (1-10)", "Satisfaction /10"])(
    "%s up to 10 is asked for its scale",
    (heading) => {
      const text = survey(heading, ["7", "10", "3"]);
      const made = suggest(text);
      expect(requested(made)).toEqual([`scale:${heading}`]);
      expect(made.questions[0]?.options.map(({ value }) => value)).toEqual(
        expect.arrayContaining(["nps", "as-is", "none"]),
      );
      const none = suggest(text, { answers: [{ id: `scale:${heading}`, value: "none" }] });
      expect(targets(none)).not.toHaveProperty([heading]);
      const nps = suggest(text, { answers: [{ id: `scale:${heading}`, value: "nps" }] });
      expect(targets(nps)).toMatchObject({ [heading]: "npsScore" });
      expect([none, nps].flatMap(requested)).toEqual([]);
    },
  );

  it("are kept from 1 to 5 once the scale was stated", () => {
    const made = suggest(survey("CSAT (1-10)", ["7", "10", "3"]), {
      answers: [{ id: "scale:CSAT (1-10)", value: "1-10" }],
    });
    const { document, open } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    expect(document).toMatchObject({ fields: { csatScore: { scale: { from: [1, 10], to: [1, 5] } } } });
  });

  it.each([
    ["per cent", ["80%", "100%", "40%"]],
    ["a hundred points", ["80", "100", "35"]],
    ["seven points", ["7", "6", "2"]],
    ["yes or no in figures", ["1", "0", "1"]],
    ["never more than three in many answers", Array.from({ length: 12 }, (_, at) => String((at % 3) + 1))],
  ])("are asked for in %s", (_what, answers) => {
    expect(requested(suggest(survey("CSAT", answers)))).toEqual(["scale:CSAT"]);
  });

  it("from 1 to 5 need no question, also where they are few or averages", () => {
    for (const answers of [
      ["5", "4", "1"],
      ["4.5", "3.2", "5"],
      ["3", "2", "2"],
    ])
      expect(requested(suggest(survey("CSAT", answers)))).toEqual([]);
  });

  it("ask what 0 means where a scale begins at 1", () => {
    const text = survey("CSAT", ["5", "4", "0", "3", "0"]);
    const made = suggest(text);
    expect(made.questions).toMatchObject([
      { id: "zero:CSAT", options: [{ value: "blank" }, { value: "score" }, { value: "none" }] },
    ]);
    const blank = suggest(text, { answers: [{ id: "zero:CSAT", value: "blank" }] });
    expect(reading(blank, "CSAT")).toMatchObject({ when: { column: "CSAT", isNot: ["0"] } });
    expect(requested(blank)).toEqual([]);
  });
});

describe("words of a survey", () => {
  const values = (words: readonly string[]) =>
    Object.fromEntries(
      (reading(suggest(survey("Satisfaction", words)), "Satisfaction")?.values ?? []).map(({ word, means }) => [
        word,
        means,
      ]),
    );

  it.each([
    [["Good", "Neutral", "Bad"], { Good: "5", Neutral: "3", Bad: "1" }],
    [["Gut", "Neutral", "Schlecht"], { Gut: "5", Neutral: "3", Schlecht: "1" }],
    [["Sehr zufrieden", "Zufrieden", "Unzufrieden"], { "Sehr zufrieden": "5", Zufrieden: "4", Unzufrieden: "1" }],
    [["Satisfait", "Neutre", "Très insatisfait"], { Satisfait: "5", Neutre: "3", "Très insatisfait": "1" }],
    [["Bueno", "Regular", "Malo"], { Bueno: "5", Regular: "3", Malo: "1" }],
    [["Ótimo", "Bom", "Ruim"], { Ótimo: "5", Bom: "4", Ruim: "1" }],
    [["Ottimo", "Neutrale", "Pessimo"], { Ottimo: "5", Neutrale: "3", Pessimo: "1" }],
    [["Goed", "Neutraal", "Slecht"], { Goed: "5", Neutraal: "3", Slecht: "1" }],
    [["5 - Very good", "3 - Fair", "1 - Poor"], { "5 - Very good": "5", "3 - Fair": "3", "1 - Poor": "1" }],
    [["★★★★★", "★★☆☆☆"], { "★★★★★": "5", "★★☆☆☆": "2" }],
  ])("%j count, the middle ones as answers that are not satisfied", (words, scores) => {
    expect(values(words)).toMatchObject(scores);
  });

  it("that are not known are requested and never lose the column", () => {
    const text = survey("Satisfaction", ["Good", "Good", "Bad", "Meh", "Offered"]);
    const made = suggest(text);
    expect(targets(made)).toMatchObject({ Satisfaction: "csatScore" });
    expect(requested(made)).toEqual(["score-word:Satisfaction:meh"]);
    const middle = suggest(text, { answers: [{ id: "score-word:Satisfaction:meh", value: "3" }] });
    expect(reading(middle, "Satisfaction")?.values).toContainEqual({ word: "Meh", means: "3" });
    const none = suggest(text, { answers: [{ id: "score-word:Satisfaction:meh", value: "none" }] });
    expect(reading(none, "Satisfaction")).toMatchObject({
      when: { isNot: expect.arrayContaining(["Meh", "Offered"]) },
    });
    expect([middle, none].flatMap(requested)).toEqual([]);
  });

  it("name the groups of a recommendation", () => {
    const made = suggest(survey("NPS", ["Promoter", "Passive", "Detractor"]));
    expect(targets(made)).toMatchObject({ NPS: "npsScore" });
    expect(reading(made, "NPS")?.values).toEqual([
      { word: "Detractor", means: "0" },
      { word: "Passive", means: "8" },
      { word: "Promoter", means: "10" },
    ]);
  });
});

describe("digits in front of words", () => {
  const column = (words: readonly string[]) => survey("Satisfaction", words);
  const answered = (words: readonly string[], value: string) =>
    suggest(column(words), { answers: [{ id: "scale:Satisfaction", value }] });
  const means = (made: ReturnType<typeof suggest>) =>
    Object.fromEntries((reading(made, "Satisfaction")?.values ?? []).map(({ word, means: score }) => [word, score]));

  const GRADES = ["1 - sehr gut", "2 - gut", "3 - befriedigend", "4 - ausreichend", "5 - mangelhaft"];

  it.each([
    ["German grades, 1 the best", GRADES],
    ["a few of them", ["1 - sehr gut", "2 - gut"]],
    ["the best alone as 1", ["1 = Very satisfied"]],
    ["the worst alone as 5", ["5: schlecht"]],
    ["up to 7", ["7 - very satisfied", "4 - neutral", "1 - very dissatisfied"]],
    ["up to 10", ["10 (excellent)", "6 (ok)", "2 (poor)"]],
    ["from 0", ["0 - very bad", "3 - ok", "5 - very good"]],
    ["of three levels", ["1 - bad", "2 - neutral", "3 - good"]],
    ["of four levels", ["4 - excellent", "3 - good", "2 - poor", "1 - very poor"]],
    ["words that are not known", ["1 - erinomainen", "3 - kohtalainen", "5 - huono"]],
  ])("are asked for their scale and their best end: %s", (_what, words) => {
    const made = suggest(column(words));
    expect(requested(made)).toEqual(["scale:Satisfaction"]);
    expect(draftMapping(made, ABOUT).open).toMatchObject([{ code: "question" }]);
    expect(made.questions[0]?.options.at(-1)).toMatchObject({ value: "none" });
  });

  it.each([
    ["5 the best", ["5 - Very good", "4 - Good", "3 - Fair", "2 - Poor", "1 - Terrible"]],
    ["excellent to poor", ["5 - Excellent", "4 - Very good", "3 - Good", "2 - Fair", "1 - Poor"]],
    ["some of them", ["4 - Good", "3 - Fair", "1 - Very dissatisfied"]],
    ["stars", ["5 stars", "3 stars", "1 star"]],
    ["out of five", ["4/5", "5/5", "2/5"]],
  ])("that their words bear out are no question: %s", (_what, words) => {
    expect(requested(suggest(column(words)))).toEqual([]);
  });

  it("are kept from 1 to 5, 5 the best, once the scale was stated", () => {
    expect(means(answered(GRADES, "5-1"))).toMatchObject({
      "1 - sehr gut": "5",
      "3 - befriedigend": "3",
      "5 - mangelhaft": "1",
    });
    expect(means(answered(GRADES, "1-5"))).toMatchObject({ "1 - sehr gut": "1" });
    expect(means(answered(["7 - very satisfied", "1 - very dissatisfied"], "1-7"))).toMatchObject({
      "7 - very satisfied": "5",
      "1 - very dissatisfied": "1",
    });
    expect(means(answered(["1 - sehr gut", "6 - ungenügend"], "6-1"))).toMatchObject({ "6 - ungenügend": "1" });
    const none = answered(GRADES, "none");
    expect(targets(none)).not.toHaveProperty("Satisfaction");
    expect([answered(GRADES, "5-1"), none].flatMap(requested)).toEqual([]);
  });

  it.each(["Satisfaction (1 = sehr gut, 5 = mangelhaft)", "CSAT: 1 = very satisfied"])(
    "are requested where the heading %s says it of plain numbers",
    (heading) => {
      // A comma would part the heading of the test's table.
      const name = heading.replace(",", " /");
      const text = survey(name, ["1", "2", "5"]);
      expect(requested(suggest(text))).toEqual([`scale:${name}`]);
      const { document, open } = draftMapping(
        suggest(text, { answers: [{ id: `scale:${name}`, value: "5-1" }] }),
        ABOUT,
      );
      expect(open).toEqual([]);
      expect(document).toMatchObject({ fields: { csatScore: { scale: { from: [1, 5], to: [5, 1] } } } });
    },
  );

  it.each(["CSAT (1 = bad / 5 = very good)", "5-star CSAT", "Q1: CSAT"])("need no question under %s", (heading) => {
    expect(requested(suggest(survey(heading, ["1", "2", "5"])))).toEqual([]);
  });
});
