import type { MetricDirection } from "./catalog/metric-definition";
import type { MetricValue } from "./metric-value";

/** `difference` = now − before, in the metric's base unit. `isBetter` is null for no change and for bands. */
export type Change = { readonly difference: number; readonly isBetter: boolean | null };

/** Null where either period has no data. */
export function changeSince(now: MetricValue, before: MetricValue, direction: MetricDirection): Change | null {
  if (now.status === "no-data" || before.status === "no-data") return null;
  const difference = now.value - before.value;
  if (direction === "band" || difference === 0) return { difference, isBetter: null };
  return { difference, isBetter: direction === "up" ? difference > 0 : difference < 0 };
}
