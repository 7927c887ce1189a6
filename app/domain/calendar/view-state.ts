import { addDays, type Day } from "./day";
import { periodState, type Period } from "./period";

/**
 * How settled a page about a month is: `running` until its last day has passed, `draft` while the data does not reach its end,
 * else `final`; `empty` where nothing was measured in it.
 */
export const VIEW_STATE_CODES = ["running", "draft", "final", "empty"] as const;
export type ViewState = (typeof VIEW_STATE_CODES)[number];

/** `days`: the first and the last measured day of what the page is about; null where nothing ever was. */
export function viewState(period: Period, today: Day, days: { first: Day; last: Day } | null): ViewState {
  const { from, until } = period.range;
  if (periodState(period, today) === "running") return "running";
  if (days !== null && days.first >= until) return "empty";
  return resultState({ from, until, state: "over" }, days?.last ?? null);
}

type ResultPeriod = { readonly from: Day; readonly until: Day; readonly state: "running" | "over" };

/** The same of the period of one result; `dataUntil`: the last measured day. */
export function resultState({ from, until, state }: ResultPeriod, dataUntil: Day | null): ViewState {
  if (state === "running") return "running";
  if (dataUntil === null || dataUntil < from) return "empty";
  return dataUntil < addDays(until, -1) ? "draft" : "final";
}
