import { caseEventsOf, caseRows } from "../parse/case-rows";
import type { Columns } from "../mapping/condition";
import { delimitedParser, type Row } from "../format/delimited";
import type { Encoding } from "../format/encodings";
import { encodingOf, requireText, type FileFacts } from "../format/inspect-file.server";
import { columnsOf } from "../mapping/columns-of";
import type { FileFormat } from "../mapping/file-format";
import type { Mapping } from "../mapping/mapping";
import { findHeadings, tidyHeading } from "../format/headings";
import { withinTable } from "../format/table-region.server";
import { textDecoder } from "../format/text-decoder";
import { newlineOf, textRecords, type OnBytes, type TableRow } from "../format/text-records.server";
import { openSheet } from "../format/workbook/sheet-records.server";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** A file opened by a mapping: its headings, and its records below them in pieces. */
export type Table = {
  layout: TableLayout;
  headings: readonly string[];
  columns: Columns;
  /** Each call reads the file from its beginning, and tells how many of its bytes it has read so far. */
  rows(onBytes?: OnBytes): AsyncGenerator<TableRow[]>;
};

/** Where the cells of a table come from. */
export type TableLayout = { kind: "text"; encoding: Encoding; delimiter: string } | { kind: "workbook"; sheet: string };

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Refuses what cannot be read by the mapping: no text, another encoding, a column that is not there. */
export async function openTable(path: string, facts: FileFacts, mapping: Mapping): Promise<Table> {
  const { file } = mapping;
  const opened = file.format === "xlsx" ? await openRows(path, facts, file) : openText(path, facts, mapping);
  const { layout } = opened;
  const { records, file: placed } = await withinTable(opened.records, file);
  const found = await findHeadings(records(), placed);
  if (!found) throw new FileRefused("no-rows", FILE_PROBLEMS.endsBeforeHeadings(Math.max(file.headerRow, 1)));
  const { names, dataFrom } = found;

  /** A workbook says nothing of the empty cells at the end of a row, and a file without headings may not either. */
  const isPadded = layout.kind === "workbook" || placed.headerRow === 0;
  const whole = (row: TableRow): TableRow =>
    row.cells.length < names.length ? { ...row, cells: names.map((_, index) => row.cells[index] ?? "") } : row;

  async function* rows(onBytes?: OnBytes): AsyncGenerator<TableRow[]> {
    for await (const piece of records(onBytes)) {
      const below = (piece[0]?.line ?? 0) >= dataFrom ? piece : piece.filter((row) => row.line >= dataFrom);
      yield isPadded ? below.map(whole) : below;
    }
  }
  const events = caseEventsOf(mapping);
  if (events.length === 0) return { layout, headings: names, columns: findColumns(names, mapping), rows };
  const headings = [...names, ...events.map(({ as }) => as)];
  const columns = findColumns(headings, mapping);
  return { layout, headings, columns, rows: (onBytes) => caseRows(rows(onBytes), mapping, columns, names.length) };
}

type Opened = { layout: TableLayout; records: (onBytes?: OnBytes) => AsyncGenerator<TableRow[]> };

async function openRows(path: string, facts: FileFacts, file: FileFormat): Promise<Opened> {
  const { sheet, records } = await openSheet(path, facts, file.sheet);
  return { layout: { kind: "workbook", sheet: sheet.name }, records };
}

function openText(path: string, facts: FileFacts, mapping: Mapping): Opened {
  requireText(facts);
  const { file } = mapping;
  const encoding = encodingOf(facts, file.encoding);
  const sample = textDecoder(encoding).write(facts.head);
  const newline = newlineOf(sample);
  const delimiter = file.delimiter === "auto" ? findDelimiter(sample, newline, mapping) : file.delimiter;
  const layout = { encoding, delimiter, newline, quote: file.quote ?? '"' };
  return { layout: { kind: "text", encoding, delimiter }, records: (onBytes) => textRecords(path, layout, onBytes) };
}

const folded = (heading: string) => tidyHeading(heading).toLowerCase();

function findColumns(headings: readonly string[], mapping: Mapping): Columns {
  const positions = new Map<string, number>();
  const repeated = new Set<string>();
  headings.forEach((heading, index) => {
    const key = folded(heading);
    if (positions.has(key)) repeated.add(key);
    else positions.set(key, index);
  });
  const wanted = columnsOf(mapping);
  const missing = wanted.filter((heading) => !positions.has(folded(heading)));
  if (missing.length > 0) {
    throw new FileRefused(
      "missing-column",
      FILE_PROBLEMS.missingColumns(
        mapping.name,
        quoted(missing),
        mapping.file.headerRow,
        quoted(headings.filter((heading) => heading !== "")) || "nothing",
      ),
    );
  }
  const doubled = wanted.filter((heading) => repeated.has(folded(heading)));
  if (doubled.length > 0) {
    throw new FileRefused("repeated-column", FILE_PROBLEMS.repeatedColumn(quoted(doubled)));
  }
  const nulls = new Set(["", ...mapping.nulls.map((word) => word.trim().toLowerCase())]);
  const longest = Math.max(...[...nulls].map((word) => word.length));
  return {
    at: (heading) => positions.get(folded(heading)) ?? -1,
    isBlank: (text) => text === "" || (text.length <= longest && nulls.has(text.toLowerCase())),
  };
}

const MAX_QUOTED_HEADINGS = 40;

function quoted(headings: readonly string[]): string {
  const shown = headings.slice(0, MAX_QUOTED_HEADINGS).map((heading) => `"${heading.slice(0, 80)}"`);
  return (
    shown.join(", ") +
    (headings.length > shown.length ? FILE_PROBLEMS.moreHeadings(headings.length - shown.length) : "")
  );
}

/** The delimiter that brings most of the mapping's columns to light; then the one that gives most columns. */
function findDelimiter(sample: string, newline: "\n" | "\r", mapping: Mapping): string {
  const wanted = new Set(columnsOf(mapping).map(folded));
  const scored = DELIMITERS.map((delimiter) => {
    const cells = headingCells(sample, delimiter, newline, mapping.file.headerRow);
    return { delimiter, found: cells.filter((cell) => wanted.has(folded(cell))).length, cells: cells.length };
  });
  scored.sort((a, b) => b.found - a.found || b.cells - a.cells);
  return scored[0]?.delimiter ?? ",";
}

const SAMPLE_PIECE_CHARS = 1_024;

/** The cells of the heading record, read no further than need be. */
function headingCells(sample: string, delimiter: string, newline: "\n" | "\r", headerRow: number): readonly string[] {
  const parser = delimitedParser(delimiter, newline);
  const isHeading = (row: Row) => row.line >= headerRow && row.cells.some((cell) => cell.trim() !== "");
  try {
    for (let at = 0; at < sample.length; at += SAMPLE_PIECE_CHARS) {
      const found = parser.push(sample.slice(at, at + SAMPLE_PIECE_CHARS)).find(isHeading);
      if (found) return found.cells;
    }
    const last = parser.end().row;
    return last && isHeading(last) ? last.cells : [];
  } catch (error) {
    if (error instanceof FileRefused) return [];
    throw error;
  }
}
