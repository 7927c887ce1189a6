import type { Database } from "~/data/database.server";
import {
  applySow,
  checkSow,
  readSowText,
  type SowApplicant,
  type SowCheck,
  type SowUploadProblem,
} from "./sows-apply.server";

/** How an uploaded SOW stands: `text` and `vendorName` as sent, so that nothing has to be typed again. */
export type SowUploadAnswer = { text: string; vendorName: string } & (
  | { status: "problems"; problems: SowUploadProblem[] }
  | ({ status: "checked" } & Omit<Extract<SowCheck, { ok: true }>, "ok">)
);

/** Checks an upload, or applies it where that is asked for. Whatever is wrong, nothing stored changes. */
export async function takeSowUpload(
  db: Database,
  applicant: SowApplicant,
  { apply, ...sent }: { text: string; vendorName: string; apply: boolean },
  options: { clock: () => Date; vendor?: string },
): Promise<SowUploadAnswer | { status: "applied"; vendor: string; revision: number }> {
  const read = readSowText(sent.text);
  if (!read.ok) return { ...sent, status: "problems", problems: read.problems };
  if (!apply) {
    const checked = await checkSow(db, read.json, { ...options, vendorName: sent.vendorName });
    if (!checked.ok) return { ...sent, status: "problems", problems: checked.problems };
    const { ok: _ok, ...check } = checked;
    return { ...sent, status: "checked", ...check };
  }
  const applied = await applySow(db, applicant, read.json, { ...options, vendorName: sent.vendorName });
  if (!applied.ok) return { ...sent, status: "problems", problems: applied.problems };
  return { status: "applied", vendor: applied.vendor, revision: applied.revision };
}
