import { crc32 } from "node:zlib";
import yauzl from "yauzl";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** What an archive may hold; looked at before anything is inflated. */
export type ArchiveLimits = {
  entries: number;
  unpackedBytes: number;
  /** Most unpacked bytes for a packed one; small entries are not asked. */
  ratio: number;
};

export type ArchiveEntry = {
  /** As the archive says it: to show and to compare, never a path. */
  name: string;
  bytes: number;
  /** The content, never more than `bytes`; refused where it differs from what the archive says of it. */
  read(): AsyncGenerator<Buffer>;
};

/** Most parts of an archive that is looked at, whatever it is: a workbook of pictures has thousands. What they hold is limited by size. */
export const MAX_PARTS = 65_535;

export type Archive = {
  /** Files and folders. */
  entryCount: number;
  /** Of the archive itself. */
  bytes: number;
  entries: ArchiveEntry[];
  close(): void;
};

const RATIO_FROM_BYTES = 10 * 1024 * 1024;

/** Opens a ZIP archive and lists its files. Refuses what is damaged, encrypted or beyond the limits; inflates nothing yet. */
export async function openArchive(path: string, limits: ArchiveLimits): Promise<Archive> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(refuseDamaged);
  try {
    if (zip.entryCount > limits.entries) throw tooManyEntries(zip.entryCount, limits.entries);
    const entries: ArchiveEntry[] = [];
    const declared = { packed: 0, unpacked: 0 };
    for await (const entry of zip.eachEntry()) {
      declared.packed += entry.compressedSize;
      declared.unpacked += entry.uncompressedSize;
      checkEntry(entry, declared, zip.fileSize, limits);
      if (!entry.fileName.endsWith("/")) {
        entries.push({ name: entry.fileName, bytes: entry.uncompressedSize, read: () => readEntry(zip, entry) });
      }
    }
    return { bytes: zip.fileSize, entryCount: zip.entryCount, entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    return refuseDamaged(error);
  }
}

function checkEntry(
  entry: yauzl.Entry,
  declared: { packed: number; unpacked: number },
  fileSize: number,
  limits: ArchiveLimits,
): void {
  if (entry.isEncrypted()) throw new FileRefused("encrypted", FILE_PROBLEMS.password);
  if (declared.packed > fileSize) throw new FileRefused("damaged", FILE_PROBLEMS.overlap);
  if (declared.unpacked > limits.unpackedBytes) throw tooLarge(limits.unpackedBytes);
  if (entry.uncompressedSize > RATIO_FROM_BYTES && entry.uncompressedSize > entry.compressedSize * limits.ratio) {
    throw new FileRefused("too-much-inside", FILE_PROBLEMS.ratio(limits.ratio));
  }
}

async function* readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const piece of stream) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      sum = crc32(bytes, sum);
      yield bytes;
    }
  } catch (error) {
    refuseDamaged(error);
  }
  if (sum !== entry.crc32) throw new FileRefused("damaged", FILE_PROBLEMS.archiveDamaged);
}

export function tooManyEntries(found: number, limit: number): FileRefused {
  return new FileRefused(
    "too-much-inside",
    FILE_PROBLEMS.tooManyFiles(found.toLocaleString("en-GB"), limit.toLocaleString("en-GB")),
  );
}

export function tooLarge(limit: number): FileRefused {
  return new FileRefused(
    "too-much-inside",
    FILE_PROBLEMS.unpackedTooLarge(Math.floor(limit / 1024 / 1024).toLocaleString("en-GB")),
  );
}

/** Turns what goes wrong with the bytes into a refusal; what goes wrong with the machine stays what it is. */
export function refuseDamaged(error: unknown): never {
  if (error instanceof FileRefused || !(error instanceof Error)) throw error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "Z_BUF_ERROR") throw new FileRefused("cut-short", FILE_PROBLEMS.cutShort);
  if (code !== "" && !code.startsWith("Z_")) throw error;
  if (/relative path|absolute path|invalid characters in fileName/.test(error.message)) {
    throw new FileRefused("unsafe-name", FILE_PROBLEMS.unsafeName);
  }
  throw new FileRefused("damaged", FILE_PROBLEMS.cannotUnpack(error.message));
}
