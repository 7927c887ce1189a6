import { CLOCK_LABELS, clockLabel, clockParameter, inHours, type Clock } from "../clock-parameter";
import type { MeasureRef } from "../measure-ref";
import { defineMetric } from "./metric-definition";
import { ratio } from "../metric-value";
import { isConverted, scaleEnds, scaleLabel, scaleParameter, scaleText, sumOnScale } from "../score-scale";

export const averageSatisfaction = defineMetric({
  key: "csat-average",
  name: "Average satisfaction score",
  shortName: "CSAT average",
  group: "customer",
  formula: "Σ scores ÷ responses",
  description:
    "Average satisfaction score. Scores are stored from 1 to 5 and converted for targets on another scale, for example 8.5 of 10.",
  unit: "score",
  direction: "up",
  decimals: 2,
  sample: "responses",
  parameters: { scale: scaleParameter },
  labels: { scale: scaleLabel },
  formulaOf: ({ scale }) =>
    isConverted(scale) ? `Σ scores (converted to ${scaleText(scale)}) ÷ responses` : "Σ scores ÷ responses",
  describe: ({ scale }) => (scale === "1-5" ? "" : scaleText(scale)),
  measures: () => ["csatScoreSum", "csatResponses"],
  range: ({ scale }) => scaleEnds(scale),
  evaluate: (amounts, { scale }) =>
    ratio(sumOnScale(amounts.csatScoreSum, amounts.csatResponses, scale), amounts.csatResponses),
});

export const averageTalk = averageTime({
  key: "average-talk",
  name: "Average talk time",
  direction: "band",
  of: "talk time",
  seconds: "talkSeconds",
  known: "talkKnown",
});

export const averageHold = averageTime({
  key: "average-hold",
  name: "Average hold time",
  direction: "down",
  of: "hold time",
  seconds: "holdSeconds",
  known: "holdKnown",
});

export const averageWrap = averageTime({
  key: "average-wrap",
  name: "Average wrap-up time",
  direction: "band",
  of: "wrap-up time",
  seconds: "wrapSeconds",
  known: "wrapKnown",
});

export const averageFirstResponse = clockedAverageTime({
  key: "average-first-response",
  name: "Average first response time",
  of: "times to first response",
  seconds: { clock: "firstResponseSeconds", business: "firstResponseBusinessSeconds" },
  known: { clock: "firstResponseKnown", business: "firstResponseBusinessKnown" },
});

export const averageResolution = clockedAverageTime({
  key: "average-resolution",
  name: "Average resolution time",
  of: "times to resolution",
  seconds: { clock: "resolutionSeconds", business: "resolutionBusinessSeconds" },
  known: { clock: "resolutionTimeKnown", business: "resolutionBusinessKnown" },
});

function averageTime(parts: {
  key: string;
  name: string;
  direction: "down" | "band";
  of: string;
  seconds: MeasureRef;
  known: MeasureRef;
}) {
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "handling",
    formula: `Σ ${parts.of} ÷ handled with known ${parts.of}`,
    description: `Average over handled contacts. Contacts without ${parts.of} are not counted.`,
    unit: "seconds",
    direction: parts.direction,
    decimals: 0,
    sample: "contacts",
    parameters: {},
    labels: {},
    measures: () => [parts.seconds, parts.known],
    evaluate: (amounts) => ratio(amounts[parts.seconds], amounts[parts.known]),
  });
}

function clockedAverageTime(parts: {
  key: string;
  name: string;
  of: string;
  seconds: Readonly<Record<Clock, MeasureRef>>;
  known: Readonly<Record<Clock, MeasureRef>>;
}) {
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "handling",
    formula: `Σ ${parts.of} ÷ contacts with a known time`,
    description: `Average of the known times. ${CLOCK_LABELS}`,
    unit: "seconds",
    direction: "down",
    decimals: 0,
    sample: "contacts",
    parameters: { clock: clockParameter },
    labels: { clock: clockLabel },
    formulaOf: ({ clock }) => `Σ ${parts.of}${inHours(clock)} ÷ contacts with a known time`,
    describe: ({ clock }) => (clock === "clock" ? "" : "business hours"),
    measures: ({ clock }) => [parts.seconds[clock], parts.known[clock]],
    evaluate: (amounts, { clock }) => ratio(amounts[parts.seconds[clock]], amounts[parts.known[clock]]),
  });
}
