import type { Day } from "~/domain/calendar/day";
import { dayReader } from "~/domain/calendar/time-zone";
import { FACT_FIELDS, FIELD_OF_DAY, SLICE_FIELDS } from "~/domain/facts/fact-fields";
import {
  compileCondition,
  compileLookup,
  columnLabel,
  compileInstant,
  compileText,
  parseDuration,
  parseNumeral,
} from "./cell-readers";
import type { Cells, CellText, Columns, Fail } from "./cell-readers";
import { compileField, type CellValue, type FieldReader } from "./field-readers";
import type { Row } from "./delimited";
import type { Mapping } from "./mapping";
import type { Collapse } from "./mapping/collapse";
import { FIELD_SCHEMAS } from "./mapping/field";
import type { TallyField } from "./mapping/tally";
import type { RowProblem } from "./refusal";

/**
 * A normalised contact, review or tally: values in the order of the kind's fields. Where rows of one id collapse into one, the last
 * value is their order among each other, as an array of numbers in the database's notation.
 */
export type FactRecord = { vendorId: number; externalId: string; day: Day; values: CellValue[] };

export type RowOutcome =
  | { kind: "accepted"; line: number; records: FactRecord[] }
  | { kind: "rejected"; line: number; problems: RowProblem[] }
  | { kind: "skipped"; line: number };

export type ReaderOptions = {
  mapping: Mapping;
  columns: Columns;
  columnCount: number;
  /** The zone that decides the day of an event. */
  reportingZone: string;
  /** The partner whose rows these are, or null where a column tells. */
  vendorId: number | null;
  /** The partner that a word in the file's partner column names. */
  vendorNamed: (text: string) => number | null;
};

const MOST_PROBLEMS_PER_ROW = 20;
const MOST_ID_CHARS = 400;
const MOST_QUOTED_CHARS = 200;

type RecordReader = (cells: Cells, vendorId: number, fail: Fail) => FactRecord[];

/** Compiles a mapping into a function from a row to what it says. The function never throws. */
export function compileRowReader(options: ReaderOptions): (row: Row) => RowOutcome {
  const { mapping, columns, columnCount } = options;
  const skips = mapping.file.skipRowsWhen.map((condition) => compileCondition(condition, columns));
  const readVendor = compileVendor(options);
  const readRecords = mapping.kind === "tallies" ? compileTallies(mapping, options) : compileFacts(mapping, options);

  return ({ line, cells, malformed }) => {
    if (cells.every((cell) => cell.trim() === "")) return { kind: "skipped", line };
    if (skips.some((skip) => skip(cells))) return { kind: "skipped", line };
    const problems: RowProblem[] = [];
    const fail: Fail = (column, code, text) => {
      if (problems.length < MOST_PROBLEMS_PER_ROW)
        problems.push({ line, column, code, text: text.slice(0, MOST_QUOTED_CHARS) });
      return null;
    };
    if (malformed) fail("", "stray-quote", cells.join(" "));
    if (cells.length < columnCount) fail("", "too-few-cells", `${cells.length} of ${columnCount}`);
    if (cells.length > columnCount && cells.slice(columnCount).some((cell) => cell.trim() !== "")) {
      fail("", "too-many-cells", `${cells.length} of ${columnCount}`);
    }
    if (problems.length > 0) return { kind: "rejected", line, problems };
    const vendorId = readVendor(cells, fail);
    const records = readRecords(cells, vendorId ?? 0, fail);
    if (problems.length > 0) return { kind: "rejected", line, problems };
    return { kind: "accepted", line, records };
  };
}

function compileVendor({
  mapping,
  columns,
  vendorId,
  vendorNamed,
}: ReaderOptions): (cells: Cells, fail: Fail) => number | null {
  const { vendor } = mapping;
  if (vendorId !== null || !vendor || !("column" in vendor)) return () => vendorId;
  const at = columns.at(vendor.column);
  const lookup = compileLookup(vendor.values);
  return (cells, fail) => {
    const text = (cells[at] ?? "").trim();
    if (columns.isBlank(text)) return fail(vendor.column, "blank", "");
    return vendorNamed(lookup(text) ?? text) ?? fail(vendor.column, "unknown-partner", text);
  };
}

function compileId(
  columns: Columns,
  id: { column: string } | { columns: string[] },
): (cells: Cells, fail: Fail) => string | null {
  const names = "column" in id ? [id.column] : id.columns;
  const places = names.map((name) => columns.at(name));
  return (cells, fail) => {
    const parts = places.map((at) => (cells[at] ?? "").trim());
    const text = parts.join("|");
    const blank = parts.findIndex((part) => columns.isBlank(part));
    if (blank >= 0) return fail(names[blank] ?? "", "blank", "");
    return text.length > MOST_ID_CHARS ? fail(names.join(" + "), "text-too-long", text) : text;
  };
}

function compileFacts(mapping: Exclude<Mapping, { kind: "tallies" }>, options: ReaderOptions): RecordReader {
  const { columns, reportingZone } = options;
  const readId = compileId(columns, mapping.externalId);
  const dayOf = dayReader(reportingZone);
  const fields = Object.entries(FACT_FIELDS[mapping.kind]);
  const momentField = FIELD_OF_DAY[mapping.kind];
  const readers = fields.map(([name, type]): FieldReader => {
    const described = mapping.fields[name];
    if (described === undefined) return () => null;
    const wanted = name === momentField ? { ...FIELD_SCHEMAS.instant.parse(described), required: true } : described;
    return compileField(name, type, wanted, columns, mapping.timeZone);
  });
  const dayField = fields.findIndex(([name]) => name === momentField);
  if (mapping.collapse) readers.push(compileOrder(mapping.collapse, columns, mapping.timeZone));
  return (cells, vendorId, fail) => {
    const externalId = readId(cells, fail);
    const values = readers.map((read) => read(cells, fail));
    const moment = values[dayField];
    if (externalId === null || typeof moment !== "string") return [];
    return [{ vendorId, externalId, day: dayOf(new Date(moment)), values }];
  };
}

function compileOrder({ order }: Collapse, columns: Columns, zone: string): FieldReader {
  const readers = order.map((by): FieldReader => {
    if ("number" in by) return compileField("", "number", { ...by.number, required: true }, columns, zone);
    const read = compileField("", "instant", { ...by.instant, required: true }, columns, zone);
    return (cells, fail) => {
      const at = read(cells, fail);
      return typeof at === "string" ? Date.parse(at) : null;
    };
  });
  return (cells, fail) => `{${readers.map((read) => read(cells, fail) ?? 0).join(",")}}`;
}

function compileTallies(mapping: Extract<Mapping, { kind: "tallies" }>, options: ReaderOptions): RecordReader {
  const { columns, reportingZone } = options;
  const { fields } = mapping;
  const readId = mapping.externalId ? compileId(columns, mapping.externalId) : null;
  const dayOf = dayReader(reportingZone);
  const timeField = fields.day ?? fields.at;
  const timeText: CellText = timeField ? compileText(timeField, columns) : () => null;
  const readTime = timeField ? compileInstant(timeField, mapping.timeZone) : null;
  const timeColumn = timeField ? columnLabel(timeField) : "";
  const slices = SLICE_FIELDS.map((name) => {
    const described = fields[name];
    return described ? compileField(name, "text", described, columns, mapping.timeZone) : () => null;
  });
  const amounts = mapping.tallies.map((tally) => ({ measure: tally.measure, read: compileAmount(tally, columns) }));

  return (cells, vendorId, fail) => {
    const slice = slices.map((read) => read(cells, fail));
    const said = new Map<string, number>();
    for (const { measure, read } of amounts) {
      const amount = read(cells, fail);
      if (amount !== null) said.set(measure, (said.get(measure) ?? 0) + amount);
    }
    if (said.size === 0) fail("", "nothing-said", cells.join(" "));
    const text = timeText(cells);
    if (text === null) fail(timeColumn, "blank", "");
    const time = text === null || !readTime ? null : readTime(text);
    if (time && !time.ok) fail(timeColumn, time.code, text ?? "");
    const id = readId ? readId(cells, fail) : null;
    if (!time?.ok) return [];
    // A day is the partner's own: it does not move with the reporting zone.
    const day = fields.day ? new Date(time.wallMs).toISOString().slice(0, 10) : dayOf(new Date(time.ms));
    const name = id ?? [fields.day ? day : new Date(time.ms).toISOString(), ...slice].join("|");
    return [...said].map(([measure, amount]) => ({
      vendorId,
      externalId: `${name}#${measure}`,
      day,
      values: [...slice, measure, amount],
    }));
  };
}

function compileAmount(tally: TallyField, columns: Columns): (cells: Cells, fail: Fail) => number | null {
  const { column, unit, decimal, factor = 1, constant } = tally;
  const holds = tally.when ? compileCondition(tally.when, columns) : null;
  const at = column === undefined ? -1 : columns.at(column);
  const timesAt = tally.times === undefined ? -1 : columns.at(tally.times);
  const parse = (text: string): number | null => {
    if (unit === undefined) return parseNumeral(text, decimal);
    if (unit !== "percent") return parseDuration(text, unit, decimal);
    const value = parseNumeral(text, decimal);
    return value === null || text.endsWith("%") ? value : value / 100;
  };
  return (cells, fail) => {
    if (holds && !holds(cells)) return null;
    const text = (cells[at] ?? "").trim();
    const value =
      constant ?? (columns.isBlank(text) ? null : (parse(text) ?? fail(column ?? "", "not-a-number", text)));
    if (value === null) return tally.required && columns.isBlank(text) ? fail(column ?? "", "blank", "") : null;
    if (value < 0) return fail(column ?? "", "out-of-range", text);
    if (tally.times === undefined) return tidied(value * factor);
    const volumeText = (cells[timesAt] ?? "").trim();
    if (columns.isBlank(volumeText)) return null;
    const volume = parseNumeral(volumeText, decimal);
    if (volume === null || volume < 0) return fail(tally.times, "not-a-number", volumeText);
    return tidied(value * volume * factor);
  };
}

/** Without the dust that products of decimals leave: to a millionth, which doubles hold below a thousand million. */
function tidied(amount: number): number {
  return Math.abs(amount) < 1e9 ? Math.round(amount * 1e6) / 1e6 : amount;
}
