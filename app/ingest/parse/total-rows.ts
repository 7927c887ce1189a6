import { dayReader } from "~/domain/calendar/time-zone";
import { BREAKDOWN_FIELDS, breakdownOf, SLICE_FIELDS } from "~/domain/facts/fact-fields";
import { exactSum, toMillionth } from "~/domain/metrics/exact-sum";
import { measureDefinition } from "~/domain/metrics/measure-ref";
import {
  columnLabel,
  compileInstant,
  compileText,
  durationProblem,
  parseDuration,
  type CellText,
  type Fail,
} from "./cell-readers";
import { compileCondition, type Cells, type Columns } from "../mapping/condition";
import { currenciesIn } from "../values/currency-signs";
import { parseNumeral } from "../values/numerals";
import { compileId, type FactRecord, type RecordReader } from "./fact-record";
import { statusReader } from "./fact-rows";
import { compileField } from "./field-readers";
import type { Mapping } from "../mapping/mapping";
import type { TotalField } from "../mapping/total";
import { compileSpread, daysOfPeriod } from "./spread-totals";
import { compileUnpivot, type LongRow } from "./unpivot";

type TotalMapping = Extract<Mapping, { kind: "totals" }>;

/** Reads totals: a row may hold several measures, and with `unpivot` several days or slices. */
export function compileTotals(
  mapping: TotalMapping,
  columns: Columns,
  headings: readonly string[],
  reportingZone: string,
): RecordReader {
  const long = mapping.unpivot ? compileUnpivot(mapping.unpivot, columns, headings) : null;
  const read = compileTotalRow(mapping, reportingZone, long?.columns ?? columns);
  return (cells, vendorId, fail) => {
    let problems = 0;
    const counted: Fail = (column, code, text) => {
      problems += 1;
      return fail(column, code, text);
    };
    const rows = long?.rowsOf(cells, counted) ?? [{ heading: "", cells, fail: counted }];
    const records = rows.flatMap((row) => read(row, vendorId));
    if (records.length === 0 && problems === 0) fail("", "nothing-stated", cells.join(" "));
    return records;
  };
}

function compileTotalRow(
  mapping: TotalMapping,
  reportingZone: string,
  columns: Columns,
): (row: LongRow, vendorId: number) => FactRecord[] {
  const { fields, period = "day" } = mapping;
  const erases = mapping.blanks === "erase";
  const readId = mapping.externalId ? compileId(columns, mapping.externalId) : null;
  const numbered = mapping.sameIds === "number" ? numberIds() : (name: string) => name;
  const dayOf = dayReader(reportingZone);
  const timeField = fields.day ?? fields.at;
  const timeText: CellText = timeField ? compileText(timeField, columns) : () => null;
  const readTime = timeField ? compileInstant(timeField, mapping.timeZone) : null;
  const timeColumn = timeField ? columnLabel(timeField) : "";
  const readerOf = (name: (typeof SLICE_FIELDS)[number] | (typeof BREAKDOWN_FIELDS)[number]) => {
    const described = fields[name];
    return described ? compileField(name, "text", described, columns, mapping.timeZone) : () => null;
  };
  const slices = SLICE_FIELDS.map(readerOf);
  const brokenDownBy = BREAKDOWN_FIELDS.filter((name) => fields[name] !== undefined);
  const breakdown = breakdownOf(brokenDownBy);
  const parts = BREAKDOWN_FIELDS.map((name) => ({ name, read: readerOf(name) }));
  const { preliminary } = fields;
  const isPreliminary = preliminary
    ? statusReader(compileField("preliminary", "boolean", preliminary, columns, mapping.timeZone))
    : () => null;
  const compiled = mapping.totals.map((total) => ({
    measure: total.measure,
    restOf: total.restOf,
    read: compileAmount(total, columns),
  }));
  const plain = compiled.filter(({ restOf }) => restOf === undefined);
  const spread = compileSpread(mapping.totals);
  const rests = compiled.flatMap(({ restOf, ...one }) => (restOf === undefined ? [] : [{ ...one, restOf }]));

  return ({ heading, cells, fail }, vendorId) => {
    const slice = slices.map((read) => read(cells, fail));
    const amounts = new Map<string, number | null>();
    for (const { measure, read } of plain) {
      const amount = read(cells, fail);
      if (amount === BLANK) {
        if (erases && !amounts.has(measure)) amounts.set(measure, null);
      } else if (amount !== null) amounts.set(measure, exactSum([amounts.get(measure) ?? 0, amount]));
    }
    for (const { measure, restOf, read } of rests) {
      const [share, part] = [read(cells, fail), amounts.get(restOf) ?? null];
      if (typeof share === "number" && share > 0 && part !== null)
        amounts.set(measure, toMillionth(part * (1 / share - 1)));
    }
    if (amounts.size === 0) return [];
    const text = timeText(cells);
    if (text === null) fail(timeColumn, "blank", "");
    const time = text === null || !readTime ? null : readTime(text);
    if (time && !time.ok) fail(timeColumn, time.code, text ?? "");
    const status = isPreliminary(cells, fail) === null ? null : true;
    const ofParts = breakdown === null ? [] : parts.map(({ read }) => read(cells, fail));
    const further = breakdown === null ? (status === null ? [] : [status]) : [status, ...ofParts, breakdown];
    const id = readId ? readId(cells, fail) : null;
    if (!time?.ok) return [];
    // A day is the partner's own: it does not move with the reporting zone.
    const day = fields.day ? new Date(time.wallMs).toISOString().slice(0, 10) : dayOf(time.ms);
    const plainName =
      id !== null
        ? id + (heading && `|${heading}`)
        : [fields.day ? day : new Date(time.ms).toISOString(), ...slice, ...ofParts].join("|");
    const name = numbered(plainName, vendorId);
    const days = daysOfPeriod(day, period);
    if (days.length === 1)
      return [...amounts].map(([measure, amount]) => {
        return { vendorId, externalId: `${name}#${measure}`, day, values: [...slice, measure, amount, ...further] };
      });
    return spread(amounts, days).map((part) => ({
      vendorId,
      externalId: `${name}#${part.measure}@${part.day}`,
      day: part.day,
      values: [...slice, part.measure, part.amount, ...further],
    }));
  };
}

/** The second row of a file with the same id is its second, and so on; the first keeps the id. */
function numberIds(): (name: string, vendorId: number) => string {
  const seen = new Map<string, number>();
  return (name, vendorId) => {
    const key = `${vendorId} ${name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? name : `${name}|${count}`;
  };
}

/** The row has a cell for the amount, and it holds nothing. */
const BLANK = "blank";

/** Null: the row is not about this amount, or it cannot be read. */
function compileAmount(
  total: TotalField,
  columns: Columns,
): (cells: Cells, fail: Fail) => number | typeof BLANK | null {
  const { column, unit, decimal, factor = 1, constant } = total;
  const holds = total.when ? compileCondition(total.when, columns) : null;
  const at = column === undefined ? -1 : columns.at(column);
  const isForeign = foreignAmount(total);
  const inCurrency = total.currency ? compileCurrency(total.currency, columns) : () => true;
  const timesAt = total.times === undefined ? -1 : columns.at(total.times);
  const isTime = unit === undefined ? measureDefinition(total.measure)?.unit === "seconds" : unit !== "percent";
  // Credit notes and corrections of invoices are amounts below zero.
  const isShare = total.restOf !== undefined;
  const parseVolume = (text: string) =>
    total.timesUnit === undefined ? parseNumeral(text, decimal) : parseDuration(text, total.timesUnit, decimal);
  const allowsNegative = measureDefinition(total.measure)?.unit === "money";
  const parse = (text: string): number | null => {
    if (unit === undefined) return parseNumeral(text, decimal);
    if (unit !== "percent") return parseDuration(text, unit, decimal);
    const value = parseNumeral(text, decimal);
    return value === null || text.endsWith("%") ? value : value / 100;
  };
  const problem = (text: string) => {
    if (!isTime) return "not-a-number";
    return unit === undefined || unit === "percent" ? "not-a-duration" : durationProblem(text, unit, decimal);
  };
  return (cells, fail) => {
    if (holds && !holds(cells)) return null;
    const text = (cells[at] ?? "").trim();
    if (constant === undefined && columns.isBlank(text))
      return total.required ? fail(column ?? "", "blank", "") : BLANK;
    if (!inCurrency(cells, fail)) return null;
    if (isForeign(text)) return fail(column ?? "", "other-currency", text);
    const value = constant ?? parse(text) ?? fail(column ?? "", problem(text), text);
    if (text.endsWith("%") && total.times === undefined && !isShare)
      return fail(column ?? "", "share-without-volume", text);
    if (value === null) return null;
    if ((value < 0 && !allowsNegative) || (isShare && value > 1)) return fail(column ?? "", "out-of-range", text);
    if (total.times === undefined) return toMillionth(value * factor);
    const volumeText = (cells[timesAt] ?? "").trim();
    if (columns.isBlank(volumeText)) return BLANK;
    const volume = parseVolume(volumeText);
    if (volume === null || volume < 0) return fail(total.times, "not-a-number", volumeText);
    return toMillionth(value * volume * factor);
  };
}

/**
 * Whether a cell of money names another currency than the mapping: by its code, the words of its currency column, or else its heading. A
 * cell that names none is in that of the mapping.
 */
function foreignAmount(total: TotalField): (text: string) => boolean {
  if (measureDefinition(total.measure)?.unit !== "money") return () => false;
  const ofWords = (total.currency?.is ?? []).flatMap(currenciesIn);
  const codes =
    total.inCurrency !== undefined
      ? [total.inCurrency]
      : ofWords.length > 0
        ? ofWords
        : currenciesIn(total.column ?? "");
  if (codes.length === 0) return () => false;
  return (text) => {
    const named = /^[\d.,+-]*$/.test(text) ? [] : currenciesIn(text);
    return named.length > 0 && !named.some((code) => codes.includes(code));
  };
}

/** Whether a row is in the currency that is kept; one in another is a problem of the row. */
function compileCurrency(
  { column, is }: NonNullable<TotalField["currency"]>,
  columns: Columns,
): (cells: Cells, fail: Fail) => boolean {
  const at = columns.at(column);
  const holds = compileCondition({ column, is }, columns);
  return (cells, fail) => {
    if (holds(cells)) return true;
    const text = (cells[at] ?? "").trim();
    fail(column, columns.isBlank(text) ? "blank" : "other-currency", text);
    return false;
  };
}
