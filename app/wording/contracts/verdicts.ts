import type { MetricDirection } from "~/domain/metrics/catalog/metric-definition";
import type { Verdict } from "~/domain/contracts/verdict";

/** Verdicts that call for an action and so are colored; all others stay quiet. */
export function needsAction(verdict: Verdict): verdict is "missed" | "below" {
  return verdict === "missed" || verdict === "below";
}

/** On which side of a level a figure is on the wrong side. */
export const SIDE_LABELS: Readonly<Record<MetricDirection, string>> = { up: "below", down: "above", band: "outside" };
