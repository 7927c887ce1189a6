import type { Day } from "../calendar/day";
import type { MetricKey } from "../metrics/catalog/catalog";
import type { MetricParameters, MetricUnit } from "../metrics/catalog/metric-definition";
import type { Preliminary } from "../metrics/preliminary";
import type { MetricValue } from "../metrics/metric-value";
import { weightedScore } from "../contracts/weighted-score";
import type { ScorecardSummary } from "./scorecard-summary";
import type { Finding } from "../causes/finding";
import type { PartnerRow, PeriodChoices, PeriodName } from "./portfolio-view";
import { exceptionsFirst, type Comparison, type ResultLine } from "./result-line";
import { shownJudgment } from "./would-be";
import type { ScoreBreakdown } from "./score-breakdown";
import type { TrendView } from "../causes/trend";
import type { ViewState } from "../calendar/view-state";
import type { PinnedNote } from "../causes/pinned-note";

/** Contacts of the month; null where nothing says so. `forecastShare`: how far what came lies above the forecast, 0.04 for 4%. */
export type VolumeTile = {
  readonly handled: number | null;
  readonly received: number | null;
  readonly forecastShare: number | null;
};

export type ScorecardTrend = {
  readonly lineId: string;
  readonly metric: string;
  readonly name: string;
  readonly detail: string;
  readonly finding: Finding;
  readonly trend: TrendView;
  readonly approximate: boolean;
};

/** A metric of the catalog in its usual form, where no contract says which form counts. */
export type MeasuredFigure = {
  readonly metric: MetricKey;
  readonly name: string;
  readonly detail: string;
  readonly unit: MetricUnit;
  readonly decimals: number;
  readonly isRatio: boolean;
  readonly parameters: MetricParameters;
  readonly from: Day;
  readonly until: Day;
  readonly value: MetricValue;
  readonly preliminary: Preliminary | null;
  /** Of the period compared with. */
  readonly before: MetricValue;
  /** The days of that period that have data, where these are not all. */
  readonly beforePart: string | null;
};

/** A month of one partner, in the order of its monthly review. */
export type ScorecardView = {
  readonly partner: { readonly key: string; readonly name: string };
  readonly period: PeriodName;
  readonly state: ViewState;
  readonly dataUntil: Day | null;
  readonly timeZone: string;
  /** Whether a result of the month rests on preliminary rows. */
  readonly partlyPreliminary: boolean;
  readonly currency: string | null;
  readonly comparison: Comparison;
  readonly comparedWith: string;
  readonly requested: {
    readonly site: string | null;
    readonly program: string | null;
    readonly channel: string | null;
  };
  /** The version that judges the month. */
  readonly sow: { readonly version: number; readonly effectiveFrom: Day; readonly amendment: string } | null;
  readonly gap: PartnerRow["gap"];
  /** What was measured of a month that no contract judges; empty where one does. */
  readonly measured: readonly MeasuredFigure[];
  readonly summary: Pick<ScorecardSummary<unknown>, "counts" | "judged" | "code" | "missedCritical">;
  /** Results compared outside the contract: no score counts them. */
  readonly wouldBe: { readonly compared: number; readonly met: number };
  readonly score: number | null;
  /** Of the period compared with. */
  readonly scoreBefore: number | null;
  /** The score taken apart; null where there is none. */
  readonly breakdown: ScoreBreakdown | null;
  readonly volume: VolumeTile;
  readonly lines: readonly ResultLine[];
  readonly trends: readonly ScorecardTrend[];
  readonly notes: readonly PinnedNote[];
  readonly notesReadable: boolean;
  readonly choices: {
    readonly sites: readonly string[];
    readonly programs: readonly string[];
    readonly channels: readonly string[];
  } & PeriodChoices;
};

const TRENDS_SHOWN = 2;

/** The lines whose days are worth a chart: those that need attention most; with none, the heaviest. */
export function linesToChart(lines: readonly ResultLine[]): ResultLine[] {
  const urgent = exceptionsFirst(lines).filter(({ result }) =>
    ["missed", "below"].includes(shownJudgment(result).verdict),
  );
  const others = lines.filter((line) => !urgent.includes(line)).toSorted((a, b) => b.weight - a.weight);
  return urgent.length > 0 ? urgent.slice(0, TRENDS_SHOWN) : others.slice(0, 1);
}

/** The score of the period compared with, of the same lines; null where none of them was judged then. */
export function scoreBeforeOf(lines: readonly ResultLine[]): number | null {
  const before = lines.flatMap(({ weight, judgmentCompared }) =>
    judgmentCompared === null ? [] : [{ weight, judgment: judgmentCompared }],
  );
  return weightedScore(before)?.score ?? null;
}
