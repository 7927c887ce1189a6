import { FileRefused, type RefusalCode, type RowProblem } from "./refusal";

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
