/** Why a whole file is not taken in. Nothing that is stored changes. */
export const REFUSALS = [
  "mapping-invalid",
  "unreadable",
  "too-large",
  "empty",
  "no-date-in-name",
  "nothing-in-name",
  "binary",
  "not-a-table",
  "compressed",
  "workbook",
  "damaged",
  "encrypted",
  "too-much-inside",
  "nested-archive",
  "several-files",
  "unsafe-name",
  "document-type",
  "missing-sheet",
  "missing-table",
  "encoding",
  "line-too-long",
  "too-many-columns",
  "too-many-lines",
  "missing-column",
  "repeated-column",
  "cut-short",
  "no-rows",
  "vendor-missing",
  "not-permitted",
  "too-many-limits",
  "too-many-names",
  "quota-of-person",
  "quota-of-all",
  "nothing-accepted",
  "cancelled",
] as const;

export type RefusalCode = (typeof REFUSALS)[number];

/** One thing wrong with one row: where it stands, what kind of thing, and the text in question. */
export type RowProblem = { line: number; column: string; code: string; text: string };

/** Thrown where a file as a whole cannot be read; caught at the edges of ingest and shown with its code. */
export class FileRefused extends Error {
  readonly code: RefusalCode;
  readonly rows: readonly RowProblem[];

  constructor(code: RefusalCode, message: string, rows: readonly RowProblem[] = []) {
    super(message);
    this.name = "FileRefused";
    this.code = code;
    this.rows = rows;
  }
}

export type Refusal = { code: RefusalCode; message: string; rows: RowProblem[] };

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** What came of work on a file: its answer, or why the file was refused. Other errors are thrown on. */
export async function answered<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, refusal: { code: error.code, message: error.message, rows: [...error.rows] } };
  }
}
