import { toMillionth } from "~/domain/metrics/exact-sum";
import { type Case, compilePart } from "../mapping/derived";
import type { BooleanField, DurationUnit, InstantField, Origin } from "../mapping/field";
import { compileDateFormat } from "../values/date-format";
import { zoneReader } from "../values/local-time";
import { MAX_NUMERAL_CHARS, parseNumeral, type DecimalSign } from "../values/numerals";
import { isUnclearDuration, parseSpelledDuration } from "../values/spelled-durations";
import { SOME_MEANING } from "../values/zone-letters";
import { type Cells, type Columns, folded, compileCondition } from "../mapping/condition";

/** Says that a row cannot be used as it stands; answers null, so that it can stand for the value. */
export type Fail = (column: string, code: string, text: string) => null;

/** The text of a field in one row; null where nothing is stated. */
export type CellText = (cells: Cells) => string | null;

const SECONDS_IN = { ms: 0.001, s: 1, min: 60, h: 3_600, d: 86_400 };

const CLOCK_FORMS = {
  "hh:mm:ss": { pattern: /^(\d{1,6}):(\d{1,2}):(\d{1,2}(?:[.,]\d{1,6})?)$/, seconds: [3_600, 60, 1] },
  "h.mm.ss": { pattern: /^(\d{1,6})\.(\d{1,2})\.(\d{1,2})$/, seconds: [3_600, 60, 1] },
  // From an hour on many write the hours too; three parts are never anything else.
  "mm:ss": { pattern: /^(?:(\d{1,6}):)?(\d{1,6}):(\d{1,2}(?:[.,]\d{1,6})?)$/, seconds: [3_600, 60, 1] },
  "hh:mm": { pattern: /^(\d{1,6}):(\d{1,2})$/, seconds: [3_600, 60] },
};

/** The seconds a text writes in the unit; null where it writes none. Hours may exceed 24. Numbers alone have a decimal point unless stated. */
export function parseDuration(text: string, unit: DurationUnit, decimal?: DecimalSign): number | null {
  if (unit === "ms" || unit === "s" || unit === "min" || unit === "h" || unit === "d") {
    const value = text.endsWith("%") ? null : parseNumeral(text, decimal);
    return value === null ? null : toMillionth(value * SECONDS_IN[unit]);
  }
  if (text.length > MAX_NUMERAL_CHARS) return null;
  if (unit === "h:mm a") return parseHalfDay(text);
  if (unit === "spelled") return orNull(parseSpelledDuration(text, decimal));
  const { pattern, seconds } = CLOCK_FORMS[unit];
  const match = pattern.exec(text);
  if (!match) return null;
  const parts = match.slice(1).map((part) => (part === undefined ? null : Number(part.replace(",", "."))));
  const first = parts.findIndex((part) => part !== null);
  if (parts.some((part, index) => index > first && (part ?? 0) >= 60)) return null;
  return toMillionth(parts.reduce<number>((sum, part, index) => sum + (part ?? 0) * (seconds[index] ?? 0), 0));
}

/** Why a text is no duration: nothing but the decimal sign may be missing. */
export function durationProblem(
  text: string,
  unit: DurationUnit,
  decimal?: DecimalSign,
): "unclear-decimal" | "not-a-duration" {
  return unit === "spelled" && decimal === undefined && isUnclearDuration(text) ? "unclear-decimal" : "not-a-duration";
}

const orNull = (seconds: number | null) => (seconds === null ? null : toMillionth(seconds));

const HALF_DAY = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))? ?([ap])\.?m\.?$/i;

/** Seconds after midnight of a time such as 9:30 AM. 12 am is midnight, 12 pm noon. */
function parseHalfDay(text: string): number | null {
  const [, hour = "0", minute = "0", second = "0", half = ""] = HALF_DAY.exec(text) ?? [];
  if (half === "" || Number(hour) < 1 || Number(hour) > 12 || Number(minute) > 59 || Number(second) > 59) return null;
  const hours = (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return hours * 3_600 + Number(minute) * 60 + Number(second);
}

/** The column to name when something is wrong with a field. */
export function columnLabel(origin: Origin): string {
  const ofCases = origin.cases?.flatMap(({ column }) => column ?? []) ?? [];
  return origin.column ?? (origin.columns ?? [...new Set(ofCases)]).join(" + ");
}

/** Reads a field's text: its column or columns, its condition, the part requested, null words. `values` are left to the caller. */
export function compileText(origin: Origin, columns: Columns): CellText {
  const raw = compileOrigin(origin, columns);
  const partOf = origin.part ? compilePart(origin.part) : null;
  const given: CellText = partOf ? (cells) => partIn(raw(cells), partOf, columns) : raw;
  if (!origin.when) return given;
  const holds = compileCondition(origin.when, columns);
  return (cells) => (holds(cells) ? given(cells) : null);
}

function partIn(text: string | null, partOf: (text: string) => string | null, columns: Columns): string | null {
  const part = text === null ? null : partOf(text);
  return part === null || columns.isBlank(part) ? null : part;
}

function compileOrigin(origin: Origin, columns: Columns): CellText {
  if (origin.column !== undefined) return cellText(origin.column, columns);
  if (origin.columns) {
    const positions = origin.columns.map((column) => columns.at(column));
    const join = origin.join ?? " ";
    return (cells) => {
      const parts = positions.map((at) => (cells[at] ?? "").trim());
      return parts.some((part) => columns.isBlank(part)) ? null : parts.join(join);
    };
  }
  if (origin.cases) return compileCases(origin.cases, columns);
  const constant = origin.constant ?? null;
  return () => constant;
}

function cellText(column: string, columns: Columns): CellText {
  const at = columns.at(column);
  return (cells) => {
    const text = (cells[at] ?? "").trim();
    return columns.isBlank(text) ? null : text;
  };
}

function compileCases(cases: readonly Case[], columns: Columns): CellText {
  const ways = cases.map(({ when, value, column }) => ({
    holds: when ? compileCondition(when, columns) : () => true,
    text: column === undefined ? () => value ?? null : cellText(column, columns),
  }));
  return (cells) => ways.find(({ holds }) => holds(cells))?.text(cells) ?? null;
}

/** A lookup table by word, without case; safe with any word. */
export function compileLookup(
  values: Readonly<Record<string, string>> | undefined,
): (text: string) => string | undefined {
  if (!values) return () => undefined;
  const table = new Map(Object.entries(values).map(([word, meant]) => [folded(word), meant]));
  return (text) => table.get(folded(text));
}

/** What means yes and no where a mapping names no words. */
export const TRUE_VALUES = ["true", "yes", "y", "t", "1"];

export const FALSE_VALUES = ["false", "no", "n", "f", "0"];

/** True, false, null for blank, or undefined for a word that means neither. */
export function compileBoolean(field: BooleanField): (text: string) => boolean | null | undefined {
  const given = field.trueValues !== undefined || field.falseValues !== undefined;
  const words = new Map<string, boolean>();
  for (const word of given ? (field.falseValues ?? []) : FALSE_VALUES) words.set(folded(word), false);
  for (const word of given ? (field.trueValues ?? []) : TRUE_VALUES) words.set(folded(word), true);
  const others = { reject: undefined, blank: null, true: true, false: false }[field.otherwise ?? "reject"];
  return (text) => words.get(text) ?? words.get(folded(text)) ?? others;
}

export type ReadInstant =
  | { ok: true; ms: number; wallMs: number }
  | { ok: false; code: "not-a-date" | "unclear-zone" | "skipped-by-the-clocks" };

/** Reads a point in time; a stated offset wins over the zone. `wallMs` is the time as written, as if it were UTC. */
export function compileInstant(field: InstantField, zone: string): (text: string) => ReadInstant {
  const written = Array.isArray(field.format) ? field.format : [field.format];
  const formats = written.map((format) => compileDateFormat(format, field.zones));
  const isUnclear = unclearZones(written, field.zones);
  const toInstant = zoneReader(field.timeZone ?? zone);
  return (text) => {
    for (const read of formats) {
      const time = read(text);
      if (!time) continue;
      const { wallMs, offsetMinutes } = time;
      const ms = offsetMinutes === null ? toInstant(wallMs) : wallMs - offsetMinutes * 60_000;
      return ms === null ? { ok: false, code: "skipped-by-the-clocks" } : { ok: true, ms, wallMs };
    }
    return { ok: false, code: isUnclear(text) ? "unclear-zone" : "not-a-date" };
  };
}

/** Whether all that keeps a text from being read is that the letters of its zone may mean several things. */
function unclearZones(formats: readonly string[], given: InstantField["zones"]): (text: string) => boolean {
  const lenient = formats
    .filter((format) => format.includes("zzz"))
    .map((format) => compileDateFormat(format, { ...SOME_MEANING, ...given }));
  return (text) => lenient.some((read) => read(text) !== null);
}
