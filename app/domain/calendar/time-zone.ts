import { tzOffset } from "@date-fns/tz";
import { dayFromNumber, dayNumber, type Day } from "./day";

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
/** Every zone's midnight lies within two days of UTC's. */
const SEARCHED_SECONDS = 2 * 86_400;
/** Offsets change on quarter hours of UTC only, in every zone since 1972. */
const OFFSET_STEP_MS = 15 * MS_PER_MINUTE;

/** Whether the name is a time zone that the runtime knows, such as `America/Phoenix` or `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== "" && new Intl.DateTimeFormat("en-GB", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** The calendar day that clocks in the zone show at the instant. Throws a RangeError for an unknown zone. */
export function dayInZone(instant: Date, zone: string): Day {
  return localDay(instant.getTime(), zone);
}

/** `dayInZone` for many instants of one zone, in ms since 1970: remembers the offset of each quarter hour, and the days. */
export function dayReader(zone: string): (ms: number) => Day {
  const offsets = new Map<number, number>();
  const days = new Map<number, Day>();
  return (ms) => {
    const step = Math.floor(ms / OFFSET_STEP_MS);
    let offset = zone === "UTC" ? 0 : offsets.get(step);
    if (offset === undefined) {
      offset = zoneOffsetMs(step * OFFSET_STEP_MS, zone);
      offsets.set(step, offset);
    }
    const number = Math.floor((ms + offset) / MS_PER_DAY);
    let day = days.get(number);
    if (day === undefined) {
      day = dayFromNumber(number);
      days.set(number, day);
    }
    return day;
  };
}

/**
 * The first instant of the day in the zone. Where the clocks jump over midnight, that is the jump; where the day
 * was left out altogether (Apia, 30 December 2011), the first instant after it.
 */
export function startOfDay(day: Day, zone: string): Date {
  const utcMidnight = (dayNumber(day) * MS_PER_DAY) / MS_PER_SECOND;
  let early = utcMidnight - SEARCHED_SECONDS;
  let late = utcMidnight + SEARCHED_SECONDS;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (localDay(middle * MS_PER_SECOND, zone) >= day) late = middle;
    else early = middle;
  }
  return new Date(late * MS_PER_SECOND);
}

/**
 * The instant at which clocks in the zone show a time of the day, in minutes after midnight. Of an hour that the clocks repeat the
 * second; where they skip the time, as much after the jump as it lies after the skipped hour's beginning.
 */
export function instantInZone(day: Day, minutes: number, zone: string): Date {
  const wall = dayNumber(day) * MS_PER_DAY + minutes * MS_PER_MINUTE;
  const before = zoneOffsetMs(wall - MS_PER_DAY, zone);
  const after = zoneOffsetMs(wall + MS_PER_DAY, zone);
  const shown = [before, after].map((offset) => wall - offset).filter((ms) => ms + zoneOffsetMs(ms, zone) === wall);
  return new Date(shown.length === 0 ? wall - before : Math.max(...shown));
}

function localDay(ms: number, zone: string): Day {
  return dayAt(ms + zoneOffsetMs(ms, zone));
}

function dayAt(localMs: number): Day {
  return dayFromNumber(Math.floor(localMs / MS_PER_DAY));
}

/** How far the zone's clocks are ahead of UTC at an instant (milliseconds since 1970). */
export function zoneOffsetMs(ms: number, zone: string): number {
  const minutes = tzOffset(zone, new Date(ms));
  if (Number.isNaN(minutes)) throw new RangeError(`Unknown time zone: ${zone}`);
  return minutes * MS_PER_MINUTE;
}
