import type { Day } from "../calendar/day";
import { usualRange } from "./usual-range";
import type { TrendUsual, TrendView } from "./trend";

/**
 * What was usual of a single series before a day, from the judged or unjudged results of the periods that were over by
 * then; too small samples do not count. Null with fewer than six such points, and for several series.
 */
export function usualBefore({ periods, series }: Pick<TrendView, "periods" | "series">, day: Day): TrendUsual | null {
  const [only] = series;
  if (only === undefined || series.length > 1) return null;
  const before = periods.filter(({ until }) => until <= day).length;
  const values = only.values
    .slice(0, before)
    .flatMap(({ value, verdict }) => (value === null || verdict === "insufficient" ? [] : [value]));
  const range = usualRange(values);
  if (range === null) return null;
  return { low: range.low, high: range.high, periods: before, isProvisional: range.isProvisional };
}
