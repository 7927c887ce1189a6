import type { DateForm, DateOrder } from "./date-form";
import { parseWeekday } from "~/domain/calendar/calendar-entries";
import { hasIsoForm } from "../../values/date-format";
import { foldName, LONG_MONTHS, SHORT_MONTHS } from "../../values/month-names";
import { areZoneLetters } from "../../values/zone-letters";
import { periodFormOf } from "./period-forms";

type Piece = { order: DateOrder; format: string };

const TIME = /^(\d{1,2})([:.]|h(?=\d{2}$))(\d{2})(?:\2(\d{2})([.,]\d{1,9})?)?( ?)([ap]m|Uhr)?$/i;
const BARE_DATES: readonly Piece[] = [
  { order: "ymd", format: "yyyyMMdd" },
  { order: "mdy", format: "MMddyyyy" },
  { order: "dmy", format: "ddMMyyyy" },
];

/** The form in which a text writes a moment, existing or not; null where it writes none that Plumbline reads. */
export function dateFormOf(text: string): DateForm | null {
  if (text.length < 4 || text.length > 45 || !/\d/.test(text)) return null;
  return isoForm(text) ?? bareForm(text) ?? timeForm(text) ?? writtenForm(text) ?? periodFormOf(text);
}

function isoForm(text: string): DateForm | null {
  if (!hasIsoForm(text)) return null;
  // Spreadsheets write a day as its midnight.
  const [, gap, midnight] = /^.{10}([T ])(00:00(?::00)?)$/.exec(text) ?? [];
  const dateOnly = text.length === 10 || midnight !== undefined;
  const format = !dateOnly ? "iso" : midnight === undefined ? "yyyy-MM-dd" : `yyyy-MM-dd'${gap}${midnight}'`;
  return {
    family: "iso",
    parts: dateOnly ? "date" : "both",
    bare: false,
    zone: dateOnly || !/(?:Z|[+-]\d{2}:?\d{0,2})$/.test(text.slice(11)) ? null : "",
    hours24: true,
    readings: [{ order: "ymd", format }],
  };
}

function bareForm(text: string): DateForm | null {
  const form = { parts: "both", bare: true, zone: null, hours24: true } as const;
  const whole = (family: string, format: string): DateForm => ({
    ...form,
    family,
    readings: [{ order: "ymd", format }],
  });
  if (/^\d{8}$/.test(text)) return { ...form, family: "########", parts: "date", readings: [...BARE_DATES] };
  if (/^\d{14}$/.test(text)) return whole("##############", "yyyyMMddHHmmss");
  if (/^\d{12}$/.test(text)) return whole("############", "yyyyMMddHHmm");
  if (/^1\d{12}$/.test(text)) return whole("epoch-ms", "epoch-ms");
  if (/^1\d{9}(\.\d{1,6})?$/.test(text)) return whole("epoch-s", "epoch-s");
  if (/^[2-6]\d{4}(\.\d{1,12})?$/.test(text)) {
    return { ...whole("excel-serial", "excel-serial"), parts: text.includes(".") ? "both" : "date" };
  }
  return null;
}

function timeForm(text: string): DateForm | null {
  const format = timeFormat(text);
  if (format === null) return null;
  return {
    family: "time",
    parts: "time",
    bare: false,
    zone: null,
    hours24: !format.includes("a"),
    readings: [{ order: "ymd", format }],
  };
}

/** The format of a time of day; null where the text is none. */
function timeFormat(text: string): string | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, hour = "", between = "", minute = "", second, fraction, gap = "", behind] = match;
  const sign = /\p{L}/u.test(between) ? quoted(between) : between;
  const half = behind !== undefined && /^[ap]m$/i.test(behind) ? behind : undefined;
  if (Number(minute) > 59 || Number(second ?? 0) > 59 || Number(hour) > (half ? 12 : 23)) return null;
  const hours = half ? "h" : "H";
  const seconds = second === undefined ? "" : `${sign}ss${fraction ? `${fraction.charAt(0)}S` : ""}`;
  return `${hours}${sign}mm${seconds}${half ? `${gap}a` : quoted(`${gap}${behind ?? ""}`)}`;
}

const WEEKDAY = /^(\p{L}{3,13})(?:-feira|\.)?(,? )/u;
const LONGEST_CUT = 4;

/** A date that may have its weekday before it. */
function writtenForm(text: string): DateForm | null {
  const [weekday = "", name = "", gap = ""] = WEEKDAY.exec(text) ?? [];
  const form = name === "" || parseWeekday(name) === null ? null : momentForm(text.slice(weekday.length));
  // March is a Tuesday to the Spanish.
  if (form === null) return momentForm(text);
  const prefix = `${name.length > LONGEST_CUT ? "EEEE" : "EEE"}${gap}`;
  return { ...form, readings: form.readings.map(({ order, format }) => ({ order, format: `${prefix}${format}` })) };
}

/** The zone behind a time: letters, an offset, or UTC and an offset from it. */
const ZONE = /( ?)(Z|(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5}|[+-]\d{2}:?\d{2})$/;
/** An offset of hours alone stands behind seconds only. */
const HOURS = /(?<=:\d{2}:\d{2}(?:[.,]\d{1,9})?)( ?)([+-]\d{2})$/;

function zoneOf(text: string): { at: number; tail: string; zone: string } | null {
  const match = ZONE.exec(text) ?? HOURS.exec(text);
  if (!match || !/:\d{2}/.test(text.slice(0, match.index))) return null;
  const [, gap = "", written = ""] = match;
  const letters = /^[A-Z]{2,5}/.exec(written)?.[0] ?? "";
  if (letters !== "" && !areZoneLetters(letters)) return null;
  return { at: match.index, tail: `${gap}${letters === "" ? "XXX" : "zzz"}`, zone: letters };
}

function momentForm(text: string): DateForm | null {
  const zoned = zoneOf(text);
  const bare = zoned === null ? text : text.slice(0, zoned.at);
  const tail = zoned?.tail ?? "";
  const found = datePieces(bare);
  if (!found) return null;
  const rest = bare.slice(found.length);
  const gap = /^(T|,? {1,2})?/.exec(rest)?.[0] ?? "";
  const time = rest === "" ? "" : timeFormat(rest.slice(gap.length));
  if (time === null || (rest !== "" && gap === "")) return null;
  const between = gap === "T" ? "'T'" : gap;
  return {
    family: found.family,
    parts: rest === "" ? "date" : "both",
    bare: false,
    zone: zoned?.zone ?? null,
    ...(found.eitherLength === true ? { eitherLength: true } : {}),
    hours24: rest === "" || !time.includes("a"),
    readings: found.pieces.map(({ order, format }) => ({ order, format: `${format}${between}${time}${tail}` })),
  };
}

/** The date at the beginning of a text, in every order in which it may be meant. */
function datePieces(text: string): { length: number; family: string; pieces: Piece[]; eitherLength?: boolean } | null {
  const numbers = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)/.exec(text);
  if (numbers) {
    const [{ length }, first = "", sign = "", , last = ""] = numbers;
    if (first.length === 4) {
      if (last.length === 4) return null;
      return { length, family: `yyyy${sign}`, pieces: [{ order: "ymd", format: `yyyy${sign}M${sign}d` }] };
    }
    if (first.length === 3) return null;
    const year = last.length === 4 ? "yyyy" : "yy";
    const pieces: Piece[] = [
      { order: "dmy", format: `d${sign}M${sign}${year}` },
      { order: "mdy", format: `M${sign}d${sign}${year}` },
    ];
    if (year === "yy") pieces.push({ order: "ymd", format: `yy${sign}M${sign}d` });
    return { length, family: `${sign}${year}`, pieces };
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [{ length }, , behind = "", before = "", month = "", after = "", year = ""] = dayFirst;
    const format = `${isOrdinal(behind) ? "do" : `d${quoted(behind)}`}${quoted(before)}${monthToken(month)}${quoted(undotted(after))}`;
    return named(length, month, `${format}${year.length === 4 ? "yyyy" : "yy"}`);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (!monthFirst) return null;
  const [{ length }, month = "", before = "", , ordinal = "", after = ""] = monthFirst;
  const day = isOrdinal(ordinal) ? "do" : "d";
  return named(length, month, `${monthToken(month)}${undotted(before)}${day}${after}yyyy`);
}

function isOrdinal(behind: string): boolean {
  return /^(?:st|nd|rd|th)$/i.test(behind);
}

/** As in 1er mars 2026, 2nd March 2026, 5. März 2026, 5 de mar. de 2026 and 12-ene-26. */
const DAY_FIRST =
  /^(\d{1,2})(er|º|°|st|nd|rd|th)?([-/. ]{0,2}| de | of )([\p{L}\p{M}]{3,12})([-/., ]{0,2}|\.? de )(\d{4}|\d{2})(?!\d)/u;
const MONTH_FIRST = /^([\p{L}\p{M}]{3,12})([-/. ]{0,2})(\d{1,2})(st|nd|rd|th)?([-/., ]{1,2})(\d{4})(?!\d)/iu;

function named(length: number, month: string, format: string) {
  const name = foldName(month);
  const [isLong, isShort] = [LONG_MONTHS.has(name), SHORT_MONTHS.has(name)];
  if (!isLong && !isShort) return null;
  const eitherLength = isLong && isShort;
  return { length, family: "named-month", pieces: [{ order: "dmy" as const, format }], eitherLength };
}

/** Letters between the parts of a date, as a format writes them. */
function quoted(text: string): string {
  return /\p{L}/u.test(text) ? `'${text}'` : text;
}

/** Without the dot of a name cut short, where something else parts the name from what follows. */
function undotted(between: string): string {
  return between.length > 1 && between.startsWith(".") ? between.slice(1) : between;
}

function monthToken(month: string): string {
  const name = foldName(month);
  return LONG_MONTHS.has(name) && !SHORT_MONTHS.has(name) ? "MMMM" : "MMM";
}
