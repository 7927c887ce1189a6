import type { FileFacts } from "../inspect-file.server";
import { FileRefused } from "~/domain/input/refusal";
import { fileKind } from "../file-kind";
import type { OnBytes, TableRow } from "../text-records.server";
import { openWorkbook, type Sheet, type Workbook } from "./open-workbook.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type OpenedSheet = { sheet: Sheet; records: (onBytes?: OnBytes) => AsyncGenerator<TableRow[]> };

/** The rows of a workbook's sheet: of the one called so, else of the first visible one that has any. */
export async function openSheet(path: string, facts: FileFacts, name: string | undefined): Promise<OpenedSheet> {
  if (fileKind(facts.head) !== "zip") throw new FileRefused("workbook", FILE_PROBLEMS.notWorkbook);
  const workbook = await openWorkbook(path);
  const sheet = name === undefined ? await firstFilled(workbook) : named(workbook, name);
  return { sheet, records: (onBytes) => workbook.rows(sheet, onBytes) };
}

function named({ sheets }: Workbook, name: string): Sheet {
  const folded = (text: string) => text.trim().toLowerCase();
  const found = sheets.find((sheet) => folded(sheet.name) === folded(name));
  if (found) return found;
  const others = sheets.slice(0, 20).map((sheet) => `"${sheet.name.slice(0, 40)}"`);
  throw new FileRefused("missing-sheet", FILE_PROBLEMS.noSheet(name, others.join(", ") || "none"));
}

async function firstFilled(workbook: Workbook): Promise<Sheet> {
  const [first, ...others] = [...workbook.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
  if (!first) throw noSheetWithRows(workbook);
  for (const sheet of [first, ...others]) if (await hasRows(workbook, sheet)) return sheet;
  return first;
}

const MAX_NAMED = 10;

/** Says what was looked for and what was found instead. */
export function noSheetWithRows({ sheets, pictures, charts }: Workbook): FileRefused {
  const names = sheets
    .slice(0, MAX_NAMED)
    .map(({ name, hidden }) => `“${name.slice(0, 40)}”${hidden ? " (hidden)" : ""}`);
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  const found = [
    names.length === 0
      ? FILE_PROBLEMS.noFilledSheet
      : `${sheets.length === 1 ? FILE_PROBLEMS.emptySheet : FILE_PROBLEMS.emptySheets(sheets.length)} ${names.join(", ")}${sheets.length > MAX_NAMED ? " …" : ""}`,
    ...counted(pictures, "picture", "pictures"),
    ...counted(charts, "chart", "charts"),
  ];
  return new FileRefused("no-rows", FILE_PROBLEMS.noRowsInSheets(found.join("; ")));
}

async function hasRows(workbook: Workbook, sheet: Sheet): Promise<boolean> {
  for await (const rows of workbook.rows(sheet)) if (rows.length > 0) return true;
  return false;
}
