import { FileRefused } from "~/domain/input/refusal";

/** Whether the parts of a ZIP archive are those of an .xlsx workbook. Refuses its relatives, which hold their rows otherwise. */
export function isWorkbook(entries: readonly { name: string }[]): boolean {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has("xl/workbook.bin"))
    throw new FileRefused("workbook", "The file is a binary Excel workbook (.xlsb); save it as .xlsx or CSV first.");
  if (names.has("mimetype") && names.has("content.xml"))
    throw new FileRefused("workbook", "The file is an OpenDocument file; save it as .xlsx or CSV first.");
  if (names.has("word/document.xml"))
    throw new FileRefused("binary", "The file is a Word document, not a table of rows.");
  return names.has("[Content_Types].xml") && entries.some(({ name }) => /^xl\/workbook[^/]*\.xml$/.test(name));
}
