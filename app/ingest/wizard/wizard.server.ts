import type { Database } from "~/data/database.server";
import { listMappings, type ListedMapping } from "~/data/mappings.server";
import { findVendors } from "~/data/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import type { ProblemGroup } from "~/domain/imports/problem-group";
import { answered, type Answer } from "../answer";
import { reportingZone, vendorOf } from "../import-file.server";
import type { Mapping } from "../mapping";
import { beginCheck, type FileCheck } from "../check-file.server";
import { problemWords } from "../problem-words";
import {
  findStaged,
  listStaged,
  removeStaged,
  stagedFolder,
  writeStaged,
  type StagedFile,
} from "../staged-files.server";
import { groupColumn } from "./group-column";
import { offerRepairs, type RepairOffer } from "./repair-offers";
import { findWholeCheck, stopWholeCheck } from "./whole-checks.server";
import { loadWizardMapping, type WizardMapping } from "./wizard-mapping.server";
import type { WizardState, WizardStep } from "./wizard-state";

/** An upload of this person that waits. Another's, or one that is gone, is answered with 404. */
export async function requireStaged(dataFolder: string, id: string | undefined, actor: string): Promise<StagedFile> {
  const staged = await findStaged(stagedFolder(dataFolder), id ?? "", actor);
  if (staged === null)
    throw new Response("This upload is no longer there. Uploads are kept for a week.", { status: 404 });
  return staged;
}

/** Keeps more of what was said of an upload. */
export async function changeStaged(
  dataFolder: string,
  staged: StagedFile,
  change: Partial<WizardState>,
): Promise<StagedFile> {
  const changed = { ...staged, ...change };
  await writeStaged(stagedFolder(dataFolder), changed);
  return changed;
}

/** Remembers the step that is looked at, so that the upload can be taken up there again. */
export async function atStep(dataFolder: string, staged: StagedFile, step: WizardStep): Promise<StagedFile> {
  return staged.step === step ? staged : changeStaged(dataFolder, staged, { step });
}

export async function discardStaged(dataFolder: string, staged: StagedFile): Promise<void> {
  stopWholeCheck(staged.path);
  await removeStaged(stagedFolder(dataFolder), staged.id);
}

/** The uploads of this person that wait to be applied, the newest first. */
export async function listUnfinished(dataFolder: string, actor: string): Promise<StagedFile[]> {
  return listStaged(stagedFolder(dataFolder), actor);
}

export type ImportChoices = { vendors: { key: string; name: string }[]; mappings: ListedMapping[] };

/** What can be chosen for an import. */
export async function loadImportChoices(db: Database, viewer: Viewer): Promise<ImportChoices> {
  const [vendors, mappings] = await Promise.all([findVendors(db, viewer), listMappings(db)]);
  return { vendors: vendors.map(({ key, name }) => ({ key, name })), mappings };
}

/** How an upload is read as things stand, or why it cannot be. */
export async function loadMapping(db: Database, viewer: Viewer, staged: StagedFile): Promise<Answer<WizardMapping>> {
  return answered(() => loadWizardMapping(db, viewer, staged));
}

export type CheckedGroup = ProblemGroup & { words: string; offers: RepairOffer[] };
export type Checked = { made: WizardMapping; preview: FileCheck; groups: CheckedGroup[] };

/** Every row of an upload read by its mapping, with what is wrong by what would mend it; null while something is open. */
export async function checkStaged(db: Database, viewer: Viewer, staged: StagedFile): Promise<Answer<Checked | null>> {
  return answered(async () => {
    const made = await loadWizardMapping(db, viewer, staged);
    const { mapping, whose } = made;
    if (mapping === null || made.open.length > 0) return null;
    const vendor = vendorOf(whose === null ? {} : { vendor: whose }, mapping);
    const of = await checkedBy(db, viewer, made);
    const preview = await findWholeCheck(staged.path, of, () => beginCheck(db, staged, mapping, vendor?.key ?? null));
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
  return { ...group, words: problemWords(group.code), offers };
}
