import { expect, it } from "vitest";
import { METRICS } from "../metrics/catalog/catalog";
import { offTargetRule } from "./off-target-rows";

const OCTOBER = { from: "2026-10-01", until: "2026-11-01" };

it("a row's figure is found from its amounts as the metric finds it, for every share", () => {
  const checked: string[] = [];
  for (const metric of Object.values(METRICS)) {
    const parameters = metric.defaults;
    const refs = metric.measures(parameters);
    const rule = offTargetRule(metric, parameters, refs, null, OCTOBER);
    if (rule === null || rule.denominator === null) continue;
    const amounts = refs.map((_ref, index) => 7 * (refs.length - index) + 3 * (index % 2));
    const known = Object.fromEntries(refs.map((ref, index) => [ref, amounts[index] ?? 0]));
    const value = metric.evaluate(known, parameters, { range: OCTOBER });
    if (value.status === "no-data") continue;
    const sum = (weights: readonly number[]) => weights.reduce((to, weight, at) => to + weight * (amounts[at] ?? 0), 0);
    expect(sum(rule.numerator) / sum(rule.denominator)).toBeCloseTo(value.value, 9);
    checked.push(metric.key);
  }
  expect(checked).toEqual(expect.arrayContaining(["csat", "service-level", "abandonment", "qa-score"]));
});
