import type { CoverRule, CoverSide } from "./cover-rule";
import { addDays, daysBetween, partsOf, type Day } from "../calendar/day";
import {
  containsDay,
  daysOf,
  intersectRanges,
  lengthInDays,
  type DayRange,
  joinRanges,
  withoutRanges,
} from "../calendar/day-range";
import { FISCAL_START_DAY_LIMITS, periodOf } from "../calendar/period";
import { measureDefinition, PARAMETRIC_FAMILIES, parseMeasureRef, type MeasureRef } from "./measure-ref";
import type { MetricDefinition, MetricParameters } from "./catalog/metric-definition";
import type { LeftOut, MetricValue } from "./metric-value";
import { statedTogether } from "./stated-together";

/** Which measures are stated on a day, and which of them to be none. */
export type StatedDay = {
  readonly day: Day;
  readonly stated: ReadonlySet<MeasureRef>;
  readonly none?: ReadonlySet<MeasureRef>;
};

/** The days of a range that a ratio counts, and what it leaves out; null where it counts all that is stated. */
export type Cover = { readonly counted: readonly DayRange[]; readonly leftOut: LeftOut | null };

/** A silence of so many days is no quiet time: the rows have not come. */
const GAP_DAYS = 7;
/** Totals further apart than this are of longer periods than days. */
const CLOSE_DAYS = 4;
/** From so many days on it shows that a side speaks of single days. */
const DENSE_DAYS = 8;

/** The rule of a metric whose numerator and denominator may come from different sources; null where they come together. */
export function coverRule(
  metric: Pick<MetricDefinition, "kind" | "measures" | "cover">,
  parameters: MetricParameters,
): CoverRule | null {
  if (metric.kind !== "ratio") return null;
  const own = metric.cover(parameters);
  if (own !== null) return own;
  const refs = [...new Set(metric.measures(parameters).flatMap(statedAs))];
  const totals = refs.filter((ref) => measureDefinition(ref)?.rows === "totals");
  const others = refs.filter((ref) => !totals.includes(ref));
  const averages = totals.filter((ref) => measureDefinition(ref)?.aggregate === "mean-of-days");
  if (averages.length > 0) return { by: "month", sides: averages.map(sideOfTotal) };
  if (totals.length === 0) return statedTogether(metric.measures(parameters));
  if (refs.length < 2) return null;
  const sides = [
    ...(others.length > 0 ? [{ refs: others, unstated: "quiet" } as const] : []),
    ...totals.map(sideOfTotal),
  ];
  if (totals.every((ref) => measureDefinition(ref)?.aggregate === "last-day")) return { by: "same-day", sides };
  return { by: totals.some((ref) => measureDefinition(ref)?.unit === "money") ? "month" : "day", sides };
}

/** A count with a limit is stated where the measure is that it is a part of. */
function statedAs(ref: MeasureRef): MeasureRef[] {
  const parsed = parseMeasureRef(ref);
  if (parsed === null || parsed.kind === "stated") return [];
  if (parsed.kind === "plain") return [ref];
  const { countedBy } = PARAMETRIC_FAMILIES[parsed.family];
  return [countedBy === "repeatKnown" ? "handled" : countedBy];
}

function sideOfTotal(ref: MeasureRef): CoverSide {
  return { refs: [ref], unstated: "missing" };
}

/** The measures of which a rule asks on which days they are stated, in a fixed order. */
export function refsOfRules(rules: readonly CoverRule[]): MeasureRef[] {
  const sides = rules.flatMap((rule) => rule.sides);
  return [...new Set(sides.flatMap(({ refs, partOf = [] }) => [...refs, partOf].flat()))].toSorted();
}

/** Whether the ratio has values for whole months only. */
export function isByMonth(rule: CoverRule | null): boolean {
  return rule !== null && rule.by === "month" && rule.sides.length > 1;
}

/**
 * The part of a range of which there is data, in order; null where that is all of it. Months without any are not in it, and where
 * many days of a month have data, it begins and ends with them.
 */
export function partWithData(range: DayRange, stated: ReadonlySet<Day>): readonly DayRange[] | null {
  const parts = monthsOf(range).flatMap(({ part }) => {
    const days = within(stated, part);
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (days.length < DENSE_DAYS) return [part];
    const beginsLate = daysBetween(part.from, first) >= GAP_DAYS;
    const endsEarly = daysBetween(addDays(last, 1), part.until) >= GAP_DAYS;
    return [{ from: beginsLate ? first : part.from, until: endsEarly ? addDays(last, 1) : part.until }];
  });
  const joined = joinRanges(parts);
  const [only] = joined;
  return joined.length === 1 && only?.from === range.from && only.until === range.until ? null : joined;
}

/** The same of a ratio, by what it leaves out: a day or two make no part of it. */
export function partCounted(range: DayRange, { leftOut }: MetricValue): readonly DayRange[] | null {
  if (leftOut === undefined) return null;
  const days = leftOut.ranges.reduce((sum, out) => sum + lengthInDays(out), 0);
  return days < GAP_DAYS ? null : withoutRanges(range, leftOut.ranges);
}

/** The days whose stated measures `coverOf` has to know for a range: its months, and a silence before and after them. */
export function daysToKnow(range: DayRange): DayRange {
  const months = monthsOf(range);
  const [first, last] = [months[0]?.month ?? range, months.at(-1)?.month ?? range];
  return { from: addDays(first.from, -GAP_DAYS), until: addDays(last.until, GAP_DAYS) };
}

/** The first and the last day of which it is known what is stated; null: no limit. */
export type KnownDays = { readonly from: Day | null; readonly to: Day | null };

const EVERY_DAY: KnownDays = { from: null, to: null };

/** What a ratio counts of a range. `stated`: the days of `daysToKnow` on which anything is stated, in any order. */
export function coverOf(
  range: DayRange,
  rule: CoverRule,
  stated: readonly StatedDay[],
  known: KnownDays = EVERY_DAY,
): Cover {
  const ofSides = rule.sides.map(({ refs, partOf }) => {
    const isStated = (day: StatedDay) => refs.some((ref) => day.stated.has(ref));
    const isNone = (day: StatedDay) => partOf !== undefined && day.none?.has(partOf) === true;
    return new Set(stated.filter((day) => isStated(day) || isNone(day)).map(({ day }) => day));
  });
  const unused = new Map<Day, readonly CoverSide[]>();
  const isStatedAt = (day: Day) => ofSides.some((days) => days.has(day));
  for (const { month, part } of monthsOf(range)) {
    if (unitOf(rule, month, ofSides) === "month") {
      const missing = unusedInMonth(rule, { month, part }, ofSides, known);
      if (missing !== null) for (const day of daysOf(part)) unused.set(day, missing);
      continue;
    }
    for (const day of daysOf(part).filter(isStatedAt)) {
      const missing = rule.sides.filter((side, index) => {
        return !statesDay(side, ofSides[index] ?? new Set(), day, rule.by, known);
      });
      if (missing.length > 0) unused.set(day, missing);
    }
  }
  if (unused.size === 0) return { counted: [{ from: range.from, until: range.until }], leftOut: null };
  const ranges = runsOf(range, (day) => (unused.has(day) ? "out" : isStatedAt(day) ? "in" : "neither"));
  const missing = [...unused.values()].flatMap((sides) => sides.flatMap(({ refs }) => refs));
  return { counted: withoutRanges(range, ranges), leftOut: { ranges, missing: [...new Set(missing)] } };
}

type MonthPart = { readonly month: DayRange; readonly part: DayRange };

/** Months begin on the range's first date where it runs to the same date of another month, else on the 1st. */
function monthsOf(range: DayRange): MonthPart[] {
  const [from, until] = [partsOf(range.from).date, partsOf(range.until).date];
  const fiscalStartDay = from === until && from <= FISCAL_START_DAY_LIMITS.last ? from : 1;
  const parts: MonthPart[] = [];
  for (let day = range.from; day < range.until;) {
    const month = periodOf("fiscal-month", day, { fiscalStartDay }).range;
    const part = intersectRanges(month, range);
    if (part === null) break;
    parts.push({ month, part });
    day = part.until;
  }
  return parts;
}

type Stated = readonly ReadonlySet<Day>[];

function unitOf({ by }: CoverRule, month: DayRange, stated: Stated): "day" | "month" {
  if (by !== "day") return by === "month" ? "month" : "day";
  const sides = stated.map((days) => within(days, month));
  const isLonger = sides.some((own, index) =>
    sides.some((other, at) => {
      if (at === index || !isSpread(own)) return false;
      const isApart = isSpread(other) && !own.some((day) => other.includes(day));
      return other.length >= DENSE_DAYS || isApart;
    }),
  );
  return isLonger ? "month" : "day";
}

/** Days so far apart that each stands for a longer period. */
function isSpread(days: readonly Day[]): boolean {
  return days.length > 0 && days.every((day, index) => daysBetween(days[index - 1] ?? "0001-01-01", day) > CLOSE_DAYS);
}

/** Which sides do not speak of the month, or none where only a part of it is requested; null where it counts. */
function unusedInMonth(
  rule: CoverRule,
  { month, part }: MonthPart,
  stated: Stated,
  known: KnownDays,
): readonly CoverSide[] | null {
  const missing = rule.sides.filter((_side, index) => within(stated[index] ?? new Set(), part).length === 0);
  if (rule.sides.length === 1) return missing.length > 0 ? missing : null;
  if (missing.length > 0) return missing.length < rule.sides.length ? missing : null;
  const isCut =
    !isKnown(month.from, known) ||
    !isKnown(addDays(month.until, -1), known) ||
    stated.some((days) => within(days, month).some((day) => !containsDay(part, day)));
  return isCut && !isByDay(month, stated) ? [] : null;
}

/** Whether the sides speak of the same days, most of those that any speaks of. */
function isByDay(month: DayRange, stated: Stated): boolean {
  const sides = stated.map((days) => within(days, month));
  const common = (sides[0] ?? []).filter((day) => sides.every((days) => days.includes(day)));
  return common.length > Math.max(...sides.map(({ length }) => length)) / 2;
}

function within(days: ReadonlySet<Day>, range: DayRange): Day[] {
  return daysOf(range).filter((day) => days.has(day));
}

function isKnown(day: Day, { from, to }: KnownDays): boolean {
  return (from === null || day >= from) && (to === null || day <= to);
}

function statesDay(
  { unstated }: CoverSide,
  days: ReadonlySet<Day>,
  day: Day,
  by: CoverRule["by"],
  known: KnownDays,
): boolean {
  if (days.has(day)) return true;
  return by === "day" && unstated === "quiet" && gapAround(days, day, known) < GAP_DAYS;
}

/** How many days in a row are silent around a day, as far as it matters. */
function gapAround(days: ReadonlySet<Day>, day: Day, known: KnownDays): number {
  const isUnused = (at: Day) => !days.has(at) && isKnown(at, known);
  let [first, last] = [day, day];
  while (isUnused(addDays(first, -1)) && daysBetween(first, day) < GAP_DAYS) first = addDays(first, -1);
  while (isUnused(addDays(last, 1)) && daysBetween(day, last) < GAP_DAYS) last = addDays(last, 1);
  return daysBetween(first, last) + 1;
}

/** The stretches of days that are out; days of which nothing is stated join the stretch that they lie in. */
function runsOf(range: DayRange, stateOf: (day: Day) => "in" | "out" | "neither"): DayRange[] {
  const runs: { from: Day; until: Day }[] = [];
  let isOpen = false;
  for (const day of daysOf(range)) {
    const state = stateOf(day);
    const last = runs.at(-1);
    if (state === "out" && isOpen && last !== undefined) last.until = addDays(day, 1);
    else if (state === "out") runs.push({ from: day, until: addDays(day, 1) });
    if (state !== "neither") isOpen = state === "out";
  }
  return runs;
}
