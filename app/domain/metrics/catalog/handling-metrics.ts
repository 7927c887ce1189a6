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
  description:
    "The average work on a handled contact. Contacts whose handle time is not known are left out of both sides.",
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
  formula: "resolved ÷ handled with known outcome",
  description: "How many handled contacts were resolved. Contacts that nobody answered are not in it.",
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
  formula: "resolved at first contact ÷ resolved with a first-contact flag",
  description:
    "How many resolved contacts needed no second one: by the flag that the source gives, or because the same customer did not come " +
    "back to the partner within N times 24 hours, at whichever site and by whichever channel. By repeats, handled contacts that " +
    "were not left unresolved count once their source speaks of the N days after them, and before that in neither number; those that " +
    "name no customer are left out.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "contacts",
  parameters: {
    variant: z.enum(FCR_VARIANTS).default("source-flag"),
    days: z.number().int().min(1).max(REPEAT_DAYS_UP_TO).default(7),
  },
  labels: {
    variant: choiceLabel<FcrVariant>("Told by", {
      "source-flag": "the source’s flag",
      "no-repeat": "no repeat within N days",
    }),
    days: { label: "N, the days without a repeat", unit: "d" },
  },
  formulaOf: ({ variant, days }) =>
    variant === "source-flag"
      ? "resolved at first contact ÷ resolved with a first-contact flag"
      : `without a repeat within ${days} d ÷ resolved and followed for ${days} d`,
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
  description: "How many contacts were opened again after they were closed.",
});

export const transfer = followUpMetric({
  key: "transfer",
  name: "Transferred",
  count: "transferred",
  known: "transferKnown",
  byDefault: "handled",
  description: "How many contacts were passed on to someone else.",
});

export const escalation = followUpMetric({
  key: "escalation",
  name: "Escalated",
  count: "escalated",
  known: "escalationKnown",
  byDefault: "handled",
  description: "How many contacts were escalated.",
});

export const turnaround = defineMetric({
  key: "turnaround",
  name: "Turnaround in SLA",
  shortName: "Turnaround",
  group: "trust",
  formula: "done by the due time ÷ all items due",
  description:
    "How many due items were done in time, by the day they came in. An item never done counts against it, from its due time on: " +
    "one whose due time lies after the latest event that its source speaks of is not in it yet, done or not.",
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
  formula: "open at the last cut-off of the period",
  description: "Items still open. A stock: the last value of the period, not a sum.",
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

export const ageing = defineMetric({
  key: "ageing",
  name: "Ageing",
  shortName: "Ageing",
  group: "handling",
  formula: "open longer than agreed ÷ open, at the last cut-off of the period",
  description: "How much of the backlog is too old. The agreed age is the one that the source counts by.",
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
    formula: `quantile of ${parts.of}`,
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
    labels: { per: choiceLabel("Per", { resolved: "resolved", handled: "handled, where it is known" }) },
    formulaOf: ({ per }) => words(per),
    describe: ({ per }) => (per === parts.byDefault ? "" : `÷ ${per}`),
    // Whether a contact was resolved and whether this happened to it are told by different columns.
    cover: ({ per }) =>
      per === "handled"
        ? null
        : {
            by: "day",
            sides: [
              { refs: [parts.count], silence: "missing" },
              { refs: ["resolved"], silence: "missing" },
            ],
          },
    measures: ({ per }) => [parts.count, per === "resolved" ? "resolved" : parts.known],
    evaluate: (amounts, { per }) =>
      ratio(amounts[parts.count], per === "resolved" ? amounts.resolved : amounts[parts.known]),
  });
}
