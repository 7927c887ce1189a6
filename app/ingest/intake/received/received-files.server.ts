import { createHash } from "node:crypto";
import path from "node:path";
import type { Allowance } from "../allowance";
import { adoptFile, contentPath, receiveFile, removeOldStaged, removeStaged } from "../upload-folder.server";

/** Where files lie that a program sent, until the work on them is done. */
function receivedFolder(dataFolder: string): string {
  return path.join(dataFolder, "received");
}

export type ReceivedFile = {
  id: string;
  path: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
};

/** Writes what a program sends to disk as it comes. Nothing stays behind where it cannot all be taken in. */
export async function takeFile(
  dataFolder: string,
  data: AsyncIterable<Uint8Array>,
  allowance: Allowance,
): Promise<ReceivedFile> {
  const folder = receivedFolder(dataFolder);
  const hash = createHash("sha256");
  async function* hashed() {
    for await (const piece of data) {
      hash.update(piece);
      yield piece;
    }
  }
  const { id, bytes } = await receiveFile(folder, hashed(), allowance);
  return { id, bytes, path: contentPath(folder, id), sha256: hash.digest("hex") };
}

/** Takes over a file of ours, such as one that was unpacked, as one that was sent. */
export async function takeOver(
  dataFolder: string,
  file: string,
  allowance: Allowance,
): Promise<Omit<ReceivedFile, "sha256">> {
  const folder = receivedFolder(dataFolder);
  const { id, bytes } = await adoptFile(folder, file, allowance);
  return { id, bytes, path: contentPath(folder, id) };
}

/** Removes the file at this path below the data folder if a program sent it; the original is stored with its batch. */
export async function discardReceived(dataFolder: string, file: string): Promise<void> {
  const [folder, id = ""] = file.split(path.sep);
  if (folder === path.basename(receivedFolder(dataFolder))) await removeStaged(receivedFolder(dataFolder), id);
}

/** Removes what lies there longer than any work takes, such as the file of a run that was cancelled before it started. */
export async function removeOldReceived(dataFolder: string, now: Date): Promise<number> {
  return removeOldStaged(receivedFolder(dataFolder), now);
}
