import { cellKind, type CellKind } from "./cell-kinds";
import type { Finding, HeadingPosition } from "./finding";
import { joinHeadings } from "./headings";
import { DETECTED_FORMAT } from "~/wording/imports/detected-format";

export type SampleRow = { line: number; cells: readonly string[] };

const isFilled = (cell: string) => cell.trim() !== "";
export const filledCells = ({ cells }: SampleRow) => cells.filter(isFilled).length;
const extent = ({ cells }: SampleRow) => cells.findLastIndex(isFilled) + 1;

/** How many columns the body of a table has: the widest rows that are no exception. */
export function tableWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(extent(row), (counts.get(extent(row)) ?? 0) + 1);
  const usual = [...counts].filter(([, count]) => count >= Math.max(2, rows.length * 0.05)).map(([width]) => width);
  return Math.max(0, ...(usual.length > 0 ? usual : counts.keys()));
}

/**
 * Where the headings of a table are: the row above the first that looks like the rows below it, joined with the row above that
 * where only both together name each column. `rows` are the first of the file, blank ones left out.
 */
export function findHeadingRows(rows: readonly SampleRow[]): Finding<HeadingPosition> {
  const width = tableWidth(rows);
  const wide = rows.filter((row) => filledCells(row) >= Math.max(width > 1 ? 2 : 1, width * 0.4));
  const kinds = columnKinds(wide, width);
  const values = kinds.filter((kind) => kind !== null).length;
  let first = rows.findIndex((row) => wide.includes(row) && likeness(row, kinds) >= Math.max(1, values / 2));
  if (first < 0) return byWordsAlone(wide);
  // Rows above that fill fewer cells, but as the rows below do, are rows of the table too.
  while (first > 0 && likeness(rows[first - 1], kinds) > 0) first -= 1;
  first -= badRowsAbove(rows.slice(0, first), wide, kinds);
  const lower = rows[first - 1];
  const line = rows[first]?.line ?? 1;
  if (!lower || (!wide.includes(lower) && !isUnitsLine(lower, rows[first - 2], wide))) {
    return {
      value: { headerRow: 0, headerRows: 1 },
      certainty: first === 0 ? "likely" : "open",
      reason: DETECTED_FORMAT.noHeadings(line),
      alternatives: [{ headerRow: line, headerRows: 1 }],
    };
  }
  const one: HeadingPosition = { headerRow: lower.line, headerRows: 1 };
  const upper = rows[first - 2];
  if (upper && upper.line === lower.line - 1 && belongTogether(upper, lower)) {
    return {
      value: { headerRow: upper.line, headerRows: 2 },
      certainty: "likely",
      reason: DETECTED_FORMAT.twoLines(upper.line, lower.line),
      alternatives: [one],
    };
  }
  const names = lower.cells.filter(isFilled).map((cell) => cell.trim().toLowerCase());
  const clear = new Set(names).size === names.length && lower.cells.every((cell) => !isValue(cellKind(cell)));
  const above = lower.line > 1 && first > 1 ? DETECTED_FORMAT.notAbove : "";
  return {
    value: one,
    certainty: clear ? "certain" : "likely",
    reason: DETECTED_FORMAT.headings(lower.line, above),
    alternatives: upper && upper.line === lower.line - 1 ? [{ headerRow: upper.line, headerRows: 2 }] : [],
  };
}

/**
 * How many of the rows right above the table are rows of it with most cells wrong, and not its headings: those that hold a value
 * where the rows below have one, if they stand below a line of nothing but words that names each column once.
 */
function badRowsAbove(above: readonly SampleRow[], wide: readonly SampleRow[], kinds: readonly (CellKind | null)[]) {
  const headings = above.findLastIndex(
    (row) => wide.includes(row) && row.cells.every((cell) => !isValue(cellKind(cell))) && namesEach(row, kinds.length),
  );
  const below = above.slice(headings + 1);
  const isBad = (row: SampleRow) => kinds.some((kind, at) => kind !== null && cellKind(row.cells[at] ?? "") === kind);
  return headings >= 0 && below.length > 0 && below.every(isBad) ? below.length : 0;
}

/** Whether a line has a name of its own for each column. */
function namesEach({ cells }: SampleRow, width: number): boolean {
  const names = cells.filter(isFilled).map((cell) => cell.trim().toLowerCase());
  return names.length >= width && new Set(names).size === names.length;
}

const isValue = (kind: CellKind) => kind !== "blank" && kind !== "text";

/** The kind that most filled cells of a column have, where it is one of values. */
function columnKinds(rows: readonly SampleRow[], width: number): (CellKind | null)[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = new Map<CellKind, number>();
    let filled = 0;
    for (const { cells } of rows) {
      const kind = cellKind(cells[column] ?? "");
      if (kind === "blank") continue;
      filled += 1;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const [kind, count] = [...counts].filter(([one]) => one !== "text").sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
    return count >= filled * 0.5 ? kind : null;
  });
}

/** How many cells are of their column's kind; none where more are not. */
function likeness(row: SampleRow | undefined, kinds: readonly (CellKind | null)[]): number {
  let alike = 0;
  let unlike = 0;
  kinds.forEach((kind, column) => {
    const found = cellKind(row?.cells[column] ?? "");
    if (kind === null || found === "blank") return;
    if (found === kind) alike += 1;
    else unlike += 1;
  });
  return alike >= unlike ? alike : 0;
}

/** Without columns of values: the first wide row, unless its words come again below it. */
function byWordsAlone(wide: readonly SampleRow[]): Finding<HeadingPosition> {
  const [top, ...below] = wide;
  if (!top)
    return {
      value: { headerRow: 1, headerRows: 1 },
      certainty: "open",
      reason: DETECTED_FORMAT.noRows,
      alternatives: [],
    };
  const again = top.cells.filter(
    (cell, column) => isFilled(cell) && below.some((row) => row.cells[column]?.trim() === cell.trim()),
  ).length;
  const position = (headerRow: number): HeadingPosition => ({ headerRow, headerRows: 1 });
  return again > 0
    ? {
        value: position(0),
        certainty: "open",
        reason: DETECTED_FORMAT.repeatedTexts(top.line),
        alternatives: [position(top.line)],
      }
    : {
        value: position(top.line),
        certainty: below.length > 0 ? "likely" : "open",
        reason: DETECTED_FORMAT.firstFull(top.line),
        alternatives: [position(0)],
      };
}

/** A line of a few units below a full line of headings. */
function isUnitsLine(lower: SampleRow, upper: SampleRow | undefined, wide: readonly SampleRow[]): boolean {
  return upper !== undefined && wide.includes(upper) && upper.line === lower.line - 1 && filledCells(lower) >= 2;
}

/** Whether two lines name more columns together than the lower one alone. */
function belongTogether(upper: SampleRow, lower: SampleRow): boolean {
  if (filledCells(upper) < 2 || upper.cells.some((cell) => isValue(cellKind(cell)))) return false;
  const distinct = (names: readonly string[]) =>
    new Set(names.map((name) => name.trim().toLowerCase()).filter(isFilled)).size;
  const named = (names: readonly string[]) => names.filter((name) => !/^#\d+$/.test(name));
  return distinct(named(joinHeadings(upper.cells, lower.cells))) > distinct(lower.cells);
}
