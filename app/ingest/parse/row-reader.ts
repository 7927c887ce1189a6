import { compileLookup, type Fail } from "./cell-readers";
import { compileCondition, type Cells, type Columns } from "../mapping/condition";
import type { Row } from "../format/delimited";
import type { FactRecord, RecordReader } from "./fact-record";
import { compileFacts } from "./fact-rows";
import type { Mapping } from "../mapping/mapping";
import { compileCalendar, compileRoster } from "./reference-rows";
import type { RowProblem } from "~/domain/input/refusal";
import { compileTotals } from "./total-rows";

export type RowOutcome =
  | { kind: "accepted"; line: number; records: FactRecord[] }
  | { kind: "rejected"; line: number; problems: RowProblem[] }
  /** `blank`: it holds nothing at all; else the mapping skips it. */
  | { kind: "skipped"; line: number; blank: boolean };

export type ReaderOptions = {
  mapping: Mapping;
  columns: Columns;
  headings: readonly string[];
  /** The zone that decides the day of an event. */
  reportingZone: string;
  /** The partner whose rows these are, or null where a column tells. */
  vendorId: number | null;
  /** The partner that a word in the file's partner column names. */
  vendorNamed: (text: string) => number | null;
};

const MAX_PROBLEMS_PER_ROW = 20;
const MAX_QUOTED_CHARS = 200;
const MAX_WORDS_REMEMBERED = 1_000;

/** Compiles a mapping into a function from a row to what it says. The function never throws. */
export function compileRowReader(options: ReaderOptions): (row: Row) => RowOutcome {
  const { mapping, columns, headings } = options;
  const columnCount = headings.length;
  const skips = mapping.file.skipRowsWhen.map((condition) => compileCondition(condition, columns));
  const readVendor = compileVendor(options);
  const readRecords = compileRecords(options);

  return ({ line, cells, malformed }) => {
    if (cells.every((cell) => cell.trim() === "")) return { kind: "skipped", line, blank: true };
    if (skips.some((skip) => skip(cells))) return { kind: "skipped", line, blank: false };
    const problems: RowProblem[] = [];
    const fail: Fail = (column, code, text) => {
      if (problems.length < MAX_PROBLEMS_PER_ROW)
        problems.push({ line, column, code, text: text.slice(0, MAX_QUOTED_CHARS) });
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

function compileRecords({ mapping, columns, headings, reportingZone }: ReaderOptions): RecordReader {
  switch (mapping.kind) {
    case "contacts":
    case "reviews":
      return compileFacts(mapping, columns, reportingZone);
    case "totals":
      return compileTotals(mapping, columns, headings, reportingZone);
    case "roster":
      return compileRoster(mapping, columns);
    case "calendar":
      return compileCalendar(mapping, columns, headings);
  }
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
  const known = new Map<string, number>();
  return (cells, fail) => {
    const text = (cells[at] ?? "").trim();
    const named = known.get(text);
    if (named !== undefined) return named;
    if (columns.isBlank(text)) return fail(vendor.column, "blank", "");
    const found = vendorNamed(lookup(text) ?? text);
    if (found === null) return fail(vendor.column, "unknown-partner", text);
    if (known.size < MAX_WORDS_REMEMBERED) known.set(text, found);
    return found;
  };
}
