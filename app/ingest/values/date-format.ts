import { parseWeekday } from "~/domain/calendar/calendar-entries";
import { digitsAt } from "./iso-text";
import { foldName, LONG_MONTHS, SHORT_MONTHS } from "./month-names";
import { offsetAt, offsetOfLetters, type ZoneOffsets } from "./zone-letters";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

/** A moment as a file writes it: a wall-clock time (as if it were UTC), and the offset from UTC where the file states one. */
export type WrittenTime = { wallMs: number; offsetMinutes: number | null };
type Parts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  pm: boolean | null;
  offset: number | null;
  /** Sunday is 0. */
  weekday: number | null;
  /** Of a year of whole weeks, numbered as ISO 8601 does. */
  week: number | null;
};
type Step = (text: string, at: number, parts: Parts) => number;

const TOKEN =
  /YYYY|ww|w|yyyy|yy|MMMM|MMM|MM|M|EEEE|EEE|do|dd|d|HH|H|hh|h|mm|m|ss|s|SSS|S|a|XXX|zzz|'[^']*'|[^A-Za-z']/y;
const NAMED = ["iso", "epoch-s", "epoch-ms", "excel-serial"];

/** Why a format cannot be used, or null. */
export function dateFormatProblem(format: string): string | null {
  if (NAMED.includes(format)) return null;
  const tokens = tokenize(format);
  if (!tokens) return MAPPING_PROBLEMS.unknownFormatLetters(format);
  const seen = new Set(tokens.map((token) => token[0]));
  if ((seen.has("y") && seen.has("M")) || (seen.has("Y") && seen.has("w"))) return null;
  return MAPPING_PROBLEMS.incompleteFormat(format);
}

const NOTHING: Parts = {
  year: 0,
  month: 1,
  day: 1,
  hour: 0,
  minute: 0,
  second: 0,
  ms: 0,
  pm: null,
  offset: null,
  weekday: null,
  week: null,
};

/**
 * A function that reads a text by the format; null when the text is not written so, or names no such date or time. `zones`: what letters
 * for a zone mean that may mean several things.
 */
export function compileDateFormat(format: string, zones: ZoneOffsets = {}): (text: string) => WrittenTime | null {
  if (format === "iso") return readIso;
  if (format === "epoch-s") return (text) => readEpoch(text, 1000);
  if (format === "epoch-ms") return (text) => readEpoch(text, 1);
  if (format === "excel-serial") return readSerial;
  const partsOf = compileParts(format, zones);
  return (text) => {
    const parts = partsOf(text);
    return parts && written(parts);
  };
}

/** A function that says whether a text is written by the format, though it may name a day or time that does not exist. */
export function compileDateShape(format: string): (text: string) => boolean {
  if (format === "iso") return hasIsoForm;
  if (NAMED.includes(format)) {
    const read = compileDateFormat(format);
    return (text) => read(text) !== null;
  }
  const partsOf = compileParts(format, {});
  return (text) => partsOf(text) !== null;
}

function compileParts(format: string, zones: ZoneOffsets): (text: string) => Parts | null {
  const tokens = tokenize(format) ?? [];
  const steps = tokens.map((token, index) => (token === "zzz" ? zoneStep(zones) : stepFor(token, tokens[index + 1])));
  return (text) => {
    const parts: Parts = { ...NOTHING };
    let at = 0;
    for (const step of steps) {
      at = step(text, at, parts);
      if (at < 0) return null;
    }
    return at === text.length ? parts : null;
  };
}

function tokenize(format: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < format.length) {
    const match = TOKEN.exec(format);
    if (!match) return null;
    tokens.push(match[0]);
  }
  return tokens;
}

function digits(least: number, most: number, put: (parts: Parts, value: number, length: number) => void): Step {
  return (text, at, parts) => {
    let end = at;
    let value = 0;
    while (end < text.length && end - at < most) {
      const digit = text.charCodeAt(end) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      end += 1;
    }
    if (end - at < least) return -1;
    put(parts, value, end - at);
    return end;
  };
}

const DAY = digits(1, 2, (parts, value) => void (parts.day = value));
const ORDINAL = /st|nd|rd|th/iy;

/** A day with an English ordinal behind it: 1st, 2nd, 3rd, 4th. */
function ordinalDay(text: string, at: number, parts: Parts): number {
  const end = DAY(text, at, parts);
  ORDINAL.lastIndex = Math.max(end, 0);
  return end >= 0 && ORDINAL.test(text) ? end + 2 : -1;
}

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ["yyyy", digits(4, 4, (parts, value) => void (parts.year = value))],
  ["yy", digits(2, 2, (parts, value) => void (parts.year = value < 70 ? 2000 + value : 1900 + value))],
  ["YYYY", digits(4, 4, (parts, value) => void (parts.year = value))],
  ["ww", digits(2, 2, (parts, value) => void (parts.week = value))],
  ["w", digits(1, 2, (parts, value) => void (parts.week = value))],
  ["MM", digits(2, 2, (parts, value) => void (parts.month = value))],
  ["M", digits(1, 2, (parts, value) => void (parts.month = value))],
  ["MMM", monthName(SHORT_MONTHS)],
  ["MMMM", monthName(LONG_MONTHS)],
  ["EEE", weekdayName],
  ["EEEE", weekdayName],
  ["do", ordinalDay],
  ["dd", digits(2, 2, (parts, value) => void (parts.day = value))],
  ["d", digits(1, 2, (parts, value) => void (parts.day = value))],
  ["HH", digits(2, 2, (parts, value) => void (parts.hour = value))],
  ["H", digits(1, 2, (parts, value) => void (parts.hour = value))],
  ["hh", digits(2, 2, (parts, value) => void (parts.hour = value))],
  ["h", digits(1, 2, (parts, value) => void (parts.hour = value))],
  ["mm", digits(2, 2, (parts, value) => void (parts.minute = value))],
  ["m", digits(1, 2, (parts, value) => void (parts.minute = value))],
  ["ss", digits(2, 2, (parts, value) => void (parts.second = value))],
  ["s", digits(1, 2, (parts, value) => void (parts.second = value))],
  ["SSS", digits(3, 3, (parts, value) => void (parts.ms = value))],
  ["S", digits(1, 9, (parts, value, length) => void (parts.ms = Math.trunc((value / 10 ** length) * 1000)))],
  ["a", halfOfDay],
  ["XXX", offsetFromUtc],
]);

const NAMES: ReadonlySet<string> = new Set(["MMM", "MMMM", "EEE", "EEEE"]);
const DOT = 46;

/** A name cut short may have a dot behind it, where the format has none of its own there. */
function stepFor(token: string, next: string | undefined): Step {
  const known = STEPS.get(token);
  if (known && NAMES.has(token) && next !== ".") {
    return (text, at, parts) => {
      const end = known(text, at, parts);
      return end >= 0 && text.charCodeAt(end) === DOT ? end + 1 : end;
    };
  }
  if (known) return known;
  const literal = token.startsWith("'") ? token.slice(1, -1) : token;
  return (text, at) => (text.startsWith(literal, at) ? at + literal.length : -1);
}

const LETTERS = /[\p{L}\p{M}]{2,12}/uy;

/** The letters that stand at a place of a text; '' where there are none. */
function nameAt(text: string, at: number): string {
  LETTERS.lastIndex = at;
  return LETTERS.exec(text)?.[0] ?? "";
}

function monthName(months: ReadonlyMap<string, number>): Step {
  return (text, at, parts) => {
    const name = nameAt(text, at);
    const month = months.get(name.toLowerCase()) ?? months.get(foldName(name));
    if (month === undefined) return -1;
    parts.month = month + 1;
    return at + name.length;
  };
}

/** Of Portuguese working days. */
const WEEKDAY_TAIL = "-feira";

function weekdayName(text: string, at: number, parts: Parts): number {
  const name = nameAt(text, at);
  const weekday = name.length < 3 ? null : parseWeekday(name);
  if (weekday === null) return -1;
  parts.weekday = weekday % 7;
  const end = at + name.length;
  return text.startsWith(WEEKDAY_TAIL, end) ? end + WEEKDAY_TAIL.length : end;
}

function halfOfDay(text: string, at: number, parts: Parts): number {
  const half = text.slice(at, at + 2).toLowerCase();
  if (half !== "am" && half !== "pm") return -1;
  parts.pm = half === "pm";
  return at + 2;
}

function offsetFromUtc(text: string, at: number, parts: Parts): number {
  if (text[at] === "Z") {
    parts.offset = 0;
    return at + 1;
  }
  const offset = offsetAt(text, at);
  if (offset === null) return -1;
  parts.offset = offset.minutes;
  return offset.end;
}

const ZONE_LETTERS = /[A-Z]{0,5}/y;
const UNIVERSAL: ReadonlySet<string> = new Set(["", "UTC", "GMT"]);

/** Letters for a zone, such as CET or UTC, or an offset, such as UTC+2. */
function zoneStep(zones: ZoneOffsets): Step {
  return (text, at, parts) => {
    ZONE_LETTERS.lastIndex = at;
    const letters = ZONE_LETTERS.exec(text)?.[0] ?? "";
    const end = at + letters.length;
    const offset = UNIVERSAL.has(letters) ? offsetAt(text, end) : null;
    const minutes = offset?.minutes ?? offsetOfLetters(letters, zones);
    if (minutes === null) return -1;
    parts.offset = minutes;
    return offset?.end ?? end;
  };
}

function written(parts: Parts): WrittenTime | null {
  let { hour } = parts;
  if (parts.pm !== null) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (parts.pm ? 12 : 0);
  }
  if (parts.year < 1970 || parts.year > 2200 || hour > 23 || parts.minute > 59 || parts.second > 59) return null;
  if (parts.week !== null) return mondayOf(parts.year, parts.week);
  const wallMs = Date.UTC(parts.year, parts.month - 1, parts.day, hour, parts.minute, parts.second, parts.ms);
  const date = new Date(wallMs);
  if (date.getUTCMonth() !== parts.month - 1 || date.getUTCDate() !== parts.day) return null;
  if (parts.weekday !== null && parts.weekday !== date.getUTCDay()) return null;
  return { wallMs, offsetMinutes: parts.offset };
}

/** The first day of a week of the year, as ISO 8601 numbers them; null where the year has no such week. */
function mondayOf(year: number, week: number): WrittenTime | null {
  const wallMs = firstMonday(year) + (week - 1) * WEEK_MS;
  if (week < 1 || wallMs >= firstMonday(year + 1)) return null;
  return { wallMs, offsetMinutes: null };
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The Monday of the week that January 4 lies in. */
function firstMonday(year: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4));
  return fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
}

const MAX_ISO_CHARS = 40;
/** An offset of hours alone stands behind seconds only: behind minutes it may be the end of a span. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2}|(?<=:\d{2}:\d{2}(?:[.,]\d{1,9})?)[+-]\d{2})?)?$/;

/** Whether a text is written as ISO 8601 writes moments, though it may name a day or time that does not exist. */
export function hasIsoForm(text: string): boolean {
  return text.length <= MAX_ISO_CHARS && ISO.test(text);
}

/** What the plain form `yyyy-MM-ddTHH:mm:ss`, with or without Z, writes; null where the text has another form or names no such time. */
function readPlainIso(text: string): WrittenTime | null {
  const inUtc = text.length === 20 && text.charCodeAt(19) === Z;
  if (text.length !== 19 && !inUtc) return null;
  const between = text.charCodeAt(10);
  if (between !== T && between !== SPACE) return null;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return null;
  const hour = digitsAt(text, 11, 13);
  const minute = digitsAt(text, 14, 16);
  const second = digitsAt(text, 17, 19);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  const dayMs = midnightOf(text.slice(0, 10));
  if (dayMs === null) return null;
  return { wallMs: dayMs + ((hour * 60 + minute) * 60 + second) * 1_000, offsetMinutes: inUtc ? 0 : null };
}

const T = 84;
const Z = 90;
const SPACE = 32;
const COLON = 58;
const MAX_REMEMBERED = 10_000;
const midnights = new Map<string, number | null>();

/** Of a day as `yyyy-MM-dd`; remembered, since files say the same days over and over. */
function midnightOf(day: string): number | null {
  const known = midnights.get(day);
  if (known !== undefined) return known;
  if (midnights.size >= MAX_REMEMBERED) midnights.clear();
  const midnight = readAnyIso(day)?.wallMs ?? null;
  midnights.set(day, midnight);
  return midnight;
}

function readIso(text: string): WrittenTime | null {
  return readPlainIso(text) ?? readAnyIso(text);
}

function readAnyIso(text: string): WrittenTime | null {
  if (text.length > MAX_ISO_CHARS) return null;
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone] = match;
  const parts: Parts = {
    ...NOTHING,
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: Math.trunc(Number(`0.${fraction}`) * 1000),
  };
  if (zone !== undefined && offsetFromUtc(zone, 0, parts) < 0) return null;
  return written(parts);
}

function readEpoch(text: string, unitMs: number): WrittenTime | null {
  if (!/^\d{1,14}(\.\d{1,6})?$/.test(text)) return null;
  const wallMs = Math.round(Number(text) * unitMs);
  return wallMs < Date.UTC(2200, 0) ? { wallMs, offsetMinutes: 0 } : null;
}

/** Days since 1899-12-30, as spreadsheets count them. */
function readSerial(text: string): WrittenTime | null {
  if (!/^\d{5,6}([.,]\d{1,12})?$/.test(text)) return null;
  const wallMs = Math.round((Number(text.replace(",", ".")) - 25_569) * 86_400) * 1000;
  return wallMs < Date.UTC(2200, 0) && wallMs >= 0 ? { wallMs, offsetMinutes: null } : null;
}
