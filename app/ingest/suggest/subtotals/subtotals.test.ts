import { describe, expect, it } from "vitest";
import { compileCondition, type Condition } from "../../mapping/condition";
import { draftMapping } from "../draft/draft-mapping";
import { ABOUT, suggest } from "../test-suggestions";

const requested = (made: ReturnType<typeof suggest>) => made.questions.map(({ id }) => id);
const skipped = (text: string, columns: readonly string[], delimiter = ",") => {
  const answers = columns.map((column) => ({ id: `subtotals:${column}`, value: "totals" }));
  const { document, open } = draftMapping(suggest(text, { answers }, delimiter), ABOUT);
  expect(open).toEqual([]);
  return (document as { file: { skipRowsWhen?: unknown } }).file.skipRowsWhen;
};

const DAYS = (total: string) => `Date,Queue,Calls Offered,Calls Answered,Calls Abandoned,AHT
2026-03-02,Billing,100,90,10,300
2026-03-02,Sales,50,45,5,200
2026-03-02,${total},150,135,15,266.67
2026-03-03,Billing,120,100,20,310
2026-03-03,Sales,60,60,0,210
2026-03-03,${total},180,160,20,272.5`;

describe("rows that add other rows up", () => {
  it.each(["All queues", "Everything", "Center", "Grand", "Customer Care Lima", "Todas", "Alle", "Tutte", "Σ"])(
    "are found by their counts and requested where they are called %s",
    (total) => {
      const text = DAYS(total);
      expect(requested(suggest(text))).toEqual(["subtotals:Queue"]);
      expect(skipped(text, ["Queue"])).toEqual([{ column: "Queue", is: [total] }]);
      const retained = suggest(text, { answers: [{ id: "subtotals:Queue", value: "rows" }] });
      expect(requested(retained)).toEqual([]);
      expect(retained.skipped).toEqual([]);
    },
  );

  it("are found wherever they stand, and under a blank", () => {
    const [headings = "", ...rows] = DAYS("").split("\n");
    for (const order of [rows, rows.toReversed(), rows.toSorted()])
      expect(skipped([headings, ...order].join("\n"), ["Queue"])).toEqual([{ column: "Queue", blank: true }]);
  });

  it("are found site by site and of all sites", () => {
    const text = `Date,Site,Queue,Offered,Answered
2026-03-02,Lima,Billing,100,90
2026-03-02,Lima,Sales,50,45
2026-03-02,Lima,Lima all,150,135
2026-03-02,Cebu,Billing,80,70
2026-03-02,Cebu,Sales,20,15
2026-03-02,Cebu,Cebu all,100,85
2026-03-02,Both,Everything,250,220`;
    expect(requested(suggest(text))).toEqual(["subtotals:Queue", "subtotals:Site"]);
    expect(skipped(text, ["Queue", "Site"])).toEqual([
      { column: "Queue", is: ["Cebu all", "Lima all"] },
      { column: "Site", is: ["Both"] },
    ]);
  });

  it("are found week by week, without losing the days to them", () => {
    const text = `Date,Offered,Answered
2026-03-02,100,90
2026-03-03,50,45
Week 10,150,135
2026-03-09,110,90
2026-03-10,50,45
Week 11,160,135`;
    expect(skipped(text, ["Date"])).toEqual([{ column: "Date", startsWith: ["Week "] }]);
  });

  it("are recognized by the same column whatever the order of columns", () => {
    const lines = [
      ["constructor", "hasOwnProperty", "Service level", "Q3_wX=0gQ"],
      ["", "0", "1.234,5", "0"],
      ["", "1.234,5", "1.234,5", "-1"],
      ["0", ":", "", "__proto__"],
    ];
    const made = (order: readonly number[]) =>
      requested(suggest(lines.map((cells) => order.map((at) => cells[at] ?? "").join(";")).join("\n"), {}, ";"));
    expect(made([2, 3, 0, 1])).toEqual(made([0, 1, 2, 3]));
  });

  it("that are weeks leave a queue alone whose name begins alike", () => {
    const text = `Date,Queue,Offered,Answered
2026-03-02,Billing,100,90
2026-03-02,Sales,50,45
2026-03-02,Week 10,150,135
2026-03-09,Billing,110,90
2026-03-09,Sales,50,45
2026-03-09,Week 11,160,135`;
    const [condition] = skipped(text, ["Queue"]) as [Condition];
    const holds = compileCondition(condition, { at: () => 0, isBlank: (word) => word === "" });
    expect(["Week 10", "week 12", "Week", "Weekend support", "Weekly"].map((word) => holds([word]))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    ["hours as decimals", "Paid Hours", ["412.5", "430.25", "842.75", "400.5", "410.75", "811.25"]],
    ["hours of small teams", "Scheduled Hours", ["7.5", "8.25", "15.75", "6.5", "9", "15.5"]],
    ["money", "Invoiced amount", ["1200.50", "800.25", "2000.75", "1100.10", "900.20", "2000.30"]],
    ["credits among money", "Invoiced amount", ["1200.50", "-200.25", "1000.25", "1100.10", "900.20", "2000.30"]],
    ["times", "Talk Time", ["30:45:00", "28:30:00", "59:15:00", "31:00:30", "29:00:00", "60:00:30"]],
    ["volumes in thousands", "Volume", ["1.25", "20.5", "21.75", "2.75", "30.5", "33.25"]],
  ])("are found by %s", (_what, heading, figures) => {
    const rows = figures.map((figure, at) => {
      return `2026-03-0${at < 3 ? 2 : 3},${["Lima", "Cebu", "Everywhere"][at % 3] ?? ""},${figure}`;
    });
    const text = `Date,Site,${heading}\n${rows.join("\n")}`;
    const made = suggest(text, { kind: "totals" });
    expect(made.questions).toContainEqual(
      expect.objectContaining({ id: "subtotals:Site", text: expect.stringContaining("figures are sums") }),
    );
  });

  it("are found by their hours where a whole number of each row does not add up", () => {
    const text = `Date,Site,Week,Paid Hours
2026-03-02,Lima,10,412.5
2026-03-02,Cebu,10,430.25
2026-03-02,Everywhere,10,842.75`;
    expect(requested(suggest(text, { kind: "totals" }))).toContain("subtotals:Site");
  });

  it("are not suspected where averages or shares happen to add up", () => {
    const text = `Date,Queue,Offered,AHT,Service Level
2026-03-02,A,100,100.5,20.5%
2026-03-02,B,110,200.25,30.5%
2026-03-02,C,120,300.75,51%`;
    expect(requested(suggest(text, { kind: "totals" })).filter((id) => id.startsWith("subtotals"))).toEqual([]);
  });

  it("are found in a file with a column per month", () => {
    const text = "Queue,Jan 2026,Feb 2026,Mar 2026\nBilling,100,120,90\nSales,50,60,70\nHotline,150,180,160";
    expect(requested(suggest(text))).toContain("subtotals:Queue");
  });

  it("are found in a report by agent", () => {
    const text =
      "Agent,Date,Calls Handled,Talk Time\nAnn,2026-03-31,410,30:45:00\nBob,2026-03-31,380,28:30:00\nCleo,2026-03-31,120,11:00:00\nTeam Red,2026-03-31,910,70:15:00";
    expect(skipped(text, ["Agent"])).toEqual([{ column: "Agent", is: ["Team Red"] }]);
  });

  it("are requested where their name says it and one count differs", () => {
    const text = DAYS("All queues").replace("180,160,20", "181,160,20");
    expect(suggest(text).questions).toMatchObject([
      { id: "subtotals:Queue", text: expect.stringContaining("not every count is the sum") },
    ]);
  });

  it.each([
    [
      "small sums are met by chance",
      "2026-03-02,A,2,1\n2026-03-02,B,1,0\n2026-03-02,C,3,1\n2026-03-03,A,5,4\n2026-03-03,B,4,4\n2026-03-03,C,7,7",
    ],
    [
      "one day in three adds up",
      "2026-03-02,A,20,10\n2026-03-02,B,10,10\n2026-03-02,C,30,20\n2026-03-03,A,50,40\n2026-03-03,B,40,40\n2026-03-03,C,70,70\n2026-03-04,A,51,40\n2026-03-04,B,40,40\n2026-03-04,C,70,70",
    ],
    ["a day is the sum of two others", "2026-03-02,A,20,10\n2026-03-03,A,10,10\n2026-03-04,A,30,20"],
  ])("are not suspected where %s", (_why, rows) => {
    expect(requested(suggest(`Date,Queue,Offered,Answered\n${rows}`))).toEqual([]);
  });
});
