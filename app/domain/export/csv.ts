/** A cell of a table to be written as CSV. */
export type CsvValue = string | number | boolean | null;

/**
 * One line of CSV (RFC 4180, CRLF). A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay
 * numbers, negative ones too. Null is an empty cell.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r\n\0]/.test(value) ? `'${value.replaceAll("\0", "")}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
