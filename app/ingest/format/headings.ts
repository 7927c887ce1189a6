import type { FileFormat } from "../mapping/file-format";
import type { TableRow } from "./text-records.server";

/** The headings of a table, and the first line below them. */
export type Headings = { names: string[]; dataFrom: number };

export function tidyHeading(text: string): string {
  return text.replace(/[\s\u00a0\ufeff]+/g, " ").trim();
}

/**
 * Finds the headings where the format says they are; null when the file ends before. Without any, there are as many columns as the first
 * rows have cells.
 */
export async function findHeadings(
  pieces: AsyncGenerator<TableRow[]>,
  { headerRow, headerRows = 1 }: Pick<FileFormat, "headerRow" | "headerRows">,
): Promise<Headings | null> {
  let upper: TableRow | null = null;
  for await (const piece of pieces) {
    for (const [at, row] of piece.entries()) {
      if (upper) return { names: joinHeadings(upper.cells, row.cells), dataFrom: row.line + 1 };
      if (row.line < headerRow || row.cells.every((cell) => cell.trim() === "")) continue;
      if (headerRow === 0) {
        const columns = Math.max(usualWidth(piece.slice(at)), row.cells.length);
        return { names: Array.from({ length: columns }, (_, index) => positionName(index)), dataFrom: row.line };
      }
      if (headerRows === 1) return { names: namedByPosition(row.cells.map(tidyHeading)), dataFrom: row.line + 1 };
      upper = row;
    }
  }
  return null;
}

/**
 * Two lines of headings as one. An empty upper cell belongs to the group on its left; an upper cell with nothing below it is a
 * heading of its own and opens no group.
 */
export function joinHeadings(upper: readonly string[], lower: readonly string[]): string[] {
  let group = "";
  const names = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = tidyHeading(upper[index] ?? "");
    const below = tidyHeading(lower[index] ?? "");
    if (below === "") {
      group = "";
      return above;
    }
    if (above !== "") group = above;
    return tidyHeading(`${group} ${below}`);
  });
  return namedByPosition(names);
}

const FEW_WIDER = 0.01;

/** The most cells of a row, but for a few that are wider than all others: their delimiter stands within a cell. */
function usualWidth(rows: readonly TableRow[]): number {
  const widths = rows.map(({ cells }) => cells.length).toSorted((a, b) => b - a);
  return widths[Math.floor(widths.length * FEW_WIDER)] ?? 0;
}

/** What a column without a heading is called. */
export function positionName(index: number): string {
  return `#${index + 1}`;
}

/** A column without a heading is called by its place; empty ones behind the last heading are no columns. */
export function namedByPosition(names: readonly string[]): string[] {
  const last = names.findLastIndex((name) => name !== "");
  return names.map((name, index) => (name === "" && index < last ? positionName(index) : name));
}
