import type { Day } from "../../calendar/day";
import type { StatementGap } from "../credits/statement-view";
import type { MonthOrder } from "./month-order";

/** What is checked before a month is signed and closed, in the order of the checklist. */
export const CHECKS = [
  "month-over",
  "data-complete",
  "statement-complete",
  "final-figures",
  "exclusions-decided",
  "earlier-months",
  "rejected-rows",
] as const;
export type Check = (typeof CHECKS)[number];

/** `blocks`: the month cannot be signed or closed. `note`: whoever signs accepts it. */
export type CheckResult = {
  readonly check: Check;
  readonly result: "ok" | "note" | "blocks";
  /** How many problems, rows or months. */
  readonly count: number;
  /** The months that come first, or the last day of data. */
  readonly about: string | null;
};

export type CheckedMonth = {
  readonly until: Day;
  readonly today: Day;
  /** The last day with data of the partner. */
  readonly dataComplete: boolean;
  readonly dataUntil: Day | null;
  readonly gap: StatementGap | null;
  readonly problems: number;
  readonly preliminaryRows: number;
  /** Requests for exclusions with days of the month that nobody has decided. */
  readonly openExclusions: number;
  readonly rejectedRows: number;
  readonly order: MonthOrder;
};

export function checkMonth(month: CheckedMonth): CheckResult[] {
  const blocks = (check: Check, isOpen: boolean, count = 0, about: string | null = null): CheckResult => {
    return { check, result: isOpen ? "blocks" : "ok", count, about };
  };
  const { order, problems, preliminaryRows, openExclusions, rejectedRows } = month;
  return [
    blocks("month-over", month.today < month.until),
    blocks("data-complete", !month.dataComplete, 0, month.dataUntil),
    blocks("statement-complete", problems > 0 || month.gap !== null, problems),
    blocks("final-figures", preliminaryRows > 0, preliminaryRows),
    blocks("exclusions-decided", openExclusions > 0, openExclusions),
    order.at === "after-open"
      ? blocks("earlier-months", true, order.open.length, order.open[0] ?? null)
      : blocks("earlier-months", order.at === "before-records", 0, order.at === "before-records" ? order.first : null),
    { check: "rejected-rows", result: rejectedRows > 0 ? "note" : "ok", count: rejectedRows, about: null },
  ];
}

export function isBlocked(checklist: readonly CheckResult[]): boolean {
  return checklist.some(({ result }) => result === "blocks");
}
