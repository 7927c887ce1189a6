import type { Database } from "~/data/db/database.server";
import { isBeingImported } from "~/data/imports/import-runs.server";
import { listMappings, type ListedMapping } from "~/data/imports/mappings.server";
import { ownHost } from "~/data/db/own-host.server";
import { findVendors } from "~/data/access/vendors.server";
import {
  findWaitingFile,
  forgetWaitingFiles,
  listWaitingFiles,
  type ListedWaitingFile,
} from "~/data/imports/waiting-files.server";
import { viewerKey, type Viewer } from "~/domain/access/viewer";
import type { ProblemGroup } from "~/domain/imports/problem-group";
import { answered, type Answer } from "../format/answer";
import { reportingZone, vendorOf } from "../load/import-file.server";
import type { Mapping } from "../mapping/mapping";
import { beginCheck } from "../load/begin-check.server";
import type { FileCheck } from "../load/check-file.server";
import { problemWords } from "~/wording/imports/problems";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import {
  contentPath,
  findListed,
  findStaged,
  isDamaged,
  listStagedIds,
  removeStaged,
  stagedFolder,
  writeStaged,
  type ListedFile,
  type StagedFile,
} from "../intake/upload-folder.server";
import { forgetGuesses } from "./file-suggestion.server";
import { groupColumn } from "./group-column";
import { offerRepairs, type RepairOffer } from "./repair-offers";
import { findWholeCheck, stopWholeCheck } from "./whole-checks.server";
import { loadWizardMapping, type WizardMapping } from "./wizard-mapping.server";
import type { WizardState, WizardStep } from "./wizard-state";

/** An upload of this person that waits. Another's, or one that is gone, is answered with 404; the answer names the host of one elsewhere. */
export async function requireStaged(
  { db, dataFolder }: { db: Database; dataFolder: string },
  id: string | undefined,
  actor: string,
): Promise<StagedFile> {
  const folder = stagedFolder(dataFolder);
  const staged = await findStaged(folder, id ?? "", actor);
  if (staged !== null) return staged;
  const known = await findWaitingFile(db, id ?? "");
  const isOwn = known !== null && (known.actor === actor || known.actor === DROP_FOLDER_ACTOR);
  if (isOwn && known.host.id !== ownHost(dataFolder).id)
    throw new Response(`This upload is on the host ${known.host.name}. Open it there.`, { status: 409 });
  if ((isOwn || known === null) && (await isDamaged(folder, id ?? "")))
    throw new Response(
      "This upload is damaged and cannot be read. Remove it on the Imports page, and upload the file again.",
      {
        status: 410,
      },
    );
  throw new Response(
    "This upload is no longer there: it was imported or removed, or a week has passed. Imports lists what was imported.",
    { status: 404 },
  );
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

export type Discarding = "removed" | "not-found" | "being-imported";

/** Removes an upload of this person, one that is damaged as well. An upload that is being imported stays. */
export async function discardStaged(
  { db, dataFolder }: { db: Database; dataFolder: string },
  id: string,
  actor: string,
): Promise<Discarding> {
  const folder = stagedFolder(dataFolder);
  const found = (await findStaged(folder, id, actor)) !== null || (await isOwnDamaged(db, folder, id, actor));
  if (!found) return "not-found";
  if (await isBeingImported(db, `staged ${id}`)) return "being-imported";
  stopWholeCheck(contentPath(folder, id));
  forgetGuesses(contentPath(folder, id));
  await removeStaged(folder, id);
  await forgetWaitingFiles(db, [id]);
  return "removed";
}

async function isOwnDamaged(db: Database, folder: string, id: string, actor: string): Promise<boolean> {
  if (!(await isDamaged(folder, id))) return false;
  const known = await findWaitingFile(db, id);
  return known === null || known.actor === actor || known.actor === DROP_FOLDER_ACTOR;
}

/** An upload that cannot be read any more; what is known of it, is known from its record. */
export type DamagedFile = { id: string; fileName: string; bytes: number; since: Date | null; actor: string };

export type UnfinishedFiles = {
  files: ListedFile[];
  damaged: DamagedFile[];
  /** On the disks of other hosts. */
  elsewhere: ListedWaitingFile[];
};

/** How many uploads are listed, the newest ones. */
const MAX_LISTED = 100;

/**
 * The uploads of this person (and dropped ones) that wait to be applied, the newest first. Whose they are, their records say: what was
 * said of other people's is not read.
 */
export async function listUnfinished(db: Database, dataFolder: string, actor: string): Promise<UnfinishedFiles> {
  const folder = stagedFolder(dataFolder);
  const records = (await listWaitingFiles(db, { host: null, actors: null })).filter((one) => one.folder === "staged");
  const isOpen = (owner: string) => owner === actor || owner === DROP_FOLDER_ACTOR;
  const own = records.filter((record) => isOpen(record.actor));
  const here = new Set(await listStagedIds(folder));
  const recorded = new Set(records.map(({ id }) => id));
  const unrecorded = [...here].filter((id) => !recorded.has(id));
  const ids = [...own.map(({ id }) => id).filter((id) => here.has(id)), ...unrecorded].slice(0, MAX_LISTED);
  const files: ListedFile[] = [];
  const damaged: DamagedFile[] = [];
  for (const id of ids) {
    const found = await findListed(folder, id, actor);
    const record = own.find((one) => one.id === id);
    if (found === "large" && record !== undefined) files.push(listedFrom(record));
    else if (found === "damaged") damaged.push(damagedFrom(id, record));
    else if (found !== null && typeof found === "object") files.push(found);
  }
  return {
    files: files.toSorted((a, b) => (a.stagedAt < b.stagedAt ? 1 : -1)),
    damaged,
    elsewhere: own.filter(({ host }) => host.id !== ownHost(dataFolder).id).slice(0, MAX_LISTED),
  };
}

function listedFrom({ id, fileName, bytes, actor, createdAt }: ListedWaitingFile): ListedFile {
  return { id, fileName, bytes, actor, stagedAt: createdAt.toISOString(), vendorKey: null, step: null };
}

function damagedFrom(id: string, record: ListedWaitingFile | undefined): DamagedFile {
  if (record === undefined) return { id, fileName: "A file without a name", bytes: 0, since: null, actor: "" };
  const { fileName, bytes, createdAt, actor } = record;
  return { id, fileName, bytes, since: createdAt, actor };
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
    // Whoever asks for the same check waits for the one that is under way: it ends with no request.
    const owner = { vendorKey: vendor?.key ?? null, user: { key: viewerKey(viewer) } };
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
  return { ...group, words: problemWords(group.code), offers };
}
