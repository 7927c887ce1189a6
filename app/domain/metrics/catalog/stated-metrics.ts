import { z } from "zod";
import { defineMetric, type MetricDefinition } from "./metric-definition";
import { figure, ratio } from "../metric-value";
import { statedAmount } from "../measure-ref";

/**
 * Metrics of a single contract: what the partner or the client counts by itself and states as totals, under a name of its own. The SOW
 * names the amount; the definition of the count is the clause of the contract.
 */

const amountName = (byDefault: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Must be the name of an amount: lowercase letters, digits, hyphens")
    .max(60)
    .default(byDefault);
const nameLabel = (label: string) => ({ label, unit: "" });

export const statedCount = defineMetric({
  key: "stated-count",
  name: "Stated count",
  shortName: "Count",
  group: "contract",
  formula: "sum of the stated amount",
  description: "A count that a contract defines, such as missed pick-ups, imported as totals under its own name.",
  unit: "count",
  direction: "band",
  decimals: 0,
  kind: "count",
  sample: "stated",
  parameters: { amount: amountName("events") },
  labels: { amount: nameLabel("Amount") },
  formulaOf: ({ amount }) => `sum of ${amount}`,
  describe: ({ amount }) => amount,
  measures: ({ amount }) => [statedAmount(amount)],
  // Nothing counted is a result, and no sample can be too small for it.
  evaluate: (amounts, { amount }) => figure(amounts[statedAmount(amount)]),
});

export const statedShare = defineStatedRatio({
  key: "stated-share",
  name: "Stated share",
  shortName: "Share",
  description: "A share that a contract defines, imported as two totals under their own names.",
  unit: "share",
  decimals: 1,
});

export const statedAverage = defineStatedRatio({
  key: "stated-average",
  name: "Stated average",
  shortName: "Average",
  description:
    "An average that a contract defines, such as points per audit, imported as two totals under their own names.",
  unit: "ratio",
  decimals: 2,
});

export const statedTime = defineStatedRatio({
  key: "stated-time",
  name: "Stated average time",
  shortName: "Time",
  description:
    "An average time that a contract defines, imported as a total of seconds and a count under their own names.",
  unit: "seconds",
  decimals: 0,
});

function defineStatedRatio(
  parts: Pick<MetricDefinition, "key" | "name" | "shortName" | "description" | "unit" | "decimals">,
): MetricDefinition {
  return defineMetric({
    ...parts,
    group: "contract",
    formula: "stated amount ÷ stated base",
    direction: "band",
    sample: "base",
    parameters: { amount: amountName("amount"), base: amountName("base") },
    labels: { amount: nameLabel("Amount"), base: nameLabel("Base") },
    formulaOf: ({ amount, base }) => `${amount} ÷ ${base}`,
    describe: ({ amount, base }) => `${amount} ÷ ${base}`,
    measures: ({ amount, base }) => [statedAmount(amount), statedAmount(base)],
    evaluate: (amounts, { amount, base }) => ratio(amounts[statedAmount(amount)], amounts[statedAmount(base)]),
  });
}
