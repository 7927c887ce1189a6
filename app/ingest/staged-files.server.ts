import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { FileRefused } from "./refusal";
import { wizardStateSchema, type WizardState } from "./wizard/wizard-state";

/** An upload that waits to be applied, with all that was said of it. */
export type StagedFile = WizardState & { id: string; path: string };

export const MOST_FILE_BYTES = 500 * 1024 * 1024;
const KEPT_MS = 7 * 86_400_000;
const STAGED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const FOLDER = "staged";

/** The id of the upload that lies at this place below the data folder; null: the place is no upload's. */
export function stagedIdOf(place: string): string | null {
  const [folder, id = ""] = place.split(path.sep);
  return folder === FOLDER && STAGED_ID.test(id) ? id : null;
}

/** The folder of uploaded files that are not applied yet, below the data folder. */
export function stagedFolder(dataFolder: string): string {
  return path.join(dataFolder, FOLDER);
}

/** Writes an upload to disk as it comes, and answers its id and size. Refuses what grows too large. */
export async function receiveFile(
  folder: string,
  data: AsyncIterable<Uint8Array>,
): Promise<{ id: string; bytes: number }> {
  const { id, place } = await makePlace(folder);
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

/** Takes over a file of ours, such as one that was unpacked, as an upload. */
export async function adoptFile(folder: string, file: string): Promise<{ id: string; bytes: number }> {
  const { id, place } = await makePlace(folder);
  await rename(file, path.join(place, "content"));
  return { id, bytes: (await stat(path.join(place, "content"))).size };
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

async function makePlace(folder: string): Promise<{ id: string; place: string }> {
  const id = randomUUID();
  const place = path.join(folder, id);
  await mkdir(place, { recursive: true, mode: 0o700 });
  return { id, place };
}

/** Keeps what is known of an uploaded file beside it. One that is gone meanwhile stays gone. */
export async function writeStaged(folder: string, { id, path: _path, ...staged }: StagedFile): Promise<void> {
  const place = path.join(folder, id);
  const unfinished = path.join(place, `${randomUUID()}.part`);
  try {
    await writeFile(unfinished, JSON.stringify(staged), { mode: 0o600 });
    await rename(unfinished, path.join(place, "request.json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** An upload that this person may work on, or null: an own one, or one that was dropped into the watched folder. */
export async function findStaged(folder: string, id: string, actor: string): Promise<StagedFile | null> {
  const staged = await findStagedOfAnybody(folder, id);
  return staged !== null && isOpenTo(staged, actor) ? staged : null;
}

/** The uploads that wait and that this person may work on, the newest first. */
export async function listStaged(folder: string, actor: string): Promise<StagedFile[]> {
  const ids = (await readdir(folder).catch(() => [])).filter((id) => STAGED_ID.test(id));
  const all = await Promise.all(ids.map((id) => readStaged(folder, id)));
  const own = all.flatMap((staged) => (staged !== null && isOpenTo(staged, actor) ? [staged] : []));
  return own.toSorted((a, b) => (a.stagedAt < b.stagedAt ? 1 : -1));
}

/** An upload whoever it is of; for callers that act for nobody in person. */
export async function findStagedOfAnybody(folder: string, id: string): Promise<StagedFile | null> {
  return STAGED_ID.test(id) ? readStaged(folder, id) : null;
}

function isOpenTo(staged: StagedFile, actor: string): boolean {
  return staged.actor === actor || staged.actor === DROP_FOLDER_ACTOR;
}

async function readStaged(folder: string, id: string): Promise<StagedFile | null> {
  const text = await readFile(path.join(folder, id, "request.json"), "utf8").catch(() => null);
  const read = text === null ? null : wizardStateSchema.safeParse(JSON.parse(text));
  return read?.success ? { ...read.data, id, path: contentPath(folder, id) } : null;
}

export function contentPath(folder: string, id: string): string {
  return path.join(folder, id, "content");
}

export async function removeStaged(folder: string, id: string): Promise<void> {
  if (STAGED_ID.test(id)) await rm(path.join(folder, id), { recursive: true, force: true });
}

/** Removes uploads that nobody came back to. */
export async function removeOldStaged(folder: string, now: Date): Promise<void> {
  for (const id of await readdir(folder).catch(() => [])) {
    const place = path.join(folder, id);
    const found = await stat(place).catch(() => null);
    if (STAGED_ID.test(id) && found && now.getTime() - found.mtimeMs > KEPT_MS)
      await rm(place, { recursive: true, force: true });
  }
}

export function tooLarge(): FileRefused {
  return new FileRefused(
    "too-large",
    `The file is larger than ${MOST_FILE_BYTES / 1024 / 1024} MB. Split it, or use the command line.`,
  );
}
