import { describe, expect, it } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import type { SuggestionChoices, MappingSuggestion } from "../suggestion";
import { ABOUT, suggest, reading, targets } from "../test-suggestions";

const COUNTS = [
  ["Offered", "100"],
  ["Answered", "90"],
  ["Abandoned", "10"],
] as const;

/** A row for each day, queue and measure. */
function tidy(
  headings: readonly string[],
  measures: readonly (readonly [name: string, value: string])[],
  queues: readonly string[] = ["Billing", "Sales"],
): string {
  const days = ["2026-03-02", "2026-03-03"];
  const rows = days.flatMap((day) => queues.flatMap((queue) => measures.map((named) => [day, queue, ...named])));
  return [headings, ...rows].map((row) => row.join(";")).join("\n");
}

const made = (text: string, choices: SuggestionChoices = {}) => suggest(text, choices, ";");
const questionIds = ({ questions }: MappingSuggestion) => questions.map(({ id }) => id);
const drafted = (text: string, choices: SuggestionChoices = {}) => draftMapping(made(text, choices), ABOUT);
const HEADINGS = ["Date", "Queue", "Measure", "Value"] as const;
const answer = (id: string, value: string): SuggestionChoices => ({ answers: [{ id, value }] });

describe("a file with a row per measure", () => {
  it("is read into the measure that each row names", () => {
    const { open, document } = drafted(tidy(HEADINGS, COUNTS));
    expect(open).toEqual([]);
    expect(document).toMatchObject({
      kind: "totals",
      fields: { day: { column: "Date" }, program: { column: "Queue" } },
      totals: [
        { measure: "abandoned", column: "Value", when: { column: "Measure", is: ["Abandoned"] } },
        { measure: "answered", column: "Value", when: { column: "Measure", is: ["Answered"] } },
        { measure: "offered", column: "Value", when: { column: "Measure", is: ["Offered"] } },
        { measure: "handled", column: "Value", when: { column: "Measure", is: ["Answered"] } },
      ],
    });
    expect(document).not.toHaveProperty("unpivot");
  });

  it.each([
    ["Date;Queue;Metric;Value", COUNTS],
    ["Date;Queue;KPI;Count", COUNTS],
    ["Date;Queue;Measure;Amount", COUNTS],
    ["Date;Queue;Measure;Calls", COUNTS],
    ["Date;Queue;Item;Value", COUNTS],
    ["Date;Queue;Measure Names;Measure Values", COUNTS],
    ["Date;Queue;variable;value", COUNTS],
    ["Date;Queue;Attribute;Value", COUNTS],
    [
      "Datum;Warteschlange;Kennzahl;Wert",
      [
        ["Angebotene Anrufe", "1000"],
        ["Angenommene Anrufe", "900"],
        ["Verlorene Anrufe", "100"],
      ],
    ],
    [
      "Fecha;Cola;Indicador;Valor",
      [
        ["Llamadas recibidas", "100"],
        ["Llamadas atendidas", "90"],
        ["Llamadas abandonadas", "10"],
      ],
    ],
    [
      "Date;File d'attente;Indicateur;Valeur",
      [
        ["Appels reçus", "100"],
        ["Appels traités", "90"],
        ["Appels abandonnés", "10"],
      ],
    ],
  ] as const)("is found however it is headed: %s", (headings, measures) => {
    const found = made(tidy(headings.split(";"), measures));
    expect(Object.values(targets(found)).toSorted()).toEqual(["abandoned", "answered", "day", "offered", "program"]);
    expect(found.questions).toEqual([]);
  });

  it("is requested where no heading says it, and may be a count by outcome", () => {
    const text = tidy(["Date", "Queue", "Type", "Count"], COUNTS);
    expect(made(text).questions).toMatchObject([
      { id: "measure-per-row", text: "Does “Type” name the measure of each row?" },
    ]);
    expect(drafted(text, answer("measure-per-row", "rows")).open).toEqual([]);
    expect(drafted(text, answer("measure-per-row", "none"))).toMatchObject({
      open: [],
      document: { totals: [{ measure: "offered", column: "Count" }] },
    });
  });

  it("names measures that are not kept: their rows are left out and not added to others", () => {
    const text = tidy(["Date", "Queue", "Measure", "Count"], [...COUNTS, ["Smiles", "40"]]);
    const reason = made(text).columns.find(({ heading }) => heading === "Smiles")?.reason;
    expect(reason).toBe("No matching field.");
    expect(drafted(text)).toMatchObject({
      open: [],
      document: { file: { skipRowsWhen: [{ column: "Measure", is: ["Smiles"] }] } },
    });
  });

  it("whose measures all have unknown names is requested them, and none is taken for contacts", () => {
    const text = tidy(
      ["Date", "Queue", "KPI", "Count"],
      [
        ["Smiles", "40"],
        ["Frowns", "2"],
      ],
    );
    const found = made(text);
    expect(found.kind).toBe("totals");
    expect(questionIds(found)).toContain("measure-per-row");
    const stated = made(text, answer("measure-per-row", "rows"));
    expect(Object.keys(targets(stated))).toEqual(["Date", "Queue"]);
    expect(stated.missing.map(({ label }) => label)).toEqual(["At least one amount"]);
  });

  it("may give counts, durations and shares in one column", () => {
    const text = tidy(HEADINGS, [
      ...COUNTS,
      ["Talk time", "07:30:00"],
      ["AHT", "00:05:00"],
      ["Service level", "80,5 %"],
    ]);
    const found = made(text);
    expect(questionIds(found)).toEqual(["wide-averages"]);
    const left = made(text, answer("wide-averages", "none"));
    expect(left.questions).toEqual([]);
    expect(targets(left)).toMatchObject({ "Talk time": "talkSeconds", Offered: "offered" });
    expect(targets(left)).not.toHaveProperty("AHT");
    expect(reading(left, "Talk time")?.unit).toBe("hh:mm:ss");
  });

  it("has totals of all queues that add up measure by measure", () => {
    const text = tidy(HEADINGS, [...COUNTS, ["AHT", "300"]]);
    const totals = [
      ["Offered", "200"],
      ["Answered", "180"],
      ["Abandoned", "20"],
      ["AHT", "300"],
    ] as const;
    const rows = ["2026-03-02", "2026-03-03"].flatMap((day) =>
      totals.map((named) => [day, "Everything", ...named].join(";")),
    );
    const whole = [text, ...rows].join("\n");
    expect(questionIds(made(whole)).toSorted()).toEqual(["subtotals:Queue", "wide-averages"]);
    const stated = drafted(whole, {
      answers: [
        { id: "subtotals:Queue", value: "totals" },
        { id: "wide-averages", value: "none" },
      ],
    });
    expect(stated).toMatchObject({
      open: [],
      document: {
        file: {
          skipRowsWhen: [
            { column: "Queue", is: ["Everything"] },
            { column: "Measure", is: ["AHT"] },
          ],
        },
      },
    });
  });

  it("may name a measure that says it is a total, which is no total of other measures", () => {
    const text = tidy(HEADINGS, [
      ["Total calls", "100"],
      ["Answered", "90"],
      ["Abandoned", "10"],
    ]);
    expect(made(text).questions).toEqual([]);
    expect(targets(made(text))).toMatchObject({ "Total calls": "offered" });
  });

  it("may have an id in each row, and targets beside the figures", () => {
    const text = `Row ID,Date,Queue,Measure,Value,Goal
1,2026-03-02,Billing,Offered,100,
2,2026-03-02,Billing,Answered,90,95
3,2026-03-02,Billing,Abandoned,10,5`;
    const found = suggest(text);
    expect(targets(found)).toEqual({
      "Row ID": "externalId",
      Date: "day",
      Queue: "program",
      Offered: "offered",
      Answered: "answered",
      Abandoned: "abandoned",
    });
    expect(draftMapping(found, ABOUT).open).toEqual([]);
  });

  it("gives a total and its average in rows of their own: the total counts, and nothing is asked", () => {
    const text = tidy(HEADINGS, [...COUNTS, ["Avg handle time", "300"], ["Handle time", "27000"]]);
    const found = made(text);
    expect(found.questions).toEqual([]);
    expect(targets(found)).toMatchObject({ "Handle time": "handleSeconds" });
    expect(found.columns.find(({ heading }) => heading === "Avg handle time")?.reason).toBe(
      "“Handle time” has the total.",
    );
  });

  it("is asked which of several columns of figures counts where none is headed as such", () => {
    const text = `Date,Queue,KPI,This year,Last year
2026-03-02,Billing,Offered,100,110
2026-03-02,Billing,Answered,90,99`;
    expect(suggest(text).questions).toMatchObject([
      { id: "measure-value", options: [{ value: "Last year" }, { value: "This year" }] },
    ]);
    expect(draftMapping(suggest(text, answer("measure-value", "This year")), ABOUT)).toMatchObject({
      open: [],
      document: {
        totals: expect.arrayContaining([expect.objectContaining({ measure: "offered", column: "This year" })]),
      },
    });
  });

  it("counts for its month where the date is one", () => {
    const text =
      "Month;Measure;Value\n2026-03;Offered;3100\n2026-03;Answered;2900\n2026-04;Offered;3000\n2026-04;Answered;2800";
    expect(drafted(text)).toMatchObject({ open: [], document: { period: "month" } });
  });

  it("is read as it stands where the analyst says so", () => {
    const found = made(tidy(HEADINGS, COUNTS), { wide: "none" });
    expect(found.wide).toMatchObject({ taken: false });
    expect(found.columns.map(({ heading }) => heading)).toEqual([...HEADINGS]);
  });

  it.each([
    [
      "contacts with an outcome",
      "Ticket ID,Date,Queue,Status,Wait\nT1,2026-03-02,Billing,Answered,20\nT2,2026-03-02,Billing,Abandoned,30",
    ],
    [
      "contacts with a result",
      "Ticket ID,Created,Status,Score\nT1,2026-03-02 09:00,Answered,4\nT2,2026-03-02 09:01,Abandoned,5",
    ],
    [
      "outcomes that repeat",
      "Date,Status,Count\n2026-03-02,Answered,20\n2026-03-02,Answered,30\n2026-03-02,Abandoned,3",
    ],
    ["queues", "Date,Queue,Value\n2026-03-02,Orders,20\n2026-03-02,Billing,30"],
    [
      "reviews with a row per question",
      "Review ID,Date,Agent,Metric,Score\nR1,2026-03-02,Ann,Greeting,4\nR1,2026-03-02,Ann,Empathy,5",
    ],
  ])("is not taken for one: %s", (_case, text) => {
    expect(suggest(text).wide).toBeNull();
  });
});
