import type { Encoding } from "./encodings";
import { createHash } from "node:crypto";
import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import chardet from "chardet";
import { fileKind } from "./file-kind";
import type { Finding } from "./finding";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";
import { DETECTED_FORMAT } from "~/wording/imports/detected-format";

/** What one skip a file's bytes tells. */
export type FileFacts = {
  bytes: number;
  sha256: string;
  /** The first bytes, for looking at. */
  head: Buffer;
  ascii: boolean;
  validUtf8: boolean;
  hasNul: boolean;
};

const HEAD_BYTES = 65_536;

/** Refuses a path at which there is no file. */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new FileRefused("unreadable", FILE_PROBLEMS.notFound);
  if (!found.isFile()) throw new FileRefused("unreadable", FILE_PROBLEMS.folder);
}

/** Reads the file once, holding a piece of it at a time. */
export async function inspectFile(path: string): Promise<FileFacts> {
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  let bytes = 0;
  let ascii = true;
  let validUtf8 = true;
  let hasNul = false;
  let tail = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    hash.update(chunk);
    if (bytes < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - bytes));
    bytes += chunk.length;
    hasNul ||= chunk.includes(0);
    ascii &&= isAscii(chunk);
    if (!validUtf8) continue;
    const joined = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const cut = joined.length - unfinishedBytes(joined);
    validUtf8 = isUtf8(joined.subarray(0, cut));
    tail = Buffer.from(joined.subarray(cut));
  }
  return {
    bytes,
    sha256: hash.digest("hex"),
    head: Buffer.concat(head),
    ascii,
    validUtf8: validUtf8 && tail.length === 0,
    hasNul,
  };
}

/** How many bytes at the end begin a UTF-8 sequence that is not complete yet. */
function unfinishedBytes(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back += 1) {
    const byte = buffer[buffer.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

/** Refuses, by content and not by name, what is no delimited text. */
export function requireText({ head, hasNul }: FileFacts): void {
  const kind = fileKind(head);
  if (kind === "gzip") throw new FileRefused("compressed", FILE_PROBLEMS.gzip);
  if (kind === "zip") {
    const workbook = head.includes("xl/") || head.includes("[Content_Types].xml");
    throw workbook
      ? new FileRefused("workbook", FILE_PROBLEMS.workbookForText)
      : new FileRefused("compressed", FILE_PROBLEMS.zip);
  }
  if (hasNul && !byteOrder(head)) {
    throw new FileRefused("binary", FILE_PROBLEMS.notText);
  }
}

/** UTF-16 by its mark, or by the zero bytes that Latin text has in every second place. */
function byteOrder(head: Buffer): "utf-16le" | "utf-16be" | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const pairs = Math.min(head.length >> 1, 2_000);
  let evenZero = 0;
  let oddZero = 0;
  for (let index = 0; index < pairs; index += 1) {
    if (head[index * 2] === 0) evenZero += 1;
    if (head[index * 2 + 1] === 0) oddZero += 1;
  }
  // Letters such as Ā have their zero in the other place.
  if (oddZero > pairs * 0.6 && evenZero < pairs * 0.1) return "utf-16le";
  if (evenZero > pairs * 0.6 && oddZero < pairs * 0.1) return "utf-16be";
  return null;
}

/** The file's encoding as its bytes tell it. */
export function encodingFinding(facts: FileFacts): Finding<Encoding> {
  const { encoding } = detect(facts);
  const { head, ascii } = facts;
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
    const reason = marked ? DETECTED_FORMAT.utf16Mark : DETECTED_FORMAT.utf16Bytes;
    return { value: encoding, certainty: marked ? "certain" : "likely", reason, alternatives: [] };
  }
  if (encoding === "utf-8") {
    const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
    const reason = ascii ? DETECTED_FORMAT.ascii : DETECTED_FORMAT.utf8(marked ? DETECTED_FORMAT.utf8Mark : "");
    return { value: encoding, certainty: "certain", reason, alternatives: [] };
  }
  const reason = DETECTED_FORMAT.windows1252;
  return { value: encoding, certainty: "likely", reason, alternatives: [] };
}

/** The file's encoding: as the mapping says where the bytes agree, else as the bytes say. */
export function encodingOf(facts: FileFacts, wanted: Encoding | "auto"): Encoding {
  const found = detect(facts);
  if (wanted === "auto" || wanted === found.encoding) return found.encoding;
  // Plain ASCII is the same text in both.
  if (!found.certain) return wanted;
  throw new FileRefused("encoding", FILE_PROBLEMS.otherEncoding(wanted, found.encoding));
}

function detect({ head, ascii, validUtf8 }: FileFacts): { encoding: Encoding; certain: boolean } {
  const order = byteOrder(head);
  if (order) return { encoding: order, certain: true };
  if (validUtf8) return { encoding: "utf-8", certain: !ascii };
  const suggestion = chardet.analyse(head)[0];
  if (
    suggestion &&
    suggestion.confidence >= 60 &&
    /^(Shift_JIS|EUC-|Big5|GB18030|ISO-2022|KOI8|windows-1251)/i.test(suggestion.name)
  ) {
    throw new FileRefused("encoding", FILE_PROBLEMS.saveAsUtf8(suggestion.name));
  }
  return { encoding: "windows-1252", certain: true };
}
