import { addDays, type Day } from "../calendar/day";
import {
  containsDay,
  intersectRanges,
  joinRanges,
  rangeThrough,
  withoutRanges,
  type DayRange,
} from "../calendar/day-range";
import { dayInZone } from "../calendar/time-zone";

/** A part of what a figure is of; an absent name means any. */
export type ExcludedPart = {
  readonly program?: string | undefined;
  readonly site?: string | undefined;
  readonly channel?: string | undefined;
};

/**
 * A stretch of time, as ISO instants in UTC with `until` excluded, and the days that it touches: contacts opened in it do not count,
 * or those of a part alone.
 */
export type ExcludedHours = {
  readonly from: string;
  readonly until: string;
  readonly days: DayRange;
  readonly part?: ExcludedPart | undefined;
};

/** Days on which all rows of a part do not count, and the others do. */
export type ExcludedSlice = { readonly part: ExcludedPart; readonly days: DayRange };

/** A contact that does not count, and its day. */
export type ExcludedContact = { readonly source: string; readonly externalId: string; readonly day: Day };

/**
 * What does not count of a partner and slice. Days are excluded with all that is stated of them, entirely or for a part of the slice.
 * Hours and single contacts take contacts away and leave reviews and totals as they are: these name no hour, and a total cannot be
 * taken apart.
 */
export type Exclusions = {
  readonly days?: readonly DayRange[];
  readonly slices?: readonly ExcludedSlice[];
  readonly hours?: readonly ExcludedHours[];
  readonly contacts?: readonly ExcludedContact[];
};

/** Which days and rows of a partner and slice count in a figure: the one description that reports, measuring and row lists share. */
export type Counted = {
  /** In order, apart from each other. */
  readonly days: readonly DayRange[];
  /** Within these days. */
  readonly slices: readonly ExcludedSlice[];
  readonly hours: readonly ExcludedHours[];
  readonly contacts: readonly ExcludedContact[];
};

/** What counts of some stretches of days. Two ways to say the same give the same. */
export function countedIn(
  ranges: readonly DayRange[],
  { days = [], slices = [], hours = [], contacts = [] }: Exclusions = {},
): Counted {
  const left = joinRanges(ranges).flatMap((range) => withoutRanges(range, days));
  const isCounted = (range: DayRange) => left.some((one) => intersectRanges(one, range) !== null);
  return {
    days: left,
    slices: distinct(slices.filter((one) => one.days.from < one.days.until && isCounted(one.days))),
    hours: distinct(hours.filter((one) => one.from < one.until && isCounted(one.days))),
    contacts: distinct(contacts.filter(({ day }) => left.some((range) => containsDay(range, day)))),
  };
}

/** The days of which every row counts; roll-ups answer for them. */
export function wholeDays(counted: Counted): DayRange[] {
  const touched = touchedDays(counted);
  return counted.days.flatMap((range) => withoutRanges(range, touched));
}

/** The days of which some rows do not count; their rows are added up one by one. */
export function partDays(counted: Counted): DayRange[] {
  const touched = touchedDays(counted);
  return counted.days.flatMap((range) => touched.flatMap((part) => intersectRanges(range, part) ?? []));
}

function touchedDays({ slices, hours, contacts }: Counted): DayRange[] {
  return joinRanges([
    ...slices.map(({ days }) => days),
    ...hours.map(({ days }) => days),
    ...contacts.map(({ day }) => rangeThrough(day, day)),
  ]);
}

/** Names what counts: equal names, equal rows. */
export function countedKey({ days, slices, hours, contacts }: Counted): string {
  const spans = days.map(({ from, until }) => `${from} ${until}`).join(" ");
  const out = [slices, hours, contacts];
  return out.every(({ length }) => length === 0) ? spans : `${spans} ${JSON.stringify(out)}`;
}

/** The hours from one instant to another, as days pass in a zone. */
export function hoursBetween(from: Date, until: Date, timeZone: string): ExcludedHours {
  const last = dayInZone(new Date(until.getTime() - 1), timeZone);
  const days = { from: dayInZone(from, timeZone), until: addDays(last, 1) };
  return { from: from.toISOString(), until: until.toISOString(), days };
}

function distinct<T>(entries: readonly T[]): T[] {
  const named = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
