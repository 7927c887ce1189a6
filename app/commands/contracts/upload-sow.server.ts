import type { Database } from "~/data/db/database.server";
import {
  applySow,
  checkSow,
  readSowText,
  type SowApplicant,
  type SowCheck,
  type SowUploadProblem,
} from "./apply-sow.server";

/** Beyond, a problem more helps nobody. */
const MAX_PROBLEMS = 100;
/** A longer document is fixed in its file, not in a field. */
const LONGEST_ECHO = 65_536;

/**
 * How an uploaded SOW stands: `text` and `vendorName` as sent, so that nothing has to be typed again; no text where it is longer than
 * 64 kB. `problems`: the first hundred of `problemCount`.
 */
export type SowUploadAnswer = { text: string; vendorName: string } & (
  | { status: "problems"; problems: SowUploadProblem[]; problemCount: number }
  | ({ status: "checked" } & Omit<Extract<SowCheck, { ok: true }>, "ok">)
);

/** Checks an upload, or applies it where that is requested. Whatever is wrong, nothing stored changes. */
export async function takeSowUpload(
  db: Database,
  applicant: SowApplicant,
  { apply, ...sent }: { text: string; vendorName: string; apply: boolean },
  options: { clock: () => Date; vendor?: string },
): Promise<SowUploadAnswer | { status: "applied"; vendor: string; revision: number }> {
  const read = readSowText(sent.text);
  if (!read.ok) return refused(sent, read.problems);
  if (!apply) {
    const checked = await checkSow(db, read.json, { ...options, vendorName: sent.vendorName });
    if (!checked.ok) return refused(sent, checked.problems);
    const { ok: _ok, ...check } = checked;
    return {
      ...sent,
      status: "checked",
      ...check,
      warnings: check.warnings.slice(0, MAX_PROBLEMS).map(clippedProblem),
    };
  }
  const applied = await applySow(db, applicant, read.json, { ...options, vendorName: sent.vendorName });
  if (!applied.ok) return refused(sent, applied.problems);
  return { status: "applied", vendor: applied.vendor, revision: applied.revision };
}

function refused(sent: { text: string; vendorName: string }, problems: readonly SowUploadProblem[]): SowUploadAnswer {
  const text = sent.text.length > LONGEST_ECHO ? "" : sent.text;
  return {
    ...sent,
    text,
    status: "problems",
    problems: problems.slice(0, MAX_PROBLEMS).map(clippedProblem),
    problemCount: problems.length,
  };
}

function clippedProblem({ path, pathLabel, code, message }: SowUploadProblem): SowUploadProblem {
  return { path: clipped(path), pathLabel: clipped(pathLabel), code, message: clipped(message) };
}

/** Paths, places and messages may quote what was sent. */
function clipped(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

const LONGEST_MESSAGE = 500;
