import type { Day } from "~/domain/calendar/day";
import { lastDay, lengthInDays } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { formatCount } from "../shared/figures";
import { measureLabel } from "~/domain/metrics/measure-ref";
import type { LeftOut, MetricValue } from "~/domain/metrics/metric-value";

/** A stretch of days, `to` included. */
export type LeftOutDays = { from: Day; to: Day };

/** The stretches that a value leaves out, the first first. */
export function leftOutDays({ leftOut }: MetricValue): LeftOutDays[] {
  return leftOut?.ranges.map((range) => ({ from: range.from, to: lastDay(range) })) ?? [];
}

const STRETCHES_NAMED = 3;

/** `1–28 Nov 2026 left out: no data for invoiced`; null where nothing is. */
export function leftOutText({ leftOut }: MetricValue): string | null {
  return leftOut === undefined ? null : `${stretchText(leftOut)} left out: ${reasonText(leftOut)}`;
}

function stretchText({ ranges }: LeftOut): string {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (ranges.length <= STRETCHES_NAMED) return ranges.map(rangeLabel).join(", ");
  const days = ranges.reduce((sum, range) => sum + lengthInDays(range), 0);
  return `${formatCount(days)} days of ${rangeLabel({ from: first.from, until: last.until })}`;
}

function reasonText({ missing }: LeftOut): string {
  if (missing.length === 0) return "incomplete month";
  return `no data for ${missing.map(measureLabel).join(", ")}`;
}
