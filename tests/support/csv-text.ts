import type { CsvFile } from "~/reports/export/csv-file";

/** A file that is written as it is read, whole. */
export async function csvText({ lines }: CsvFile): Promise<string> {
  let text = "";
  for await (const line of lines) text += line;
  return text;
}
