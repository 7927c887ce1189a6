import { nextPeriod, periodOf, periodsBack, splitRange, type Period } from "../../calendar/period";
import type { Day } from "../../calendar/day";
import { lastDay } from "../../calendar/day-range";
import { periodOptions, termOf, versionInForce, type Sow, type SowVersion, type Target } from "../sow";
import { evaluateStatement, type StatementInput } from "./evaluate";
import { ledgerEntries, type LedgerEntry, type Statement } from "./statement";

/** No contract is followed further back than this; older months leave nothing to later ones. */
export const MAX_STATEMENT_MONTHS = 120;

/** What months are called in statements: fiscal ones where the contract has them. */
export function statementMonthOf(sow: Sow, day: Day): Period {
  const kind = sow.fiscalMonthStartDay === 1 ? "month" : "fiscal-month";
  return periodOf(kind, day, periodOptions(sow));
}

/** The months from the first day in force through the given one, oldest first; none where the contract starts later. */
export function statementMonths(sow: Sow, last: Period): Period[] {
  const { from } = termOf(sow);
  if (from === null) return [];
  const first = statementMonthOf(sow, from);
  if (first.range.from > last.range.from) return [];
  const months: Period[] = [];
  for (let at = first; at.range.from <= last.range.from; at = nextPeriod(at)) months.push(at);
  return months.slice(-MAX_STATEMENT_MONTHS);
}

/** The statements of months in a row, each resting on those before it. Closed months are as they were frozen. */
export function evaluateStatements(
  months: readonly Period[],
  input: Omit<StatementInput, "period" | "earlier" | "adjustments">,
  frozen: (month: Period) => Statement | null = () => null,
): Statement[] {
  const earlier: LedgerEntry[] = [];
  return months.map((period) => {
    const statement = frozen(period) ?? evaluateStatement({ ...input, period, earlier: [...earlier], adjustments: [] });
    earlier.push(...ledgerEntries(statement));
    return statement;
  });
}

/** A result that statements ask for: of a target of a version, or of another reading of it. */
export type RequestedFor = { readonly version: SowVersion; readonly target: Target; readonly period: Period };

/** Every result that statements of these months may ask for: of each target in each of its periods, in the version in force then. */
export function resultsRequestedFor(sow: Sow, months: readonly Period[]): RequestedFor[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const options = periodOptions(sow);
  const kinds = [
    ...new Set(sow.versions.flatMap((version) => targetsWithReadings(version).map(({ period }) => period))),
  ];
  const targetsOf = new Map(sow.versions.map((version) => [version, targetsWithReadings(version)]));
  return kinds.flatMap((kind) => {
    const opening = periodOf(kind, first.range.from, options);
    const [start = opening] = periodsBack(opening, 2);
    return splitRange({ from: start.range.from, until: last.range.until }, kind, options).flatMap(({ period }) => {
      const version = versionInForce(sow, period);
      if (version === null || lastDay(period.range) > lastDay(last.range)) return [];
      return (targetsOf.get(version) ?? [])
        .filter((target) => target.period === kind)
        .map((target) => ({ version, target, period }));
    });
  });
}

/** The targets of a version, and those that other readings of it change. */
function targetsWithReadings(version: SowVersion): Target[] {
  const others = version.readings.flatMap(({ others: list }) => list.flatMap((other) => other.version.targets));
  const seen = new Map([...version.targets, ...others].map((target) => [JSON.stringify(target), target]));
  return [...seen.values()];
}
