import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import { suggestMapping } from "../suggest-mapping";
import { ABOUT, suggest, targets } from "../test-suggestions";

const rows = "\nBilling,100,90,120,110\nReturns,50,49,,";

describe("a column per month and figure", () => {
  it.each([
    ["Jan 2026 Offered,Jan 2026 Answered,Feb 2026 Offered,Feb 2026 Answered", "MMM yyyy", { after: " Offered" }],
    ["2026-01 Offered,2026-01 Answered,2026-02 Offered,2026-02 Answered", "yyyy-MM", { after: " Offered" }],
    ["Jan-26: Offered,Jan-26: Answered,Feb-26: Offered,Feb-26: Answered", "MMM-yy", { after: ": Offered" }],
    [
      "Offered - Jan 2026,Answered - Jan 2026,Offered - Feb 2026,Answered - Feb 2026",
      "MMM yyyy",
      { before: "Offered - " },
    ],
    [
      "Offered (01/2026),Answered (01/2026),Offered (02/2026),Answered (02/2026)",
      "MM/yyyy",
      { before: "Offered (", after: ")" },
    ],
    [
      "Offered Januar 2026,Answered Januar 2026,Offered März 2026,Answered März 2026",
      "MMMM yyyy",
      { before: "Offered " },
    ],
  ])("headed %s becomes a row per month with a column per figure", (headings, dateFormat, marks) => {
    const made = suggest(`Queue,${headings}${rows}`);
    expect(made).toMatchObject({ kind: "totals", questions: [], missing: [], wide: { taken: true } });
    expect(targets(made)).toEqual({ Queue: "program", Month: "day", Offered: "offered", Answered: "answered" });
    const { open, document } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    expect(document).toMatchObject({
      unpivot: {
        columns: { dateFormat, figures: expect.arrayContaining([{ as: "Offered", ...marks }]) },
        headingAs: "Month",
      },
      fields: { day: { column: "Month", format: dateFormat }, program: { column: "Queue" } },
      totals: expect.arrayContaining([
        { measure: "offered", column: "Offered" },
        { measure: "answered", column: "Answered" },
      ]),
    });
  });

  it("keeps averages and shares, whose volume stands in the same row", () => {
    const made = suggest(
      "Queue,2026-01 Calls handled,2026-01 AHT (s),2026-01 Total,2026-02 Calls handled,2026-02 AHT (s),2026-02 Total\nBilling,100,320,1,120,310,1\nReturns,50,290,1,40,300,1",
    );
    const { open, document } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    expect(document).toMatchObject({
      unpivot: {
        // What is not kept is not asked of the next file either.
        columns: {
          figures: [
            { as: "AHT (s)", after: " AHT (s)" },
            { as: "Calls handled", after: " Calls handled" },
          ],
        },
      },
      totals: expect.arrayContaining([
        { measure: "handled", column: "Calls handled" },
        { measure: "handleSeconds", column: "AHT (s)", times: "Calls handled" },
      ]),
    });
  });

  it("of days is asked for the order of day and month where the headings do not tell", () => {
    const text =
      "Site,05/01/2026 Offered,05/01/2026 Handled,06/01/2026 Offered,06/01/2026 Handled\nLisbon,10,9,20,18\nCebu,4,4,5,5";
    expect(suggest(text).questions).toMatchObject([{ id: "date-order:/yyyy" }]);
    const made = suggest(text, {
      answers: [
        { id: "date-order:/yyyy", value: "mdy" },
        { id: "period:Date", value: "day" },
      ],
    });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { unpivot: { columns: { dateFormat: "M/d/yyyy" } }, fields: { day: { format: "M/d/yyyy" } } },
    });
  });

  it.each([
    ["one month", "Queue,Jan 2026 Offered,Jan 2026 Answered\nBilling,1,2\nReturns,3,4"],
    ["nothing that is counted", "Queue,Jan 2026 Mood,Feb 2026 Mood\nBilling,1,2\nReturns,3,4"],
    ["limits, not dates", "Date,Answered within 20 s,Answered within 60 s\n2026-01-05,1,2\n2026-01-06,3,4"],
  ])("is not taken for one: %s", (_case, text) => {
    expect(suggest(text).wide).toBeNull();
  });

  it("comes to the same whatever the order of the columns", () => {
    const headings = ["Queue", "Jan 2026 Handled", "Feb 2026 Handled", "Jan 2026 AHT", "Feb 2026 AHT", "Owner"];
    const lines = ["Billing,100,120,320,310,Ana", "Returns,50,40,290,300,Ben"].map((line) => line.split(","));
    const draft = (order: readonly number[]) => {
      const moved = (row: readonly string[]) => order.map((at) => row[at] ?? "");
      return draftMapping(
        suggestMapping({ headings: moved(headings), rows: lines.map(moved) }, { zone: "UTC" }),
        ABOUT,
      );
    };
    const positions = [...headings.keys()];
    fc.assert(
      fc.property(fc.shuffledSubarray(positions, { minLength: positions.length }), (order) => {
        expect(draft(order)).toEqual(draft(positions));
      }),
      { numRuns: 30 },
    );
  });
});
