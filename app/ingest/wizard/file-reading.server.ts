import { FILE_PROBLEMS } from "~/wording/imports/file-problems";
import { defineFileWork } from "../file-threads/file-work";
import { stat } from "node:fs/promises";
import path from "node:path";
import { detectReading } from "../format/detect-reading.server";
import type { DetectedReading } from "../format/detected-reading";
import { sampleTable, type TableSample } from "../format/sample-table.server";
import type { FileFormat } from "../mapping/file-format";
import { onceInFileThread, type ThreadUser } from "../file-threads/file-threads.server";
import { cacheAnswer, readCached } from "../intake/cached-answer.server";
import { FileRefused } from "~/domain/input/refusal";
import type { FileRequest } from "./wizard-state";

/** Detects the form of a file. */
export const FORM_WORK = defineFileWork<{ path: string; requested: FileRequest }, FileForm>("form", "form");

/** How a file is read: what was found, what holds now, and rows of it read so. */
export type FileReading = { detected: DetectedReading; file: FileFormat; sample: TableSample };

/** A reading as pages use it: all headings, and of the sample only the first cells, each cut. */
export type FileForm = Pick<FileReading, "detected" | "file"> & {
  headings: string[];
  first: Pick<TableSample, "rows" | "lines">;
};

/** Columns of a table that a page shows at once. */
export const MAX_COLUMNS_SHOWN = 100;

const MAX_ROWS_SHOWN = 20;

const LONGEST_CELL_SHOWN = 200;

/** The form of an upload, kept beside it once it is detected. `FileRefused` where it is no table. */
export async function readFileForm(file: string, requested: FileRequest, user: ThreadUser): Promise<FileForm> {
  const known = await readCached<FileForm>(beside(file, "form.json"), JSON.stringify(requested));
  if (known !== null) return known;
  if ((await stat(file).catch(() => null)) === null) throw new FileRefused("unreadable", FILE_PROBLEMS.uploadGone);
  const form = await onceInFileThread(FORM_WORK, { path: file, requested }, user);
  await cacheAnswer(beside(file, "form.json"), JSON.stringify(requested), form);
  return form;
}

/** The whole reading of an upload, kept beside it. It is large: only threads of their own read it. */
export async function readCachedReading(file: string, requested: FileRequest): Promise<FileReading> {
  const known = await readCached<FileReading>(beside(file, "reading.json"), JSON.stringify(requested));
  if (known !== null) return known;
  const reading = await detectFileForm(file, requested);
  await cacheAnswer(beside(file, "reading.json"), JSON.stringify(requested), reading);
  return reading;
}

export function formOf({ detected, file, sample }: FileReading): FileForm {
  const rows = sample.rows
    .slice(0, MAX_ROWS_SHOWN)
    .map((cells) => cells.slice(0, MAX_COLUMNS_SHOWN).map((cell) => cell.slice(0, LONGEST_CELL_SHOWN)));
  return { detected, file, headings: sample.headings, first: { rows, lines: sample.lines.slice(0, MAX_ROWS_SHOWN) } };
}

/** The file's form as it is detected, with what the analyst says in its place. `FileRefused` where it is no table. */
export async function detectFileForm(file: string, requested: FileRequest): Promise<FileReading> {
  const detected = await detectReading(file, { sheet: requested.sheet, table: requested.table });
  const format = withRequest(detected.file, requested);
  return { detected, file: format, sample: await sampleTable(file, format) };
}

function withRequest(found: FileFormat, { skipFound, ...requested }: FileRequest): FileFormat {
  const given = Object.fromEntries(Object.entries(requested).filter(([, value]) => value !== undefined));
  return { ...found, ...given, ...(skipFound === false ? { skipRowsWhen: [] } : {}) };
}

/** Looking at a large file takes a while; what was found is kept beside it, for as long as nothing else is stated. */
const beside = (file: string, name: string) => path.join(path.dirname(file), name);
