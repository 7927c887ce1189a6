import { z } from "zod";
import { conditionSchema } from "./condition";

/** How the bytes of a file become rows of cells, and which of them are data. */
export const fileFormatSchema = z.strictObject({
  format: z.literal("csv"),
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"]).default("auto"),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
  /** The line that holds the headings; what stands above is passed over. 0: there are none, columns are called #1, #2 … */
  headerRow: z.number().int().min(0).max(100).default(1),
  /** Rows that are no data, such as totals and footers. */
  skipRowsWhen: z.array(conditionSchema).max(20).default([]),
});
