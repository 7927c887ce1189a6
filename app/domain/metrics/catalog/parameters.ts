import { z } from "zod";
import type { ParameterLabel } from "./metric-definition";
import { QUANTILE_METHODS, type QuantileMethod } from "../quantile";

/** A time limit in seconds; a year at most. */
export const secondsParameter = (byDefault: number) => z.number().min(0).max(31_622_400).default(byDefault);
export const secondsLabel = (label: string): ParameterLabel => ({ label, unit: "s" });

/** A choice among words, the first of which is the default. */
export function choiceLabel<T extends string | number>(
  label: string,
  choices: Readonly<Record<T, string>>,
): ParameterLabel {
  const entries = Object.entries<string>(choices);
  return {
    label,
    unit: "",
    choices: entries.map(([value, words]) => ({ value: /^\d+$/.test(value) ? Number(value) : value, label: words })),
  };
}

export const quantileParameter = (byDefault: number) => z.number().gt(0).lt(1).default(byDefault);
export const quantileLabel: ParameterLabel = { label: "Percentile (0–1)", unit: "" };

export const quantileMethodParameter = z.enum(QUANTILE_METHODS).default("interpolated");
export const quantileMethodLabel = choiceLabel<QuantileMethod>("Method", {
  interpolated: "interpolated",
  "nearest-rank": "nearest rank",
});
/** What to add to a description of the quantile; the usual method needs no mention. */
export const quantileMethodDetail = (method: QuantileMethod) => (method === "nearest-rank" ? " by nearest rank" : "");

export const QUANTILE_DESCRIPTION =
  "A percentile of the individual times. Interpolated like PERCENTILE.INC in a spreadsheet, or by nearest rank: the shortest time " +
  "within which at least this share of the contacts is.";

/** `median`, `p90`, `p99.5`. */
export function quantileText(quantile: number): string {
  return quantile === 0.5 ? "median" : `p${Number((quantile * 100).toFixed(4))}`;
}

/** A time limit as people say it: `20 s`, `15 min`, `24 h`, `3 d`. */
export function limitText(seconds: number): string {
  if (seconds >= 259_200 && seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  if (seconds >= 3_600 && seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  if (seconds >= 300 && seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}
