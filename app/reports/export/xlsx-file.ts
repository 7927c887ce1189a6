import { currencyDecimals } from "~/domain/money/currency";
import writeXlsxFile, { type Cell, type SheetData } from "write-excel-file/node";
import { neutralizeFormulas } from "~/domain/input/formula-text";
import { numberFormat } from "~/wording/shared/number-formats";
import { tooManyRowsForXlsx } from "~/wording/shared/exports";
import type { ExportCell, ExportFile, ExportRow } from "./export-file";

/** A workbook is made in memory: so many rows at most. */
export const XLSX_ROWS = 10_000;
const XLSX_CELLS = 300_000;

/** The table has more rows than a workbook is made of. The message says what to do instead. */
export class TooManyRowsForXlsx extends Error {
  constructor(most: number) {
    super(tooManyRowsForXlsx(most));
    this.name = "TooManyRowsForXlsx";
  }
}

/** A workbook of two sheets: the table with its heading in sight and typed cells, and what the file is. Rejects with `TooManyRowsForXlsx`. */
export async function xlsxFile({ about, header, rows }: ExportFile): Promise<Uint8Array> {
  const most = Math.min(XLSX_ROWS, Math.floor(XLSX_CELLS / header.length));
  const data: SheetData = [header.map(headingCell)];
  const widths = header.map((heading) => textWidth(heading));
  for await (const row of rows) {
    if (data.length > most) throw new TooManyRowsForXlsx(most);
    data.push(row.map(sheetCell));
    widen(widths, row);
  }
  const sheets = [
    { sheet: "Table", data, stickyRowsCount: 1, columns: widths.map((width) => ({ width })) },
    {
      sheet: "About",
      data: about.map(([name, value]): Cell[] => [headingCell(name), sheetCell(value)]),
      columns: [{ width: 24 }, { width: 72 }],
    },
  ];
  return writeXlsxFile(sheets).toBuffer();
}

function headingCell(text: string): Cell {
  return { value: neutralizeFormulas(text), type: String, fontWeight: "bold" };
}

function sheetCell(cell: ExportCell): Cell {
  if (cell === null || cell === "") return null;
  if (typeof cell === "string") return { value: neutralizeFormulas(cell.replaceAll("\0", "")), type: String };
  if (typeof cell === "number") return { value: cell, type: Number };
  if (typeof cell === "boolean") return { value: cell, type: Boolean };
  switch (cell.kind) {
    case "figure": {
      if (cell.value === null) return null;
      const { format, scale } = numberFormat(cell.format);
      return { value: cell.value * scale, type: Number, format };
    }
    case "amount": {
      const decimals = currencyDecimals(cell.currency);
      const { format } = numberFormat({ unit: "money", decimals, currency: cell.currency });
      return { value: cell.minor / 10 ** decimals, type: Number, format };
    }
    case "day":
      return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" };
    case "moment":
      return momentOf(cell.at);
  }
}

/** The clock time of the reporting time zone, which is what the cell shows; of a row that names a day only, the day. */
function momentOf(at: string): Cell {
  const [day = "", clock] = at.split("T");
  if (clock === undefined) return { value: new Date(`${day}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" };
  return { value: new Date(`${day}T${clock.slice(0, 8)}Z`), type: Date, format: "yyyy-mm-dd hh:mm:ss" };
}

const NARROWEST = 8;
const WIDEST = 48;

function textWidth(text: string): number {
  return Math.min(WIDEST, Math.max(NARROWEST, text.length + 2));
}

function widen(widths: number[], row: ExportRow): void {
  for (const [index, cell] of row.entries()) {
    const width =
      typeof cell === "string" ? textWidth(cell) : typeof cell === "object" && cell !== null ? 12 : NARROWEST;
    widths[index] = Math.max(widths[index] ?? NARROWEST, width);
  }
}
