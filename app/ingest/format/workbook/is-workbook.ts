import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** Whether the parts of a ZIP archive are those of an .xlsx workbook. Refuses its relatives, which hold their rows otherwise. */
export function isWorkbook(entries: readonly { name: string }[]): boolean {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has("xl/workbook.bin")) throw new FileRefused("workbook", FILE_PROBLEMS.xlsb);
  if (names.has("mimetype") && names.has("content.xml")) throw new FileRefused("workbook", FILE_PROBLEMS.openDocument);
  if (names.has("word/document.xml")) throw new FileRefused("binary", FILE_PROBLEMS.word);
  return names.has("[Content_Types].xml") && entries.some(({ name }) => /^xl\/workbook[^/]*\.xml$/.test(name));
}
