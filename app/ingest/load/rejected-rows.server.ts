import { vendorsToRead, type RowsOf } from "./check-file.server";
import { hasLine, type LineSet } from "./line-set";
import { openFile } from "./open-file.server";
import type { Mapping } from "../mapping/mapping";
import type { Table } from "./read-table.server";
import { rowReader } from "./read-rows.server";
import type { TableRow } from "../format/text-records.server";

/** Which rows of a file are meant: those on these lines, or those that its mapping cannot use. */
export type RejectedRows = {
  path: string;
  fileName: string;
  mapping: Mapping;
  which: { lines: LineSet } | { readFor: RowsOf };
};

/** A row as it stood in its file; a negative number is a number. */
export type RejectedRow = readonly (string | number)[];

/**
 * The rows of a file that cannot be used, as a table of the same form: its headings, and each row as it stood, a line of JSON each.
 * Fixed, it can be imported by the same mapping.
 */
export async function* rejectedRowsOfFile({ path, fileName, mapping, which }: RejectedRows): AsyncGenerator<string> {
  const { table } = await openFile(path, mapping);
  const isRejected =
    "lines" in which
      ? (row: TableRow) => hasLine(which.lines, row.line)
      : isUnusable({ fileName, mapping, table }, which.readFor);
  const line = (row: RejectedRow) => `${JSON.stringify(row)}\n`;
  yield line(table.headings);
  for await (const piece of table.rows()) {
    const rejected = piece.filter(isRejected);
    if (rejected.length > 0) yield rejected.map(({ cells }) => line(cells.map(plainNumeral))).join("");
  }
}

function isUnusable(
  { fileName, mapping, table }: { fileName: string; mapping: Mapping; table: Table },
  rowsOf: RowsOf,
): (row: TableRow) => boolean {
  const read = rowReader({ mapping, fileName, table, vendors: vendorsToRead(rowsOf), zone: rowsOf.zone });
  return (row) => read(row).kind === "rejected";
}

/** A negative number is no formula: it stays as it was written. */
function plainNumeral(cell: string): string | number {
  return /^-\d{1,15}(\.\d{1,9})?$/.test(cell) && String(Number(cell)) === cell ? Number(cell) : cell;
}
