import { isJudged, type BaseLevel } from "../contracts/verdict";
import type { TrendView } from "./trend";

/** `judged`: the periods are the contract's own; else they are compared with its levels, which is no verdict. */
type Compared = { readonly of: number; readonly judged: boolean };

/**
 * What a trend shows, as facts for its title. Counts speak of periods that are over and measured; a running one is never counted.
 * Two points are never a trend.
 */
export type Finding =
  | { readonly code: "no-data" }
  | { readonly code: "one-point"; readonly value: number; readonly label: string }
  | { readonly code: "too-few"; readonly points: number; readonly first: number; readonly last: number }
  /** `missed` of `of` periods lay outside the minimum (or the expected level, where there is no minimum). `at`: null where it changed. */
  | (Compared & {
      readonly code: "missed";
      readonly missed: number;
      readonly level: "minimum" | "expected";
      readonly at: BaseLevel | null;
    })
  | (Compared & { readonly code: "below"; readonly below: number; readonly at: BaseLevel | null })
  | (Compared & { readonly code: "met" })
  | { readonly code: "range"; readonly low: number; readonly high: number; readonly of: number }
  | {
      readonly code: "split";
      readonly lowest: { readonly name: string; readonly value: number };
      readonly highest: { readonly name: string; readonly value: number };
    };

const MIN_FOR_TREND = 3;

export function findingOf(trend: Pick<TrendView, "periods" | "series">): Finding {
  const [only] = trend.series;
  if (only === undefined) return { code: "no-data" };
  if (trend.series.length > 1) return splitFinding(trend.series);
  const points = trend.periods.flatMap((period, index) => {
    const point = only.values[index];
    if (period.running || point === undefined || point.value === null) return [];
    const status = point.unjudged ?? point.verdict;
    return [{ label: period.label, value: point.value, status, judged: point.unjudged === undefined, period }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { code: "no-data" };
  if (points.length === 1) return { code: "one-point", value: first.value, label: first.label };
  if (points.length < MIN_FOR_TREND) {
    return { code: "too-few", points: points.length, first: first.value, last: last.value };
  }
  const compared = points.filter(({ status }) => isJudged(status));
  const common = { of: compared.length, judged: compared.every(({ judged }) => judged) };
  const missed = compared.filter(({ status }) => status === "missed");
  const below = compared.filter(({ status }) => status === "below");
  if (missed.length > 0) {
    const level = missed.every(({ period }) => period.minimum !== null) ? "minimum" : "expected";
    return {
      code: "missed",
      missed: missed.length,
      level,
      at: sameLevel(missed.map(({ period }) => period[level])),
      ...common,
    };
  }
  if (below.length > 0) {
    return { code: "below", below: below.length, at: sameLevel(below.map(({ period }) => period.expected)), ...common };
  }
  if (compared.length > 0) return { code: "met", ...common };
  const values = points.map(({ value }) => value);
  return { code: "range", low: Math.min(...values), high: Math.max(...values), of: points.length };
}

/** The level that holds in all of the periods; null where it changes. */
function sameLevel(levels: readonly (BaseLevel | null)[]): BaseLevel | null {
  const [first] = levels;
  const same = levels.every((level) => JSON.stringify(level) === JSON.stringify(first));
  return same ? (first ?? null) : null;
}

/** Which slice lies lowest and which highest, all days together. */
function splitFinding(series: TrendView["series"]): Finding {
  const measured = series
    .flatMap(({ name, total }) => (total.value === null ? [] : [{ name, value: total.value }]))
    .toSorted((a, b) => a.value - b.value);
  const [lowest, highest] = [measured[0], measured.at(-1)];
  return lowest === undefined || highest === undefined ? { code: "no-data" } : { code: "split", lowest, highest };
}
