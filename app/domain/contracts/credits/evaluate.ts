import type { Day } from "../../calendar/day";
import { containsDay, lastDay } from "../../calendar/day-range";
import {
  nextPeriod,
  parsePeriod,
  periodOf,
  previousPeriod,
  splitRange,
  PERIOD_KINDS,
  type Period,
} from "../../calendar/period";
import { decimalText } from "../../metrics/exact";
import { currencyDecimals } from "../../money/currency";
import type { MetricValue } from "../../metrics/metric-value";
import { contractFigure } from "../verdict";
import { periodOptions, termOf, versionInForce, type Sow, type SowVersion, type Target } from "../sow";
import { applyCaps, applyMinimumPayable, applyOneIncident, sum, type Credited } from "./caps";
import { holds } from "./condition";
import { creditsByPeriod, earnBackLines, offsetLines } from "./earn-back";
import { withOwnIds } from "./line-ids";
import { applyRule, type IncidentSource, type RuleContext } from "./lines";
import { otherReadings } from "./other-readings";
import { pointsLine } from "./points";
import type { ChargeSource, Prices } from "./price";
import { ratchetsOf, rightsOf } from "./rights";
import { NO_CREDITS, type CreditScheme, type PointsScheme } from "./scheme";
import { scorer, type ResultSource, type Scored, type Scorer } from "./scored";
import {
  isCreditKind,
  STATEMENT_ENGINE,
  type LedgerEntry,
  type LineKind,
  type Statement,
  type StatementLine,
  type StatementProblem,
  type StatementResult,
  type StatementTarget,
} from "./statement";

export type StatementInput = {
  readonly sow: Sow;
  /** The month of the statement, calendar or fiscal. */
  readonly period: Period;
  readonly asOf: Day;
  readonly results: ResultSource;
  readonly charges: ChargeSource;
  readonly incidents: IncidentSource;
  /** The lines of all earlier statements, oldest first. */
  readonly earlier: readonly LedgerEntry[];
  /** Lines agreed by people: adjustments for closed months. */
  readonly adjustments: readonly StatementLine[];
};

/**
 * The statement of a month: what results cost by the versions in force, line by line. Money of a quarter or a year lands in the month in which
 * it ends. The same input gives the same statement, to the last byte of its canonical form. The total is due from the partner; a negative one from the client.
 */
export function evaluateStatement(input: StatementInput): Statement {
  const statement = evaluateOnce(input);
  return { ...statement, readings: otherReadings(input.sow, statement, (sow) => evaluateOnce({ ...input, sow })) };
}

/** The whole statement but for what other readings would give. */
export function evaluateOnce(input: StatementInput): Statement {
  const { sow, period, asOf, earlier } = input;
  const score = scorer(sow, input.results, asOf);
  const version = versionInForce(sow, period);
  const started = sow.versions.filter(({ effectiveFrom }) => effectiveFrom <= lastDay(period.range));
  const scheme = (version ?? started.at(-1))?.creditScheme;
  const ending = endingPeriods(sow, period);
  const problems: StatementProblem[] = [];
  if (version === null && ending.length === 0)
    problems.push({ code: "no-version", about: sow.vendor, period: period.key });

  const made = ending.map((at) => ofPeriod(at, input, score));
  problems.push(...made.flatMap((part) => part.problems));
  const ruleLines = made.flatMap((part) => part.lines);
  const pricesNow = scheme === undefined ? null : pricesOf(scheme, input);
  const credits: Credited[] = [];
  const lines: StatementLine[] = [...ruleLines];
  const schemes = [...new Set([...(scheme === undefined ? [] : [scheme]), ...made.map((part) => part.scheme)])];
  if (scheme !== undefined && pricesNow !== null) {
    for (const { points, prices } of pointsSchemes(schemes, input)) {
      const own = made.flatMap((part) =>
        part.lines.filter(({ points: text, source }) => text !== null && usesPoints(part.scheme, source, points.id)),
      );
      const before = earlier.filter(
        ({ points: text, source }) =>
          text !== null && sow.versions.some(({ creditScheme }) => usesPoints(creditScheme, source, points.id)),
      );
      const { line, problem } = pointsLine(
        points,
        own,
        before.filter((entry) => isWithin(entry, "contract-year")),
        { key: period.key, range: period.range },
        prices,
      );
      if (line !== null) lines.push(line);
      if (problem !== null) problems.push(problem);
    }
    credits.push(
      ...lines.filter((line) => isCreditKind(line.kind)).map((line) => ({ line, netMinor: line.amountMinor })),
    );
    const at = { key: period.key, range: period.range };
    const context = { scheme, schemes, prices: pricesNow, period: at, earlier, isWithin };
    lines.push(...applyOneIncident(credits, context));
    const capped = applyCaps(credits, context);
    lines.push(...capped.lines, ...applyMinimumPayable(credits, context));
    problems.push(...capped.problems);
    const returning = {
      scheme,
      prices: pricesNow,
      period,
      score,
      earlier,
      creditedBefore: creditsByPeriod(earlier),
      termUntil: termOf(sow).until,
      periodOf: (entry: LedgerEntry) => parsePeriod(entry.period),
      creditedNow: (rule: string) =>
        sum(credits.filter(({ line }) => line.source === rule).map(({ netMinor }) => netMinor)),
    };
    lines.push(...earnBackLines(returning));
    lines.push(...offsetLines(returning, sum(credits.map(({ netMinor }) => netMinor))));
  }
  lines.push(...input.adjustments);
  const netOf = new Map(credits.map(({ line, netMinor }) => [line, netMinor]));
  const withNet = withOwnIds(lines.map((line) => ({ ...line, netMinor: netOf.get(line) ?? line.netMinor })));
  const latestOf = (target: Target) => latestOver(target, sow, period);
  const targets = version?.targets ?? [];
  return {
    engine: STATEMENT_ENGINE,
    vendor: sow.vendor,
    title: sow.title,
    currency: sow.currency,
    period: { key: period.key, range: period.range },
    asOf,
    version: version?.version ?? null,
    targets: made.flatMap((part) => part.targets),
    lines: withNet,
    subtotalsMinor: subtotals(withNet),
    totalMinor: sum(withNet.map(({ amountMinor }) => amountMinor)),
    readings: [],
    rights: scheme === undefined ? [] : rightsOf(scheme, targets, latestOf, score),
    ratchets: scheme === undefined ? [] : ratchetsOf(scheme, targets, latestOf, score),
    problems: withoutRepeats(problems),
  };

  function isWithin(entry: LedgerEntry, per: "period" | "calendar-year" | "contract-year" | "term"): boolean {
    switch (per) {
      case "period":
        return entry.statement === period.key;
      case "calendar-year":
        // A key starts with the year that the month is named for; a fiscal month of January may begin in December.
        return entry.statement.slice(0, 4) === period.key.slice(0, 4);
      case "contract-year":
        return (
          periodOf("contract-year", entry.from, periodOptions(sow)).key ===
          periodOf("contract-year", period.range.from, periodOptions(sow)).key
        );
      case "term":
        return entry.from >= (termOf(sow).from ?? entry.from);
    }
  }
}

type Part = {
  readonly scheme: CreditScheme;
  readonly targets: readonly StatementTarget[];
  readonly lines: readonly StatementLine[];
  readonly problems: readonly StatementProblem[];
};

/** What the version in force makes of one period that ends in the month: of its targets that are scored over such periods. */
function ofPeriod(at: Period, input: StatementInput, score: Scorer): Part {
  const version = versionInForce(input.sow, at);
  if (version === null) return { scheme: NO_CREDITS, targets: [], lines: [], problems: [] };
  const own = version.targets.filter((target) => target.period === at.kind);
  const { creditScheme: scheme } = version;
  const context: RuleContext = {
    score,
    levels: scheme,
    prices: pricesOf(scheme, input),
    incidents: input.incidents,
    isSuspended: (targetId, period) => suspensionOf(targetId, period, version, score) !== null,
  };
  const ids = new Set(own.map(({ id }) => id));
  const outcomes = scheme.rules
    .filter((rule) => rule.targets.some((id) => ids.has(id)))
    .map((rule) => applyRule(rule, at, context));
  const targets = own.flatMap((target) => {
    const scored = score(target.id, at);
    return scored === null ? [] : [statementTarget(scored, suspensionOf(target.id, at, version, score))];
  });
  return {
    scheme,
    targets,
    lines: outcomes.flatMap(({ lines }) => lines),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

/** The clause that suspends a target in a period; null: none does, or it is not known yet. */
function suspensionOf(targetId: string, period: Period, version: SowVersion, score: Scorer): string | null {
  const { creditScheme: scheme } = version;
  const found = scheme.suspensions.find(({ when, targets }) => {
    const cause = "target" in when ? when.target : undefined;
    if (cause === undefined || (targets === "all-others" ? cause === targetId : !targets.includes(targetId)))
      return false;
    const scored = score(cause, period);
    return scored !== null && holds(when, { scored, score, levels: scheme }) === true;
  });
  return found === undefined ? null : found.clause === "" ? found.name : found.clause;
}

function statementTarget(scored: Scored, suspendedBy: string | null): StatementTarget {
  const { target, period, version, result, compared, verdict } = scored;
  return {
    target: target.id,
    clause: target.clause,
    name: target.name,
    period: { key: period.key, range: period.range },
    version: version.version,
    raw: shown(target, result.raw),
    contractual: shown(target, result.contractual),
    excluded: result.excluded ?? [],
    compared: compared === null ? null : decimalText(compared),
    verdict: suspendedBy === null ? verdict : "suspended",
    suspendedBy,
  };
}

function shown(target: Target, value: MetricValue): StatementResult {
  if (value.status !== "measured") return { value: null, numerator: null, denominator: null, sample: null };
  return {
    value: decimalText(contractFigure(target, value)),
    numerator: value.denominator === null ? null : value.numerator,
    denominator: value.denominator,
    sample: value.n,
  };
}

/** Every period of a kind that targets are scored over, of which the last day lies in the month. */
function endingPeriods(sow: Sow, month: Period): Period[] {
  const options = periodOptions(sow);
  const kinds = PERIOD_KINDS.filter((kind) =>
    sow.versions.some(({ targets }) => targets.some((target) => target.period === kind)),
  );
  return kinds.flatMap((kind) =>
    splitRange(month.range, kind, options)
      .map(({ period }) => period)
      .filter((at) => containsDay(month.range, lastDay(at.range))),
  );
}

/** The newest period of the target's kind that ends in the month or before it. */
function latestOver(target: Target, sow: Sow, month: Period): Period {
  const at = periodOf(target.period, lastDay(month.range), periodOptions(sow));
  return at.range.until <= month.range.until ? at : previousPeriod(at);
}

function pricesOf(scheme: CreditScheme, { period, charges, sow }: StatementInput): Prices {
  return {
    scheme,
    charges,
    period,
    next: nextPeriod(period),
    startsOn: termOf(sow).from,
    decimals: currencyDecimals(sow.currency),
  };
}

/** The points schemes of these credit schemes, each once: as the first of them has it, with its own prices. */
function pointsSchemes(
  schemes: readonly CreditScheme[],
  input: StatementInput,
): { points: PointsScheme; prices: Prices }[] {
  const found = new Map<string, { points: PointsScheme; prices: Prices }>();
  for (const scheme of schemes) {
    for (const points of scheme.points) {
      if (!found.has(points.id)) found.set(points.id, { points, prices: pricesOf(scheme, input) });
    }
  }
  return [...found.values()];
}

function usesPoints(scheme: CreditScheme, ruleId: string, pointsId: string): boolean {
  return scheme.rules.some(({ id, price }) => id === ruleId && price.kind === "points" && price.scheme === pointsId);
}

function subtotals(lines: readonly StatementLine[]): Partial<Record<LineKind, number>> {
  const totals: Partial<Record<LineKind, number>> = {};
  for (const { kind, amountMinor } of lines) totals[kind] = (totals[kind] ?? 0) + amountMinor;
  return totals;
}

function withoutRepeats(problems: readonly StatementProblem[]): StatementProblem[] {
  const seen = new Map(problems.map((problem) => [`${problem.code} ${problem.about} ${problem.period}`, problem]));
  return [...seen.values()];
}
