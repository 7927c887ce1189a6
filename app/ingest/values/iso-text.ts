import { dayFromNumber, type Day } from "~/domain/calendar/day";

const DAY_MS = 86_400_000;
const MAX_REMEMBERED = 100_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

const days = new Map<number, Day>();

/** `new Date(ms).toISOString()` for times of four-digit years, with the days remembered. */
export function isoFromMs(ms: number): string {
  const number = Math.floor(ms / DAY_MS);
  let day = days.get(number);
  if (day === undefined) {
    if (days.size >= MAX_REMEMBERED) days.clear();
    day = dayFromNumber(number);
    days.set(number, day);
  }
  const rest = ms - number * DAY_MS;
  const seconds = Math.floor(rest / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hour = TWO_DIGITS[Math.floor(minutes / 60)] ?? "";
  const fraction = String(rest % 1_000).padStart(3, "0");
  return `${day}T${hour}:${TWO_DIGITS[minutes % 60] ?? ""}:${TWO_DIGITS[seconds % 60] ?? ""}.${fraction}Z`;
}

/** The number that the digits of a text make from one place to another; negative where other characters stand there. */
export function digitsAt(text: string, from: number, until: number): number {
  let value = 0;
  for (let at = from; at < until; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
