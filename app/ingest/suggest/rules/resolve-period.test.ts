import { describe, expect, test } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import { ABOUT, suggest } from "../test-suggestions";

const WEEKLY = `Week Starting,Queue,Calls Offered,Calls Answered
2026-03-02,Billing,700,650
2026-03-09,Billing,720,660`;
const periodOptions = ({ questions }: ReturnType<typeof suggest>) =>
  questions.filter(({ id }) => id.startsWith("period:")).flatMap(({ options }) => options.map(({ value }) => value));
const answered = (value: string) => ({ answers: [{ id: "period:Week Starting", value }] });

describe("a file of weekly totals", () => {
  test("asks which days a row is about, and never counts it wholly on one day without an answer", () => {
    const [question] = suggest(WEEKLY).questions.filter(({ id }) => id.startsWith("period:"));
    expect(question?.options.map(({ value, example }) => [value, example])).toEqual([
      ["week-from", "2026-03-02 to 2026-03-08"],
      ["week-to", "2026-02-24 to 2026-03-02"],
      ["day", "2026-03-02"],
    ]);
    expect(draftMapping(suggest(WEEKLY), ABOUT).open.map(({ id }) => id)).toContain("period:Week Starting");
  });

  test("carries the answer in its mapping", () => {
    const draft = draftMapping(suggest(WEEKLY, answered("week-from")), ABOUT);
    expect(draft.open).toEqual([]);
    expect(draft.document).toMatchObject({ period: "week-from" });
    expect(draftMapping(suggest(WEEKLY, answered("day")), ABOUT).document).not.toHaveProperty("period");
  });

  test("is known by dates that are whole weeks apart, whatever they are called", () => {
    const dates = (...days: string[]) =>
      suggest(["Date,Queue,Calls Offered", ...days.map((day) => `${day},A,100`)].join("\n"));
    const asks = (made: ReturnType<typeof suggest>) => made.questions.some(({ id }) => id.startsWith("period:"));
    expect(asks(dates("2026-03-02", "2026-03-09", "2026-03-23"))).toBe(true);
    expect(asks(dates("2026-03-02", "2026-03-09"))).toBe(false);
    expect(asks(dates("2026-03-02", "2026-03-03", "2026-03-09"))).toBe(false);
  });

  test("is asked about although one date is odd, as after a holiday", () => {
    const text = (heading: string, days: readonly string[]) =>
      [`${heading},Queue,Calls Offered`, ...days.map((day) => `${day},A,100`)].join("\n");
    const mondays = ["2026-03-02", "2026-03-09", "2026-03-17", "2026-03-23", "2026-03-30"];
    expect(periodOptions(suggest(text("Date", mondays)))).toEqual(["week-from", "week-to", "day"]);
    expect(periodOptions(suggest(text("Week", mondays.slice(1, 3))))).toEqual(["week-from", "week-to", "day"]);
    expect(periodOptions(suggest(text("Week day", ["2026-03-02", "2026-03-03", "2026-03-04"])))).toEqual([]);
  });

  test("offers the end first where the heading says so", () => {
    const ending = suggest(WEEKLY.replace("Week Starting", "Week Ending"));
    expect(ending.questions.find(({ id }) => id === "period:Week Ending")?.options[0]?.value).toBe("week-to");
  });
});

describe("a file of monthly totals", () => {
  const text = (heading: string, days: readonly string[]) =>
    [`${heading},Queue,Calls Offered,Calls Answered`, ...days.map((day) => `${day},A,100,90`)].join("\n");
  const firsts = ["2026-01-01", "2026-02-01", "2026-03-01"];
  const lasts = ["2026-01-31", "2026-02-28"];

  test("asks what a row is about where all dates are the first or the last of a month", () => {
    for (const days of [firsts, lasts, firsts.slice(1), [...firsts, "2026-04-02"]])
      expect(periodOptions(suggest(text("Date", days)))).toEqual(["month", "day"]);
    const month = suggest(text("Date", firsts), { answers: [{ id: "period:Date", value: "month" }] });
    expect(draftMapping(month, ABOUT)).toMatchObject({ open: [], document: { period: "month" } });
    const day = suggest(text("Date", firsts), { answers: [{ id: "period:Date", value: "day" }] });
    expect(draftMapping(day, ABOUT).document).not.toHaveProperty("period");
  });

  test("does not ask about dates of days, of which some begin a month", () => {
    for (const days of [["2026-01-01"], ["2026-01-31", "2026-02-01"], ["2026-01-01", "2026-01-02", "2026-02-01"]]) {
      expect(periodOptions(suggest(text("Date", days)))).toEqual([]);
      expect(suggest(text("Date", days)).period).toBeNull();
    }
  });

  test("is read as months without a question where the heading or the cells say so", () => {
    for (const heading of ["Month", "Month ending", "Monat", "Mes"]) {
      const made = suggest(text(heading, lasts));
      expect([heading, made.period, periodOptions(made)]).toEqual([heading, "month", []]);
      expect(draftMapping(made, ABOUT)).toMatchObject({ open: [], document: { period: "month" } });
    }
  });

  test("is not asked about before the order of day and month is known", () => {
    const made = (value?: string) =>
      suggest(text("Date", ["1/2/2026", "1/3/2026", "1/4/2026"]), {
        answers: value === undefined ? [] : [{ id: "date-order:/yyyy", value }],
      });
    expect(made().questions.map(({ id }) => id)).toEqual(["date-order:/yyyy"]);
    expect(periodOptions(made("dmy"))).toEqual(["month", "day"]);
    expect(periodOptions(made("mdy"))).toEqual([]);
  });

  test("is asked about where the heading says month and the dates do not", () => {
    expect(periodOptions(suggest(text("Month", ["2026-03-15", "2026-04-15"])))).toEqual(["month", "day"]);
    expect(periodOptions(suggest(text("Month", ["2026-03-15", "2026-03-16"])))).toEqual(["month", "day"]);
  });

  test("is months where a wide file has a column per month", () => {
    const wide = suggest(
      "Queue,Jan 2026 Offered,Jan 2026 Answered,Feb 2026 Offered,Feb 2026 Answered\nA,9,8,7,6\nB,5,4,3,2",
    );
    expect(draftMapping(wide, ABOUT)).toMatchObject({ open: [], document: { period: "month" } });
  });

  test("of money alone keeps its dates, as an invoice is for its month whatever day it is dated", () => {
    const invoices = suggest("Month,Vendor,Invoiced amount (USD)\n2026-01,A,120.50\n2026-02,A,99.10");
    expect([invoices.kind, invoices.period, periodOptions(invoices)]).toEqual(["totals", null, []]);
  });
});
