import { csvFile } from "~/reports/export/csv-file";
import type { ExportFile } from "~/reports/export/export-file";

/** A table as CSV, whole. */
export async function csvText(file: ExportFile): Promise<string> {
  let text = "";
  for await (const line of csvFile(file).lines) text += line;
  return text;
}
