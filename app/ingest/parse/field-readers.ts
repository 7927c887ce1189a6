import type { FieldType } from "~/domain/facts/fact-fields";
import { toMillionth } from "~/domain/metrics/exact-sum";
import {
  columnLabel,
  compileBoolean,
  compileInstant,
  compileLookup,
  compileText,
  durationProblem,
  parseDuration,
  type CellText,
  type Fail,
} from "./cell-readers";
import { compileCondition, type Cells, type Columns } from "../mapping/condition";
import { parseNumeral } from "../values/numerals";
import { isoFromMs } from "../values/iso-text";
import {
  FIELD_SCHEMAS,
  type BooleanField,
  type InstantField,
  type NumberField,
  type Origin,
  type SecondsField,
  type TextField,
} from "../mapping/field";

/** A value as it goes to the database: instants as ISO text, durations in seconds, null for "not stated". */
export type CellValue = string | number | boolean | null;
export type FieldReader = (cells: Cells, fail: Fail) => CellValue;

const MAX_TEXT_CHARS = 1_000;
const MAX_SECONDS = 20 * 366 * 86_400;
const RANGES: ReadonlyMap<string, readonly [number, number]> = new Map<string, readonly [number, number]>([
  ["npsScore", [0, 10]],
  ["tenureDays", [0, 36_525]],
  ["pointsPossible", [0, 1e9]],
]);
const WIDEST: readonly [number, number] = [-1e12, 1e12];

/** A reader for one field of a row, by the field's type. The description has passed the mapping's schema. */
export function compileField(
  name: string,
  type: FieldType,
  described: unknown,
  columns: Columns,
  zone: string,
): FieldReader {
  switch (type) {
    case "text":
      return compileTextField(FIELD_SCHEMAS.text.parse(described), columns);
    case "number":
      return compileNumberField(name, FIELD_SCHEMAS.number.parse(described), columns, false);
    case "integer":
      return compileNumberField(name, FIELD_SCHEMAS.integer.parse(described), columns, true);
    case "boolean":
      return compileBooleanField(FIELD_SCHEMAS.boolean.parse(described), columns);
    case "instant":
      return compileInstantField(FIELD_SCHEMAS.instant.parse(described), columns, zone);
    case "day":
      return compileDayField(FIELD_SCHEMAS.day.parse(described), columns, zone);
    case "seconds":
      return compileSecondsField(FIELD_SCHEMAS.seconds.parse(described), columns, zone);
  }
}

/** Reads what is stated, if anything is; a required field that says nothing is a problem of the row. */
function whenStated(
  origin: Origin,
  columns: Columns,
  read: (text: string, cells: Cells, fail: Fail) => CellValue,
): FieldReader {
  const textOf: CellText = compileText(origin, columns);
  const label = columnLabel(origin);
  return (cells, fail) => {
    const text = textOf(cells);
    if (text === null) return origin.required ? fail(label, "blank", "") : null;
    return read(text, cells, fail);
  };
}

function compileTextField(field: TextField, columns: Columns): FieldReader {
  const lookup = compileLookup(field.values);
  const label = columnLabel(field);
  const keepsOthers = field.values === undefined || field.otherwise === undefined || field.otherwise === "keep";
  return whenStated(field, columns, (text, _cells, fail) => {
    const meant = lookup(text);
    if (meant !== undefined) return meant;
    if (!keepsOthers) return field.otherwise === "reject" ? fail(label, "unknown-word", text) : null;
    return text.length > MAX_TEXT_CHARS ? fail(label, "text-too-long", text) : text;
  });
}

function compileNumberField(name: string, field: NumberField, columns: Columns, whole: boolean): FieldReader {
  const lookup = compileLookup(field.values);
  const label = columnLabel(field);
  const [least, most] = RANGES.get(name) ?? WIDEST;
  return whenStated(field, columns, (stated, _cells, fail) => {
    const text = lookup(stated) ?? stated;
    const value = parseNumeral(text, field.decimal);
    if (value === null) return fail(label, field.values ? "unknown-word" : "not-a-number", stated);
    const plain = field.unit === "percent" && !text.endsWith("%") ? value / 100 : value;
    const number = field.scale ? rescaled(plain, field.scale) : plain;
    if (number === null) return fail(label, "out-of-range", stated);
    if (whole && !Number.isInteger(number)) return fail(label, "not-a-whole-number", stated);
    return number < least || number > most ? fail(label, "out-of-range", stated) : toMillionth(number);
  });
}

/** A score on the other scale, in proportion; null outside of the one on which it was given. */
function rescaled(score: number, { from, to }: NonNullable<NumberField["scale"]>): number | null {
  if (score < from[0] || score > from[1]) return null;
  return to[0] + ((score - from[0]) * (to[1] - to[0])) / (from[1] - from[0]);
}

function compileBooleanField(field: BooleanField, columns: Columns): FieldReader {
  const lookup = compileLookup(field.values);
  const label = columnLabel(field);
  const truth = compileBoolean(field);
  return whenStated(field, columns, (text, _cells, fail) => {
    const value = truth(lookup(text) ?? text);
    return value === undefined ? fail(label, "unknown-word", text) : value;
  });
}

function compileInstantField(field: InstantField, columns: Columns, zone: string): FieldReader {
  const label = columnLabel(field);
  const readInstant = compileInstant(field, zone);
  return whenStated(field, columns, (text, _cells, fail) => {
    const read = readInstant(text);
    return read.ok ? isoFromMs(read.ms) : fail(label, read.code, text);
  });
}

/** The date as it is written: it does not move with any zone. */
function compileDayField(field: InstantField, columns: Columns, zone: string): FieldReader {
  const label = columnLabel(field);
  const readInstant = compileInstant(field, zone);
  return whenStated(field, columns, (text, _cells, fail) => {
    const read = readInstant(text);
    return read.ok ? new Date(read.wallMs).toISOString().slice(0, 10) : fail(label, read.code, text);
  });
}

function compileSecondsField(field: SecondsField, columns: Columns, zone: string): FieldReader {
  if (field.between) {
    const readBetween = compileBetween(field.between, columns, zone);
    const holds = field.when ? compileCondition(field.when, columns) : () => true;
    return (cells, fail) => (holds(cells) ? readBetween(cells, fail) : null);
  }
  const lookup = compileLookup(field.values);
  const label = columnLabel(field);
  return whenStated(field, columns, (stated, _cells, fail) => {
    const text = lookup(stated) ?? stated;
    const seconds = parseDuration(text, field.unit ?? "s", field.decimal);
    if (seconds === null) return fail(label, durationProblem(text, field.unit ?? "s", field.decimal), stated);
    return seconds < 0 || seconds > MAX_SECONDS ? fail(label, "out-of-range", stated) : seconds;
  });
}

function compileBetween(
  between: { from: InstantField; until: InstantField },
  columns: Columns,
  zone: string,
): FieldReader {
  const readFrom = compileInstantField(between.from, columns, zone);
  const readUntil = compileInstantField(between.until, columns, zone);
  const label = `${columnLabel(between.from)} → ${columnLabel(between.until)}`;
  return (cells, fail) => {
    const from = readFrom(cells, fail);
    const until = readUntil(cells, fail);
    if (typeof from !== "string" || typeof until !== "string") return null;
    const seconds = (Date.parse(until) - Date.parse(from)) / 1_000;
    return seconds < 0 || seconds > MAX_SECONDS ? fail(label, "out-of-range", `${from} → ${until}`) : seconds;
  };
}
