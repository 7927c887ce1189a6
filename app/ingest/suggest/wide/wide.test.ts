import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import type { SuggestionChoices, MappingSuggestion } from "../suggestion";
import { suggestMapping } from "../suggest-mapping";
import { ABOUT, suggest, reading, targets } from "../test-suggestions";

const FIGURE = { id: "wide-figure", value: "offered" };
const questionIds = (made: MappingSuggestion) => made.questions.map(({ id }) => id);
const reasonOf = (made: MappingSuggestion, heading: string) =>
  made.columns.find((column) => column.heading === heading)?.reason;
const drafted = (text: string, choices: SuggestionChoices = {}) => draftMapping(suggest(text, choices), ABOUT);

describe("a column per month", () => {
  const rows = "\nBilling,1200,900,-\nReturns,7,,40";

  it.each([
    ["Jan 2026,Feb 2026,Mar 2026", "MMM yyyy"],
    ["January 2026,February 2026,March 2026", "MMMM yyyy"],
    ["May 2026,June 2026,July 2026", "MMMM yyyy"],
    ["Dec-25,Jan-26,Feb-26", "MMM-yy"],
    ["2026-01,2026-02,2026-03", "yyyy-MM"],
    ["2026/01,2026/02,2026/03", "yyyy/MM"],
    ["01/2026,02/2026,03/2026", "MM/yyyy"],
    ["1/2026,2/2026,10/2026", "M/yyyy"],
    ["01.2026,02.2026,03.2026", "MM.yyyy"],
    ["202601,202602,202603", "yyyyMM"],
  ])("headed %s becomes rows, dated as %s", (headings, dateFormat) => {
    const made = suggest(`Queue,${headings}${rows}`, { answers: [FIGURE] });
    expect(targets(made)).toEqual({ Queue: "program", Month: "day", Figure: "offered" });
    expect(made).toMatchObject({ kind: "totals", questions: [], missing: [], nulls: ["-"], wide: { taken: true } });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: {
        unpivot: { columns: { dateFormat }, headingAs: "Month", valueAs: "Figure" },
        fields: { day: { column: "Month", format: dateFormat }, program: { column: "Queue" } },
        totals: [{ measure: "offered", column: "Figure" }],
      },
    });
  });

  it("is asked what it counts, and the answer may be given at the column", () => {
    const text = `Queue,Jan 2026,Feb 2026,Mar 2026${rows}`;
    const made = suggest(text);
    expect(questionIds(made)).toEqual(["wide-figure"]);
    expect(made.questions[0]?.text).toBe("What do the figures in “Jan 2026” to “Mar 2026” count?");
    expect(made.missing).toEqual([]);
    expect(reasonOf(made, "Figure")).toBe("The file does not say what its figures measure.");
    expect(draftMapping(made, ABOUT).open).toHaveLength(1);
    const chosen = suggest(text, { columns: [{ heading: "Figure", target: "orders" }] });
    expect(targets(chosen)).toMatchObject({ Figure: "orders" });
    expect(draftMapping(chosen, ABOUT).open).toEqual([]);
  });

  it("with a measure in each row states each by itself, leaves the sum out and skips what is not kept", () => {
    const text =
      "Metric,Queue,Jan 2026,Feb 2026,Total\nCalls offered,Billing,100,120,220\nCalls answered,Billing,90,110,200\nMood,Billing,3,4,7";
    const made = suggest(text);
    expect(targets(made)).toMatchObject({
      Queue: "program",
      Month: "day",
      "Calls offered": "offered",
      "Calls answered": "answered",
    });
    expect(reasonOf(made, "Total")).toContain("applies to all columns");
    const { open, document } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    expect(document).toMatchObject({
      file: { skipRowsWhen: [{ column: "Metric", is: ["Mood"] }] },
      totals: expect.arrayContaining([
        { measure: "offered", column: "Figure", when: { column: "Metric", is: ["Calls offered"] } },
        { measure: "answered", column: "Figure", when: { column: "Metric", is: ["Calls answered"] } },
      ]),
    });
  });

  it("does not add up shares and averages, whose volume stands in another row", () => {
    const text =
      "Metric,Jan 2026,Feb 2026\nCalls offered,100,120\nCalls answered,90,110\nService level,85%,90%\nAHT,00:05:10,00:05:20";
    const made = suggest(text);
    expect(targets(made)).toEqual({ Month: "day", "Calls offered": "offered", "Calls answered": "answered" });
    expect(reasonOf(made, "Service level")).toContain("“Calls offered”");
    expect(reasonOf(made, "AHT")).toContain("Ask the partner for its total");
  });

  it("may have only shares in it: these are refused", () => {
    const made = suggest("Queue,Jan 2026,Feb 2026\nBilling,85%,90%\nReturns,70%,75%", { answers: [FIGURE] });
    expect(reasonOf(made, "Figure")).toContain("needs its volume");
    expect(made.missing.map(({ label }) => label)).toEqual(["At least one amount"]);
  });

  it("is read as it stands where the analyst says so", () => {
    const made = suggest(`Queue,Jan 2026,Feb 2026,Mar 2026${rows}`, { wide: "none" });
    expect(made.wide).toMatchObject({ taken: false });
    expect(made.columns.map(({ heading }) => heading)).toEqual(["Queue", "Jan 2026", "Feb 2026", "Mar 2026"]);
    expect(draftMapping(made, ABOUT).document).not.toHaveProperty("unpivot");
  });

  it("finds a name of its own for what the headings become", () => {
    const made = suggest("Month,Figure,Jan 2026,Feb 2026\nBilling,x,1,2\nReturns,y,3,4", { answers: [FIGURE] });
    expect(made.wide).toMatchObject({ headingAs: "Month 2", valueAs: "Figure 2" });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it.each([
    ["days of a month without their year", "Queue,Jan-01,Jan-02,Jan-03,Jan-04\nBilling,1,2,3,4"],
    ["one month", "Queue,Jan 2026\nBilling,1"],
    ["the same month twice", "Queue,Jan 2026,jan 2026\nBilling,1,2"],
    ["two bare numbers", "Queue,202601,202602\nBilling,1,2"],
    ["months of words", "Queue,Jan 2026,Feb 2026\nBilling,good,bad\nReturns,bad,good"],
  ])("is not taken for one: %s", (_case, text) => {
    expect(suggest(text).wide).toBeNull();
  });
});

describe("a column per day", () => {
  it("becomes rows by the form of the date", () => {
    const made = suggest("Site,2026-01-30,2026-01-31\nLisbon,10,12\nCebu,4,5", { answers: [FIGURE] });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: {
        unpivot: { columns: { dateFormat: "yyyy-MM-dd" }, headingAs: "Date" },
        fields: { day: { column: "Date", format: "yyyy-MM-dd" }, site: { column: "Site" } },
      },
    });
  });

  it("is asked for the order of day and month where no heading tells them apart", () => {
    const text = "Site,03/04/2026,04/04/2026,05/04/2026\nLisbon,10,12,13\nCebu,4,5,6";
    expect(questionIds(suggest(text, { answers: [FIGURE] }))).toEqual(["date-order:/yyyy"]);
    const made = suggest(text, { answers: [FIGURE, { id: "date-order:/yyyy", value: "mdy" }] });
    expect(reading(made, "Date")?.format).toEqual(["M/d/yyyy"]);
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { unpivot: { columns: { dateFormat: "M/d/yyyy" } } },
    });
  });
});

describe("a column per queue", () => {
  const program = { id: "wide-slice", value: "program" };

  it("that begins with its measure is read by how it begins, and asked what its names are", () => {
    const text = "Date,Offered - Billing,Offered - Orders,Total\n2026-01-05,10,20,30\n2026-01-06,11,0,11";
    expect(questionIds(suggest(text))).toEqual(["wide-slice"]);
    expect(drafted(text, { answers: [program] })).toMatchObject({
      open: [],
      document: {
        unpivot: { columns: { startsWith: "Offered - " }, headingAs: "Program", valueAs: "Figure" },
        fields: { day: { column: "Date" }, program: { column: "Program", part: { after: "Offered - " } } },
        totals: [{ measure: "offered", column: "Figure" }],
      },
    });
    expect(drafted(text, { answers: [{ ...program, value: "site" }] })).toMatchObject({
      open: [],
      document: { fields: { site: { column: "Site", part: { after: "Offered - " } } } },
    });
  });

  it("and per measure is distinguished by both", () => {
    const text =
      "Date,Billing Offered,Billing Answered,Orders Offered,Orders Answered\n2026-01-05,10,9,20,18\n2026-01-06,11,11,5,5";
    const { open, document } = drafted(text, { answers: [program] });
    expect(open).toEqual([]);
    expect(document).toMatchObject({
      unpivot: { columns: ["Billing Answered", "Billing Offered", "Orders Answered", "Orders Offered"] },
      fields: { program: { values: { "Billing Offered": "Billing", "Orders Answered": "Orders" } } },
      totals: expect.arrayContaining([
        {
          measure: "answered",
          column: "Figure",
          when: { column: "Program", is: ["Billing Answered", "Orders Answered"] },
        },
      ]),
    });
  });

  it.each([
    ["Date,Offered (Billing),Offered (Returns)\n2026-01-05,10,20\n2026-01-06,11,0", ["Billing", "Returns"]],
    ["Date,Billing: offered,Returns: offered\n2026-01-05,10,20\n2026-01-06,11,0", ["Billing", "Returns"]],
    ["Date,billing_offered,returns_offered\n2026-01-05,10,20\n2026-01-06,11,0", ["billing", "returns"]],
    [
      "Date,Calls offered Billing,Calls offered Ride hailing,Calls offered Food\n2026-01-05,10,20,5\n2026-01-06,11,0,6",
      ["Billing", "Food", "Ride hailing"],
    ],
  ])("is found however the names are written: %s", (text, names) => {
    const made = suggest(text, { answers: [program] });
    expect(made.wide).toMatchObject({ taken: true, turned: names.map((says) => ({ says })) });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("headed by names alone is asked both; a column that adds the others up is left out", () => {
    const text = "Day,Billing,Orders,Rides,Sum\n2026-01-05,10,20,3,33\n2026-01-06,11,5,4,20";
    const made = suggest(text);
    expect(questionIds(made)).toEqual(["wide-slice", "wide-figure"]);
    expect(made.wide?.turned.map(({ heading }) => heading)).toEqual(["Billing", "Orders", "Rides"]);
    expect(drafted(text, { answers: [program, FIGURE] })).toMatchObject({
      open: [],
      document: { unpivot: { columns: ["Billing", "Orders", "Rides"] }, fields: { program: { column: "Program" } } },
    });
  });

  it("named after channels needs no question for that", () => {
    const made = suggest("Day,Phone,Chat,Email\n2026-01-05,10,20,3\n2026-01-06,11,5,4");
    expect(questionIds(made)).toEqual(["wide-figure"]);
    expect(targets(made)).toMatchObject({ Channel: "channel" });
  });

  it("is only offered where one of the names may be the orders of the day", () => {
    const text = "Date,Orders,Refunds,Vouchers\n2026-01-05,10,20,3\n2026-01-06,11,5,4";
    const made = suggest(text);
    expect(made.wide).toMatchObject({ taken: false });
    expect(targets(made)).toMatchObject({ Orders: "orders" });
    expect(suggest(text, { wide: "rows" }).wide).toMatchObject({ taken: true });
  });

  it("is asked whether it names queues, where one of the names may be the orders of the day", () => {
    const text = "Date,Orders,Refunds,Vouchers\n2026-01-05,10,20,3\n2026-01-06,11,5,4";
    expect(suggest(text).questions).toMatchObject([
      { id: "wide-names", columns: ["Orders", "Refunds", "Vouchers"], options: [{ value: "none" }, { value: "rows" }] },
    ]);
    const counted = suggest(text, { answers: [{ id: "wide-names", value: "none" }] });
    expect(targets(counted)).toEqual({ Date: "day", Orders: "orders" });
    expect(draftMapping(counted, ABOUT).open).toEqual([]);
    const names = [{ id: "wide-names", value: "rows" }, program, FIGURE];
    expect(drafted(text, { answers: names })).toMatchObject({
      open: [],
      document: {
        unpivot: { columns: ["Orders", "Refunds", "Vouchers"] },
        totals: [{ measure: "offered", column: "Figure" }],
      },
    });
    // The choice at the card above the columns says it, too.
    for (const wide of ["rows", "none"] as const)
      expect(questionIds(suggest(text, { wide }))).not.toContain("wide-names");
  });

  it.each([
    ["a report of measures", "Date,Calls offered,Calls answered,Calls abandoned\n2026-01-05,10,9,1\n2026-01-06,11,9,2"],
    [
      "sums and averages",
      "Date,Handle,Avg Handle,Total Handle,Total Talk\n2026-01-05,4,10,40,30\n2026-01-06,2,9,18,12",
    ],
    ["directions", "Date,Handled,Transferred in,Transferred out\n2026-01-05,10,2,1\n2026-01-06,11,3,2"],
    ["limits", "Date,Offered,Answered within 20 s,Answered within 60 s\n2026-01-05,10,8,9\n2026-01-06,11,7,9"],
    ["figures of agents", "Agent,Date,Widgets,Gadgets,Gizmos\nAna,2026-01-05,10,8,9\nBen,2026-01-06,11,7,9"],
    ["rows with an id", "Ticket ID,Created,Foo,Bar,Baz\n1,2026-01-05,10,8,9\n2,2026-01-06,11,7,9"],
    ["no date", "Queue,Foo,Bar,Baz\nBilling,10,8,9\nReturns,11,7,9"],
  ])("is not taken for one: %s", (_case, text) => {
    expect(suggest(text).wide).toBeNull();
  });
});

describe("whatever the order of its columns", () => {
  it.each([
    ["Queue,Owner,Jan 2026,Feb 2026,Mar 2026,Total", "Billing,Ana,1,2,3,6", "Returns,Ben,,5,6,11"],
    ["Metric,2026-01,2026-02", "Calls offered,100,120", "Calls answered,90,110"],
    [
      "Date,Billing Offered,Billing Answered,Orders Offered,Orders Answered",
      "2026-01-05,10,9,20,18",
      "2026-01-06,1,1,5,5",
    ],
    ["Day,Billing,Orders,Rides,Sum", "2026-01-05,10,20,3,33", "2026-01-06,11,5,4,20"],
    ["Day,Queue,Measure,Value", "2026-01-05,Billing,Offered,10", "2026-01-05,Billing,Answered,9"],
  ])("%s come to the same", (...lines) => {
    const [headings = [], ...rows] = lines.map((line) => line.split(","));
    const draft = (order: readonly number[]) => {
      const moved = (row: readonly string[]) => order.map((at) => row[at] ?? "");
      const made = suggestMapping({ headings: moved(headings), rows: rows.map(moved) }, { zone: "UTC" });
      expect(made.wide?.taken).toBe(true);
      return draftMapping(made, ABOUT);
    };
    const positions = [...headings.keys()];
    const expected = draft(positions);
    fc.assert(
      fc.property(fc.shuffledSubarray(positions, { minLength: positions.length }), (order) => {
        expect(draft(order)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe("averages of a measure per row", () => {
  const FILE = `Metric;Jan 2026;Feb 2026
Calls Offered;1000;1100
Calls Answered;900;1000
AHT (s);300;310
ASA (s);20;25`;

  it("are a question, and left out once that was answered", () => {
    const requested = suggest(FILE, {}, ";");
    expect(requested.questions).toMatchObject([{ id: "wide-averages", columns: ["AHT (s)", "ASA (s)"] }]);
    expect(draftMapping(requested, ABOUT).open).toMatchObject([{ code: "question", id: "wide-averages" }]);
    const left = suggest(FILE, { answers: [{ id: "wide-averages", value: "none" }] }, ";");
    expect(left.questions).toEqual([]);
    expect(targets(left)).toEqual({ Month: "day", "Calls Offered": "offered", "Calls Answered": "answered" });
  });

  it("are no question where the file has none", () => {
    const counts = FILE.split("\n").slice(0, 3).join("\n");
    expect(suggest(counts, {}, ";").questions).toEqual([]);
  });
});
