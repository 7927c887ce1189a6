import { addDays, type Day } from "~/domain/calendar/day";
import { periodState, type Period } from "~/domain/calendar/period";

/**
 * How settled a page about a month is: `running` until its last day has passed, `draft` while the data does not reach its end,
 * else `final`; `empty` where nothing was measured in it.
 */
export type ViewState = "running" | "draft" | "final" | "empty";

/** `dataUntil`: the last measured day of what the page is about; null where nothing ever was. */
export function viewState(period: Period, today: Day, dataUntil: Day | null): ViewState {
  if (periodState(period, today) === "running") return "running";
  if (dataUntil === null || dataUntil < period.range.from) return "empty";
  return dataUntil < addDays(period.range.until, -1) ? "draft" : "final";
}
