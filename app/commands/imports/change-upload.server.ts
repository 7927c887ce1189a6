import type { Database } from "~/data/db/database.server";
import { isBeingImported } from "~/data/imports/import-runs.server";
import { findWaitingFile, forgetWaitingFiles } from "~/data/imports/waiting-files.server";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { contentPath, removeStaged, stagedFolder } from "~/ingest/intake/upload-folder.server";
import { findStaged, isDamaged, writeStaged, type StagedFile } from "~/ingest/wizard/uploads.server";
import { forgetSuggestions } from "~/ingest/wizard/file-suggestion.server";
import { stopWholeCheck } from "~/ingest/wizard/whole-checks.server";
import type { WizardState, WizardStep } from "~/ingest/wizard/wizard-state";

/** Keeps more of what was stated of an upload. */
export async function changeStaged(
  dataFolder: string,
  staged: StagedFile,
  change: Partial<WizardState>,
): Promise<StagedFile> {
  const changed = { ...staged, ...change };
  await writeStaged(stagedFolder(dataFolder), changed);
  return changed;
}

/** Remembers the step that is looked at, so that the upload is resumed there. */
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
  forgetSuggestions(contentPath(folder, id));
  await removeStaged(folder, id);
  await forgetWaitingFiles(db, [id]);
  return "removed";
}

async function isOwnDamaged(db: Database, folder: string, id: string, actor: string): Promise<boolean> {
  if (!(await isDamaged(folder, id))) return false;
  const known = await findWaitingFile(db, id);
  return known === null || known.actor === actor || known.actor === DROP_FOLDER_ACTOR;
}
