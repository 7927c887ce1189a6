import { encodingOf, inspectFile, requireText } from "./inspect-file.server";
import { compileCondition, type Columns } from "../mapping/condition";
import type { FileFormat } from "../mapping/file-format";
import { FileRefused } from "~/domain/input/refusal";
import { findDelimiter } from "./find-delimiter";
import { findHeadings, tidyHeading } from "./headings";
import { withinTable } from "./table-region.server";
import { textDecoder } from "./text-decoder";
import { newlineOf, textRecords, type TableRow, type TextLayout } from "./text-records.server";
import { tailCells } from "./text-tail.server";
import { openSheet } from "./workbook/sheet-records.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** Rows of a table to look at: its first ones, some spread over the rest, and of a long file its last. */
export type TableSample = {
  headings: string[];
  rows: string[][];
  /** The line of each row; 0 where it is not known. */
  lines: number[];
  /** The rows are all that the table has. */
  whole: boolean;
};

/** Rows looked at before the rest of a file is left alone but for its end. */
const MAX_ROWS_READ = 50_000;
const TAIL_ROWS = 20;

/** A sample of the table in a file, read by its format; rows that are no data are left out. */
export async function sampleTable(path: string, requested: FileFormat, maxRows = 500): Promise<TableSample> {
  const opened = await openSource(path, requested);
  const { records, file } = await withinTable(opened.records, requested);
  const source = { records, tail: requested.table === undefined ? opened.tail : () => Promise.resolve([]) };
  const found = await findHeadings(source.records(), file);
  if (!found) throw new FileRefused("no-rows", FILE_PROBLEMS.endsBeforeHeadings(Math.max(file.headerRow, 1)));
  const isData = dataRows(found.names, file);
  const sample = spreadSample(maxRows);
  let read = 0;
  let whole = true;
  reading: for await (const piece of source.records()) {
    for (const row of piece) {
      if (row.line < found.dataFrom) continue;
      read += 1;
      if (read > MAX_ROWS_READ) {
        whole = false;
        break reading;
      }
      if (isData(row.cells)) sample.add(row);
    }
  }
  const rows = sample.rows();
  const tail = whole
    ? []
    : (await source.tail()).filter((cells) => cells.length === found.names.length && isData(cells));
  const shown = [...rows, ...tail.slice(-TAIL_ROWS).map((cells) => ({ line: 0, cells }))];
  return {
    headings: found.names,
    rows: shown.map(({ cells }) => found.names.map((_, index) => cells[index] ?? "")),
    lines: shown.map(({ line }) => line),
    whole: whole && sample.complete(),
  };
}

export type Source = { records: () => AsyncGenerator<TableRow[]>; tail: () => Promise<string[][]> };

/** The records of a file from its beginning, and of a long text its last ones. */
export async function openSource(path: string, file: FileFormat): Promise<Source> {
  const facts = await inspectFile(path);
  if (file.format === "xlsx") {
    const { records } = await openSheet(path, facts, file.sheet);
    return { records: () => records(), tail: () => Promise.resolve([]) };
  }
  requireText(facts);
  const encoding = encodingOf(facts, file.encoding);
  const text = textDecoder(encoding).write(facts.head);
  const newline = newlineOf(text);
  const whole = facts.bytes <= facts.head.length;
  const delimiter = file.delimiter === "auto" ? findDelimiter(text, newline, whole).value : file.delimiter;
  const layout: TextLayout = { encoding, delimiter, newline, quote: file.quote ?? '"' };
  return { records: () => textRecords(path, layout), tail: () => tailCells(path, facts.bytes, layout) };
}

function dataRows(names: readonly string[], file: FileFormat): (cells: readonly string[]) => boolean {
  const folded = (name: string) => tidyHeading(name).toLowerCase();
  const positions = names.map(folded);
  const columns: Columns = { at: (name) => positions.indexOf(folded(name)), isBlank: (text) => text === "" };
  const skips = file.skipRowsWhen
    .filter(({ column }) => columns.at(column) >= 0)
    .map((condition) => compileCondition(condition, columns));
  return (cells) => cells.some((cell) => cell.trim() !== "") && !skips.some((skip) => skip(cells));
}

/** The first rows, and of those behind them every so manieth: the step doubles whenever there are too many. */
function spreadSample(maxRows: number) {
  const head: TableRow[] = [];
  let spread: TableRow[] = [];
  const mostHead = Math.ceil(maxRows * 0.6);
  const mostSpread = Math.max(1, maxRows - mostHead);
  let step = 1;
  let seen = 0;
  return {
    add(row: TableRow) {
      if (head.length < mostHead) {
        head.push(row);
        return;
      }
      if (seen % step === 0) spread.push(row);
      seen += 1;
      if (spread.length > mostSpread) {
        spread = spread.filter((_, index) => index % 2 === 0);
        step *= 2;
      }
    },
    rows: (): { line: number; cells: readonly string[] }[] => [...head, ...spread],
    complete: () => step === 1,
  };
}
