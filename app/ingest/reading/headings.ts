import type { FileFormat } from "../mapping/file-format";
import type { TableRow } from "./text-records.server";

/** The headings of a table, and the first line below them. */
export type Headings = { names: string[]; dataFrom: number };

export function tidyHeading(text: string): string {
  return text.replace(/[\s\u00a0\ufeff]+/g, " ").trim();
}

/** Finds the headings where the format says they are; null when the file ends before. */
export async function findHeadings(
  pieces: AsyncGenerator<TableRow[]>,
  { headerRow, headerRows = 1 }: Pick<FileFormat, "headerRow" | "headerRows">,
): Promise<Headings | null> {
  let upper: TableRow | null = null;
  for await (const piece of pieces) {
    for (const row of piece) {
      if (upper) return { names: joinHeadings(upper.cells, row.cells), dataFrom: row.line + 1 };
      if (row.line < headerRow || row.cells.every((cell) => cell.trim() === "")) continue;
      if (headerRow === 0) return { names: row.cells.map((_, index) => placeName(index)), dataFrom: row.line };
      if (headerRows === 1) return { names: namedByPlace(row.cells.map(tidyHeading)), dataFrom: row.line + 1 };
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
  return namedByPlace(names);
}

/** What a column without a heading is called. */
export function placeName(index: number): string {
  return `#${index + 1}`;
}

/** A column without a heading is called by its place; empty ones behind the last heading are no columns. */
export function namedByPlace(names: readonly string[]): string[] {
  const last = names.findLastIndex((name) => name !== "");
  return names.map((name, index) => (name === "" && index < last ? placeName(index) : name));
}
