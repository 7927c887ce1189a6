import { addDays, dayNumber, isoWeekday, type Day } from "./day";
import { dayInZone, startOfDay, zoneOffsetMs } from "./time-zone";

/** Seconds after midnight as the clock on the wall shows them: from `opens` until just before `closes`, 86 400 being midnight. */
export type Hours = { readonly opens: number; readonly closes: number };

/** Opening hours that come back every week, for the days from `startsOn` to `endsOn` (both included; null: without limit). */
export type WeeklyHours = Hours & {
  /** 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly number[];
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
};

/**
 * When a program works, on the clocks of one zone. Of the weekly hours in force on a day those that started last count; hours of
 * single dates (none: a holiday) count in their place.
 */
export type BusinessCalendar = {
  readonly zone: string;
  readonly weekly: readonly WeeklyHours[];
  readonly dates: ReadonlyMap<Day, readonly Hours[]>;
};

/** Instants in milliseconds since 1970, `until` excluded. */
export type OpenSpan = { readonly from: number; readonly until: number };

const MS_PER_DAY = 86_400_000;

/**
 * The stretches of time between two instants in which the calendar is open, in order and without overlaps. It is open whenever the
 * clock on the wall shows an hour that is within the day's opening hours: an hour that the clocks repeat counts twice, one that they
 * skip not at all.
 */
export function openSpans(calendar: BusinessCalendar, from: Date, until: Date): OpenSpan[] {
  return joined(openDays(calendar, from, until).flat()).flatMap((span) => {
    const clipped = { from: Math.max(span.from, from.getTime()), until: Math.min(span.until, until.getTime()) };
    return clipped.from < clipped.until ? [clipped] : [];
  });
}

/**
 * The open stretches of each whole day from that of one instant to that of another, day by day and in order. Days that do not open
 * are left out, and so is one whose only hours the clocks skip.
 */
export function openDays(calendar: BusinessCalendar, from: Date, until: Date): OpenSpan[][] {
  if (until <= from) return [];
  const days: OpenSpan[][] = [];
  const last = dayInZone(until, calendar.zone);
  let day = dayInZone(from, calendar.zone);
  let start = midnight(day, calendar.zone);
  while (day <= last) {
    const next = addDays(day, 1);
    const end = midnight(next, calendar.zone);
    const hours = hoursOn(calendar, day);
    if (hours.length > 0) {
      const localMidnight = dayNumber(day) * MS_PER_DAY;
      const parts = constantOffsets(start, end, calendar.zone);
      const spans = joined(hours.flatMap((open) => spansOf(open, localMidnight, parts)));
      if (spans.length > 0) days.push(spans);
    }
    day = next;
    start = end;
  }
  return days;
}

/** Seconds of opening hours between two instants; 0 where the second is not after the first. */
export function businessSeconds(calendar: BusinessCalendar, from: Date, until: Date): number {
  return openSpans(calendar, from, until).reduce((sum, span) => sum + (span.until - span.from), 0) / 1_000;
}

/** The opening hours of a day; none when it is closed. */
export function hoursOn(calendar: BusinessCalendar, day: Day): readonly Hours[] {
  const ofDate = calendar.dates.get(day);
  if (ofDate) return ofDate;
  const inForce = calendar.weekly.filter(
    ({ startsOn, endsOn }) => (startsOn === null || startsOn <= day) && (endsOn === null || day <= endsOn),
  );
  const newest = inForce.reduce((latest, { startsOn }) => ((startsOn ?? "") > latest ? (startsOn ?? "") : latest), "");
  const weekday = isoWeekday(day);
  return inForce.filter(({ startsOn, weekdays }) => (startsOn ?? "") === newest && weekdays.includes(weekday));
}

/** The hours of a day as instants: one stretch, or two where the clocks change within them. */
function spansOf({ opens, closes }: Hours, localMidnight: number, parts: readonly OffsetPart[]): OpenSpan[] {
  return parts.flatMap((part) => {
    const from = Math.max(part.from, localMidnight + opens * 1_000 - part.offset);
    const until = Math.min(part.until, localMidnight + closes * 1_000 - part.offset);
    return from < until ? [{ from, until }] : [];
  });
}

/** The first instant of a day; searched for only where the clocks change around it. */
function midnight(day: Day, zone: string): number {
  const local = dayNumber(day) * MS_PER_DAY;
  const before = zoneOffsetMs(local - MS_PER_DAY, zone);
  return before === zoneOffsetMs(local + MS_PER_DAY, zone) ? local - before : startOfDay(day, zone).getTime();
}

type OffsetPart = OpenSpan & { readonly offset: number };

/** A stretch of at most a day, cut where the zone's offset changes; clocks change at most once in it. */
function constantOffsets(from: number, until: number, zone: string): OffsetPart[] {
  if (from >= until) return [];
  const before = zoneOffsetMs(from, zone);
  const after = zoneOffsetMs(until - 1, zone);
  if (before === after) return [{ from, until, offset: before }];
  let early = from;
  let late = until - 1;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (zoneOffsetMs(middle, zone) === before) early = middle;
    else late = middle;
  }
  return [
    { from, until: late, offset: before },
    { from: late, until, offset: after },
  ];
}

function joined(spans: readonly OpenSpan[]): OpenSpan[] {
  const result: OpenSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.until) {
      result[result.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    } else result.push(span);
  }
  return result;
}
