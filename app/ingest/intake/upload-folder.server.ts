import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Allowance } from "./allowance";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export const MAX_FILE_BYTES = 500 * 1024 * 1024;

const RETENTION_MS = 7 * 86_400_000;

/** No request takes as long. */
const LEFTOVER_RETENTION_MS = 86_400_000;

export const STAGED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const FOLDER = "staged";

export const STATE_FILE = "request.json";

/** The id of the upload that lies at this place below the data folder; null: the place is no upload's. */
export function stagedIdOf(uploadFolder: string): string | null {
  const [folder, id = ""] = uploadFolder.split(path.sep);
  return folder === FOLDER && STAGED_ID.test(id) ? id : null;
}

/** The folder of uploaded files that are not applied yet, below the data folder. */
export function stagedFolder(dataFolder: string): string {
  return path.join(dataFolder, FOLDER);
}

/** Writes an upload to disk as it comes, and answers its id and size. Refuses what grows too large, or beyond what is allowed. */
export async function receiveFile(
  folder: string,
  data: AsyncIterable<Uint8Array>,
  allowance: Pick<Allowance, "addFile" | "addBytes">,
): Promise<{ id: string; bytes: number }> {
  allowance.addFile();
  const { id, uploadFolder } = await makeUploadFolder(folder);
  let bytes = 0;
  async function* limited(): AsyncGenerator<Uint8Array> {
    for await (const chunk of data) {
      bytes += chunk.length;
      if (bytes > MAX_FILE_BYTES) throw tooLarge();
      allowance.addBytes(chunk.length);
      yield chunk;
    }
  }
  try {
    await pipeline(Readable.from(limited()), createWriteStream(path.join(uploadFolder, "content"), { mode: 0o600 }));
  } catch (error) {
    await rm(uploadFolder, { recursive: true, force: true });
    throw error;
  }
  return { id, bytes };
}

/** Takes over a file that was unpacked as an upload. Its bytes are counted since it was unpacked. */
export async function adoptFile(
  folder: string,
  file: string,
  allowance: Pick<Allowance, "addFile">,
): Promise<{ id: string; bytes: number }> {
  const { size: bytes } = await stat(file);
  allowance.addFile();
  const { id, uploadFolder } = await makeUploadFolder(folder);
  await rename(file, path.join(uploadFolder, "content"));
  return { id, bytes };
}

/** Gives an upload another id. Where one has that id already, that one stays and this one goes. */
export async function renameStaged(folder: string, from: string, to: string): Promise<void> {
  try {
    await rename(path.join(folder, from), path.join(folder, to));
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    await removeStaged(folder, from);
  }
}

async function makeUploadFolder(folder: string): Promise<{ id: string; uploadFolder: string }> {
  const id = randomUUID();
  const uploadFolder = path.join(folder, id);
  await mkdir(uploadFolder, { recursive: true, mode: 0o700 });
  return { id, uploadFolder };
}

/** The ids of the uploads that lie here. */
export async function listStagedIds(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((id) => STAGED_ID.test(id));
}

/** How much is kept of what was stated of an upload. */
export async function stateBytes(folder: string, id: string): Promise<number> {
  return (await stat(path.join(folder, id, STATE_FILE)).catch(() => null))?.size ?? 0;
}

export function contentPath(folder: string, id: string): string {
  return path.join(folder, id, "content");
}

/** Removes an upload at once: it gets a name that is no upload's first, so that what is still written to it cannot bring it back. */
export async function removeStaged(folder: string, id: string): Promise<void> {
  if (!STAGED_ID.test(id)) return;
  const going = path.join(folder, `${id}.${randomUUID()}.gone`);
  try {
    await rename(path.join(folder, id), going);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  await rm(going, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Removes what nobody came back to: uploads a week after they were last worked on, and whatever else was left in the folder, such as
 * what an archive was being unpacked into, after a day. Answers how many.
 */
export async function removeOldStaged(folder: string, now: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const uploadFolder = path.join(folder, name);
    const found = await stat(uploadFolder).catch(() => null);
    const retentionMs = STAGED_ID.test(name) ? RETENTION_MS : LEFTOVER_RETENTION_MS;
    if (!found || now.getTime() - found.mtimeMs <= retentionMs) continue;
    await rm(uploadFolder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

export function tooLarge(): FileRefused {
  return new FileRefused("too-large", FILE_PROBLEMS.tooLarge(MAX_FILE_BYTES / 1024 / 1024));
}
