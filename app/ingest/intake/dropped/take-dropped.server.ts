import type { FileHandle } from "node:fs/promises";
import { tidyFileName } from "../../format/file-name";
import { inspectFile } from "../../format/inspect-file.server";
import type { Allowance } from "../allowance";
import { openAllowance, unpackWithin, type Sender } from "../upload-quota.server";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import {
  adoptFile,
  contentPath,
  MAX_FILE_BYTES,
  receiveFile,
  removeStaged,
  stagedFolder,
  tooLarge,
} from "../upload-folder.server";
import { isSeen, openSeen, type DroppedFile } from "./list-dropped.server";

/** A file of ours with what came in a dropped one: a copy of it, or one of the files in an archive. */
export type TakenFile = { id: string; fileName: string; bytes: number; sha256: string };

/**
 * Copies a dropped file to where uploads lie, archives opened as there. Null where it is no longer as it was seen, or the signal
 * was given; then, and where it is refused, nothing of it stays.
 */
export async function takeDropped(
  sender: Omit<Sender, "actor">,
  seen: DroppedFile,
  signal: AbortSignal,
): Promise<TakenFile[] | null> {
  if (seen.bytes > MAX_FILE_BYTES) throw tooLarge();
  const folder = stagedFolder(sender.dataFolder);
  const handle = await openSeen(seen);
  if (handle === null) return null;
  const allowance = await openAllowance({ ...sender, actor: DROP_FOLDER_ACTOR });
  try {
    const copied = await copy({ folder, allowance }, handle, seen, signal).finally(() => handle.close());
    if (copied === null) return null;
    const taken = await opened({ folder, allowance }, { ...copied, fileName: tidyFileName(seen.name) });
    await allowance.recordWaiting(taken.map(({ id, bytes, fileName }) => ({ id, bytes, fileName, folder: "staged" })));
    return taken;
  } finally {
    allowance.close();
  }
}

type Into = { folder: string; allowance: Allowance };

async function copy(
  { folder, allowance }: Into,
  handle: FileHandle,
  seen: DroppedFile,
  signal: AbortSignal,
): Promise<{ id: string; bytes: number } | null> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      if (signal.aborted) return;
      yield piece;
    }
  }
  const received = await receiveFile(folder, pieces(), allowance);
  if (!signal.aborted && received.bytes === seen.bytes && (await isSeen(handle, seen))) return received;
  await removeStaged(folder, received.id);
  return null;
}

async function opened(
  { folder, allowance }: Into,
  copied: { id: string; bytes: number; fileName: string },
): Promise<TakenFile[]> {
  const source = contentPath(folder, copied.id);
  const taken: TakenFile[] = [];
  const take = async (file: { id: string; bytes: number; fileName: string }) => {
    taken.push({ ...file, sha256: "" });
    const { sha256 } = await inspectFile(contentPath(folder, file.id));
    taken.splice(-1, 1, { ...file, sha256 });
  };
  try {
    const unpacked = await unpackWithin(allowance, source, copied.fileName, { folder });
    try {
      if (unpacked.files.some((file) => file.path === source)) {
        await take(copied);
        return taken;
      }
      for (const file of unpacked.files)
        await take({ ...(await adoptFile(folder, file.path, allowance)), fileName: file.name });
    } finally {
      await unpacked.discard();
    }
    await removeStaged(folder, copied.id);
    return taken;
  } catch (error) {
    for (const { id } of [copied, ...taken]) await removeStaged(folder, id);
    throw error;
  }
}
