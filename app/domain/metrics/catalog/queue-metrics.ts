import { z } from "zod";
import { abandonedWithin, answeredWithin } from "../measure-ref";
import { defineMetric } from "./metric-definition";
import { difference, NO_DATA, ratio } from "../metric-value";
import { choiceLabel, limitText, secondsLabel, secondsParameter } from "./parameters";
import { statedTogether } from "../stated-together";

const SERVICE_LEVEL_VARIANTS = {
  1: "(answered in time + abandoned in time) ÷ offered",
  2: "answered in time ÷ answered",
  3: "answered in time ÷ offered",
  4: "answered in time ÷ (offered − abandoned in time)",
  5: "(answered in time + abandoned within the short limit) ÷ offered",
  6: "answered in time ÷ (offered − abandoned within the short limit)",
} as const;

export const serviceLevel = defineMetric({
  key: "service-level",
  name: "Service level",
  shortName: "Service level",
  group: "queue",
  formula: "answered in time ÷ offered (six variants)",
  description: "Share of contacts answered within the threshold. The variant sets how abandoned contacts count.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "contacts",
  parameters: {
    variant: z.literal([1, 2, 3, 4, 5, 6]).default(3),
    thresholdSeconds: secondsParameter(20),
    shortAbandonSeconds: secondsParameter(5),
  },
  labels: {
    variant: choiceLabel("Variant", SERVICE_LEVEL_VARIANTS),
    thresholdSeconds: secondsLabel("Answered within"),
    shortAbandonSeconds: secondsLabel("Short abandon limit (variants 5 and 6)"),
  },
  formulaOf: ({ variant, thresholdSeconds, shortAbandonSeconds }) =>
    SERVICE_LEVEL_VARIANTS[variant]
      .replaceAll("in time", `within ${limitText(thresholdSeconds)}`)
      .replace("the short limit", limitText(shortAbandonSeconds)),
  describe: ({ variant, thresholdSeconds, shortAbandonSeconds }) =>
    variant >= 5
      ? `variant ${variant} · ${limitText(thresholdSeconds)} · short ${limitText(shortAbandonSeconds)}`
      : `variant ${variant} · ${limitText(thresholdSeconds)}`,
  measures: ({ variant, thresholdSeconds, shortAbandonSeconds }) => {
    const answered = answeredWithin(thresholdSeconds);
    switch (variant) {
      case 1:
      case 4:
        return [answered, abandonedWithin(thresholdSeconds), "abandoned", "offered"];
      case 2:
        return [answered, "answered"];
      case 3:
        return [answered, "offered"];
      case 5:
      case 6:
        return [answered, abandonedWithin(shortAbandonSeconds), "abandoned", "offered"];
    }
  },
  // Where it is known how many abandoned within the limit, nothing else has to say how many abandoned.
  cover: ({ variant, thresholdSeconds, shortAbandonSeconds }) => {
    if (variant === 2 || variant === 3) return null;
    const limit = variant >= 5 ? shortAbandonSeconds : thresholdSeconds;
    return statedTogether([answeredWithin(thresholdSeconds), abandonedWithin(limit), "offered"]);
  },
  evaluate: (amounts, { variant, thresholdSeconds, shortAbandonSeconds }) => {
    const answered = amounts[answeredWithin(thresholdSeconds)];
    const limit = variant >= 5 ? shortAbandonSeconds : thresholdSeconds;
    const quick = abandonedWithinOrNone(amounts.abandoned, amounts[abandonedWithin(limit)]);
    switch (variant) {
      case 1:
      case 5:
        return answered === undefined || quick === undefined ? NO_DATA : ratio(answered + quick, amounts.offered);
      case 2:
        return ratio(answered, amounts.answered);
      case 3:
        return ratio(answered, amounts.offered);
      case 4:
      case 6:
        return ratio(answered, difference(amounts.offered, quick));
    }
  },
});

export const answerSpeed = defineMetric({
  key: "asa",
  name: "Speed of answer",
  shortName: "ASA",
  group: "queue",
  formula: "Σ wait of answered ÷ answered",
  description: "Average wait of answered contacts. Some contracts divide by all contacts received.",
  unit: "seconds",
  direction: "down",
  decimals: 0,
  sample: "contacts",
  parameters: { dividedBy: z.literal(["answered", "received"]).default("answered") },
  labels: {
    dividedBy: choiceLabel("Divided by", { answered: "answered with known wait", received: "received (offered)" }),
  },
  formulaOf: ({ dividedBy }) => `Σ wait of answered ÷ ${dividedBy}`,
  describe: ({ dividedBy }) => (dividedBy === "received" ? "÷ received" : ""),
  measures: ({ dividedBy }) => ["waitSeconds", dividedBy === "received" ? "offered" : "waitKnown"],
  evaluate: (amounts, { dividedBy }) =>
    ratio(amounts.waitSeconds, dividedBy === "received" ? amounts.offered : amounts.waitKnown),
});

export const abandonment = defineMetric({
  key: "abandonment",
  name: "Abandonment",
  shortName: "Abandonment",
  group: "queue",
  formula: "abandoned ÷ offered",
  description:
    "Share of contacts abandoned before an answer. With a short-abandon limit, quick hang-ups are not counted.",
  unit: "share",
  direction: "down",
  decimals: 1,
  sample: "contacts",
  parameters: { shortAbandonSeconds: secondsParameter(0) },
  labels: { shortAbandonSeconds: secondsLabel("Ignore abandons within (0: count all)") },
  formulaOf: ({ shortAbandonSeconds: limit }) =>
    limit > 0
      ? `(abandoned − abandoned within ${limitText(limit)}) ÷ (offered − abandoned within ${limitText(limit)})`
      : "abandoned ÷ offered",
  describe: ({ shortAbandonSeconds: limit }) => (limit > 0 ? `without abandons ≤ ${limitText(limit)}` : ""),
  measures: ({ shortAbandonSeconds: limit }) =>
    limit > 0 ? ["abandoned", "offered", abandonedWithin(limit)] : ["abandoned", "offered"],
  evaluate: (amounts, { shortAbandonSeconds: limit }) => {
    const quick = limit > 0 ? abandonedWithinOrNone(amounts.abandoned, amounts[abandonedWithin(limit)]) : 0;
    return ratio(difference(amounts.abandoned, quick), difference(amounts.offered, quick));
  },
});

export const answerRate = defineMetric({
  key: "answer-rate",
  name: "Answer rate",
  shortName: "Answered",
  group: "queue",
  formula: "answered ÷ offered",
  description: "Share of offered contacts that were answered.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "contacts",
  parameters: {},
  labels: {},
  measures: () => ["answered", "offered"],
  evaluate: (amounts) => ratio(amounts.answered, amounts.offered),
});

/** Where nobody abandoned, none abandoned quickly, though no wait says so. */
function abandonedWithinOrNone(abandoned: number | undefined, within: number | undefined): number | undefined {
  return within ?? (abandoned === 0 ? 0 : undefined);
}
