import type { Quote } from "./delimited";
import type { Encoding } from "./encodings";
import { encodingFinding, inspectFile, requireText, type FileFacts } from "./inspect-file.server";
import type { FileFormat } from "../mapping/file-format";
import { FileRefused } from "~/domain/input/refusal";
import type { Finding, HeadingPosition } from "./finding";
import type { DetectedReading, DetectedSheet } from "./detected-reading";
import { fileKind } from "./file-kind";
import { findDelimiter, findQuote, sampleRows } from "./find-delimiter";
import { findFooterRows } from "./find-footer-rows";
import { filledCells, findHeadingRows, tableWidth, type SampleRow } from "./find-heading-rows";
import { joinHeadings, namedByPosition, positionName, tidyHeading } from "./headings";
import { openSource, type Source } from "./sample-table.server";
import type { TableRegion } from "./find-tables";
import { missingTable, recordsOf, tablesIn } from "./table-region.server";
import { textDecoder } from "./text-decoder";
import { newlineOf, type TextLayout } from "./text-records.server";
import { tailCells } from "./text-tail.server";
import { noSheetWithRows } from "./workbook/sheet-records.server";
import { openWorkbook, type Sheet, type Workbook } from "./workbook/open-workbook.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";
import { DETECTED_FORMAT } from "~/wording/imports/detected-format";

const HEAD_ROWS = 500;
const TAIL_ROWS = 40;
const MAX_COUNTED_ROWS = 100_000;

/** Which sheet and which of several tables in it are meant, where that was stated. */
export type ChosenTable = { sheet?: string | undefined; table?: number | undefined };

/** Looks at a file, never at its name, and says how it is to be read. Refuses what cannot be read at all. */
export async function detectReading(path: string, requested: ChosenTable = {}): Promise<DetectedReading> {
  const facts = await inspectFile(path);
  const whole =
    fileKind(facts.head) === "zip" ? await detectWorkbook(path, requested.sheet) : await detectText(path, facts);
  const { records } = await openSource(path, whole.file);
  const tables = await tablesIn(records, whole.file.format);
  return tables.length === 0 && requested.table === undefined
    ? { ...whole, tables: [] }
    : detectTable(whole, records, tables, requested.table ?? 1);
}

type Whole = Omit<DetectedReading, "tables">;

/** One of several tables, as if it were alone. */
async function detectTable(
  whole: Whole,
  records: Source["records"],
  tables: TableRegion[],
  table: number,
): Promise<DetectedReading> {
  const region = tables[table - 1];
  if (!region) throw missingTable(table, tables);
  const rows: SampleRow[] = [];
  for await (const piece of recordsOf(records(), region)) {
    rows.push(...filledRows(piece));
    if (rows.length >= HEAD_ROWS) break;
  }
  const structure = findStructure(rows.slice(0, HEAD_ROWS), []);
  const { headerRow, headerRows } = structure.headings.value;
  // Lines count from the table's first one.
  const position = { headerRow: headerRow === 0 ? 0 : headerRow - region.fromLine + 1, headerRows };
  const headings = { ...structure.headings, value: position };
  const { headerRows: _ofAll, ...form } = whole.file;
  const file = { ...fileFormat(form, { ...structure, headings }), table };
  return { ...whole, tables, ...structure, headings, file };
}

async function detectText(path: string, facts: FileFacts): Promise<Whole> {
  requireText(facts);
  const encoding = encodingFinding(facts);
  const sample = textDecoder(encoding.value).write(facts.head);
  const newline = newlineOf(sample);
  const whole = facts.bytes <= facts.head.length;
  const delimiter = findDelimiter(sample, newline, whole);
  const quote = findQuote(sample, newline, delimiter.value, whole);
  const rows = filledRows(sampleRows(sample, newline, delimiter.value, quote.value, whole) ?? []);
  if (rows.length === 0) throw new FileRefused("no-rows", FILE_PROBLEMS.blankLines);
  const layout: TextLayout = { encoding: encoding.value, delimiter: delimiter.value, newline, quote: quote.value };
  const last = whole ? rows.splice(HEAD_ROWS).slice(-TAIL_ROWS) : await lastRows(path, facts.bytes, layout);
  const structure = findStructure(rows.slice(0, HEAD_ROWS), last);
  return {
    format: certain<FileFormat["format"]>("csv", DETECTED_FORMAT.text),
    sheets: [],
    sheet: null,
    text: { encoding, delimiter, quote, lineEnds: lineEndsOf(sample) },
    ...structure,
    file: fileFormat({ format: "csv", ...textFormat(encoding.value, delimiter.value, quote.value) }, structure),
  };
}

async function lastRows(path: string, bytes: number, layout: TextLayout): Promise<SampleRow[]> {
  const cells = await tailCells(path, bytes, layout);
  return filledRows(cells.map((one) => ({ line: 0, cells: one }))).slice(-TAIL_ROWS);
}

function textFormat(encoding: Encoding, delimiter: FileFormat["delimiter"], quote: Quote) {
  return { encoding, delimiter, ...(quote === '"' ? {} : { quote }) };
}

async function detectWorkbook(path: string, wanted: string | undefined): Promise<Whole> {
  const workbook = await openWorkbook(path);
  const looked: LookedAt[] = [];
  for (const sheet of workbook.sheets) looked.push(await lookAt(workbook, sheet));
  const filled = looked.filter(({ sheet }) => sheet.rows > 0);
  const visible = filled.filter(({ sheet }) => !sheet.hidden);
  const named = looked.find(({ sheet }) => sheet.name.trim().toLowerCase() === wanted?.trim().toLowerCase());
  const chosen = named ?? firstTable(visible) ?? filled[0];
  if (!chosen) throw noSheetWithRows(workbook);
  const others = filled.filter((one) => one !== chosen).map(({ sheet }) => sheet.name);
  const structure = findStructure(chosen.first, chosen.sheet.counted ? chosen.last : []);
  return {
    format: certain<FileFormat["format"]>("xlsx", DETECTED_FORMAT.workbook),
    sheets: looked.map(({ sheet }) => sheet),
    sheet: {
      value: chosen.sheet.name,
      certainty: visible.length === 1 ? "certain" : "likely",
      reason: sheetReason(chosen, visible),
      alternatives: others,
    },
    text: null,
    ...structure,
    file: fileFormat({ format: "xlsx", sheet: chosen.sheet.name, encoding: "auto", delimiter: "auto" }, structure),
  };
}

type LookedAt = { sheet: DetectedSheet; first: SampleRow[]; last: SampleRow[] };

/** How little of the fullest sheet's cells a cover or a note fills. */
const LITTLE = 0.1;

/** The first sheet that is no mere cover of the others. */
function firstTable(sheets: readonly LookedAt[]): LookedAt | undefined {
  const cells = ({ sheet, first }: LookedAt) => sheet.rows * tableWidth(first);
  const most = Math.max(0, ...sheets.map(cells));
  return sheets.find((one) => cells(one) > most * LITTLE) ?? sheets[0];
}

function sheetReason(chosen: LookedAt, visible: readonly LookedAt[]): string {
  if (visible.length === 1) return DETECTED_FORMAT.onlySheet;
  return visible[0] === chosen || !visible.includes(chosen) ? DETECTED_FORMAT.firstSheet : DETECTED_FORMAT.fullestSheet;
}

async function lookAt(workbook: Workbook, sheet: Sheet): Promise<LookedAt> {
  const first: SampleRow[] = [];
  let last: SampleRow[] = [];
  let rows = 0;
  for await (const piece of workbook.rows(sheet)) {
    rows += piece.length;
    for (const row of piece) (first.length < HEAD_ROWS ? first : last).push(row);
    last = last.slice(-TAIL_ROWS);
    if (rows > MAX_COUNTED_ROWS) break;
  }
  return { sheet: { name: sheet.name, hidden: sheet.hidden, rows, counted: rows <= MAX_COUNTED_ROWS }, first, last };
}

type Structure = Pick<DetectedReading, "headings" | "skipRowsWhen">;

function findStructure(rows: readonly SampleRow[], last: readonly SampleRow[]): Structure {
  const headings = findHeadingRows(rows);
  const { names, dataFrom } = headingsIn(rows, headings.value);
  const below = rows.filter(({ line }) => line >= dataFrom);
  // The rows at the end are those of the sample where there are no others.
  const split = last.length > 0 ? below.length : Math.max(0, below.length - TAIL_ROWS);
  return { headings, skipRowsWhen: findFooterRows(names, below.slice(0, split), [...below.slice(split), ...last]) };
}

function headingsIn(rows: readonly SampleRow[], { headerRow, headerRows }: HeadingPosition) {
  const at = rows.findIndex(({ line }) => line >= headerRow);
  const [upper, lower] = [rows[at], rows[at + 1]];
  if (headerRow === 0 || !upper) {
    const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
    return { names: Array.from({ length: width }, (_, index) => positionName(index)), dataFrom: 0 };
  }
  if (headerRows === 2 && lower) return { names: joinHeadings(upper.cells, lower.cells), dataFrom: lower.line + 1 };
  return { names: namedByPosition(upper.cells.map(tidyHeading)), dataFrom: upper.line + 1 };
}

function fileFormat(
  start: Pick<FileFormat, "format" | "encoding" | "delimiter" | "sheet" | "quote">,
  { headings, skipRowsWhen }: Structure,
): FileFormat {
  const { headerRow, headerRows } = headings.value;
  return { ...start, headerRow, ...(headerRows === 2 ? { headerRows } : {}), skipRowsWhen: skipRowsWhen.value };
}

function lineEndsOf(sample: string): Finding<"CRLF" | "LF" | "CR"> {
  if (sample.includes("\r\n")) return certain("CRLF", DETECTED_FORMAT.windowsLines);
  return sample.includes("\n") || !sample.includes("\r")
    ? certain("LF", DETECTED_FORMAT.unixLines)
    : certain("CR", DETECTED_FORMAT.macLines);
}

function filledRows(rows: readonly SampleRow[]): SampleRow[] {
  return rows.filter((row) => filledCells(row) > 0);
}

function certain<T>(value: T, reason: string): Finding<T> {
  return { value, certainty: "certain", reason, alternatives: [] };
}
