import type { Database } from "~/data/db/database.server";
import { findVendors } from "~/data/access/vendors.server";
import { viewerKey, type Viewer } from "~/domain/access/viewer";
import type { ProblemGroup } from "~/domain/imports/problem-group";
import { answered, type Answer } from "~/domain/input/refusal";
import { reportingZone, vendorOf } from "../load/import-file.server";
import type { Mapping } from "../mapping/mapping";
import { beginCheck } from "../load/begin-check.server";
import type { FileCheck } from "../load/check-file.server";
import { problemText } from "~/wording/imports/problems";
import type { StagedFile } from "./uploads.server";
import { groupColumn } from "./group-column";
import { offerRepairs, type RepairOffer } from "./repair-offers";
import { findWholeCheck } from "./whole-checks.server";
import { loadWizardMapping, type WizardMapping } from "./wizard-mapping.server";

/** How an upload is read as things stand, or why it cannot be. */
export async function loadMapping(db: Database, viewer: Viewer, staged: StagedFile): Promise<Answer<WizardMapping>> {
  return answered(() => loadWizardMapping(db, viewer, staged));
}

export type CheckedGroup = ProblemGroup & { words: string; offers: RepairOffer[] };

export type Checked = { made: WizardMapping; preview: FileCheck; groups: CheckedGroup[] };

/** Every row of an upload read by its mapping, with what is wrong by what would fix it; null while something is open. */
export async function checkStaged(db: Database, viewer: Viewer, staged: StagedFile): Promise<Answer<Checked | null>> {
  return answered(async () => {
    const made = await loadWizardMapping(db, viewer, staged);
    const { mapping, partner } = made;
    if (mapping === null || made.open.length > 0) return null;
    const vendor = vendorOf(partner === null ? {} : { vendor: partner }, mapping);
    const of = await checkedBy(db, viewer, made);
    // Whoever asks for the same check waits for the one that is under way: it ends with no request.
    const owner = { vendorKey: vendor?.key ?? null, user: { key: viewerKey(viewer), shared: db.shared } };
    const preview = await findWholeCheck(staged.path, of, () => beginCheck(db, staged, mapping, owner));
    return { made, preview, groups: preview.problems.map((group) => withOffers(group, mapping, preview.headings)) };
  });
}

/** Names all that decides what comes of a row. */
async function checkedBy(db: Database, viewer: Viewer, { fingerprint }: WizardMapping): Promise<string> {
  const [zone, vendors] = await Promise.all([reportingZone(db), findVendors(db, viewer)]);
  return JSON.stringify([fingerprint, zone, vendors.map(({ key, name }) => [key, name])]);
}

/** A group of problems with what can be done about it. `headings`: of the file. */
export function withOffers(group: ProblemGroup, mapping: Mapping, headings: readonly string[]): CheckedGroup {
  const offers = offerRepairs(group, groupColumn(group.column, mapping, headings));
  return { ...group, words: problemText(group.code), offers };
}
