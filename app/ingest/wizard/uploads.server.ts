import { MAPPING_GAPS } from "~/wording/imports/wizard-problems";
import { randomUUID } from "node:crypto";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { withCurrentNames } from "~/domain/input/former-names";
import { FORMER_STATE_NAMES } from "./former-names";
import { wizardStateSchema, type WizardState } from "./wizard-state";
import { STAGED_ID, STATE_FILE, stateBytes, contentPath } from "../intake/upload-folder.server";

/** An upload that waits to be applied, with all that was stated of it. */
export type StagedFile = WizardState & { id: string; path: string };

const COMING_MS = 3_600_000;

/** Raised with every change that an earlier state cannot be read by. */
const STATE_VERSION = 1;

const stateFileSchema = wizardStateSchema.extend({ version: z.literal(STATE_VERSION).default(STATE_VERSION) });

/** How much may be kept of what was stated of one upload. */
const MAX_STATE_BYTES = 2 * 1024 * 1024;

/** A list reads no more of one upload. */
const MAX_LISTED_STATE_BYTES = 128 * 1024;

/**
 * Keeps what is known of an uploaded file beside it. One that is gone meanwhile stays gone. Throws a response (413) where that is too
 * much; then all stays as it was.
 */
export async function writeStaged(folder: string, { id, path: _path, ...staged }: StagedFile): Promise<void> {
  const uploadFolder = path.join(folder, id);
  const unfinished = path.join(uploadFolder, `${randomUUID()}.part`);
  const state = JSON.stringify({ version: STATE_VERSION, ...staged });
  if (Buffer.byteLength(state) > MAX_STATE_BYTES) throw new Response(MAPPING_GAPS.stateTooLarge, { status: 413 });
  try {
    await writeFile(unfinished, state, { mode: 0o600 });
    await rename(unfinished, path.join(uploadFolder, STATE_FILE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** An upload that this person may work on, or null: an own one, or one that was dropped into the watched folder. */
export async function findStaged(folder: string, id: string, actor: string): Promise<StagedFile | null> {
  const staged = await findStagedOfAnybody(folder, id);
  return staged !== null && isOpenTo(staged, actor) ? staged : null;
}

/** An upload as lists show it; `step` and `vendorKey` null: more was stated of it than a list reads. */
export type ListedFile = Pick<StagedFile, "id" | "fileName" | "bytes" | "actor" | "stagedAt" | "vendorKey"> & {
  step: StagedFile["step"] | null;
};

/** One of the uploads that this person may work on, for a list. `large`: it is not read for a list. */
export async function findListed(
  folder: string,
  id: string,
  actor: string,
): Promise<ListedFile | "large" | "damaged" | null> {
  if ((await stateBytes(folder, id)) > MAX_LISTED_STATE_BYTES) return "large";
  const found = await readStaged(folder, id);
  if (typeof found === "string") return found === "damaged" ? found : null;
  return isOpenTo(found, actor) ? found : null;
}

/** An upload whoever it is of; for callers that act for nobody in person. */
export async function findStagedOfAnybody(folder: string, id: string): Promise<StagedFile | null> {
  const found = STAGED_ID.test(id) ? await readStaged(folder, id) : "gone";
  return typeof found === "object" ? found : null;
}

/** Whether something lies there under this id that cannot be read. */
export async function isDamaged(folder: string, id: string): Promise<boolean> {
  return STAGED_ID.test(id) && (await readStaged(folder, id)) === "damaged";
}

function isOpenTo(staged: StagedFile, actor: string): boolean {
  return staged.actor === actor || staged.actor === DROP_FOLDER_ACTOR;
}

/** `coming`: nothing is known of it yet, and it was written to a moment ago. */
async function readStaged(folder: string, id: string): Promise<StagedFile | "gone" | "coming" | "damaged"> {
  const uploadFolder = path.join(folder, id);
  const content = await stat(contentPath(folder, id)).catch(() => null);
  if ((await stateBytes(folder, id)) > MAX_STATE_BYTES) return "damaged";
  const text = await readFile(path.join(uploadFolder, STATE_FILE), "utf8").catch(() => null);
  if (text === null) {
    const found = content ?? (await stat(uploadFolder).catch(() => null));
    if (found === null) return "gone";
    return Date.now() - found.mtimeMs < COMING_MS ? "coming" : "damaged";
  }
  const read = stateFileSchema.safeParse(withCurrentNames(parsed(text), FORMER_STATE_NAMES));
  if (!read.success || content === null || content.size !== read.data.bytes) return "damaged";
  const { version: _version, ...state } = read.data;
  return { ...state, id, path: contentPath(folder, id) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
