import { addDays, type Day } from "../calendar/day";
import { periodState, type Period } from "../calendar/period";

/**
 * How settled a page about a month is: `running` until its last day has passed, `draft` while the data does not reach its end,
 * else `final`; `empty` where nothing was measured in it.
 */
export type ViewState = "running" | "draft" | "final" | "empty";

/** `days`: the first and the last measured day of what the page is about; null where nothing ever was. */
export function viewState(period: Period, today: Day, days: { first: Day; last: Day } | null): ViewState {
  const { from, until } = period.range;
  if (periodState(period, today) === "running") return "running";
  if (days === null || days.last < from || days.first >= until) return "empty";
  return days.last < addDays(until, -1) ? "draft" : "final";
}
