import { openDays, type BusinessCalendar } from "./business-hours";

/**
 * When the business days between two instants close, in milliseconds since 1970 and in order; neither instant is between. A business
 * day is a day on which the calendar opens, and it closes once, with its last hour.
 */
export function closingsBetween(calendar: BusinessCalendar, from: Date, until: Date): number[] {
  return openDays(calendar, from, until)
    .map((spans) => Math.max(...spans.map((span) => span.until)))
    .filter((closing) => closing > from.getTime() && closing < until.getTime());
}

/**
 * How many business days something took: 0 when it ended by the closing of the business day on which it started, 1 by the closing of
 * the next one. What begins at closing or later, or on a day that does not open, begins on the next business day. So "within N
 * business days" is by the closing of the Nth one after the first, as Rule 6(a)(1)(A) and (4)(B) of the US Federal Rules of Civil
 * Procedure count days and a service desk's "N business days by closing". 0 where the second instant is not after the first.
 */
export function businessDays(calendar: BusinessCalendar, from: Date, until: Date): number {
  return closingsBetween(calendar, from, until).length;
}

/** A limit in words: `within 2 business days`, `on the same business day` for none. */
export function withinBusinessDays(count: number): string {
  if (count === 0) return "on the same business day";
  return `within ${count} business ${count === 1 ? "day" : "days"}`;
}
