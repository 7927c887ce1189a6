import type { DayRange } from "../calendar/day-range";
import type { MetricKey } from "./catalog/catalog";
import type { MetricParameters } from "./catalog/metric-definition";
import { SCOPE_PARTS, type TargetScope } from "./row-scope";
import { addDays, type Day } from "../calendar/day";
import { countedIn, type Counted, type Exclusions } from "./counted";

/** One figure to be measured: a metric of a partner, in a slice, over some days. */
export type FigureRequest = {
  readonly vendorId: number;
  readonly metric: MetricKey;
  readonly parameters: MetricParameters;
  readonly scope: TargetScope;
  readonly range: DayRange;
  /** What of it does not count. */
  readonly excluded?: Exclusions | undefined;
};

/** The days and rows of a figure that count, of `covered` days where these are not all; undefined: all of its range. */
export function countedOf({ range, excluded }: FigureRequest, covered?: readonly DayRange[]): Counted | undefined {
  if (covered === undefined && excluded === undefined) return undefined;
  return countedIn(covered ?? [range], excluded);
}

/** Names the rows that a figure is made of: figures of one key share their amounts. */
export function amountsKey({ vendorId, scope, range, excluded }: FigureRequest): string {
  const parts = SCOPE_PARTS.map((part) => scope[part] ?? null);
  const slice = parts.every((part) => part === null) ? "" : JSON.stringify(parts);
  const out = excluded === undefined ? "" : ` ${JSON.stringify(excluded)}`;
  return `${vendorId} ${range.from} ${range.until} ${slice}${out}`;
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
