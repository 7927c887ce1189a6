import { csvLine } from "~/domain/export/csv";
import { openFile } from "./import-file.server";
import type { Mapping } from "./mapping";
import type { Table } from "./read-table.server";
import type { TableRow } from "./reading/text-records.server";

/**
 * The rows of a file that cannot be used, as a file of the same form: its headings, and each row as it stood. Mended, it can be
 * imported by the same mapping.
 */
export async function* rejectedRowsOfFile(
  path: string,
  mapping: Mapping,
  choose: (table: Table) => (row: TableRow) => boolean,
): AsyncGenerator<string> {
  const { table } = await openFile(path, mapping);
  const isRejected = choose(table);
  yield `\ufeff${csvLine(table.headings)}`;
  for await (const piece of table.rows()) {
    const rejected = piece.filter(isRejected);
    if (rejected.length > 0) yield rejected.map(({ cells }) => csvLine(cells.map(plainNumeral))).join("");
  }
}

/** A negative number is no formula: it stays as it was written. */
function plainNumeral(cell: string): string | number {
  return /^-\d{1,15}(\.\d{1,9})?$/.test(cell) && String(Number(cell)) === cell ? Number(cell) : cell;
}
