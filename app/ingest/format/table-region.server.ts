import type { FileFormat } from "../mapping/file-format";
import { FileRefused } from "~/domain/input/refusal";
import { findTables, type TableRegion } from "./find-tables";
import type { SampleRow } from "./find-heading-rows";
import type { OnBytes, TableRow } from "./text-records.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

type Records = (onBytes?: OnBytes) => AsyncGenerator<TableRow[]>;

const MAX_ROWS_LOOKED_AT = 20_000;

/** The tables of a sheet or text that holds several; none where it holds one. */
export async function tablesIn(records: Records, format: FileFormat["format"]): Promise<TableRegion[]> {
  const rows: SampleRow[] = [];
  for await (const piece of records()) {
    for (const { line, cells } of piece) rows.push({ line, cells });
    if (rows.length >= MAX_ROWS_LOOKED_AT) break;
  }
  return findTables(rows, { hasGaps: format === "xlsx" });
}

/** The records of the table that the format names, and the format with its lines as those of the file. */
export async function withinTable(records: Records, file: FileFormat): Promise<{ records: Records; file: FileFormat }> {
  if (file.table === undefined) return { records, file };
  const tables = await tablesIn(records, file.format);
  const region = tables[file.table - 1];
  if (!region) throw missingTable(file.table, tables);
  const headerRow = file.headerRow === 0 ? 0 : region.fromLine + file.headerRow - 1;
  return { records: (onBytes) => recordsOf(records(onBytes), region), file: { ...file, headerRow } };
}

export function missingTable(table: number, tables: readonly TableRegion[]): FileRefused {
  const found = tables.map(({ title, headings }) => `“${title || headings.slice(0, 3).join(", ")}”`);
  return new FileRefused(
    "missing-table",
    FILE_PROBLEMS.noTable(table, found.length === 0 ? FILE_PROBLEMS.oneTable : found.join(", ")),
  );
}

/** The records of one table, each with the cells of its columns. */
export async function* recordsOf(
  pieces: AsyncIterable<TableRow[]>,
  { fromLine, untilLine, fromColumn, untilColumn }: TableRegion,
): AsyncGenerator<TableRow[]> {
  const width = untilColumn - fromColumn + 1;
  for await (const piece of pieces) {
    const within = piece.filter(({ line }) => line >= fromLine && (untilLine === null || line <= untilLine));
    yield within.map(({ cells, ...row }) => ({
      ...row,
      cells: Array.from({ length: width }, (_, at) => cells[fromColumn + at] ?? ""),
    }));
    if (untilLine !== null && (piece.at(-1)?.line ?? 0) > untilLine) return;
  }
}
