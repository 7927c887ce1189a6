import { FileRefused } from "~/domain/input/refusal";
import type { OnBytes, TableRow } from "../text-records.server";
import { MAX_PARTS, openArchive, type Archive, type ArchiveLimits } from "../zip-archive.server";
import { isWorkbook } from "./is-workbook";
import { sharedStrings } from "./shared-strings";
import { sheetListener, type SheetContext } from "./sheet-rows";
import { relationsListener, stylesListener, workbookListener } from "./workbook-parts";
import { xmlReader, type XmlListener } from "./xml-reader";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type Sheet = { name: string; hidden: boolean; part: string };

/** A workbook whose small parts are read; its rows are read from the file each time they are requested. */
export type Workbook = {
  /** Those that can hold rows, in their order. */
  sheets: readonly Sheet[];
  pictures: number;
  charts: number;
  rows(sheet: Sheet, onBytes?: OnBytes): AsyncGenerator<TableRow[]>;
};

const LIMITS: ArchiveLimits = { entries: MAX_PARTS, unpackedBytes: 4 * 1024 ** 3, ratio: 200 };
const MAX_PLAIN_PART_BYTES = 64 * 1024 * 1024;

/** Opens an .xlsx workbook. Refuses what is none, what is damaged and what is beyond the limits, before inflating it. */
export async function openWorkbook(file: string): Promise<Workbook> {
  const archive = await openArchive(file, LIMITS);
  try {
    const main =
      isWorkbook(archive.entries) && archive.entries.find(({ name }) => /^xl\/workbook[^/]*\.xml$/.test(name));
    if (!main) throw new FileRefused("workbook", FILE_PROBLEMS.zipNotWorkbook);
    const book = workbookListener();
    const relations = relationsListener();
    await readPart(archive, main.name, book.listener, MAX_PLAIN_PART_BYTES);
    await readPart(archive, `xl/_rels/${main.name.slice(3)}.rels`, relations.listener, MAX_PLAIN_PART_BYTES);
    const partOf = (type: string) =>
      [...relations.found.values()].find((relation) => relation.type === type)?.part ?? "";
    const styles = stylesListener();
    await readPart(archive, partOf("styles"), styles.listener, MAX_PLAIN_PART_BYTES);
    const shared = sharedStrings();
    await readPart(archive, partOf("sharedStrings"), shared.listener, LIMITS.unpackedBytes);
    const context: SheetContext = { strings: shared.strings, kinds: styles.found, date1904: book.found.date1904 };
    const parts = new Set(archive.entries.map(({ name }) => name));
    const sheets = book.found.sheets.flatMap(({ name, hidden, relation }): Sheet[] => {
      const found = relations.found.get(relation);
      return found?.type === "worksheet" && parts.has(found.part) ? [{ name, hidden, part: found.part }] : [];
    });
    const partsIn = (folder: string) => archive.entries.filter(({ name }) => name.startsWith(folder)).length;
    const [pictures, charts] = [partsIn("xl/media/"), partsIn("xl/charts/chart")];
    return { sheets, pictures, charts, rows: (sheet, onBytes) => sheetRows(file, sheet, context, onBytes) };
  } finally {
    archive.close();
  }
}

async function* sheetRows(
  file: string,
  sheet: Sheet,
  context: SheetContext,
  onBytes: OnBytes = () => {},
): AsyncGenerator<TableRow[]> {
  const archive = await openArchive(file, LIMITS);
  try {
    const rows: TableRow[] = [];
    for await (const share of partPieces(archive, sheet.part, sheetListener(context, rows), LIMITS.unpackedBytes)) {
      onBytes(Math.round(share * archive.bytes));
      if (rows.length > 0) yield rows.splice(0);
    }
  } finally {
    archive.close();
  }
}

async function readPart(archive: Archive, name: string, listener: XmlListener, limit: number): Promise<void> {
  for await (const _ of partPieces(archive, name, listener, limit));
}

/** Tells a part to the listener, pausing after each piece with the share that was read. A part that is not there says nothing. */
async function* partPieces(
  archive: Archive,
  name: string,
  listener: XmlListener,
  limit: number,
): AsyncGenerator<number> {
  const entry = archive.entries.find((one) => one.name === name);
  if (!entry) return;
  if (entry.bytes > limit) throw new FileRefused("too-much-inside", FILE_PROBLEMS.partTooLarge);
  const reader = xmlReader(listener);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new FileRefused("damaged", FILE_PROBLEMS.damagedText);
    }
  };
  let reported = 0;
  for await (const bytes of entry.read()) {
    reader.write(decode(bytes));
    reported += bytes.length;
    yield reported / entry.bytes;
  }
  reader.write(decode());
  reader.end();
  yield 1;
}
