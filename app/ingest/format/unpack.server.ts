import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { tidyFileName } from "./file-name";
import { FileRefused } from "~/domain/input/refusal";
import { fileKind } from "./file-kind";
import { isWorkbook } from "./workbook/is-workbook";
import {
  MAX_PARTS,
  openArchive,
  refuseDamaged,
  tooLarge,
  tooManyEntries,
  type ArchiveEntry,
  type ArchiveLimits,
} from "./zip-archive.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** `name` is for people; `path` is ours. */
export type UnpackedFile = { name: string; path: string };
export type Unpacked = {
  files: UnpackedFile[];
  /** Removes what was unpacked. The file that came is never touched. */
  discard(): Promise<void>;
};

export const UNPACK_LIMITS: ArchiveLimits = { entries: 100, unpackedBytes: 4 * 1024 ** 3, ratio: 200 };
const HEAD_BYTES = 16_384;

export type UnpackOptions = {
  limits?: ArchiveLimits;
  /** Where a folder for the unpacked files is made: the system's temporary folder unless stated. */
  folder?: string;
  /** Called with a number of bytes before they are written; throws where there is no room for them. */
  reserve?: (bytes: number) => void;
};

/**
 * The files in a `.zip` or `.gz`, recognized by content; any other file, a workbook too, is its own only one. Nothing is left
 * behind where it is refused.
 */
export async function unpack(source: string, fileName: string, options: UnpackOptions = {}): Promise<Unpacked> {
  const { limits = UNPACK_LIMITS, folder = tmpdir(), reserve = () => undefined } = options;
  const kind = fileKind(await readHead(source));
  if (kind === "text") return asItIs(source, fileName);
  if (kind === "gzip") {
    return intoFolder(folder, async (unpacked) => {
      const target = path.join(unpacked, randomUUID());
      await gunzip(source, target, { limits, reserve });
      return [{ name: tidyFileName(fileName.replace(/\.gz$/i, "")), path: target }];
    });
  }
  // A workbook may have a part for each of its pictures: only what is unpacked is limited in number.
  const archive = await openArchive(source, { ...limits, entries: MAX_PARTS });
  try {
    if (isWorkbook(archive.entries)) return asItIs(source, fileName);
    if (archive.entryCount > limits.entries) throw tooManyEntries(archive.entryCount, limits.entries);
    const wanted = archive.entries.filter(({ name, bytes }) => bytes > 0 && !isSystemFile(name));
    if (wanted.length === 0) throw new FileRefused("empty", FILE_PROBLEMS.archiveEmpty);
    // An entry that holds more than the archive states is refused before it is written.
    reserve(wanted.reduce((sum, { bytes }) => sum + bytes, 0));
    return await intoFolder(folder, async (unpacked) => {
      const files: UnpackedFile[] = [];
      for (const entry of wanted) files.push(await inflate(entry, path.join(unpacked, randomUUID())));
      return files;
    });
  } finally {
    archive.close();
  }
}

const MAX_NAMED = 5;

/** The one file that was unpacked; refused where there are several, for each is an import of its own. */
export function onlyFile(files: readonly UnpackedFile[]): UnpackedFile {
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return only;
  const names = files.map(({ name }) => name);
  const named = names.slice(0, MAX_NAMED).join(", ") + (names.length > MAX_NAMED ? " …" : "");
  throw new FileRefused("several-files", FILE_PROBLEMS.archiveFiles(names.length, named));
}

function asItIs(source: string, fileName: string): Unpacked {
  return { files: [{ name: fileName, path: source }], discard: () => Promise.resolve() };
}

async function intoFolder(folder: string, fill: (target: string) => Promise<UnpackedFile[]>): Promise<Unpacked> {
  const target = await mkdtemp(path.join(folder, "plumbline-unpacked-"));
  const discard = () => rm(target, { recursive: true, force: true });
  try {
    return { files: await fill(target), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function inflate(entry: ArchiveEntry, target: string): Promise<UnpackedFile> {
  await pipeline(Readable.from(entry.read()), createWriteStream(target, { mode: 0o600 }));
  await refuseNested(target);
  return { name: tidyFileName(entry.name), path: target };
}

async function gunzip(
  source: string,
  target: string,
  { limits, reserve }: Required<Pick<UnpackOptions, "limits" | "reserve">>,
): Promise<void> {
  const { size } = await stat(source);
  const most = Math.min(limits.unpackedBytes, Math.max(size * limits.ratio, 10 * 1024 * 1024));
  async function* limited(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > most) throw tooLarge(most);
      reserve(piece.length);
      yield piece;
    }
  }
  await pipeline(createReadStream(source), createGunzip(), limited, createWriteStream(target, { mode: 0o600 })).catch(
    refuseDamaged,
  );
  await refuseNested(target);
}

async function refuseNested(file: string): Promise<void> {
  const kind = fileKind(await readHead(file));
  if (kind === "text") return;
  if (kind === "zip") {
    const archive = await openArchive(file, { ...UNPACK_LIMITS, entries: MAX_PARTS });
    archive.close();
    if (isWorkbook(archive.entries)) return;
  }
  throw new FileRefused("nested-archive", FILE_PROBLEMS.archiveInArchive);
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isSystemFile(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);
}
