import { z } from "zod";
import { conditionSchema } from "./condition";

/** How the bytes of a file become rows of cells, and which of them are data. */
export const fileFormatSchema = z.strictObject({
  /** csv: text with delimiters, whatever the file is called. xlsx: an Excel workbook. */
  format: z.enum(["csv", "xlsx"]),
  /** Of a workbook; without it the first visible sheet that holds rows. */
  sheet: z.string().min(1).max(100).optional(),
  /**
   * Of several tables in a sheet or text: which, in the order of reading. `headerRow` then counts from the table's first row, which may be
   * its title, so that the tables may move.
   */
  table: z.number().int().min(1).max(50).optional(),
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"]).default("auto"),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
  /** What cells may be enclosed in; a double quote unless stated. */
  quote: z.enum(['"', "'", "none"]).optional(),
  /**
   * The line (of a workbook: the row) that holds the headings, the upper one of two; what stands above is skipped.
   * 0: there are none, columns are called #1, #2 …
   */
  headerRow: z.number().int().min(0).max(100).default(1),
  /** 2: the headings stand on two lines and are joined, as in "Calls Offered". One unless stated. */
  headerRows: z.union([z.literal(1), z.literal(2)]).optional(),
  /** Rows that are no data, such as totals and footers. */
  skipRowsWhen: z.array(conditionSchema).max(20).default([]),
});

export type FileFormat = z.infer<typeof fileFormatSchema>;
