import { z } from "zod";
import { formatMeasureRef, type MeasureRef } from "../measure-ref";
import { defineMetric, type MetricGroup } from "./metric-definition";
import { ratio, difference, sumStated, NO_DATA } from "../metric-value";
import { choiceLabel } from "./parameters";
import { statedTogether } from "../stated-together";

const boxes = (comparator: ">=" | "<=", limit: number) => formatMeasureRef({ family: "csat", comparator, limit });
const scalePoint = (byDefault: number) => z.number().min(0).max(100).default(byDefault);

export const satisfaction = defineMetric({
  key: "csat",
  name: "Customer satisfaction",
  shortName: "CSAT",
  group: "customer",
  formula: "top boxes ÷ responses",
  description: "Share of survey responses in the top boxes.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "responses",
  parameters: { topFrom: scalePoint(4), scaleMaximum: scalePoint(5) },
  labels: { topFrom: { label: "Top boxes from", unit: "" }, scaleMaximum: { label: "Best score", unit: "" } },
  formulaOf: ({ topFrom, scaleMaximum }) => `scores ${boxText(topFrom, scaleMaximum)} ÷ responses`,
  describe: ({ topFrom, scaleMaximum }) => `${boxText(topFrom, scaleMaximum)} of ${scaleMaximum}`,
  measures: ({ topFrom }) => [boxes(">=", topFrom), "csatResponses"],
  evaluate: (amounts, { topFrom }) => ratio(amounts[boxes(">=", topFrom)], amounts.csatResponses),
});

export const dissatisfaction = defineMetric({
  key: "dsat",
  name: "Customer dissatisfaction",
  shortName: "DSAT",
  group: "customer",
  formula: "bottom boxes ÷ responses",
  description: "Share of survey responses in the bottom boxes.",
  unit: "share",
  direction: "down",
  decimals: 1,
  sample: "responses",
  parameters: { bottomUpTo: scalePoint(2), scaleMinimum: scalePoint(1), scaleMaximum: scalePoint(5) },
  labels: {
    bottomUpTo: { label: "Bottom boxes up to", unit: "" },
    scaleMinimum: { label: "Worst score", unit: "" },
    scaleMaximum: { label: "Best score", unit: "" },
  },
  formulaOf: ({ bottomUpTo, scaleMinimum }) => `scores ${boxText(scaleMinimum, bottomUpTo)} ÷ responses`,
  describe: ({ bottomUpTo, scaleMinimum, scaleMaximum }) => `${boxText(scaleMinimum, bottomUpTo)} of ${scaleMaximum}`,
  measures: ({ bottomUpTo }) => [boxes("<=", bottomUpTo), "csatResponses"],
  evaluate: (amounts, { bottomUpTo }) => ratio(amounts[boxes("<=", bottomUpTo)], amounts.csatResponses),
});

export const netPromoter = defineMetric({
  key: "nps",
  name: "Net promoter score",
  shortName: "NPS",
  group: "customer",
  formula: "100 × (promoters 9–10 − detractors 0–6) ÷ responses",
  description: "Ranges from −100 to 100.",
  unit: "score",
  direction: "up",
  decimals: 1,
  sample: "responses",
  parameters: {},
  labels: {},
  measures: () => ["npsPromoters", "npsDetractors", "npsResponses"],
  evaluate: (amounts) =>
    ratio(difference(amounts.npsPromoters, amounts.npsDetractors), amounts.npsResponses, { factor: 100 }),
});

const POINTS_EARNED = { "costs-its-points": "pointsEarned", "zeroes-the-review": "pointsEarnedClean" } as const;

export const reviewScore = defineMetric({
  key: "qa-score",
  name: "QA score",
  shortName: "QA score",
  group: "quality",
  formula: "Σ points earned ÷ Σ points possible",
  description:
    "Share of possible points earned in quality reviews. In some contracts a critical error sets all points of its review to zero.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "reviews",
  parameters: { criticalError: z.literal(["costs-its-points", "zeroes-the-review"]).default("costs-its-points") },
  labels: {
    criticalError: choiceLabel("A critical error", {
      "costs-its-points": "loses its own points",
      "zeroes-the-review": "zeroes the review",
    }),
  },
  formulaOf: ({ criticalError }) =>
    criticalError === "zeroes-the-review"
      ? "Σ points earned (0 in reviews with a critical error) ÷ Σ points possible"
      : "Σ points earned ÷ Σ points possible",
  describe: ({ criticalError }) => (criticalError === "zeroes-the-review" ? "critical error zeroes" : ""),
  // The number of reviews is the sample only.
  cover: ({ criticalError }) => statedTogether([POINTS_EARNED[criticalError], "pointsPossible"]),
  measures: ({ criticalError }) => [POINTS_EARNED[criticalError], "pointsPossible", "reviews"],
  evaluate: (amounts, { criticalError }) => {
    const earned = amounts[POINTS_EARNED[criticalError]];
    return amounts.reviews === undefined
      ? ratio(earned, amounts.pointsPossible)
      : ratio(earned, amounts.pointsPossible, { n: amounts.reviews });
  },
});

const CRITICAL_ERRORS = {
  "end-user": { words: "end-user", clean: "endUserClean", reviewed: "endUserReviewed" },
  business: { words: "business", clean: "businessClean", reviewed: "businessReviewed" },
  compliance: { words: "compliance", clean: "complianceClean", reviewed: "complianceReviewed" },
} as const;

export const criticalAccuracy = defineMetric({
  key: "critical-accuracy",
  name: "Critical-error accuracy",
  shortName: "Critical errors",
  group: "quality",
  formula: "reviewed without this critical error ÷ reviewed for it",
  description: "Counted per review: a review with three errors counts once.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "reviews",
  parameters: { type: z.literal(["end-user", "business", "compliance"]).default("end-user") },
  labels: { type: choiceLabel("Type", { "end-user": "end user", business: "business", compliance: "compliance" }) },
  formulaOf: ({ type }) => `reviewed without ${CRITICAL_ERRORS[type].words} critical error ÷ reviewed for it`,
  describe: ({ type }) => type.replace("-", " "),
  measures: ({ type }) => [CRITICAL_ERRORS[type].clean, CRITICAL_ERRORS[type].reviewed],
  evaluate: (amounts, { type }) => ratio(amounts[CRITICAL_ERRORS[type].clean], amounts[CRITICAL_ERRORS[type].reviewed]),
});

export const moderationAccuracy = shareMetric({
  key: "moderation-accuracy",
  name: "Moderation accuracy",
  shortName: "Accuracy",
  group: "trust",
  formula: "correct decisions ÷ audited decisions",
  description: "Share of audited decisions that were correct.",
  direction: "up",
  sample: "decisions",
  of: ["decisionsCorrect", "decisionsAudited"],
});

export const overturn = shareMetric({
  key: "overturn",
  name: "Overturned on appeal",
  shortName: "Overturned",
  group: "trust",
  formula: "overturned ÷ appeals decided",
  description: "Share of decided appeals that overturned the decision.",
  direction: "down",
  sample: "appeals",
  of: ["appealsOverturned", "appealsDecided"],
});

export const appealRate = shareMetric({
  key: "appeal-rate",
  name: "Appeal rate",
  shortName: "Appeals",
  group: "trust",
  formula: "appeals ÷ actions",
  description: "Share of decisions that were appealed.",
  direction: "down",
  sample: "actions",
  of: ["appeals", "actions"],
});

export const precision = detectionMetric({
  key: "precision",
  name: "Precision",
  missed: "falsePositives",
  formula: "true positives ÷ (true positives + false positives)",
  description: "Share of items marked as violating that were violating.",
});

export const recall = detectionMetric({
  key: "recall",
  name: "Recall",
  missed: "falseNegatives",
  formula: "true positives ÷ (true positives + false negatives)",
  description: "Share of violating items that were found. Applies to the audited sample only.",
});

type ShareParts = {
  key: string;
  name: string;
  shortName: string;
  group: MetricGroup;
  formula: string;
  description: string;
  direction: "up" | "down";
  sample: string;
  of: readonly [MeasureRef, MeasureRef];
};

function shareMetric({ of: [numerator, denominator], ...parts }: ShareParts) {
  return defineMetric({
    ...parts,
    unit: "share",
    decimals: 1,
    parameters: {},
    labels: {},
    measures: () => [numerator, denominator],
    evaluate: (amounts) => ratio(amounts[numerator], amounts[denominator]),
  });
}

function detectionMetric(parts: {
  key: string;
  name: string;
  missed: MeasureRef;
  formula: string;
  description: string;
}) {
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "trust",
    formula: parts.formula,
    description: parts.description,
    unit: "share",
    direction: "up",
    decimals: 1,
    sample: "decisions",
    parameters: {},
    labels: {},
    measures: () => ["truePositives", parts.missed],
    evaluate: (amounts) =>
      amounts[parts.missed] === undefined
        ? NO_DATA
        : ratio(amounts.truePositives, sumStated(amounts, ["truePositives", parts.missed])),
  });
}

function boxText(from: number, to: number): string {
  return from === to ? `${to}` : `${from}–${to}`;
}
