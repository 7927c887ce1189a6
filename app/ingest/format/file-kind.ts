import { FileRefused, type RefusalCode } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";
import { foreignText } from "./foreign-text";

/** What a file is, by its first bytes: text as long as nothing speaks against it. */
export type FileKind = "text" | "zip" | "gzip";

type Signature = { bytes: readonly number[]; at?: number; and?: (head: Buffer) => boolean };
type Foreign = Signature & { code: RefusalCode; what: string };

const ascii = (text: string) => [...Buffer.from(text, "latin1")];
const startsWith = (head: Buffer, bytes: readonly number[], at = 0) =>
  bytes.every((byte, index) => head[at + index] === byte);
const hasNul = (head: Buffer) => head.includes(0);

/** The first bytes of files that are no tables. Where these are letters, text could begin so too: then more of the file is looked at. */
const FOREIGN: readonly Foreign[] = [
  { bytes: [0x42, 0x5a, 0x68], code: "compressed", what: FILE_PROBLEMS.bzip2 },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], code: "compressed", what: FILE_PROBLEMS.sevenZip },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], code: "compressed", what: FILE_PROBLEMS.xz },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], code: "compressed", what: FILE_PROBLEMS.zstd },
  { bytes: [0x52, 0x61, 0x72, 0x21, 0x1a], code: "compressed", what: FILE_PROBLEMS.rar },
  { bytes: ascii("ustar"), at: 257, code: "compressed", what: FILE_PROBLEMS.tar },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], code: "workbook", what: FILE_PROBLEMS.oldOffice },
  { bytes: ascii("%PDF"), code: "binary", what: FILE_PROBLEMS.pdf },
  { bytes: ascii("{\\rtf"), code: "binary", what: FILE_PROBLEMS.richText },
  { bytes: [0x89, 0x50, 0x4e, 0x47], code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: [0xff, 0xd8, 0xff], code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: ascii("GIF87a"), code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: ascii("GIF89a"), code: "binary", what: FILE_PROBLEMS.picture },
  {
    bytes: ascii("WEBP"),
    at: 8,
    and: (head) => startsWith(head, ascii("RIFF")),
    code: "binary",
    what: FILE_PROBLEMS.picture,
  },
  { bytes: ascii("II*\0"), code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: ascii("MM\0*"), code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: ascii("BM"), and: (head) => startsWith(head, [0, 0, 0, 0], 6), code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: ascii("ftyp"), at: 4, and: hasNul, code: "binary", what: FILE_PROBLEMS.media },
  { bytes: ascii("RIFF"), and: hasNul, code: "binary", what: FILE_PROBLEMS.media },
  { bytes: ascii("ID3"), and: isBinary, code: "binary", what: FILE_PROBLEMS.media },
  { bytes: ascii("MZ"), and: hasNul, code: "binary", what: FILE_PROBLEMS.program },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], code: "binary", what: FILE_PROBLEMS.program },
  { bytes: ascii("SQLite"), and: hasNul, code: "binary", what: FILE_PROBLEMS.database },
  { bytes: ascii("PAR1"), and: isBinary, code: "binary", what: FILE_PROBLEMS.parquet },
];

/** Refuses by content, never by name, what can be neither read nor unpacked. */
export function fileKind(head: Buffer): FileKind {
  if (head.length === 0) throw new FileRefused("empty", FILE_PROBLEMS.empty);
  const foreign = FOREIGN.find(({ bytes, at, and }) => startsWith(head, bytes, at) && (and === undefined || and(head)));
  if (foreign) throw new FileRefused(foreign.code, FILE_PROBLEMS.foreign(foreign.what));
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return "zip";
  if (startsWith(head, [0x1f, 0x8b])) return "gzip";
  const document = foreignText(head);
  if (document !== null) throw new FileRefused("not-a-table", document);
  if (hasControls(head)) throw new FileRefused("binary", FILE_PROBLEMS.notText);
  return "text";
}

/** Text has line ends and tabs, and perhaps one control character that a system sets between cells; bytes of other files have all of them. */
const MAX_CONTROLS = 3;
const MAX_CONTROL_SHARE = 0.01;

/** Text of two bytes a character has zero bytes, and any byte beside them. */
function hasControls(head: Buffer): boolean {
  if (hasNul(head)) return false;
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32));
  return controls.length > head.length * MAX_CONTROL_SHARE && new Set(controls).size > MAX_CONTROLS;
}

function isBinary(head: Buffer): boolean {
  return hasNul(head) || hasControls(head);
}
