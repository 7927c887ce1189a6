import { foldName } from "./month-names";
import { parseNumeral, type DecimalSign } from "./numerals";
import { UNITS } from "./duration-words";

const PART = /(\d{1,9}(?:[.,'’\u00a0\u202f]\d{1,9})*)\s*(\p{L}{1,12})\.?\s*(?:,|(?:and|und|et|en|y|e)(?=\s))?\s*/uy;
const CLOCK = /(\d{1,4}):(\d{2})(?::(\d{2}(?:[.,]\d{1,6})?))?(?:\s*(\p{L}{1,12})\.?)?$/uy;
const LONGEST = 60;

/**
 * The seconds of a duration that names its units, such as `2h 30m`, `PT3M33S`, `1 d 4 h`, `0 days 00:03:33`, `18:25 min` or `2 Std. 15 Min.`, each
 * unit once and the larger ones first; null where the text is none. Without a decimal sign, a text is read by the one that it fits, and a
 * text such as `1,500 s` that the two signs read differently is none.
 */
export function parseSpelledDuration(text: string, decimal?: DecimalSign): number | null {
  if (decimal !== undefined) return parseBy(text, decimal);
  return isUnclearDuration(text) ? null : (parseBy(text, ".") ?? parseBy(text, ","));
}

/** Whether a text is one duration by a decimal point and another by a decimal comma. */
export function isUnclearDuration(text: string): boolean {
  const [byPoint, byComma] = [parseBy(text, "."), parseBy(text, ",")];
  return byPoint !== null && byComma !== null && byPoint !== byComma;
}

/** As ISO 8601 writes durations, PT3M33S; years and months are no fixed time. */
const ISO = /^P(?=[\dT])(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,9})?)S)?)?$/i;

function parseIso(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number((part ?? "0").replace(",", ".")));
  return days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
}

function parseBy(text: string, decimal: DecimalSign): number | null {
  if (text.length > LONGEST) return null;
  const iso = parseIso(text);
  if (iso !== null) return iso;
  let at = 0;
  let seconds = 0;
  let smallest = Infinity;
  for (;;) {
    PART.lastIndex = at;
    const [whole, amount = "", name = ""] = PART.exec(text) ?? [];
    const unit = UNITS.get(foldName(name));
    const value = parseNumeral(amount, decimal);
    if (whole === undefined || unit === undefined || unit >= smallest || value === null) break;
    seconds += value * unit;
    smallest = unit;
    at += whole.length;
  }
  if (at === text.length) return at === 0 ? null : seconds;
  return withClock(text, at, { seconds, smallest });
}

/** What is left of the text as a clock: below days hours and minutes, or in the unit that stands behind it. */
function withClock(
  text: string,
  at: number,
  { seconds, smallest }: { seconds: number; smallest: number },
): number | null {
  CLOCK.lastIndex = at;
  const match = CLOCK.exec(text);
  if (match === null || smallest < 86_400) return null;
  const [, first = "0", second = "0", third, name] = match;
  const unit = name === undefined ? 3_600 : UNITS.get(foldName(name));
  if (unit === undefined || (unit !== 3_600 && unit !== 60) || (unit === 60 && third !== undefined)) return null;
  const parts = [Number(first), Number(second), Number((third ?? "0").replace(",", "."))] as const;
  if (parts[1] >= 60 || parts[2] >= 60 || (smallest < Infinity && parts[0] >= 24)) return null;
  // A clock alone says nothing of its units with two parts.
  if (at === 0 && name === undefined && third === undefined) return null;
  return seconds + parts[0] * unit + (parts[1] * unit) / 60 + (parts[2] * unit) / 3_600;
}
