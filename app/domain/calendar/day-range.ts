import { addDays, dayFromNumber, dayNumber, daysBetween, type Day } from "./day";

/** Half-open: `from` is the first day, `until` the first day no longer in it. */
export type DayRange = { readonly from: Day; readonly until: Day };

/** The range from a first to a last day, both included, as people write them. */
export function rangeThrough(first: Day, last: Day): DayRange {
  return { from: first, until: addDays(last, 1) };
}

/** The last day in the range. Means nothing for an empty range. */
export function lastDay(range: DayRange): Day {
  return addDays(range.until, -1);
}

/** How many days; 0 for an empty range. */
export function lengthInDays(range: DayRange): number {
  return Math.max(0, daysBetween(range.from, range.until));
}

export function containsDay(range: DayRange, day: Day): boolean {
  return day >= range.from && day < range.until;
}

/** The days in both; null where they share none. */
export function intersectRanges(a: DayRange, b: DayRange): DayRange | null {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;
  return from < until ? { from, until } : null;
}

/** The same days as ranges in order, apart from each other. */
export function joinRanges(ranges: readonly DayRange[]): DayRange[] {
  const joined: { from: Day; until: Day }[] = [];
  const inOrder = ranges.filter(({ from, until }) => from < until).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const { from, until } of inOrder) {
    const last = joined.at(-1);
    if (last === undefined || last.until < from) joined.push({ from, until });
    else if (last.until < until) last.until = until;
  }
  return joined;
}

/** What is left of a range without others, in order. */
export function withoutRanges(range: DayRange, others: readonly DayRange[]): DayRange[] {
  const out = joinRanges(others).flatMap((other) => intersectRanges(range, other) ?? []);
  const edges = [range.from, ...out.flatMap(({ from, until }) => [from, until]), range.until];
  return edges.flatMap((edge, index) => {
    const end = edges[index + 1];
    return index % 2 === 0 && end !== undefined && edge < end ? [{ from: edge, until: end }] : [];
  });
}

/** Every day of the range, in order. */
export function daysOf(range: DayRange): Day[] {
  const first = dayNumber(range.from);
  return Array.from({ length: lengthInDays(range) }, (_, index) => dayFromNumber(first + index));
}
