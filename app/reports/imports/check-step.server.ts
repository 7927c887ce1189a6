import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { vendorOf } from "~/ingest/load/import-file.server";
import { rowsOfVendor } from "~/ingest/load/begin-check.server";
import type { FileCheck } from "~/ingest/load/check-file.server";
import { implausibleText } from "~/ingest/suggest/implausible-text";
import { readRejectedRows } from "~/ingest/load/read-rejected-rows.server";
import type { ExportFile } from "../export/export-file";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { checkStaged, loadMapping, type CheckedGroup } from "~/ingest/wizard/check-upload.server";
import { type Blocker, findBlockers } from "~/ingest/wizard/blockers.server";
import { UPLOADS } from "~/wording/imports/uploads";

export type CheckStep = { blockers: Blocker[]; preview: ShownCheck | null; groups: CheckedGroup[]; doubts: Doubt[] };

/** A check without the headings of the file, of which there may be thousands. */
type ShownCheck = Omit<FileCheck, "headings">;

/** Figures that cannot be, in words. */
export type Doubt = { text: string; rows: number; lines: number[] };

/** The rows of an upload as its mapping reads them, what is wrong with them, and what keeps all of it from going on. */
export async function loadCheckStep(db: Database, viewer: Viewer, staged: StagedFile): Promise<CheckStep> {
  const blockers = await findBlockers(db, viewer, staged);
  if (blockers.length > 0) return { blockers, preview: null, groups: [], doubts: [] };
  const checked = await checkStaged(db, viewer, staged);
  if (!checked.ok)
    return { blockers: [{ message: checked.refusal.message, step: "map" }], preview: null, groups: [], doubts: [] };
  if (checked.value === null) return { blockers: [], preview: null, groups: [], doubts: [] };
  const { preview, groups, made } = checked.value;
  const kind = made.mapping?.kind ?? "contacts";
  const doubts = preview.implausible.map((finding) => {
    return { text: implausibleText(finding, kind), rows: finding.rows, lines: finding.lines };
  });
  const none = preview.looked.accepted === 0 && preview.looked.whole;
  const nothing: Blocker[] = none ? [{ message: UPLOADS.noneAccepted, step: "map" }] : [];
  const { headings: _headings, ...shown } = preview;
  return { blockers: nothing, preview: shown, groups, doubts };
}

/** The rows of an upload that its mapping cannot use, in the form of the file; null while the mapping is open. */
export async function rejectedOfStaged(db: Database, viewer: Viewer, staged: StagedFile): Promise<ExportFile | null> {
  const made = await loadMapping(db, viewer, staged);
  if (!made.ok || made.value.mapping === null || made.value.open.length > 0) return null;
  const { mapping, partner } = made.value;
  const vendor = vendorOf(partner === null ? {} : { vendor: partner }, mapping)?.key ?? null;
  const readFor = await rowsOfVendor(db, vendor);
  const requested = { path: staged.path, fileName: staged.fileName, mapping, which: { readFor } };
  const { headings, rows } = await readRejectedRows(db, viewer, requested);
  return { name: "rejected-rows", about: [], header: headings, rows };
}
