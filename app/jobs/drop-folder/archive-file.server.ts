import { randomUUID } from "node:crypto";
import { lstat, mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { DONE_FOLDER, REFUSED_FOLDER } from "~/ingest/intake/dropped/dropped-names";
import { isUnchanged, lookAt, type DroppedFile } from "~/ingest/intake/dropped/list-dropped.server";
import { tidyFileName } from "~/ingest/format/file-name";

const MAX_NAME_BYTES = 180;
const MAX_NUMBERED = 99;

/**
 * Moves an original to `done` or `refused` beside it, with a text that says what happened. The text comes first: cut off between
 * the two, the file is still there to be reported. False where it is no longer as it was seen; then nothing is moved.
 */
export async function layAside(seen: DroppedFile, to: { refused: boolean; words: string }): Promise<boolean> {
  const folder = path.join(path.dirname(seen.path), to.refused ? REFUSED_FOLDER : DONE_FOLDER);
  await makeFolder(folder);
  const target = path.join(folder, await freeName(folder, seen.name));
  if (!isUnchanged(seen, await lookAt(seen.path))) return false;
  const unfinished = path.join(folder, `.${randomUUID()}.part`);
  await writeFile(unfinished, to.words, { flag: "wx" });
  await rename(unfinished, `${target}.txt`);
  await rename(seen.path, target);
  return true;
}

/** A link in its place is not followed: what is moved stays below the watched folder. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  if (!(await lstat(folder)).isDirectory())
    throw new Error(`${folder} is not a folder, so files can’t be archived there.`);
}

/** The name itself or, where a file by it lies there, one with a number. A text without its file is one that was cut off. */
async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(tidyFileName(name));
  const [shortStem, shortExt] = [shortened(stem, MAX_NAME_BYTES - 40), shortened(ext, 30)];
  const isThere = async (file: string) => (await lstat(path.join(folder, file)).catch(() => null)) !== null;
  for (let number = 1; number <= MAX_NUMBERED; number += 1) {
    const free = `${shortStem}${number === 1 ? "" : ` (${number})`}${shortExt}`;
    const isTextOfIt = !(await isThere(`${free}.txt.txt`));
    if (!(await isThere(free)) && isTextOfIt) return free;
  }
  return `${shortStem} (${randomUUID()})${shortExt}`;
}

function shortened(text: string, bytes: number): string {
  let short = text;
  while (Buffer.byteLength(short) > bytes) short = [...short].slice(0, -1).join("");
  return short;
}
