import { REJECTED_EXPORT } from "~/wording/imports/problems";
import type { Readable } from "node:stream";
import {
  findBatch,
  groupProblems,
  listRejectedLines,
  listBatches,
  listRejectedRows,
  type Batch,
  type BatchFilter,
  type BatchOrder,
} from "~/data/imports/batches.server";
import { compareDays, type ComparedDays, listRowChanges, type RowChange } from "~/data/imports/batch-changes.server";
import { findMappingDocument } from "~/data/imports/mappings.server";
import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { ProblemGroup } from "~/domain/imports/problem-group";
import type { ExportFile, ExportRow } from "../export/export-file";
import { readMapping, type Mapping } from "~/ingest/mapping/mapping";
import { gatherLines } from "~/ingest/load/line-set";
import { readRejectedRows } from "~/ingest/load/read-rejected-rows.server";
import { filesFolder, originalFilePath, openOriginalFile } from "~/ingest/load/original-files.server";
import { problemText } from "~/wording/imports/problems";

export const BATCHES_PER_PAGE = 50;

/** One page of the imports that the viewer may see, the newest first unless asked otherwise; pages count from 1. */
export async function loadBatches(
  db: Database,
  viewer: Viewer,
  page: number,
  filter: BatchFilter = {},
  order: BatchOrder | null = null,
): Promise<{ batches: Batch[]; total: number }> {
  return listBatches(db, viewer, { offset: (page - 1) * BATCHES_PER_PAGE, limit: BATCHES_PER_PAGE, filter, order });
}

/** A batch with its problems by kind, or null where the viewer may see none of that number. */
export async function loadBatch(
  db: Database,
  viewer: Viewer,
  id: number,
): Promise<{ batch: Batch; days: ComparedDays; problems: (ProblemGroup & { words: string })[] } | null> {
  const batch = await findBatch(db, viewer, id);
  if (!batch) return null;
  const [problems, days] = await Promise.all([groupProblems(db, viewer, id), compareDays(db, id)]);
  return { batch, days, problems: problems.map((group) => ({ ...group, words: problemText(group.code) })) };
}

const REJECTIONS_PER_READ = 2_000;

/** The rejected rows of a batch, a piece at a time; null where the viewer may see no such batch. */
export async function rejectedRowsExport(db: Database, viewer: Viewer, id: number): Promise<ExportFile | null> {
  const batch = await findBatch(db, viewer, id);
  if (!batch) return null;
  return {
    name: `import-${id}-rejected`,
    about: [
      ["Plumbline", REJECTED_EXPORT.title],
      [REJECTED_EXPORT.import, id],
      [REJECTED_EXPORT.file, batch.fileName],
    ],
    header: REJECTED_EXPORT.columns,
    rows: rejectedRows(db, viewer, id),
  };
}

async function* rejectedRows(db: Database, viewer: Viewer, id: number): AsyncGenerator<ExportRow> {
  let after = { line: -1, ordinal: 0 };
  for (;;) {
    const rows = await listRejectedRows(db, viewer, id, { after, limit: REJECTIONS_PER_READ });
    const last = rows.at(-1);
    if (!last) return;
    for (const row of rows) yield [row.line, row.column, row.code, problemText(row.code), row.text];
    after = { line: last.line, ordinal: last.ordinal };
  }
}

/** The file as it came; null where the viewer may see no such batch or the file is no longer stored. */
export async function openOriginal(
  db: Database,
  viewer: Viewer,
  id: number,
  dataFolder: string,
): Promise<{ stream: Readable; bytes: number; fileName: string } | null> {
  const batch = await findBatch(db, viewer, id);
  if (!batch?.storedAs) return null;
  const original = await openOriginalFile(filesFolder(dataFolder), batch.storedAs);
  return original && { ...original, fileName: batch.fileName };
}

/** The rejected rows of a batch in the form of its file; null where the viewer may see no such batch or the file is no longer stored. */
export async function rejectedOriginalRows(
  db: Database,
  viewer: Viewer,
  id: number,
  dataFolder: string,
): Promise<ExportFile | null> {
  const batch = await findBatch(db, viewer, id);
  const file = batch?.storedAs ? await originalFilePath(filesFolder(dataFolder), batch.storedAs) : null;
  const mapping = await mappingOf(db, batch);
  if (file === null || mapping === null) return null;
  const which = { lines: await gatherLines(rejectedLineNumbers(db, id)) };
  const requested = { path: file, fileName: batch?.fileName ?? "", mapping, which };
  const { headings, rows } = await readRejectedRows(db, viewer, requested);
  return { name: `import-${id}-rejected-rows`, about: [], header: headings, rows };
}

async function* rejectedLineNumbers(db: Database, id: number): AsyncGenerator<number[]> {
  let after = -1;
  for (;;) {
    const lines = await listRejectedLines(db, id, { after, limit: REJECTIONS_PER_READ });
    const last = lines.at(-1);
    if (last === undefined) return;
    yield lines;
    after = last;
  }
}

/** The mapping by which a batch was read, as a document to keep; null where the viewer may see no such batch. */
export async function mappingDocumentOf(db: Database, viewer: Viewer, id: number): Promise<Mapping | null> {
  return mappingOf(db, await findBatch(db, viewer, id));
}

async function mappingOf(db: Database, batch: Batch | null): Promise<Mapping | null> {
  const document = batch?.mapping ? await findMappingDocument(db, batch.mapping.id) : null;
  const read = readMapping(document);
  return read.ok ? read.mapping : null;
}

export const CHANGES_PER_PAGE = 50;

/** One page of the rows that a batch changed, old values beside new ones, and whether another follows; pages count from 1. */
export async function loadRowChanges(
  db: Database,
  viewer: Viewer,
  id: number,
  { page, only }: { page: number; only: "all" | "figures" },
): Promise<{ batch: Batch; changes: RowChange[]; hasMore: boolean } | null> {
  const batch = await findBatch(db, viewer, id);
  if (batch === null) return null;
  const offset = (page - 1) * CHANGES_PER_PAGE;
  const changes = await listRowChanges(db, id, { offset, limit: CHANGES_PER_PAGE + 1, only });
  return { batch, changes: changes.slice(0, CHANGES_PER_PAGE), hasMore: changes.length > CHANGES_PER_PAGE };
}
