import { constants } from "node:fs";
import { lstat, open, opendir, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { isForPartner, isNoDrop } from "./dropped-names";

/** A file in a folder, and what tells whether it was written to since. */
export type DroppedFile = { path: string; name: string; bytes: number; mtimeMs: number };

const MAX_ENTRIES = 2_000;

/** The folders meant for partners, by name. A link to a folder is none. */
export async function listPartnerFolders(dropFolder: string): Promise<string[]> {
  const names: string[] = [];
  let looked = 0;
  for await (const entry of await opendir(dropFolder)) {
    if (entry.isDirectory() && isForPartner(entry.name)) names.push(entry.name);
    if ((looked += 1) >= MAX_ENTRIES) break;
  }
  return names.toSorted();
}

/**
 * The files in a folder itself, the oldest first, without those that are no drops. Links are none, and an empty file is one whose
 * content has yet to come. Of very many only some are looked at.
 */
export async function listDropped(folder: string): Promise<DroppedFile[]> {
  const files: DroppedFile[] = [];
  let looked = 0;
  for await (const entry of await opendir(folder)) {
    const file = entry.isFile() && !isNoDrop(entry.name) ? await lookAt(path.join(folder, entry.name)) : null;
    if (file !== null && file.bytes > 0) files.push(file);
    if ((looked += 1) >= MAX_ENTRIES) break;
  }
  return files.toSorted((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
}

/** The file as it is now; null: there is no plain file by that name. */
export async function lookAt(file: string): Promise<DroppedFile | null> {
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile()) return null;
  return { path: file, name: path.basename(file), bytes: found.size, mtimeMs: found.mtimeMs };
}

export function isUnchanged(then: DroppedFile, now: DroppedFile | null): boolean {
  return now !== null && now.bytes === then.bytes && now.mtimeMs === then.mtimeMs;
}

/** Opens the file for reading; null where it is no longer the plain file that was seen. Never follows a link. */
export async function openSeen(seen: DroppedFile): Promise<FileHandle | null> {
  const handle = await open(seen.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ELOOP") return null;
      throw error;
    },
  );
  if (handle === null || (await isSeen(handle, seen))) return handle;
  await handle.close();
  return null;
}

/** Whether what is open is as it was when it was seen. */
export async function isSeen(handle: FileHandle, seen: DroppedFile): Promise<boolean> {
  const found = await handle.stat();
  return found.isFile() && found.size === seen.bytes && found.mtimeMs === seen.mtimeMs;
}
