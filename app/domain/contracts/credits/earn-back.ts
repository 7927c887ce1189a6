import { nextPeriod, type Period } from "../../calendar/period";
import { partsOf, type Day } from "../../calendar/day";
import { containsDay, lastDay } from "../../calendar/day-range";
import { decimalText, divide, exact, multiply, type Exact } from "../../metrics/exact";
import { exceedsExpected, isJudged } from "../verdict";
import { major, sum } from "./caps";
import { toMinor, type Prices } from "./price";
import type { CreditScheme } from "./scheme";
import type { Scored, Scorer } from "./scored";
import { isCreditKind, type LedgerEntry, type StatementLine, type StatementPeriod } from "./statement";

type EarnBack = CreditScheme["earnBacks"][number];

export type EarnBackContext = {
  readonly scheme: CreditScheme;
  readonly prices: Prices;
  /** Period of the statement. */
  readonly period: Period;
  readonly score: Scorer;
  readonly earlier: readonly LedgerEntry[];
  /** Credits of this statement by rule, after caps. */
  readonly creditedNow: (rule: string) => number;
  /** Credits of earlier statements by rule and period of the result, after caps. */
  readonly creditedBefore: (rule: string, period: string) => number;
  /** Last day of the contract; null: none is set. */
  readonly termUntil: Day | null;
  /** The period of a result that an entry names. */
  readonly periodOf: (entry: LedgerEntry) => Period | null;
};

/** Lines that give credits of earlier statements back, in the period in which the last condition is fulfilled. */
export function earnBackLines(context: EarnBackContext): StatementLine[] {
  const returned = new Map<string, number>();
  for (const entry of context.earlier) {
    if (entry.returns !== null && entry.kind !== "offset-used")
      returned.set(entry.returns, (returned.get(entry.returns) ?? 0) + Math.abs(entry.netMinor));
  }
  return context.scheme.earnBacks.flatMap((earnBack) =>
    context.earlier.flatMap((entry) => {
      if (!isReturnable(entry, earnBack, context)) return [];
      const before = returned.get(entry.line) ?? 0;
      const due = toMinor(share(entry.netMinor, earnBack.percent, context.prices), context.prices.decimals);
      const amount = Math.min(due, entry.netMinor - before);
      if (amount <= 0 || !isFulfilledNow(entry, earnBack, context)) return [];
      returned.set(entry.line, before + amount);
      return [lineFor(entry, earnBack, amount, context)];
    }),
  );
}

function share(minor: number, percent: number, { decimals }: Prices): Exact {
  const amount: Exact = { numerator: BigInt(minor), denominator: 10n ** BigInt(decimals) };
  return multiply(amount, divide(exact(percent), exact(100)));
}

function isReturnable(entry: LedgerEntry, earnBack: EarnBack, { scheme }: EarnBackContext): boolean {
  if (!isCreditKind(entry.kind) || entry.netMinor <= 0) return false;
  if (earnBack.rules !== undefined && !earnBack.rules.includes(entry.source)) return false;
  const isEgregious = scheme.rules.find(({ id }) => id === entry.source)?.egregious ?? false;
  return !(earnBack.exceptEgregious && isEgregious);
}

/** Whether this statement's period is the one in which the row of periods after the failure becomes complete. */
function isFulfilledNow(entry: LedgerEntry, earnBack: EarnBack, context: EarnBackContext): boolean {
  const failed = context.periodOf(entry);
  if (failed === null) return false;
  const isMonthly = failed.kind === "month" || failed.kind === "fiscal-month";
  let count = 0;
  for (let at = nextPeriod(failed); at.range.until <= context.period.range.until; at = nextPeriod(at)) {
    if (isMonthly && earnBack.exceptMonths.includes(partsOf(lastDay(at.range)).month)) continue;
    const fulfilled = isFulfilledIn(entry, earnBack, at, context);
    // A period without a result says nothing: the row waits for the next one. A miss starts it again.
    if (fulfilled === false) count = 0;
    if (fulfilled === true) count += 1;
    if (count === earnBack.periods) return containsDay(context.period.range, lastDay(at.range));
  }
  return false;
}

function isFulfilledIn(entry: LedgerEntry, earnBack: EarnBack, at: Period, context: EarnBackContext): boolean | null {
  const results = entry.targets.map((target) => context.score(target, at));
  // Where no version has the targets, such as after the term, nothing could be credited: that fulfils nothing.
  if (earnBack.when === "no-credit")
    return results.every((scored) => scored === null) ? null : !isCreditedIn(entry, at, context);
  const outcomes = results.map((scored) => (scored === null ? null : isFulfilledBy(scored, earnBack.when)));
  if (outcomes.includes(false)) return false;
  return outcomes.includes(null) ? null : true;
}

function isFulfilledBy(scored: Scored, when: EarnBack["when"]): boolean | null {
  if (!isJudged(scored.verdict) || scored.compared === null) return null;
  return when === "met" ? scored.verdict === "met" : exceedsExpected(scored.target, scored.compared);
}

function isCreditedIn(entry: LedgerEntry, at: Period, context: EarnBackContext): boolean {
  const now = at.range.until > context.period.range.from ? context.creditedNow(entry.source) : 0;
  return context.creditedBefore(entry.source, at.key) + now > 0;
}

function lineFor(entry: LedgerEntry, earnBack: EarnBack, amount: number, context: EarnBackContext): StatementLine {
  const period: StatementPeriod = { key: context.period.key, range: context.period.range };
  return {
    id: `${earnBack.id}@${period.key}@${entry.line}`,
    kind: earnBack.returns === "money" ? "earn-back" : "offset",
    clause: earnBack.clause,
    source: earnBack.id,
    name: entry.line,
    targets: entry.targets,
    period,
    steps: [
      {
        step: "returned",
        percent: decimalText(exact(earnBack.percent)),
        of: major(entry.netMinor, context.prices),
        periods: earnBack.periods,
        when: earnBack.when,
      },
    ],
    points: null,
    amountMinor: earnBack.returns === "money" ? 0 - amount : 0,
    netMinor: earnBack.returns === "money" ? 0 - amount : amount,
    returns: entry.line,
  };
}

/** Lines that use offsets of earlier statements up: what is credited now is first taken from them, the oldest first. */
export function offsetLines(context: EarnBackContext, creditedMinor: number): StatementLine[] {
  // Offsets expire at the end of the term.
  if (context.termUntil !== null && context.period.range.from > context.termUntil) return [];
  let left = creditedMinor;
  const period: StatementPeriod = { key: context.period.key, range: context.period.range };
  return context.earlier.flatMap((entry) => {
    if (entry.kind !== "offset" || left <= 0) return [];
    const uses = context.earlier.filter(({ kind, returns }) => kind === "offset-used" && returns === entry.line);
    const amount = Math.min(left, entry.netMinor + sum(uses.map(({ amountMinor }) => amountMinor)));
    if (amount <= 0) return [];
    left -= amount;
    return [
      {
        id: `used@${period.key}@${entry.line}`,
        kind: "offset-used" as const,
        clause: "",
        source: entry.source,
        name: entry.line,
        targets: entry.targets,
        period,
        steps: [],
        points: null,
        amountMinor: 0 - amount,
        netMinor: 0 - amount,
        returns: entry.line,
      },
    ];
  });
}

/** Credits by rule and period of the result, added up once. */
export function creditsByPeriod(earlier: readonly LedgerEntry[]): (rule: string, period: string) => number {
  const sums = new Map<string, number>();
  for (const { kind, source, period, netMinor } of earlier) {
    const key = `${source} ${period}`;
    if (isCreditKind(kind)) sums.set(key, (sums.get(key) ?? 0) + netMinor);
  }
  return (rule, period) => sums.get(`${rule} ${period}`) ?? 0;
}
