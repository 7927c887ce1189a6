import { z } from "zod";
import { lengthInDays, type DayRange } from "../../calendar/day-range";
import { partsOf } from "../../calendar/day";
import type { MeasureRef } from "../measure-ref";
import { defineMetric } from "./metric-definition";
import { NO_DATA, ratio, sumStated } from "../metric-value";
import { choiceLabel } from "./parameters";

export const occupancy = timeShare({
  key: "occupancy",
  name: "Occupancy",
  formula: "Σ handle ÷ Σ (handle + available)",
  description: "Share of available time that agents spent handling contacts.",
  direction: "band",
  of: ["handleSeconds"],
  per: ["handleSeconds", "availableSeconds"],
});

export const adherence = timeShare({
  key: "adherence",
  name: "Adherence",
  formula: "time in adherence ÷ scheduled time",
  description: "Share of scheduled time spent as scheduled.",
  direction: "up",
  of: ["adherentSeconds"],
  per: ["scheduledSeconds"],
});

export const utilization = timeShare({
  key: "utilization",
  name: "Utilization",
  formula: "productive time ÷ paid time",
  description: "Share of paid time that was productive.",
  direction: "up",
  of: ["productiveSeconds"],
  per: ["paidSeconds"],
});

export const shrinkage = timeShare({
  key: "shrinkage",
  name: "Shrinkage",
  formula: "unavailable time ÷ paid time",
  description: "Share of paid time when agents were not available for contacts.",
  direction: "down",
  of: ["unavailableSeconds"],
  per: ["paidSeconds"],
});

export const hoursDelivered = timeShare({
  key: "hours-delivered",
  name: "Hours delivered",
  formula: "delivered hours ÷ scheduled hours",
  description: "Share of scheduled hours delivered. Above 100%, more was delivered than scheduled.",
  direction: "band",
  of: ["deliveredSeconds"],
  per: ["scheduledSeconds"],
});

export const headcountDelivered = defineMetric({
  key: "headcount-delivered",
  name: "Headcount delivered",
  shortName: "Headcount",
  group: "people",
  formula: "delivered ÷ required headcount (person-days)",
  description: "Share of required headcount that was present, in person-days.",
  unit: "share",
  direction: "band",
  decimals: 1,
  sample: "person-days",
  parameters: {},
  labels: {},
  measures: () => ["headcountDelivered", "headcountRequired"],
  evaluate: (amounts) => ratio(amounts.headcountDelivered, amounts.headcountRequired),
});

export const attrition = defineMetric({
  key: "attrition",
  name: "Attrition, annualized",
  shortName: "Attrition",
  group: "people",
  formula: "leavers ÷ average headcount × 12 ÷ months",
  description:
    "People who left ÷ average daily headcount, annualized by months or days. The source decides which leavers count " +
    "(voluntary, in training).",
  unit: "share",
  direction: "down",
  decimals: 1,
  sample: "average headcount",
  parameters: { annualizedBy: z.literal(["months", "days"]).default("months") },
  labels: { annualizedBy: choiceLabel("Annualized by", { months: "× 12 ÷ months", days: "× 365 ÷ days" }) },
  formulaOf: ({ annualizedBy }) =>
    `leavers ÷ average headcount × ${annualizedBy === "months" ? "12 ÷ months" : "365 ÷ days"}`,
  describe: ({ annualizedBy }) => (annualizedBy === "months" ? "× 12" : "× 365/days"),
  measures: () => ["leavers", "headcount"],
  evaluate: (amounts, { annualizedBy }, { range, counted = [range], parts = [{ amounts, counted }] }) => {
    const spans = parts.map((part) => ({ ...part, span: spanIn(part.counted, annualizedBy) }));
    const longest = Math.max(0, ...spans.map(({ span }) => span));
    if (longest === 0) return NO_DATA;
    const factor = (annualizedBy === "months" ? 12 : 365) / longest;
    if (spans.every(({ span }) => span === longest)) return ratio(amounts.leavers, amounts.headcount, { factor });
    // A headcount counts for as long as its leavers were counted.
    const headcount = spans.reduce((sum, part) => sum + ((part.amounts.headcount ?? 0) * part.span) / longest, 0);
    return ratio(amounts.leavers, headcount, { factor });
  },
});

function spanIn(counted: readonly DayRange[], unit: "months" | "days"): number {
  return counted.reduce((sum, part) => sum + (unit === "months" ? monthsIn(part) : lengthInDays(part)), 0);
}

/** Whole months where the range runs from a date to the same date of another month; else days ÷ 30.4375. */
export function monthsIn(range: DayRange): number {
  const [from, until] = [partsOf(range.from), partsOf(range.until)];
  if (from.date === until.date) return (until.year - from.year) * 12 + until.month - from.month;
  return lengthInDays(range) / 30.4375;
}

/** Hours of work are the sample of a share of time, rounded down. */
function timeShare(parts: {
  key: string;
  name: string;
  formula: string;
  description: string;
  direction: "up" | "down" | "band";
  of: readonly MeasureRef[];
  per: readonly MeasureRef[];
}) {
  const { of: numerator, per: denominator, ...words } = parts;
  return defineMetric({
    ...words,
    shortName: words.name,
    group: "people",
    unit: "share",
    decimals: 1,
    sample: "hours",
    parameters: {},
    labels: {},
    measures: () => [...new Set([...numerator, ...denominator])],
    evaluate: (amounts) => {
      if ([...numerator, ...denominator].some((ref) => amounts[ref] === undefined)) return NO_DATA;
      const total = sumStated(amounts, denominator) ?? 0;
      return ratio(sumStated(amounts, numerator), total, { n: Math.floor(total / 3_600) });
    },
  });
}
