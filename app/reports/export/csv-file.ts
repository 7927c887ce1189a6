import { csvLine, type CsvValue } from "~/wording/shared/csv";
import { currencyDecimals } from "~/domain/money/currency";
import type { ExportCell, ExportFile } from "./export-file";

/** A CSV file. Lines are written as they are requested, once. */
export type CsvFile = { readonly name: string; readonly lines: Iterable<string> | AsyncIterable<string> };

/** The byte order mark is what makes spreadsheets read UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The heading row first, so that every reader of CSV finds its columns; then the rows. What the file says of itself follows behind a
 * blank line, where the table of a spreadsheet ends. Figures are numbers in base units.
 */
export function csvFile({ name, about, header, rows }: ExportFile): CsvFile {
  return { name: `${name}.csv`, lines: linesOf({ about, header, rows }) };
}

async function* linesOf({ about, header, rows }: Omit<ExportFile, "name">): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(header)}`;
  for await (const row of rows) yield csvLine(row.map(csvValue));
  if (about.length > 0) yield [[], ...about].map((line) => csvLine(line)).join("");
}

function csvValue(cell: ExportCell): CsvValue {
  if (cell === null || typeof cell !== "object") return cell;
  switch (cell.kind) {
    case "figure":
      return cell.value;
    case "amount":
      return cell.minor / 10 ** currencyDecimals(cell.currency);
    case "day":
      return cell.day;
    case "moment":
      return cell.at;
  }
}
