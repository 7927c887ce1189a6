import type { PeriodKind } from "~/domain/calendar/period";
import type { ViewState } from "~/domain/calendar/view-state";
import { FILE_PARTS, type FilePart, type RowFilterName } from "~/domain/scorecards/rows-view";
import type { FactKind } from "~/domain/facts/fact-fields";
import type { ChangeSignal } from "~/domain/causes/usual-range";
import { CHANGE_MARK_TEXT } from "../causes/marks";
import { PERIOD_NOUNS } from "../shared/text";

/** What a file says of itself. */
export const ABOUT_TEXT = {
  product: "Plumbline",
  portfolio: "portfolio",
  scorecard: "scorecard",
  metric: "metric",
  metricOfAllPartners: "metric, all partners",
  explanation: "explanation",
  rows: "rows",
  formula: "formula",
  parameters: "parameters",
  parametersOfEach: "as in each SOW",
  partner: "partner",
  period: "period",
  days: "days",
  range: (from: string, to: string) => `${from} to ${to}`,
  by: "by",
  byParts: (grain: PeriodKind, by: string | null) =>
    by === null ? PERIOD_NOUNS[grain].one : `${PERIOD_NOUNS[grain].one}, ${by}`,
  state: "state",
  timeZone: "time zone",
  dataTo: "data to",
  none: "none",
  all: "all",
  site: "site",
  program: "program",
  channel: "channel",
  severity: "severity",
  comparedWith: "compared with",
  currency: "currency",
  units: "units",
  unitsOfColumns: "shares 0–1, durations in seconds, money in minor units (XLSX: percent, seconds, major units)",
  preliminary: "preliminary",
  leftOut: "left out",
  longerUnit: "time unit",
  partnerAnd: (part: "site" | "program" | "channel") => `partner, ${part}`,
  smallerSamples: (lines: number) => `${lines} lines with smaller samples`,
  invalidInAddress: "not valid in the address",
  percentiles: "percentiles",
  percentileAccuracy: "within 1%",
  sowVersion: "SOW version",
  noVersionInForce: "no version in force",
  score: "weighted score",
  value: "value",
  numerator: "numerator",
  denominator: "denominator",
  factor: "factor",
  n: "n",
  verdict: "verdict",
  notScored: "not scored",
  onlyCompared: "compared only (periods that the contract does not score): as expected, below or above a level",
  clause: "clause",
  measure: (label: string) => `measure: ${label}`,
  check: (label: string, kind: FactKind, sources: string) => `check: ${label}, ${kind} of ${sources}`,
  noRowAccess: "no access to individual rows",
  firstRows: (shown: number, total: number) => `first ${shown} of ${total}; choose fewer days for the rest`,
  allRows: (total: number) => `all ${total}`,
  valueOfAll: "value of all rows",
  valueOfThese: "value of these rows",
  numeratorOfThese: "numerator of these rows",
  denominatorOfThese: "denominator of these rows",
  totalOf: (column: string) => `total of ${column}`,
  averageOf: (column: string) => `average of ${column}`,
  allRowsCount: "all rows",
  sumCheck: "check",
  limitedTo: "limited to",
} as const;

export const ROW_FILTER_HEADINGS: Readonly<Record<RowFilterName, string>> = {
  site: "only site",
  agent: "only agent",
  team: "only team",
  reason: "only reason",
  search: "search",
  offTarget: "only off target",
};

/** The comparator of a target whose figure must be within a range. */
export const BAND = "within";

/** The state of a view or of the period of a result, as pages show it. */
export const VIEW_STATES: Readonly<Record<ViewState, string>> = {
  running: "in progress",
  draft: "draft",
  final: "final",
  empty: "no data",
};

/** Whether a figure is changing, as the mark beside it states it. */
export const CHANGE_SIGNALS: Readonly<Record<ChangeSignal["code"], string>> = {
  worse: CHANGE_MARK_TEXT.worseThanUsual.toLowerCase(),
  better: CHANGE_MARK_TEXT.betterThanUsual.toLowerCase(),
  shifted: CHANGE_MARK_TEXT.differentFromUsual.toLowerCase(),
  usual: CHANGE_MARK_TEXT.asUsual.toLowerCase(),
  "too-few": CHANGE_MARK_TEXT.tooFewPoints.toLowerCase(),
};

const LEVEL_COLUMNS = ["expected", "minimum or limit", "expected band high", "limit band high"] as const;
const VALUE_COLUMNS = ["value", "numerator", "denominator", "factor", "n"] as const;

/** The columns of one line of a scorecard. */
export const LINE_COLUMNS = [
  "metric",
  "name",
  "parameters",
  "program",
  "site",
  "channel",
  "severity",
  "period",
  "first day",
  "last day",
  "state",
  ...VALUE_COLUMNS,
  "comparator",
  ...LEVEL_COLUMNS,
  "variance (+ is higher than expected)",
  "verdict",
  "would-be verdict",
  "would-be reason",
  "off target in a row",
  "minimum or limit missed in a row",
  "change (+ is higher than before)",
  "compared with",
  "signal",
  "stability",
  "weight",
  "criticality",
  "clause",
  "SOW version",
  "left out",
  "preliminary",
] as const;

export const PORTFOLIO_COLUMNS = [
  "partner",
  "partner name",
  "currency",
  "score",
  "worse than usual",
  ...LINE_COLUMNS,
] as const;

export const ON_TARGET_BUT_WORSE = "on target, worse than usual";

/** The columns of a metric of one partner; `series`: what its figures are split by. */
export function metricColumns(series: string | null): string[] {
  return [
    "period",
    "first day",
    "last day",
    "in progress",
    series ?? "series",
    ...VALUE_COLUMNS,
    ...LEVEL_COLUMNS,
    "verdict",
  ];
}

/** The columns of a metric of all partners; `part`: by what each of them is split. */
export function partnersMetricColumns(part: string | null): string[] {
  return [
    "period",
    "first day",
    "last day",
    "in progress",
    "partner",
    "partner name",
    ...(part === null ? [] : [part]),
    "parameters",
    "currency",
    ...VALUE_COLUMNS,
    ...LEVEL_COLUMNS,
    "verdict",
  ];
}

/** The columns of the table of all partners, each against its own target. */
export function partnersTableColumns(part: string | null): string[] {
  return [
    "partner",
    "partner name",
    ...(part === null ? [] : [part]),
    "parameters",
    "currency",
    "first day",
    "last day",
    ...VALUE_COLUMNS,
    "latest period",
    "latest value",
    ...LEVEL_COLUMNS,
    "latest verdict",
  ];
}

const ROW_HEADINGS: Readonly<Record<Exclude<FilePart, "amounts">, readonly string[]>> = {
  when: ["when", "kind"],
  id: ["id"],
  source: ["source"],
  slice: ["slice"],
  agent: ["agent"],
  team: ["team"],
  reason: ["reason"],
  measure: ["measure"],
  parts: ["numerator", "denominator"],
  from: ["import", "line"],
};

/** The columns of single rows; `amounts`: what their measures count. */
export function rowColumns(amounts: readonly string[], parts: readonly FilePart[] = FILE_PARTS): string[] {
  return parts.flatMap((part) => (part === "amounts" ? amounts : ROW_HEADINGS[part]));
}

/** `Oct 2025`, or which part of it has data, so that nothing is compared. */
export function comparedCell(since: string | null, part: string | null): string {
  return part === null ? (since ?? "") : `${since ?? ""}, data only for ${part}`;
}
