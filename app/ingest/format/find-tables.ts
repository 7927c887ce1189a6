import { cellKind } from "./cell-kinds";
import { tidyHeading } from "./headings";
import { filledCells, type SampleRow } from "./find-heading-rows";

/** One of several tables in a sheet or text. Columns count from 0, the last one is among them. */
export type TableRegion = {
  title: string;
  headings: string[];
  fromLine: number;
  /** Null: it goes on to the end of what was looked at. */
  untilLine: number | null;
  fromColumn: number;
  untilColumn: number;
  /** Below the headings. */
  rows: number;
};

const MAX_TABLES = 50;

/**
 * The tables that stand one below or beside another, each with headings of its own, in the order of reading. Fewer than two: the rows are
 * one table. `rows`: those of the file from its beginning, blank ones among them. `hasGaps`: blank rows are left out, as in workbooks.
 */
export function findTables(rows: readonly SampleRow[], { hasGaps }: { hasGaps: boolean }): TableRegion[] {
  const tables: Table[] = [];
  let title = "";
  for (const block of blocksOf(rows, hasGaps)) {
    const only = onlyCell(block);
    if (only !== null) {
      title = only;
      continue;
    }
    for (const segment of segmentsOf(block)) {
      for (const part of stackedIn(segment)) {
        const table = tableOf(part, title);
        if (table) tables.push(table);
        else continued(tables, part);
      }
    }
    title = "";
  }
  const last = rows.at(-1)?.line ?? 0;
  return tables.length < 2
    ? []
    : tables
        .slice(0, MAX_TABLES)
        .map(({ kinds: _kinds, ...table }) => (table.untilLine === last ? { ...table, untilLine: null } : table));
}

type Table = TableRegion & { untilLine: number; kinds: readonly boolean[] };
type Segment = { rows: SampleRow[]; fromColumn: number; untilColumn: number };

const isFilled = (cell: string) => cell.trim() !== "";
const isValue = (cell: string) => !["blank", "text"].includes(cellKind(cell));

/** Rows with no blank one between them. */
function blocksOf(rows: readonly SampleRow[], hasGaps: boolean): SampleRow[][] {
  const blocks: SampleRow[][] = [];
  let block: SampleRow[] = [];
  for (const row of rows) {
    const isGap = hasGaps && block.length > 0 && row.line > (block.at(-1)?.line ?? 0) + 1;
    const isBlank = filledCells(row) === 0;
    if ((isGap || isBlank) && block.length > 0) {
      blocks.push(block);
      block = [];
    }
    if (!isBlank) block.push(row);
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

function onlyCell(block: readonly SampleRow[]): string | null {
  const cells = block.flatMap((row) => row.cells.filter(isFilled));
  return cells.length === 1 ? (cells[0] ?? null) : null;
}

/** Columns with a blank one, or the same headings again, between them. */
function segmentsOf(block: readonly SampleRow[]): Segment[] {
  const width = Math.max(...block.map(({ cells }) => cells.length));
  const used = Array.from({ length: width }, (_, at) => block.some(({ cells }) => isFilled(cells[at] ?? "")));
  const spans: [number, number][] = [];
  used.forEach((isUsed, at) => {
    const open = spans.at(-1);
    if (!isUsed) return;
    if (open && open[1] === at - 1) open[1] = at;
    else spans.push([at, at]);
  });
  const whole = { fromColumn: spans[0]?.[0] ?? 0, untilColumn: spans.at(-1)?.[1] ?? 0 };
  const segments = spans.map(([fromColumn, untilColumn]) => cut(block, { fromColumn, untilColumn }));
  // A blank column may also part the figures of one table: a table of its own says what its rows are about.
  if (segments.length > 1 && segments.every(standsAlone)) return segments;
  const one = cut(block, whole);
  return repeatedHeadings(one) ?? [one];
}

function cut(
  rows: readonly SampleRow[],
  { fromColumn, untilColumn }: Pick<Segment, "fromColumn" | "untilColumn">,
): Segment {
  const within = rows.map((row) => ({ ...row, cells: row.cells.slice(fromColumn, untilColumn + 1) }));
  return { rows: within.filter((row) => filledCells(row) > 0), fromColumn, untilColumn };
}

function headingRow(rows: readonly SampleRow[]): number {
  return rows.findIndex((row) => filledCells(row) >= 2 && !row.cells.some(isValue));
}

function standsAlone(segment: Segment): boolean {
  const at = headingRow(segment.rows);
  const below = segment.rows.slice(at + 1);
  if (at < 0 || !below.some((row) => row.cells.some(isValue))) return false;
  const first = below.map(({ cells }) => cells[0] ?? "").filter(isFilled);
  return first.some((cell) => cellKind(cell) !== "number");
}

function repeatedHeadings(segment: Segment): Segment[] | null {
  const at = headingRow(segment.rows);
  const names = (segment.rows[at]?.cells ?? []).map((cell) => tidyHeading(cell).toLowerCase());
  const width = segment.untilColumn - segment.fromColumn + 1;
  const period = names.indexOf(names[0] ?? "", 1);
  if (at < 0 || period < 2 || width % period !== 0) return null;
  if (names.some((name, index) => name !== names[index % period])) return null;
  return Array.from({ length: width / period }, (_, part) => {
    const fromColumn = segment.fromColumn + part * period;
    const cells = (row: SampleRow) => row.cells.slice(part * period, (part + 1) * period);
    const rows = segment.rows.map((row) => ({ ...row, cells: cells(row) })).filter((row) => filledCells(row) > 0);
    return { rows, fromColumn, untilColumn: fromColumn + period - 1 };
  });
}

/** Tables that stand one below another without a blank row: each begins with headings, or a title above them. */
function stackedIn(segment: Segment): Segment[] {
  const starts = [0];
  segment.rows.forEach((row, at) => {
    const [above, below] = [segment.rows[at - 1], segment.rows[at + 1]];
    const isHeading = at > 0 && filledCells(row) >= 2 && !row.cells.some(isValue);
    const before = segment.rows.slice(starts.at(-1), at);
    if (!isHeading || !below?.cells.some(isValue) || !before.some(({ cells }) => cells.some(isValue))) return;
    const hasTitle = above !== undefined && filledCells(above) === 1 && isFilled(above.cells[0] ?? "");
    const isAgain = before.some(({ cells }) => cells.join("\u0000") === row.cells.join("\u0000"));
    if (hasTitle || isAgain) starts.push(hasTitle ? at - 1 : at);
  });
  return starts.map((start, index) => ({ ...segment, rows: segment.rows.slice(start, starts[index + 1]) }));
}

function tableOf({ rows, fromColumn, untilColumn }: Segment, title: string): Table | null {
  const at = headingRow(rows);
  const below = rows.slice(at + 1);
  if (at < 0 || !below.some((row) => row.cells.some(isValue))) return null;
  const own = rows
    .slice(0, at)
    .find((row) => filledCells(row) === 1)
    ?.cells.find(isFilled);
  return {
    title: (own ?? title).trim(),
    headings: (rows[at]?.cells ?? []).map(tidyHeading),
    fromLine: rows[0]?.line ?? 1,
    untilLine: rows.at(-1)?.line ?? 1,
    fromColumn,
    untilColumn,
    rows: below.length,
    kinds: kindsOf(below),
  };
}

/** Rows without headings behind a blank one go on with the table above, where their columns are alike. */
function continued(tables: Table[], { rows, fromColumn, untilColumn }: Segment): void {
  const table = tables.findLast((one) => one.fromColumn <= fromColumn && one.untilColumn >= untilColumn);
  if (!table || !rows.some(({ cells }) => cells.some(isValue))) return;
  const kinds = kindsOf(rows);
  const shift = fromColumn - table.fromColumn;
  if (!kinds.every((isOfValues, at) => isOfValues === (table.kinds[at + shift] ?? false))) return;
  table.untilLine = rows.at(-1)?.line ?? table.untilLine;
  table.rows += rows.length;
}

function kindsOf(rows: readonly SampleRow[]): boolean[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, at) => rows.some(({ cells }) => isValue(cells[at] ?? "")));
}
