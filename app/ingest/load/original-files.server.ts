import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Readable } from "node:stream";

const STORED_NAME = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;

/** The folder of imported files below the data folder. */
export function filesFolder(dataFolder: string): string {
  return path.join(dataFolder, "files");
}

/** Keeps a copy of the file under a name made of its SHA-256, once however often it comes, and answers that name. */
export async function keepFile(folder: string, source: string, sha256: string): Promise<string> {
  const name = `${sha256.slice(0, 2)}/${sha256}`;
  const target = path.join(folder, name);
  if (await exists(target)) return name;
  await mkdir(path.dirname(target), { recursive: true });
  const unfinished = `${target}.${randomUUID()}.part`;
  try {
    await pipeline(createReadStream(source), createWriteStream(unfinished, { mode: 0o600 }));
    await flushToDisk(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return name;
}

/** The kept file's bytes, or null where it is no longer kept. Names that are not ours find nothing. */
export async function openOriginalFile(
  folder: string,
  name: string,
): Promise<{ stream: Readable; bytes: number } | null> {
  if (!STORED_NAME.test(name)) return null;
  const file = path.join(folder, name);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { stream: createReadStream(file), bytes: found.size } : null;
}

/** Where a kept file is, or null where it is no longer kept. */
export async function originalFilePath(folder: string, name: string): Promise<string | null> {
  const file = STORED_NAME.test(name) ? path.join(folder, name) : null;
  return file !== null && (await exists(file)) ? file : null;
}

/** Deletes kept files that no batch names any more. */
export async function removeOriginalFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) if (STORED_NAME.test(name)) await rm(path.join(folder, name), { force: true });
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

async function flushToDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
