import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { FileRefused } from "./refusal";

/** What is asked of an uploaded file: how to read it, and whose it is. */
const wishSchema = z.object({
  /** A remembered mapping, or null where `mappingText` holds one. */
  mappingId: z.number().int().nullable(),
  mappingText: z.string(),
  vendorKey: z.string().nullable(),
  newVendorName: z.string().nullable(),
});
const stagedSchema = wishSchema.extend({
  fileName: z.string(),
  bytes: z.number(),
  actor: z.string(),
  stagedAt: z.iso.datetime(),
  batchId: z.number().int().nullable(),
});
export type ImportWish = z.infer<typeof wishSchema>;
export type StagedFile = z.infer<typeof stagedSchema> & { id: string; path: string };

export const MOST_FILE_BYTES = 500 * 1024 * 1024;
const KEPT_UNAPPLIED_MS = 7 * 86_400_000;
const KEPT_APPLIED_MS = 3_600_000;
const STAGED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id of the upload that lies at this place below the data folder; null: the place is no upload's. */
export function stagedIdOf(place: string): string | null {
  const [folder, id = ""] = place.split(path.sep);
  return folder === "staged" && STAGED_ID.test(id) ? id : null;
}

/** The folder of uploaded files that are not applied yet, below the data folder. */
export function stagedFolder(dataFolder: string): string {
  return path.join(dataFolder, "staged");
}

/** Writes an upload to disk as it comes, and answers its id and size. Refuses what grows too large. */
export async function receiveFile(
  folder: string,
  data: AsyncIterable<Uint8Array>,
): Promise<{ id: string; bytes: number }> {
  const id = randomUUID();
  const place = path.join(folder, id);
  await mkdir(place, { recursive: true, mode: 0o700 });
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      done(bytes > MOST_FILE_BYTES ? tooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(data), limited, createWriteStream(path.join(place, "content"), { mode: 0o600 }));
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    throw error;
  }
  return { id, bytes };
}

/** Keeps what is known of an uploaded file beside it. */
export async function writeStaged(folder: string, { id, path: _path, ...staged }: StagedFile): Promise<void> {
  const place = path.join(folder, id);
  const unfinished = path.join(place, `${randomUUID()}.part`);
  await writeFile(unfinished, JSON.stringify(staged), { mode: 0o600 });
  await rename(unfinished, path.join(place, "request.json"));
}

/** An uploaded file of this person, or null. */
export async function findStaged(folder: string, id: string, actor: string): Promise<StagedFile | null> {
  if (!STAGED_ID.test(id)) return null;
  const text = await readFile(path.join(folder, id, "request.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const staged = stagedSchema.parse(JSON.parse(text));
  return staged.actor === actor ? { ...staged, id, path: contentPath(folder, id) } : null;
}

export function contentPath(folder: string, id: string): string {
  return path.join(folder, id, "content");
}

export async function removeStaged(folder: string, id: string): Promise<void> {
  if (STAGED_ID.test(id)) await rm(path.join(folder, id), { recursive: true, force: true });
}

/** Removes uploads that were applied a while ago, and those that nobody came back to. */
export async function removeOldStaged(folder: string, now: Date): Promise<void> {
  for (const id of await readdir(folder).catch(() => [])) {
    const place = path.join(folder, id);
    const found = await stat(place).catch(() => null);
    if (!STAGED_ID.test(id) || !found) continue;
    const age = now.getTime() - found.mtimeMs;
    const applied = age > KEPT_APPLIED_MS && (await isApplied(place));
    if (applied || age > KEPT_UNAPPLIED_MS) await rm(place, { recursive: true, force: true });
  }
}

async function isApplied(place: string): Promise<boolean> {
  const text = await readFile(path.join(place, "request.json"), "utf8").catch(() => null);
  const staged = text === null ? null : stagedSchema.safeParse(JSON.parse(text));
  return staged?.success === true && staged.data.batchId !== null;
}

function tooLarge(): FileRefused {
  return new FileRefused(
    "too-large",
    `The file is larger than ${MOST_FILE_BYTES / 1024 / 1024} MB. Split it, or use the command line.`,
  );
}
