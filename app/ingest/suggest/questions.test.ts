import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import type { MappingSuggestion } from "./suggestion";
import { ABOUT, suggest, reading, targets } from "./test-suggestions";

const questionIds = (made: MappingSuggestion) => made.questions.map(({ id }) => id);

describe("what cannot be determined is asked", () => {
  const DATES = "Ticket ID,Created at,Agent\n1,03/04/2024 10:00,Ana\n2,05/06/2024 11:00,Ben";

  it("day and month that no cell tells apart, until answered", () => {
    const made = suggest(DATES);
    expect(questionIds(made)).toEqual(["date-order:/yyyy"]);
    expect(made.questions[0]?.options.map(({ value, example }) => [value, example])).toEqual([
      ["dmy", "03/04/2024 10:00 = 3 April 2024"],
      ["mdy", "03/04/2024 10:00 = 4 March 2024"],
    ]);
    expect(draftMapping(made, ABOUT).open).toMatchObject([{ code: "question", id: "date-order:/yyyy" }]);
    const answered = suggest(DATES, { answers: [{ id: "date-order:/yyyy", value: "mdy" }] });
    expect(answered.questions).toEqual([]);
    expect(reading(answered, "Created at")?.format).toEqual(["M/d/yyyy H:mm"]);
    const chosen = suggest(DATES, { columns: [{ heading: "Created at", format: "dd/MM/yyyy HH:mm" }] });
    expect(draftMapping(chosen, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { openedAt: { format: "dd/MM/yyyy HH:mm" } } },
    });
  });

  it("one cell above 12 proves the order for every column written alike", () => {
    const made = suggest(
      "Ticket ID,Created at,Solved at\n1,03/04/2024 10:00,25/04/2024 10:00\n2,05/06/2024 11:00,07/06/2024 11:00",
    );
    expect(made.questions).toEqual([]);
    expect(reading(made, "Created at")?.format).toEqual(["d/M/yyyy H:mm"]);
    expect(made.columns[1]?.reason).toContain("25/04/2024 10:00");
  });

  it("a column that mixes both orders is asked about, and columns that contradict each other prove nothing", () => {
    expect(questionIds(suggest("Ticket ID,Created at\n1,25/04/2024\n2,04/25/2024\n3,01/01/2024"))).toEqual([
      "date-order:/yyyy:Created at",
    ]);
    const made = suggest("Ticket ID,Created at,Solved at\n1,25/04/2024,04/26/2024\n2,05/06/2024,07/28/2024");
    expect(made.questions).toEqual([]);
    expect(reading(made, "Solved at")?.format).toEqual(["M/d/yyyy"]);
  });

  it("a duration that is plausible in several units, and none that is plausible in one", () => {
    const made = suggest("Ticket ID,Created at,Resolution time\n1,2024-03-01,500\n2,2024-03-02,700");
    expect(questionIds(made)).toEqual(["unit:Resolution time"]);
    expect(made.questions[0]?.options.map(({ value }) => value)).toEqual(["s", "min", "h"]);
    const calls = suggest("Call ID,Created at,Talk time,Hold\n1,2024-03-01,180000,12\n2,2024-03-02,240500,0");
    expect(calls.questions).toEqual([]);
    expect(reading(calls, "Talk time")?.unit).toBe("ms");
    expect(reading(calls, "Hold")?.unit).toBeUndefined();
  });

  it("mm:ss against hh:mm by plausible size and by heading", () => {
    const made = suggest(
      "Call ID,Created at,Talk time,Resolution time (hh:mm)\n1,2024-03-01,04:30,10:15\n2,2024-03-02,02:10,00:45",
    );
    expect(reading(made, "Talk time")?.unit).toBe("mm:ss");
    expect(reading(made, "Resolution time (hh:mm)")?.unit).toBe("hh:mm");
    const grown = suggest("Call ID,Created at,Talk time\n1,2024-03-01,59:30\n2,2024-03-02,1:02:10\n3,2024-03-02,03:15");
    expect(grown.questions).toEqual([]);
    expect(reading(grown, "Talk time")?.unit).toBe("mm:ss");
    const long = suggest("Call ID,Created at,Handle time\n1,2024-03-01,27:10:05\n2,2024-03-02,00:10:05");
    expect(reading(long, "Handle time")?.unit).toBe("hh:mm:ss");
  });

  it("1.234 is one or a thousand, unless another column tells", () => {
    expect(
      questionIds(suggest("Ticket ID,Created at,Handle time (s),Score\n1,2024-03-01,1.234,4\n2,2024-03-02,2.345,5")),
    ).toEqual(["decimal"]);
    const made = suggest(
      "Ticket ID;Created at;Handle time (s);Score\n1;2024-03-01;1.234;4,5\n2;2024-03-02;2.345;5",
      {},
      ";",
    );
    expect(made.questions).toEqual([]);
    expect(reading(made, "Handle time (s)")).toMatchObject({ decimal: "," });
  });

  it("a decimal comma that one column proves holds for counts and times of totals alike", () => {
    const made = suggest(
      "Datum;Calls offered;Calls answered;AHT (s)\n13.03.2024;1.100;1.010;303,5\n14.03.2024;1.127;1.037;298,25",
      {},
      ";",
    );
    expect(made.questions).toEqual([]);
    expect(reading(made, "AHT (s)")).toEqual({ type: "seconds", decimal: ",", times: "Calls answered" });
    expect(reading(made, "Calls offered")).toMatchObject({ decimal: "," });
    expect(made.columns[1]?.reason).toContain("from 1100 to 1127");
  });

  it("a column whose cells do not fit its heading is left out with that reason", () => {
    const made = suggest(
      "Ticket ID,Created at,Talk time\n1,2024-03-01,125\n2,2024-03-01,00:01:10\n3,2024-03-01,90\n4,2024-03-02,00:02:00",
    );
    expect(targets(made)).not.toHaveProperty("Talk time");
    expect(made.columns[2]?.reason).toBe(
      "The heading is similar to “Talk time”, but values such as “125” and “00:01:10” don’t match.",
    );
  });

  it("of three readings the example is one that each reads differently", () => {
    const made = suggest("Ticket ID,Created at\n1,01-01-10\n2,03-02-11\n3,04-05-06");
    expect(made.questions[0]?.options.map(({ example }) => example)).toEqual([
      "03-02-11 = 3 February 2011",
      "03-02-11 = 2 March 2011",
      "03-02-11 = 11 February 2003",
    ]);
  });

  it("what proves an order shuts out every other", () => {
    const made = suggest("Ticket ID,Opened date\n1,02012026\n2,02132026\n3,03142026");
    expect(made.columns[1]?.reason).toContain("“02132026” can only be month first");
  });

  it("an abandonment rate from 0.2 to 1.1 is per cent; what a share or an average counts with is of how many it is known", () => {
    const made = suggest(
      "Date,Calls offered,Contacts handled,Abandonment rate,ASA (s),FCR %\n2024-03-01,1000,980,0.2,12.5,71%\n2024-03-02,1200,1150,1.1,14,69.5%",
    );
    expect(reading(made, "Abandonment rate")).toMatchObject({ unit: "percent", times: "Calls offered" });
    const known = { column: "Contacts handled" };
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: {
        totals: expect.arrayContaining([
          { measure: "waitKnown", ...known },
          { measure: "fcrKnown", ...known },
        ]),
      },
    });
  });

  it("a service level of 80/20 is that of 20 seconds", () => {
    const made = suggest("Date,Calls offered,SLA 80/20\n2024-03-01,100,80%\n2024-03-02,120,85%");
    expect(targets(made)).toMatchObject({ "SLA 80/20": "wait<=20" });
  });

  it("a twelve-hour clock without am and pm", () => {
    const hours = Array.from({ length: 12 }, (_, hour) => `${hour},2024-03-13 ${String(hour + 1).padStart(2, "0")}:30`);
    const text = ["Ticket ID,Created at", ...hours].join("\n");
    expect(questionIds(suggest(text))).toEqual(["twelve-hours:Created at"]);
    const answered = (value: string) => suggest(text, { answers: [{ id: "twelve-hours:Created at", value }] });
    expect(answered("24")).toMatchObject({ questions: [], missing: [] });
    expect(answered("12")).toMatchObject({ questions: [], missing: [{ target: "openedAt" }] });
    expect(questionIds(suggest(["Ticket ID,Created at", ...hours, "13,2024-03-13 14:00"].join("\n")))).toEqual([]);
  });

  it("a state of which nobody knows whether it means resolved", () => {
    const text = "Ticket ID,Created at,Status\n1,2024-03-01,Solved\n2,2024-03-02,Open\n3,2024-03-02,Parked";
    expect(questionIds(suggest(text))).toEqual(["state:Status:parked"]);
    const made = suggest(text, { answers: [{ id: "state:Status:parked", value: "no" }] });
    expect(reading(made, "Status")).toMatchObject({ trueValues: ["solved"], falseValues: ["open", "parked"] });
  });

  it("the limit of a service level, and of which contacts it is a share; a share without a volume is asked for it, or left out with the reason", () => {
    const made = suggest(
      "Date,Calls offered,Calls answered,Service level\n2024-03-01,100,90,80%\n2024-03-02,120,110,85%",
    );
    expect(questionIds(made).toSorted()).toEqual(["limit:Service level", "share-of:Service level"]);
    const answered = suggest(
      "Date,Calls offered,Calls answered,Service level\n2024-03-01,100,90,80%\n2024-03-02,120,110,85%",
      {
        answers: [
          { id: "limit:Service level", value: "30" },
          { id: "share-of:Service level", value: "Calls answered" },
        ],
      },
    );
    expect(targets(answered)).toMatchObject({ "Service level": "wait<=30" });
    expect(reading(answered, "Service level")?.times).toBe("Calls answered");
    const alone = suggest("Date,Calls answered,Adherence\n2024-03-01,90,93.5%\n2024-03-02,110,91%");
    expect(questionIds(alone)).toEqual(["volume:Adherence"]);
    const left = suggest("Date,Calls answered,Adherence\n2024-03-01,90,93.5%\n2024-03-02,110,91%", {
      answers: [{ id: "volume:Adherence", value: "none" }],
    });
    expect(targets(left)).not.toHaveProperty("Adherence");
    expect(left.columns[2]?.reason).toContain("without its volume");
    const rate = suggest("Date,Calls answered,Abandon rate\n2024-03-01,90,3.5%\n2024-03-02,110,4%");
    expect(targets(rate)).not.toHaveProperty("Abandon rate");
    expect(rate.columns[2]?.reason).toContain("needs its volume");
  });

  it("each doubtful shape of the dates in one column by itself, with its count", () => {
    const text =
      "Ticket ID,Created,Agent\n1,2026-03-02,Ana\n2,03/04/2026,Ben\n3,01.03.2026,Ben\n4,02.03.2026,Ana\n5,5-3-26,Ana";
    const made = suggest(text);
    expect(questionIds(made).toSorted()).toEqual(["date-order:-yy", "date-order:.yyyy", "date-order:/yyyy"]);
    expect(made.questions.find(({ id }) => id === "date-order:.yyyy")?.text).toContain("(2 of the dates in “Created”)");
    const answers = ["-yy", ".yyyy", "/yyyy"].map((family, at) => {
      return { id: `date-order:${family}`, value: at === 2 ? "mdy" : "dmy" };
    });
    const answered = suggest(text, { answers });
    expect(answered.questions).toEqual([]);
    expect(reading(answered, "Created")?.format?.toSorted()).toEqual(["M/d/yyyy", "d-M-yy", "d.M.yyyy", "yyyy-MM-dd"]);
  });

  it("ids that repeat without an order", () => {
    const made = suggest("Ticket ID,Created at,Agent\n1,2024-03-01,Ana\n1,2024-03-02,Ben\n2,2024-03-02,Ben");
    expect(questionIds(made)).toEqual(["repeated-id"]);
  });
});

describe("the decimal sign of durations that name their units", () => {
  const calls = (times: readonly string[], more = "") =>
    `Call ID;Created at;Talk time${more === "" ? "" : ";Cost"}\n${times
      .map((time, at) => `${at + 1};2024-03-01 10:0${at};${time}${more === "" ? "" : `;${more}`}`)
      .join("\n")}`;
  const read = (text: string, value?: string) =>
    suggest(text, value === undefined ? {} : { answers: [{ id: "decimal", value }] }, ";");

  it("is asked where 1,500 s may be one and a half or fifteen hundred seconds", () => {
    const text = calls(["1,500 s", "1,250 s", "90 s"]);
    const made = read(text);
    expect(made.questions).toMatchObject([
      {
        id: "decimal",
        options: [
          { value: ".", example: "1,500 s = 1500 s" },
          { value: ",", example: "1,500 s = 1.5 s" },
        ],
      },
    ]);
    for (const sign of [".", ","]) {
      const { document, open } = draftMapping(read(text, sign), ABOUT);
      expect(open).toEqual([]);
      expect(document).toMatchObject({ fields: { talkSeconds: { unit: "spelled", decimal: sign } } });
    }
    const chosen = suggest(text, { columns: [{ heading: "Talk time", decimal: "." }] }, ";");
    expect(draftMapping(chosen, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { talkSeconds: { decimal: "." } } },
    });
  });

  it.each([
    ["another cell of the column", calls(["1,500 s", "1,25 s", "90 s"]), ","],
    ["another column of numbers", calls(["1.500 s", "1.250 s", "90 s"], "12,5"), ","],
    ["a cell in groups", calls(["1,500 s", "1,234.5 s", "90 s"]), "."],
  ])("is recognized by %s", (_what, text, decimal) => {
    const made = read(text);
    expect(questionIds(made)).toEqual([]);
    expect(reading(made, "Talk time")).toMatchObject({ unit: "spelled", decimal });
  });

  it("stays open where no cell has decimals", () => {
    const made = read(calls(["90 s", "2 min 5 s", "75 s"]));
    expect(questionIds(made)).toEqual([]);
    expect(reading(made, "Talk time")).not.toHaveProperty("decimal");
  });
});

describe("a column that was chosen as a date, with cells that are none", () => {
  const OPENED = { heading: "Opened", target: "openedAt" };
  const FILE = "Ticket ID,Opened\nT-1,05/03/2026\nT-2,soon\nT-3,later";

  it("is asked for its format, each format with an example", () => {
    const made = suggest(FILE, { columns: [OPENED] });
    const requested = made.questions.find(({ id }) => id === "date-format:Opened");
    expect(requested?.text).toContain("“Opened” is “Opened at”");
    expect(requested?.options.slice(0, 2)).toEqual([
      { value: "d/M/yyyy", label: "d/M/yyyy", example: "05/03/2026 = 5 March 2026; reads 1 of 3 values" },
      { value: "M/d/yyyy", label: "M/d/yyyy", example: "05/03/2026 = 3 May 2026; reads 1 of 3 values" },
    ]);
    expect(requested?.options.every(({ example }) => example !== "")).toBe(true);
    expect(draftMapping(made, ABOUT).open).toMatchObject([{ code: "question", id: "date-format:Opened" }]);
  });

  it("is read in the format that was answered, and left out where it is no date", () => {
    const answered = suggest(FILE, { columns: [OPENED], answers: [{ id: "date-format:Opened", value: "d/M/yyyy" }] });
    expect(draftMapping(answered, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { openedAt: { column: "Opened", format: "d/M/yyyy" } } },
    });
    const none = suggest(FILE, { columns: [OPENED], answers: [{ id: "date-format:Opened", value: "none" }] });
    expect(targets(none)).not.toHaveProperty("Opened");
  });

  it("is named by the field’s label where the format that was entered is none", () => {
    const typed = suggest(FILE, { columns: [{ ...OPENED, format: "qq" }] });
    const [open] = draftMapping(typed, ABOUT).open;
    expect(open?.message).toMatch(/^Opened at: /);
  });
});

describe("a score outside of the scale of all others", () => {
  const FILE = [
    "Ticket ID,Created at,Satisfaction score",
    ...[4, 5, 3, 2, 9, 5, 1].map((score, at) => `T-${at},2026-01-0${at + 1} 10:00,${score}`),
  ].join("\n");

  it("can be rejected: the scale is that of the others", () => {
    const question = suggest(FILE).questions.find(({ id }) => id === "scale:Satisfaction score");
    expect(question?.options[0]).toEqual({
      value: "only:1-5",
      label: "The scale is 1 to 5: reject other scores",
      example: "rows with “9” are rejected",
    });
    const made = suggest(FILE, { answers: [{ id: "scale:Satisfaction score", value: "only:1-5" }] });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { csatScore: { scale: { from: [1, 5], to: [1, 5] } } } },
    });
  });
});
