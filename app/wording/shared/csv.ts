import { neutralizeFormulas } from "~/domain/input/formula-text";

/** A cell of a table to be written as CSV. */
export type CsvValue = string | number | boolean | null;

/**
 * One line of CSV (RFC 4180, CRLF). Every text is quoted, and what a spreadsheet would take for a formula in it, under whatever
 * separator it opens the file, gets an apostrophe in front; numbers stay numbers, negative ones too. Null is an empty cell.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  return `"${neutralizeFormulas(value.replaceAll("\0", "")).replaceAll('"', '""')}"`;
}
