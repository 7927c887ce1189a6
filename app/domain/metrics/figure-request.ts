import type { DayRange } from "../calendar/day-range";
import type { MetricKey } from "./catalog/catalog";
import type { MetricParameters } from "./catalog/metric-definition";
import { SCOPE_PARTS, type TargetScope } from "./row-scope";
import { addDays, type Day } from "../calendar/day";

/** One figure to be measured: a metric of a partner, in a slice, over some days. */
export type FigureRequest = {
  readonly vendorId: number;
  readonly metric: MetricKey;
  readonly parameters: MetricParameters;
  readonly scope: TargetScope;
  readonly range: DayRange;
};

/** Names the rows that a figure is made of: figures of one key share their amounts. */
export function amountsKey({ vendorId, scope, range }: FigureRequest): string {
  const parts = SCOPE_PARTS.map((part) => scope[part] ?? null);
  const slice = parts.every((part) => part === null) ? "" : JSON.stringify(parts);
  return `${vendorId} ${range.from} ${range.until} ${slice}`;
}

/** Names the figure itself. */
export function figureKey(request: FigureRequest): string {
  const parameters = Object.entries(request.parameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([amountsKey(request), request.metric, parameters]);
}

/** The part of a range that the data reaches, so that what is planned for later days does not count; null where none. */
export function measuredRange(range: DayRange, dataUntil: Day | null): DayRange | null {
  if (dataUntil === null || dataUntil < range.from) return null;
  if (range.until <= dataUntil) return range;
  const reached = addDays(dataUntil, 1);
  return { from: range.from, until: reached < range.until ? reached : range.until };
}
