import { describe, expect, it } from "vitest";
import { gatherProblems, type ProblemGroup } from "~/domain/imports/problem-group";
import { readMapping, type Mapping } from "../mapping/mapping";
import { compileRowReader } from "../parse/row-reader";
import { groupColumn } from "./group-column";
import { offerRepairs, type RepairOffer } from "./repair-offers";
import { repairMapping, type Repair } from "./repairs";

const HEADINGS = ["Id", "Opened", "Time", "Done", "Wait", "Talk", "Score", "Solved", "Desk", "Partner"];
const GOOD = ["1", "2026-01-05", "10:00", "2026-01-06", "12.5", "00:01:10", "4", "yes", "Care", "atlas"];

function mappingOf(document: Record<string, unknown>): Mapping {
  const read = readMapping({
    key: "desk",
    name: "Desk",
    source: "desk",
    file: { format: "csv" },
    timeZone: "UTC",
    vendor: { column: "Partner" },
    ...document,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.mapping;
}

const contacts = (fields: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  mappingOf({
    kind: "contacts",
    externalId: { column: "Id" },
    fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd" }, ...fields },
    ...rest,
  });

/** A row like the good one, with other cells under some of the headings. */
const row = (cells: Record<string, string> = {}) => HEADINGS.map((heading, at) => cells[heading] ?? GOOD[at] ?? "");

function readAll(mapping: Mapping, rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS) {
  const nulls = new Set(["", ...mapping.nulls.map((word) => word.toLowerCase())]);
  const read = compileRowReader({
    mapping,
    headings,
    columns: { at: (name) => headings.indexOf(name), isBlank: (text) => nulls.has(text.toLowerCase()) },
    reportingZone: "UTC",
    vendorId: null,
    vendorNamed: (name) => (name === "atlas" ? 1 : null),
  });
  const problems = gatherProblems();
  const counts = { accepted: 0, rejected: 0, skipped: 0 };
  const values: unknown[][] = [];
  rows.forEach((cells, at) => {
    const outcome = read({ line: at + 2, cells: [...cells], malformed: false });
    counts[outcome.kind] += 1;
    if (outcome.kind === "accepted") values.push(...outcome.records.map((record) => record.values));
    if (outcome.kind === "rejected") outcome.problems.forEach(problems.add);
  });
  return { ...counts, groups: problems.groups(), values };
}

/** What is offered for the only group of problems of the rows. */
function offered(mapping: Mapping, rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS) {
  const { groups } = readAll(mapping, rows, headings);
  expect(groups).toHaveLength(1);
  const group: ProblemGroup = groups[0] ?? { code: "", column: "", rows: 0, line: 0, text: "", texts: [] };
  return { group, offers: offerRepairs(group, groupColumn(group.column, mapping, headings)) };
}

const kinds = (offers: readonly RepairOffer[]) => offers.map((offer) => offer.do);

/** Makes the repair and answers what comes of the rows then. */
const repaired = (
  mapping: Mapping,
  repair: Repair,
  rows: readonly (readonly string[])[],
  headings: readonly string[] = HEADINGS,
) => readAll(repairMapping(mapping, [repair]), rows, headings);

describe("words that mean nothing", () => {
  const mapping = contacts({ waitSeconds: { column: "Wait" } });
  const rows = [row(), row({ Wait: "n.n." }), row({ Wait: "?" })];

  it("are offered with the most frequent first, and taken as blank where they are chosen", () => {
    const { offers } = offered(mapping, [...rows, row({ Wait: "?" })]);
    expect(offers).toContainEqual({ do: "null-words", words: ["?", "n.n."] });
    const after = repaired(mapping, { do: "null-words", words: ["?"] }, rows);
    expect(after).toMatchObject({ accepted: 2, rejected: 1, groups: [{ texts: [{ text: "n.n.", rows: 1 }] }] });
  });

  it("are not offered for what a row cannot do without: it would stay out all the same", () => {
    expect(kinds(offered(mapping, [row({ Opened: "soon" })]).offers)).toEqual(["skip-rows"]);
  });

  it("are not offered where the text was too long to be quoted whole", () => {
    expect(offered(mapping, [row({ Wait: "x".repeat(300) })]).offers).toEqual([]);
  });
});

describe("another way of writing dates", () => {
  const mapping = contacts({
    resolutionSeconds: {
      between: { from: { column: "Opened", format: "yyyy-MM-dd" }, until: { column: "Done", format: "yyyy-MM-dd" } },
    },
  });
  const rows = [row(), row({ Opened: "5.1.2026" }), row({ Opened: "31.1.2026", Done: "2026-02-01" })];

  it("is offered each way that reads any of the texts, that which reads most first", () => {
    const [first] = offered(mapping, rows).offers;
    expect(first).toEqual({
      do: "date-format",
      formats: [
        { format: "d.M.yyyy", reads: 2, example: "2026-01-05" },
        { format: "M.d.yyyy", reads: 1, example: "2026-05-01" },
      ],
    });
  });

  it("fixes every field that reads the column, also the ends of a span", () => {
    const after = repaired(mapping, { do: "date-format", column: "Opened", format: "d.M.yyyy" }, rows);
    expect(after).toMatchObject({ accepted: 3, rejected: 0 });
    expect(after.values.map((values) => values[0])).toEqual([
      "2026-01-05T00:00:00.000Z",
      "2026-01-05T00:00:00.000Z",
      "2026-01-31T00:00:00.000Z",
    ]);
  });

  it("leaves as they were the rows that could be read before", () => {
    const dayFirst = contacts({ openedAt: { column: "Opened", format: "d/M/yyyy" } });
    const mixed = [row({ Opened: "03/04/2026" }), row({ Opened: "12/25/2026" })];
    const after = repaired(dayFirst, { do: "date-format", column: "Opened", format: "M/d/yyyy" }, mixed);
    expect(after.values.map((values) => values[0])).toEqual(["2026-04-03T00:00:00.000Z", "2026-12-25T00:00:00.000Z"]);
  });

  it("fixes a date and a time in columns of their own", () => {
    const joined = contacts({ openedAt: { columns: ["Opened", "Time"], format: "yyyy-MM-dd HH:mm" } });
    const { group, offers } = offered(joined, [row({ Opened: "5.1.2026" })]);
    expect(kinds(offers)).toEqual(["date-format"]);
    const repair = { do: "date-format", column: group.column, format: "d.M.yyyy H:mm" } as const;
    expect(repaired(joined, repair, [row(), row({ Opened: "5.1.2026" })])).toMatchObject({ accepted: 2 });
  });

  it("fixes what orders the events of a case", () => {
    const events = contacts(
      {},
      { collapse: { order: [{ instant: { column: "Done", format: "yyyy-MM-dd" } }], keep: "last" } },
    );
    const late = [row(), row({ Done: "6.1.2026" })];
    expect(readAll(events, late).rejected).toBe(1);
    const after = repaired(events, { do: "date-format", column: "Done", format: "d.M.yyyy" }, late);
    expect(after).toMatchObject({ accepted: 2, rejected: 0 });
  });
});

describe("another decimal sign", () => {
  const scored = contacts({ csatScore: { column: "Score", when: { column: "Score", isNot: ["offered"] } } });

  it("is offered where it reads the texts, and fixes a field that says itself in which rows it counts", () => {
    const rows = [row({ Score: "4,5" }), row({ Score: "3,5" }), row({ Score: "offered" })];
    expect(offered(scored, rows).offers[0]).toEqual({ do: "decimal", decimal: ",", reads: 2 });
    const after = repaired(scored, { do: "decimal", column: "Score", decimal: "," }, rows);
    expect(after).toMatchObject({ accepted: 3, rejected: 0 });
    expect(after.values.map((values) => values.includes(4.5))).toEqual([true, false, false]);
  });

  it("is not offered for a number that is not whole either way", () => {
    const tenure = contacts({ tenureDays: { column: "Score" } });
    expect(kinds(offered(tenure, [row({ Score: "2.5" })]).offers)).toEqual(["null-words", "skip-rows"]);
  });

  it("fixes the amounts of totals and the volumes they are counted with", () => {
    const totals = mappingOf({
      kind: "totals",
      fields: { day: { column: "Opened", format: "yyyy-MM-dd" } },
      totals: [{ measure: "waitSeconds", column: "Wait", times: "Score" }],
    });
    const rows = [row({ Wait: "10", Score: "1.200,5" })];
    const { group, offers } = offered(totals, rows);
    expect(group.column).toBe("Score");
    expect(offers[0]).toEqual({ do: "decimal", decimal: ",", reads: 1 });
    const after = repaired(totals, { do: "decimal", column: "Score", decimal: "," }, rows);
    expect(after.values.map((values) => values.at(-1))).toEqual([12_005]);
  });
});

describe("another unit", () => {
  it("is offered in every unit that reads the texts, and fixes durations only", () => {
    const mapping = contacts({ talkSeconds: { column: "Talk" }, reason: { column: "Talk" } });
    const rows = [row({ Talk: "00:01:10" }), row({ Talk: "27:10:05" })];
    const [first] = offered(mapping, rows).offers;
    expect(first).toEqual({ do: "unit", units: [{ unit: "hh:mm:ss", reads: 2 }] });
    const after = repaired(mapping, { do: "unit", column: "Talk", unit: "hh:mm:ss" }, rows);
    expect(after).toMatchObject({ accepted: 2, rejected: 0 });
    expect(after.values.map((values) => [values.includes(70), values.includes(97_805)])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it("gives way to a decimal sign where that is what is wrong", () => {
    const mapping = contacts({ waitSeconds: { column: "Wait" } });
    expect(offered(mapping, [row({ Wait: "12,5" })]).offers[0]).toEqual({ do: "decimal", decimal: ",", reads: 1 });
  });

  it("fixes the sums of a wide file, whose problems name the column that a day stands in", () => {
    const headings = ["Desk", "2026-01-01", "2026-01-02"];
    const wide = mappingOf({
      kind: "totals",
      vendor: { constant: "atlas" },
      unpivot: { columns: { dateFormat: "yyyy-MM-dd" } },
      fields: { day: { column: "Heading", format: "yyyy-MM-dd" }, program: { column: "Desk" } },
      totals: [{ measure: "waitSeconds", column: "Value" }],
    });
    const rows = [["Care", "01:10", "00:50"]];
    const { groups } = readAll(wide, rows, headings);
    expect(groups.map(({ column, code }) => [column, code])).toEqual([
      ["2026-01-01", "not-a-duration"],
      ["2026-01-02", "not-a-duration"],
    ]);
    const after = repaired(wide, { do: "unit", column: "2026-01-01", unit: "mm:ss" }, rows, headings);
    expect(after.values.map((values) => values.at(-1))).toEqual([70, 50]);
  });
});

describe("words that mean something", () => {
  const rows = [row(), row({ Solved: "ja" }), row({ Solved: "nein" })];
  const meanings = (words: Record<string, string>, column = "Solved"): Repair => ({
    do: "meanings",
    column,
    words: Object.entries(words).map(([word, means]) => ({ word, means })),
  });

  it("yes or no, become the words of a flag that has none", () => {
    const mapping = contacts({ resolved: { column: "Solved" } });
    expect(offered(mapping, rows).offers[0]).toEqual({ do: "meanings", words: ["ja", "nein"], flag: true });
    expect(repaired(mapping, meanings({ ja: "yes", nein: "no" }), rows)).toMatchObject({ accepted: 3, rejected: 0 });
  });

  it("yes or no, join a flag's lists, and what was left open stays open", () => {
    const mapping = contacts({ resolved: { column: "Solved", trueValues: ["yes"], falseValues: ["no"] } });
    const after = repaired(mapping, meanings({ ja: "yes" }), rows);
    expect(after).toMatchObject({ accepted: 2, rejected: 1, groups: [{ text: "nein" }] });
  });

  it("leave alone a text that the same column feeds", () => {
    const mapping = contacts({ resolved: { column: "Solved" }, reason: { column: "Solved" } });
    const after = repaired(mapping, meanings({ ja: "yes", nein: "no" }), rows);
    expect(after.values.map((values) => values.includes("ja"))).toEqual([false, true, false]);
  });

  it("are added to the words of a list that takes no others", () => {
    const mapping = contacts({ program: { column: "Desk", values: { Care: "care" }, otherwise: "reject" } });
    const desks = [row(), row({ Desk: "Kundendienst" })];
    const { offers } = offered(mapping, desks);
    expect(offers[0]).toEqual({ do: "meanings", words: ["Kundendienst"], flag: false });
    const after = repaired(mapping, meanings({ Kundendienst: "care" }, "Desk"), desks);
    expect(after.values.map((values) => values.includes("care"))).toEqual([true, true]);
  });

  it("may be called like what every object has", () => {
    const mapping = contacts({ resolved: { column: "Solved" } });
    const odd = [row({ Solved: "__proto__" }), row({ Solved: "constructor" })];
    const repair: Repair = {
      do: "meanings",
      column: "Solved",
      words: [
        { word: "__proto__", means: "yes" },
        { word: "constructor", means: "no" },
      ],
    };
    expect(repaired(mapping, repair, odd)).toMatchObject({ accepted: 2, rejected: 0 });
  });
});

describe("a partner's other name", () => {
  it("is reported once, and rows of partners nobody knows can be skipped", () => {
    const mapping = contacts({});
    const rows = [row(), row({ Partner: "Atlas GmbH" }), row({ Partner: "Nobody" })];
    const { offers } = offered(mapping, rows);
    expect(offers).toEqual([
      { do: "partners", words: ["Atlas GmbH", "Nobody"] },
      { do: "skip-rows", words: ["Atlas GmbH", "Nobody"] },
    ]);
    const words = [{ word: "Atlas GmbH", means: "atlas" }];
    expect(repaired(mapping, { do: "partners", column: "Partner", words }, rows)).toMatchObject({
      accepted: 2,
      rejected: 1,
    });
  });
});

describe("rows that are no data", () => {
  const mapping = contacts({ waitSeconds: { column: "Wait" } });
  const rows = [row(), row({ Opened: "Total" }), row({ Opened: "Sum" })];

  it("are skipped by the word that gives them away", () => {
    const after = repaired(mapping, { do: "skip-rows", column: "Opened", words: ["Total"] }, rows);
    expect(after).toMatchObject({ accepted: 1, skipped: 1, rejected: 1 });
  });

  it("are distinguished in as many goes as it takes", () => {
    const words = Array.from({ length: 60 }, (_, at) => `Total ${at}`);
    const repairs = words.map((word): Repair => ({ do: "skip-rows", column: "Opened", words: [word] }));
    const totals = words.map((word) => row({ Opened: word }));
    expect(readAll(repairMapping(mapping, repairs), totals)).toMatchObject({ skipped: 60, rejected: 0 });
  });

  it("are not offered where a problem names several columns, or what lies between two", () => {
    const span = contacts({
      resolutionSeconds: {
        between: { from: { column: "Done", format: "yyyy-MM-dd" }, until: { column: "Opened", format: "yyyy-MM-dd" } },
      },
    });
    expect(offered(span, [row()])).toMatchObject({ group: { code: "out-of-range" }, offers: [] });
  });
});

describe("repairs of a mapping", () => {
  it("change nothing where nothing is left to fix", () => {
    const mapping = contacts({ waitSeconds: { column: "Wait" } });
    const repairs: Repair[] = [
      { do: "decimal", column: "Gone", decimal: "," },
      { do: "unit", column: "Opened", unit: "min" },
      { do: "date-format", column: "Wait", format: "d.M.yyyy" },
      { do: "date-format", column: "Opened", format: "no such format" },
      { do: "partners", column: "Gone", words: [{ word: "x", means: "No Slug!" }] },
    ];
    expect(repairMapping(mapping, repairs)).toEqual(mapping);
  });

  it("nothing is offered for what only the sender can fix", () => {
    const mapping = contacts({});
    expect(offered(mapping, [row({ Id: "" })])).toMatchObject({ group: { code: "blank" }, offers: [] });
    expect(offered(mapping, [GOOD.slice(0, 4)])).toMatchObject({ group: { code: "too-few-cells" }, offers: [] });
  });
});
