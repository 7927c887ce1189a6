import { addDays, type Day } from "../calendar/day";
import { containsDay, lastDay, type DayRange } from "../calendar/day-range";
import {
  type PeriodOptions,
  nextPeriod,
  parsePeriod,
  periodOf,
  periodsBack,
  periodState,
  type Period,
} from "../calendar/period";
import { targetsFor, narrowedScope, isSameLine, isWithin } from "../contracts/target-scope";
import { periodOptions, versionInForce, type Sow, type SowVersion, type Target } from "../contracts/sow";
import type { TargetPeriod } from "../contracts/target-result";
import { SCOPE_PARTS, type TargetScope } from "../metrics/row-scope";
import { type FigureRequest, measuredRange } from "../metrics/figure-request";

/** One period of a line: what is measured in it, and the target of the version in force then. */
export type PlannedPeriod = {
  readonly period: Period;
  /** The days that are measured: the period's own, of one that goes on after the page's period those through it. */
  readonly range: DayRange;
  /** Seen from the end of the page's period: a period that goes on after it is not over there. */
  readonly state: "running" | "over";
  readonly version: SowVersion | null;
  /** Null where nothing was agreed for this line then. */
  readonly target: Target | null;
  /** Null where the data ends before the period begins. */
  readonly figure: FigureRequest | null;
};

/**
 * How a line's figures relate to its target: `contract` where the contract scores just them; `other-slice` where the target is
 * agreed for more than the page's slice; `other-period` where the contract scores it over other periods than the page's.
 * Only `contract` has verdicts; the others are compared, and never counted in a score or streak.
 */
export type LineBasis = "contract" | "other-slice" | "other-period";

/** A target on a page about one period: the periods that belong to it, after those before them. Oldest first. */
export type LinePlan = {
  readonly target: Target;
  readonly scope: TargetScope;
  readonly basis: LineBasis;
  readonly history: readonly PlannedPeriod[];
  /** The last `shown` periods of the history belong to the page: several where weeks or days are scored within a month. */
  readonly shown: number;
};

export type ReviewFrame = {
  readonly vendorId: number;
  readonly sow: Sow;
  readonly period: Period;
  /** What the page is narrowed to. */
  readonly requested: TargetScope;
  readonly today: Day;
  /** The last day of which anything was measured; null where nothing was. */
  readonly dataUntil: Day | null;
  /** The days that the viewer may look at, both included; null: no limit. */
  readonly visible: { readonly from: Day | null; readonly to: Day | null };
};

/** How many periods a trend shows: 13 months reach back to the same month of the year before, 5 quarters likewise. */
const HISTORY_LENGTH = {
  day: 13,
  week: 13,
  month: 13,
  "fiscal-month": 13,
  quarter: 5,
  year: 3,
  "contract-year": 3,
} as const;

/** The `length` periods that end with `last`, oldest first. */
export type Histories = (last: Period, length: number) => readonly Period[];

/** Histories that are worked out once for all lines, and all partners, of a page. */
export function rememberedHistories(): Histories {
  const histories = new Map<string, Period[]>();
  return (last, length) => {
    const name = `${last.key} ${length}`;
    const known = histories.get(name) ?? periodsBack(last, length);
    histories.set(name, known);
    return known;
  };
}

/** The figures of the month itself, without those of the periods before it. */
export function figuresShown(plans: readonly LinePlan[]): FigureRequest[] {
  return plans.flatMap(({ history, shown }) => history.slice(-shown).flatMap(({ figure }) => figure ?? []));
}

/** The figures of plans, and which of them are results of targets in whole periods that are over. */
export function figuresOf(plans: readonly LinePlan[]): {
  figures: FigureRequest[];
  results: Map<FigureRequest, TargetPeriod>;
} {
  const figures: FigureRequest[] = [];
  const results = new Map<FigureRequest, TargetPeriod>();
  for (const { basis, history } of plans) {
    for (const planned of history) {
      if (planned.figure === null) continue;
      figures.push(planned.figure);
      const result = basis === "contract" ? resultPlanned(planned, planned.figure) : null;
      if (result !== null) results.set(planned.figure, result);
    }
  }
  return { figures, results };
}

/** Null where the figure is of another scope, another kind of period or fewer days than the contract scores. */
function resultPlanned(
  { period, state, version, target }: PlannedPeriod,
  { vendorId, scope, range }: FigureRequest,
): TargetPeriod | null {
  if (state !== "over" || version === null || target === null || target.period !== period.kind) return null;
  const isWhole = range.from === period.range.from && range.until === period.range.until;
  const isInScope = SCOPE_PARTS.every((part) => target.scope[part] === scope[part]);
  return isWhole && isInScope ? { vendorId, version, target, period } : null;
}

/** The lines of a period's page, in the order of the document in force on its first day; none where none is in force. */
export function planLines(frame: ReviewFrame, historyOf: Histories = rememberedHistories()): LinePlan[] {
  const version = versionInForce(frame.sow, frame.period);
  if (version === null) return [];
  return targetsFor(version, frame.requested).flatMap((target) => {
    const shown = periodsShown(target, frame.period, periodOptions(frame.sow));
    const last = shown.at(-1);
    if (last === undefined) return [];
    const scope = narrowedScope(target.scope, frame.requested);
    const length = Math.max(HISTORY_LENGTH[last.kind], shown.length);
    const history = historyOf(last, length).map((period) => planPeriod(frame, target, scope, period));
    return [{ target, scope, basis: basisOf(target, last, frame), history, shown: shown.length }];
  });
}

function basisOf(target: Target, shown: Period, { requested, sow }: ReviewFrame): LineBasis {
  if (!isWithin(target.scope, requested)) return "other-slice";
  const own = periodOf(target.period, shown.range.from, periodOptions(sow));
  return own.key === shown.key ? "contract" : "other-period";
}

/**
 * The periods of a target that a page shows. A month's page: the month itself, the fiscal month of its name, the quarter that
 * holds it, the weeks that end in it, its days. Any other page: its own period, whatever the contract scores.
 */
export function periodsShown(target: Target, page: Period, options: PeriodOptions): Period[] {
  return page.kind === "month" ? periodsOfMonth(target, page, options) : [page];
}

function periodsOfMonth(target: Target, month: Period, options: PeriodOptions): Period[] {
  switch (target.period) {
    case "month":
      return [month];
    case "fiscal-month": {
      const fiscal = parsePeriod(`${month.key}@${options.fiscalStartDay ?? 1}`);
      return fiscal === null ? [] : [fiscal];
    }
    case "quarter":
    case "year":
    case "contract-year":
      return [periodOf(target.period, month.range.from, options)];
    case "week":
    case "day": {
      const periods: Period[] = [];
      let at = periodOf(target.period, month.range.from);
      for (; at.range.from < month.range.until; at = nextPeriod(at)) {
        if (containsDay(month.range, addDays(at.range.until, -1))) periods.push(at);
      }
      return periods;
    }
  }
}

function planPeriod(frame: ReviewFrame, current: Target, scope: TargetScope, period: Period): PlannedPeriod {
  const version = versionInForce(frame.sow, period);
  const target = version === null ? null : sameTarget(version, current);
  const { until } = frame.period.range;
  const goesOn = period.range.until > until;
  const range = goesOn ? { from: period.range.from, until } : period.range;
  const state = goesOn ? "running" : periodState(period, frame.today);
  const measured = isSeenWhole(range, state, frame.visible) ? measuredRange(range, frame.dataUntil) : null;
  const { metric, parameters } = target ?? current;
  return {
    period,
    range,
    version,
    target,
    state,
    figure: measured === null ? null : { vendorId: frame.vendorId, metric, parameters, scope, range: measured },
  };
}

/** A period of which the viewer may see only a part has no result to show: a part of it would pass for the whole. */
function isSeenWhole(range: DayRange, state: "running" | "over", { from, to }: ReviewFrame["visible"]): boolean {
  if (from !== null && range.from < from) return false;
  return state === "running" || to === null || range.until <= to || lastDay(range) <= to;
}

/** The target of another version that this one continues: of the same id, else of the same metric, period and scope. */
function sameTarget(version: SowVersion, current: Target): Target | null {
  const byId = version.targets.find((other) => other.id === current.id && other.metric === current.metric);
  if (byId !== undefined) return byId;
  const scope = JSON.stringify(narrowedScope(current.scope, {}));
  return (
    version.targets.find(
      (other) => isSameLine(other, current) && JSON.stringify(narrowedScope(other.scope, {})) === scope,
    ) ?? null
  );
}
