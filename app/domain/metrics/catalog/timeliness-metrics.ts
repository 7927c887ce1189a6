import { z } from "zod";
import { withinBusinessDays } from "../../calendar/business-days";
import type { Duration } from "../contact-amounts";
import { BUSINESS_DAYS_UP_TO, formatMeasureRef, type BusinessDaysFamily, type MeasureRef } from "../measure-ref";
import { defineMetric } from "./metric-definition";
import { CLOCK_LABELS, clockLabel, clockParameter, inHours, type Clock } from "../clock-parameter";
import { NO_DATA, ratio } from "../metric-value";
import {
  limitText,
  QUANTILE_DESCRIPTION,
  quantileLabel,
  quantileMethodDetail,
  quantileMethodLabel,
  quantileMethodParameter,
  quantileParameter,
  quantileText,
  secondsLabel,
  secondsParameter,
} from "./parameters";

const BUSINESS_DAYS_LABELS =
  "A business day runs until the program’s calendar closes. Contacts opened later, or on a closed day, count for the next business day.";

export const firstResponseTime = clockedPercentileMetric({
  key: "first-response-time",
  name: "First response time",
  duration: "firstResponse",
  businessDuration: "firstResponseBusiness",
  quantile: 0.5,
  of: "times to first response",
});

export const resolutionTime = clockedPercentileMetric({
  key: "resolution-time",
  name: "Resolution time",
  duration: "resolution",
  businessDuration: "resolutionBusiness",
  quantile: 0.9,
  of: "times to resolution",
});

export const firstResponseWithin = withinMetric({
  key: "first-response-within",
  name: "First response in time",
  family: "firstResponse",
  known: { clock: "firstResponseKnown", business: "firstResponseBusinessKnown" },
  seconds: 3_600,
  of: "first responses",
});

export const resolutionWithin = withinMetric({
  key: "resolution-within",
  name: "Resolution in time",
  family: "resolution",
  known: { clock: "resolutionTimeKnown", business: "resolutionBusinessKnown" },
  seconds: 86_400,
  of: "resolutions",
});

export const firstResponseWithinDays = withinDaysMetric({
  key: "first-response-within-days",
  name: "First response within business days",
  family: "firstResponseBusinessDays",
  known: "firstResponseBusinessDaysKnown",
  days: 1,
  of: "first responses",
});

export const resolutionWithinDays = withinDaysMetric({
  key: "resolution-within-days",
  name: "Resolution within business days",
  family: "resolutionBusinessDays",
  known: "resolutionBusinessDaysKnown",
  days: 3,
  of: "resolutions",
});

/** A percentile of times that pass by the clock or, where it is agreed so, in business hours only. */
function clockedPercentileMetric(parts: {
  key: string;
  name: string;
  duration: Duration;
  businessDuration: Duration;
  quantile: number;
  of: string;
}) {
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "handling",
    formula: `percentile of ${parts.of}`,
    description: `${QUANTILE_DESCRIPTION} ${CLOCK_LABELS}`,
    unit: "seconds",
    direction: "down",
    decimals: 0,
    kind: "percentile",
    sample: "contacts",
    parameters: { quantile: quantileParameter(parts.quantile), method: quantileMethodParameter, clock: clockParameter },
    labels: { quantile: quantileLabel, method: quantileMethodLabel, clock: clockLabel },
    formulaOf: ({ quantile, method, clock }) =>
      `${quantileText(quantile)} of ${parts.of}${inHours(clock)}${quantileMethodDetail(method)}`,
    describe: ({ quantile, method, clock }) =>
      `${quantileText(quantile)}${quantileMethodDetail(method)}${clock === "clock" ? "" : " · business hours"}`,
    measures: () => [],
    evaluate: () => NO_DATA,
    percentile: ({ quantile, method, clock }) => ({
      distribution: clock === "clock" ? parts.duration : parts.businessDuration,
      quantile,
      method,
    }),
  });
}

function withinMetric(parts: {
  key: string;
  name: string;
  family: "firstResponse" | "resolution";
  known: { clock: MeasureRef; business: MeasureRef };
  seconds: number;
  of: string;
}) {
  const within = (limit: number, clock: Clock) => {
    const family = clock === "clock" ? parts.family : (`${parts.family}Business` as const);
    return formatMeasureRef({ family, comparator: "<=", limit });
  };
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "handling",
    formula: `${parts.of} within the limit ÷ ${parts.of} with a known time`,
    description: `Share of ${parts.of} within the limit. ${CLOCK_LABELS}`,
    unit: "share",
    direction: "up",
    decimals: 1,
    sample: "contacts",
    parameters: { withinSeconds: secondsParameter(parts.seconds), clock: clockParameter },
    labels: { withinSeconds: secondsLabel("Within"), clock: clockLabel },
    formulaOf: ({ withinSeconds, clock }) =>
      `${parts.of} within ${limitText(withinSeconds)}${inHours(clock)} ÷ ${parts.of} with a known time`,
    describe: ({ withinSeconds, clock }) =>
      `within ${limitText(withinSeconds)}${clock === "clock" ? "" : " · business hours"}`,
    measures: ({ withinSeconds, clock }) => [within(withinSeconds, clock), parts.known[clock]],
    evaluate: (amounts, { withinSeconds, clock }) =>
      ratio(amounts[within(withinSeconds, clock)], amounts[parts.known[clock]]),
  });
}

function withinDaysMetric(parts: {
  key: string;
  name: string;
  family: BusinessDaysFamily;
  known: MeasureRef;
  days: number;
  of: string;
}) {
  const within = (limit: number) => formatMeasureRef({ family: parts.family, comparator: "<=", limit });
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "handling",
    formula: `${parts.of} within the limit ÷ ${parts.of} with known business days`,
    description: `Share of ${parts.of} within the agreed number of business days after the opening day. ${BUSINESS_DAYS_LABELS}`,
    unit: "share",
    direction: "up",
    decimals: 1,
    sample: "contacts",
    parameters: { withinDays: z.int().min(0).max(BUSINESS_DAYS_UP_TO).default(parts.days) },
    labels: { withinDays: { label: "Within", unit: "business days" } },
    formulaOf: ({ withinDays }) =>
      `${parts.of} ${withinBusinessDays(withinDays)} ÷ ${parts.of} with known business days`,
    describe: ({ withinDays }) => withinBusinessDays(withinDays),
    measures: ({ withinDays }) => [within(withinDays), parts.known],
    evaluate: (amounts, { withinDays }) => ratio(amounts[within(withinDays)], amounts[parts.known]),
  });
}
