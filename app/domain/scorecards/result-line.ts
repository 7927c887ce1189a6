import { compareOnly, isJudged, judge, type BaseLevel, type Judgment, type Verdict } from "../contracts/verdict";
import { compareAttention } from "./attention";
import { changeSince } from "../metrics/change";
import { missesInARow, type Streak } from "../contracts/streak";
import type { Criticality } from "../contracts/document";
import type { Target } from "../contracts/sow";
import type { TargetScope } from "../metrics/row-scope";
import { assuranceOf, type Assurance } from "../causes/capability";
import { changeSignal } from "../causes/usual-range";
import type { Day } from "../calendar/day";
import type { DayRange } from "../calendar/day-range";
import { rangeLabel } from "../calendar/labels";
import { parsePeriod, sameLastYear, type PeriodKind } from "../calendar/period";
import { metricOf, type MetricKey } from "../metrics/catalog/catalog";
import { partCounted } from "../metrics/cover";
import type { Preliminary } from "../metrics/preliminary";
import type { MetricDirection, MetricParameters, MetricUnit } from "../metrics/catalog/metric-definition";
import { NO_DATA, type MetricValue } from "../metrics/metric-value";
import type { FigureRequest } from "../metrics/figure-request";
import type { LineBasis, LinePlan, PlannedPeriod } from "./line-plan";
import { shownJudgment, wouldBeOf, type WouldBe } from "./would-be";

/** A target's result in one period. */
export type PeriodResult = {
  readonly key: string;
  readonly label: string;
  readonly shortLabel: string;
  /** The days that are measured; of a period that goes on after the page's month those through the month. */
  readonly from: Day;
  /** Excluded. */
  readonly until: Day;
  readonly state: "running" | "over";
  readonly value: MetricValue;
  /** What of it is not settled yet. */
  readonly preliminary: Preliminary | null;
  readonly judgment: Judgment;
  /** How it compares with the target where the contract gives it no verdict. */
  readonly wouldBe: WouldBe | null;
  /** The SOW version that judges it; null where none was in force. */
  readonly version: number | null;
};

/** A line's past, as short as a page needs it: it is sent for every figure. Oldest first. */
export type PastResults = {
  /** One per period; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  /** What was expected and for how many periods in a row; null where nothing was agreed. */
  readonly expected: readonly ExpectedRun[];
  /** Of the last period; as a comparison outside the contract has it where the contract gives none. */
  readonly verdict: Verdict;
};

export type ExpectedRun = { readonly level: BaseLevel | null; readonly periods: number };

export type LineChange = {
  /** Whether the newest result left its usual range; null while the period is running or without a result. */
  readonly signal: "too-few" | "usual" | "better" | "worse" | "shifted" | null;
  readonly isProvisional: boolean;
  /** On which side of its usual range the result lies; null inside it. */
  readonly side: "above" | "below" | null;
  /** The usual range that the result left; null inside it, or where there is none. */
  readonly usual: { readonly low: number; readonly high: number } | null;
  /** Against the period compared with; null where either has no data. */
  readonly difference: number | null;
  readonly isBetter: boolean | null;
  /** The name of the period compared with. */
  readonly since: string | null;
  /** The days of that period that have data, where these are not all: then nothing is compared. */
  readonly sincePart: string | null;
};

/** One target on a month's page: what was agreed, what came of it, and what came before. */
export type ResultLine = {
  readonly id: string;
  readonly metric: MetricKey;
  readonly name: string;
  readonly shortName: string;
  /** The parameters in words, such as `variant 1 · 20 s`. */
  readonly detail: string;
  readonly parameters: MetricParameters;
  readonly scope: TargetScope;
  readonly unit: MetricUnit;
  readonly decimals: number;
  readonly direction: MetricDirection;
  /** What the sample counts: `responses`. */
  readonly sample: string;
  readonly isRatio: boolean;
  readonly periodKind: PeriodKind;
  readonly comparator: Target["comparator"];
  readonly criticality: Criticality;
  readonly weight: number;
  readonly clause: string;
  readonly minimumSample: number;
  /** The period over which the contract scores the target; `periodKind` is that of the results shown. */
  readonly scoredBy: Target["period"];
  /** What stands for the page's period: its own result, or of several weeks or days the one that needs attention most. */
  readonly result: PeriodResult;
  readonly judgment: Judgment;
  /** Every period of the month. */
  readonly results: readonly PeriodResult[];
  /** Up to the end of the month, oldest first. */
  readonly history: PastResults;
  /** The name of the period with which the history begins. */
  readonly historyFrom: string;
  readonly streak: Streak;
  readonly change: LineChange;
  /** Whether it can hold what is expected now; null with fewer than twelve results or without a target for just this slice. */
  readonly assurance: Assurance | null;
  /** How the period compared with was judged; null where the history does not hold it. */
  readonly judgmentCompared: Judgment | null;
};

/** What a change is measured against. */
export const COMPARISONS = ["previous", "last-year"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What the figures are that a plan asks for, and what of those of the month is preliminary. */
export type Measured = {
  readonly valueOf: (figure: FigureRequest) => MetricValue;
  readonly preliminaryOf: (figure: FigureRequest) => Preliminary | null;
  /** The part of a figure compared with of which there is data; null where that is all of it. */
  readonly partOf: (figure: FigureRequest) => readonly DayRange[] | null;
};

/** Judges a planned line by what was measured. */
export function resultLine(plan: LinePlan, measured: Measured, comparison: Comparison): ResultLine {
  const { target, scope } = plan;
  const metric = metricOf(target.metric);
  const past = plan.history.map((period) => resultOf(period, plan.basis, measured));
  const results = past.slice(-plan.shown);
  const result = mostUrgent(results, target);
  const upToResult = past.slice(0, past.indexOf(result) + 1);
  return {
    id: target.id,
    metric: target.metric,
    name: target.name,
    shortName: target.name === metric.name ? metric.shortName : target.name,
    detail: metric.describe(target.parameters),
    parameters: target.parameters,
    scope,
    unit: metric.unit,
    decimals: Math.max(target.decimals, metric.decimals),
    direction: metric.direction,
    sample: metric.sample,
    isRatio: metric.kind === "ratio",
    periodKind: plan.history.at(-1)?.period.kind ?? target.period,
    scoredBy: target.period,
    comparator: target.comparator,
    criticality: target.criticality,
    weight: target.weight,
    clause: target.clause,
    minimumSample: target.minimumSample,
    result,
    judgment: result.judgment,
    results,
    history: pastResults(past),
    historyFrom: past[0]?.shortLabel ?? "",
    streak: missesInARow(upToResult.map(({ judgment }) => judgment.verdict)),
    change: changeOf(upToResult, comparison, metric.direction, partOfReference(plan, upToResult, comparison, measured)),
    assurance:
      plan.basis === "contract" ? assuranceOfLine(upToResult, target.comparator, result.judgment.expected) : null,
    judgmentCompared: comparedOf(upToResult, comparison)?.judgment ?? null,
  };
}

/** The results as the score weighs them: several periods of one target share its weight. */
export function weighed(line: ResultLine): { weight: number; judgment: Judgment }[] {
  const judged = line.results.filter(({ judgment }) => isJudged(judgment.verdict));
  if (judged.length === 0) return [{ weight: line.weight, judgment: line.judgment }];
  return judged.map(({ judgment }) => ({ weight: line.weight / judged.length, judgment }));
}

function resultOf(planned: PlannedPeriod, basis: LineBasis, { valueOf, preliminaryOf }: Measured): PeriodResult {
  const value = planned.figure === null ? NO_DATA : valueOf(planned.figure);
  const { key, label, shortLabel } = planned.period;
  return {
    key,
    label,
    shortLabel,
    from: planned.range.from,
    until: planned.range.until,
    state: planned.state,
    value,
    preliminary: planned.figure === null ? null : preliminaryOf(planned.figure),
    judgment: basis === "contract" ? judge(planned.target, value, planned.state) : compareOnly(planned.target),
    wouldBe: wouldBeOf(planned.target, value, planned.state, basis),
    version: planned.version?.version ?? null,
  };
}

/** Of the judged results the one that needs attention most, else the newest; the newest wins among equals. */
function mostUrgent(results: readonly PeriodResult[], target: Target): PeriodResult {
  const [newest, ...earlier] = results.toReversed();
  if (newest === undefined) throw new RangeError("A line shows at least one period");
  const asItem = ({ judgment }: PeriodResult) => {
    return { judgment, weight: target.weight, criticality: target.criticality, streak: NO_STREAK };
  };
  return earlier.reduce((urgent, result) => {
    if (!isJudged(result.judgment.verdict)) return urgent;
    if (!isJudged(urgent.judgment.verdict)) return result;
    return compareAttention(asItem(result), asItem(urgent)) < 0 ? result : urgent;
  }, newest);
}

const NO_STREAK: Streak = { belowExpected: 0, missed: 0 };

function changeOf(
  past: readonly PeriodResult[],
  comparison: Comparison,
  direction: MetricDirection,
  sincePart: string | null,
): LineChange {
  const now = past.at(-1);
  const reference = comparedOf(past, comparison);
  const since = now && reference && sincePart === null ? changeSince(now.value, reference.value, direction) : null;
  const compared = {
    difference: since?.difference ?? null,
    isBetter: since?.isBetter ?? null,
    since: reference === undefined ? null : nameWithYear(reference),
    sincePart,
  };
  if (now === undefined || now.state === "running" || now.value.status === "no-data") {
    return { signal: null, isProvisional: false, side: null, usual: null, ...compared };
  }
  const before = past.slice(0, -1).flatMap(({ value }) => (value.status === "measured" ? [value.value] : []));
  const signal = changeSignal(before, now.value.value, direction);
  if (signal.code === "too-few")
    return { signal: signal.code, isProvisional: false, side: null, usual: null, ...compared };
  const side = signal.code === "usual" ? null : now.value.value > signal.range.high ? "above" : "below";
  const usual = side === null ? null : { low: signal.range.low, high: signal.range.high };
  return { signal: signal.code, isProvisional: signal.range.isProvisional, side, usual, ...compared };
}

/** The periods with which those of the page's month are compared. */
export function referencesOf({ history, shown }: LinePlan, comparison: Comparison): PlannedPeriod[] {
  return history.slice(-shown).flatMap((planned, index) => {
    if (comparison === "previous") return history[history.length - shown + index - 1] ?? [];
    const before = sameLastYear(planned.period);
    return history.find(({ period }) => period.key === before?.key) ?? [];
  });
}

function partOfReference(
  plan: LinePlan,
  past: readonly PeriodResult[],
  comparison: Comparison,
  { partOf }: Measured,
): string | null {
  const reference = comparedOf(past, comparison);
  const figure = plan.history.find(({ period }) => period.key === reference?.key)?.figure ?? null;
  if (figure === null || reference === undefined) return null;
  const part = partOf(figure) ?? partCounted(figure.range, reference.value);
  return part?.map(rangeLabel).join(", ") ?? null;
}

/** Short names of days leave the year out. */
function nameWithYear({ key, label, shortLabel }: PeriodResult): string {
  return parsePeriod(key)?.kind === "day" ? label : shortLabel;
}

function assuranceOfLine(
  past: readonly PeriodResult[],
  comparator: Target["comparator"],
  expected: BaseLevel | null,
): Assurance | null {
  if (expected === null) return null;
  const measured = past.flatMap(({ value, state, judgment }) =>
    state === "running" || value.status !== "measured" || judgment.verdict === "insufficient" ? [] : [value.value],
  );
  return assuranceOf(measured, { comparator, expected });
}

/** The period that the newest one is compared with. */
function comparedOf(past: readonly PeriodResult[], comparison: Comparison): PeriodResult | undefined {
  return comparison === "previous" ? past.at(-2) : lastYearOf(past);
}

function lastYearOf(past: readonly PeriodResult[]): PeriodResult | undefined {
  const period = parsePeriod(past.at(-1)?.key ?? "");
  const before = period === null ? null : sameLastYear(period);
  return past.find(({ key }) => key === before?.key);
}

function pastResults(past: readonly PeriodResult[]): PastResults {
  const last = past.at(-1);
  return {
    values: past.map(({ value }) => (value.status === "measured" ? value.value : null)),
    expected: expectedRuns(past.map(({ judgment }) => judgment.expected)),
    verdict: last?.wouldBe?.judgment.verdict ?? last?.judgment.verdict ?? "no-data",
  };
}

function expectedRuns(levels: readonly (BaseLevel | null)[]): ExpectedRun[] {
  const runs: { level: BaseLevel | null; periods: number }[] = [];
  for (const level of levels) {
    const run = runs.at(-1);
    if (run !== undefined && isSameLevel(run.level, level)) run.periods += 1;
    else runs.push({ level, periods: 1 });
  }
  return runs;
}

function isSameLevel(one: BaseLevel | null, other: BaseLevel | null): boolean {
  if (one === null || other === null || typeof one === "number" || typeof other === "number") return one === other;
  return one.low === other.low && one.high === other.high;
}

/** Exceptions first, by contract verdict or by comparison alike; equals keep the order of the document. */
export function exceptionsFirst(lines: readonly ResultLine[]): ResultLine[] {
  const items = lines.map((line) => ({ line, ...line, judgment: shownJudgment(line.result) }));
  return items.toSorted(compareAttention).map(({ line }) => line);
}
