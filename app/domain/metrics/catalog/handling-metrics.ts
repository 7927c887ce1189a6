import { z } from "zod";
import type { Duration } from "../contact-amounts";
import { followedFor, REPEAT_DAYS_UP_TO, withoutRepeatWithin, type MeasureRef } from "../measure-ref";
import { defineMetric, type MetricGroup } from "./metric-definition";
import { figure, NO_DATA, ratio } from "../metric-value";
import {
  choiceLabel,
  QUANTILE_DESCRIPTION,
  quantileLabel,
  quantileMethodDetail,
  quantileMethodLabel,
  quantileMethodParameter,
  quantileParameter,
  quantileText,
} from "./parameters";

export const handleTime = defineMetric({
  key: "aht",
  name: "Handle time",
  shortName: "AHT",
  group: "handling",
  formula: "Σ (talk + hold + wrap-up) ÷ handled with known handle time",
  description: "Average work time per handled contact. Contacts without a handle time are not counted.",
  unit: "seconds",
  direction: "band",
  decimals: 0,
  sample: "contacts",
  parameters: {},
  labels: {},
  measures: () => ["handleSeconds", "handleKnown"],
  evaluate: (amounts) => ratio(amounts.handleSeconds, amounts.handleKnown),
});

export const talkTime = percentileMetric({
  key: "talk-time",
  name: "Talk time",
  group: "handling",
  duration: "talk",
  quantile: 0.5,
  of: "talk times of handled contacts",
});

export const resolutionRate = defineMetric({
  key: "resolution-rate",
  name: "Resolution rate",
  shortName: "Resolved",
  group: "handling",
  formula: "resolved ÷ handled with outcome",
  description: "Share of handled contacts that were resolved. Unanswered contacts are not counted.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "contacts",
  parameters: {},
  labels: {},
  measures: () => ["resolved", "resolutionKnown"],
  evaluate: (amounts) => ratio(amounts.resolved, amounts.resolutionKnown),
});

const FCR_VARIANTS = ["source-flag", "no-repeat"] as const;
type FcrVariant = (typeof FCR_VARIANTS)[number];

export const firstContactResolution = defineMetric({
  key: "fcr",
  name: "First-contact resolution",
  shortName: "FCR",
  group: "handling",
  formula: "resolved at first contact ÷ resolved with first-contact flag",
  description:
    "Share of resolved contacts that needed no second contact. Counted by the flag of the source, or by repeats: the same customer does not " +
    "contact the partner again within N × 24 hours, at any site and in any channel. By repeats, a contact is counted when its source has " +
    "data for the N days after it. Unresolved contacts and contacts without a customer are not counted.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "contacts",
  parameters: {
    variant: z.enum(FCR_VARIANTS).default("source-flag"),
    days: z.number().int().min(1).max(REPEAT_DAYS_UP_TO).default(7),
  },
  labels: {
    variant: choiceLabel<FcrVariant>("Counted by", {
      "source-flag": "source flag",
      "no-repeat": "no repeat within N days",
    }),
    days: { label: "Days without a repeat (N)", unit: "d" },
  },
  formulaOf: ({ variant, days }) =>
    variant === "source-flag"
      ? "resolved at first contact ÷ resolved with first-contact flag"
      : `no repeat within ${days} d ÷ resolved with ${days} d of data after it`,
  describe: ({ variant, days }) => (variant === "source-flag" ? "" : `no repeat in ${days} d`),
  measures: ({ variant, days }) =>
    variant === "source-flag" ? ["resolvedFirstContact", "fcrKnown"] : [withoutRepeatWithin(days), followedFor(days)],
  evaluate: (amounts, { variant, days }) =>
    variant === "source-flag"
      ? ratio(amounts.resolvedFirstContact, amounts.fcrKnown)
      : ratio(amounts[withoutRepeatWithin(days)], amounts[followedFor(days)]),
});

export const reopen = followUpMetric({
  key: "reopen",
  name: "Reopened",
  count: "reopened",
  known: "reopenKnown",
  byDefault: "resolved",
  description: "Share of contacts that were reopened after they were closed.",
});

export const transfer = followUpMetric({
  key: "transfer",
  name: "Transferred",
  count: "transferred",
  known: "transferKnown",
  byDefault: "handled",
  description: "Share of contacts that were transferred.",
});

export const escalation = followUpMetric({
  key: "escalation",
  name: "Escalated",
  count: "escalated",
  known: "escalationKnown",
  byDefault: "handled",
  description: "Share of contacts that were escalated.",
});

export const turnaround = defineMetric({
  key: "turnaround",
  name: "Turnaround in SLA",
  shortName: "Turnaround",
  group: "trust",
  formula: "done on time ÷ items due",
  description:
    "Share of due items finished on time, by the day they were received. Unfinished items count as late after their due time. " +
    "Items that are due after the latest data from their source are not counted yet.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "items",
  parameters: {},
  labels: {},
  measures: () => ["doneInSla", "due"],
  evaluate: (amounts) => ratio(amounts.doneInSla, amounts.due),
});

export const backlog = defineMetric({
  key: "backlog",
  name: "Backlog",
  shortName: "Backlog",
  group: "handling",
  formula: "open items at the last cutoff of the period",
  description: "Open items. The last value of the period, not a total.",
  unit: "count",
  direction: "down",
  decimals: 0,
  kind: "stock",
  sample: "items",
  parameters: {},
  labels: {},
  measures: () => ["backlogOpen"],
  evaluate: (amounts) => figure(amounts.backlogOpen),
});

export const aging = defineMetric({
  key: "aging",
  name: "Aging",
  shortName: "Aging",
  group: "handling",
  formula: "open too long ÷ open, at the last cutoff of the period",
  description: "Share of the backlog that is too old. The source sets the age limit.",
  unit: "share",
  direction: "down",
  decimals: 1,
  sample: "items",
  parameters: {},
  labels: {},
  measures: () => ["backlogAged", "backlogOpen"],
  evaluate: (amounts) => ratio(amounts.backlogAged, amounts.backlogOpen),
});

function percentileMetric(parts: {
  key: string;
  name: string;
  group: MetricGroup;
  duration: Duration;
  quantile: number;
  of: string;
}) {
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: parts.group,
    formula: `percentile of ${parts.of}`,
    description: QUANTILE_DESCRIPTION,
    unit: "seconds",
    direction: "down",
    decimals: 0,
    kind: "percentile",
    sample: "contacts",
    parameters: { quantile: quantileParameter(parts.quantile), method: quantileMethodParameter },
    labels: { quantile: quantileLabel, method: quantileMethodLabel },
    formulaOf: ({ quantile, method }) => `${quantileText(quantile)} of ${parts.of}${quantileMethodDetail(method)}`,
    describe: ({ quantile, method }) => `${quantileText(quantile)}${quantileMethodDetail(method)}`,
    measures: () => [],
    evaluate: () => NO_DATA,
    percentile: ({ quantile, method }) => ({ distribution: parts.duration, quantile, method }),
  });
}

/** Counted per resolved contact, or per handled contact of which it is known whether it happened. */
function followUpMetric(parts: {
  key: string;
  name: string;
  count: MeasureRef;
  known: MeasureRef;
  byDefault: "resolved" | "handled";
  description: string;
}) {
  const words = (per: "resolved" | "handled") => `${parts.name.toLowerCase()} ÷ ${per}`;
  return defineMetric({
    key: parts.key,
    name: parts.name,
    shortName: parts.name,
    group: "handling",
    formula: words(parts.byDefault),
    description: parts.description,
    unit: "share",
    direction: "down",
    decimals: 1,
    sample: "contacts",
    parameters: { per: z.literal(["resolved", "handled"]).default(parts.byDefault) },
    labels: { per: choiceLabel("Per", { resolved: "resolved", handled: "handled with known outcome" }) },
    formulaOf: ({ per }) => words(per),
    describe: ({ per }) => (per === parts.byDefault ? "" : `÷ ${per}`),
    // Whether a contact was resolved and whether this happened to it are recognized by different columns.
    cover: ({ per }) =>
      per === "handled"
        ? null
        : {
            by: "day",
            sides: [
              { refs: [parts.count], unstated: "missing" },
              { refs: ["resolved"], unstated: "missing" },
            ],
          },
    measures: ({ per }) => [parts.count, per === "resolved" ? "resolved" : parts.known],
    evaluate: (amounts, { per }) =>
      ratio(amounts[parts.count], per === "resolved" ? amounts.resolved : amounts[parts.known]),
  });
}
