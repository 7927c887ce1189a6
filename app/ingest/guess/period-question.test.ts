import { describe, expect, test } from "vitest";
import { draftMapping } from "./draft-mapping";
import { ABOUT, guess } from "./test-guesses";

const WEEKLY = `Week Starting,Queue,Calls Offered,Calls Answered
2026-03-02,Billing,700,650
2026-03-09,Billing,720,660`;
const answered = (value: string) => ({ answers: [{ id: "period:Week Starting", value }] });

describe("a file of weekly totals", () => {
  test("asks which days a row is about, and never counts it wholly on one day without an answer", () => {
    const [question] = guess(WEEKLY).questions.filter(({ id }) => id.startsWith("period:"));
    expect(question?.options.map(({ value, example }) => [value, example])).toEqual([
      ["week-from", "2026-03-02 to 2026-03-08"],
      ["week-to", "2026-02-24 to 2026-03-02"],
      ["day", "2026-03-02"],
    ]);
    expect(draftMapping(guess(WEEKLY), ABOUT).open.map(({ id }) => id)).toContain("period:Week Starting");
  });

  test("carries the answer in its mapping", () => {
    const draft = draftMapping(guess(WEEKLY, answered("week-from")), ABOUT);
    expect(draft.open).toEqual([]);
    expect(draft.document).toMatchObject({ period: "week-from" });
    expect(draftMapping(guess(WEEKLY, answered("day")), ABOUT).document).not.toHaveProperty("period");
  });

  test("is known by dates that are whole weeks apart, whatever they are called", () => {
    const dates = (...days: string[]) =>
      guess(["Date,Queue,Calls Offered", ...days.map((day) => `${day},A,100`)].join("\n"));
    const asks = (made: ReturnType<typeof guess>) => made.questions.some(({ id }) => id.startsWith("period:"));
    expect(asks(dates("2026-03-02", "2026-03-09", "2026-03-23"))).toBe(true);
    expect(asks(dates("2026-03-02", "2026-03-09"))).toBe(false);
    expect(asks(dates("2026-03-02", "2026-03-03", "2026-03-09"))).toBe(false);
  });

  test("offers the end first where the heading says so", () => {
    const ending = guess(WEEKLY.replace("Week Starting", "Week Ending"));
    expect(ending.questions.find(({ id }) => id === "period:Week Ending")?.options[0]?.value).toBe("week-to");
  });
});
