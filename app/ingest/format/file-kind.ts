import { FileRefused, type RefusalCode } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** What a file is, by its first bytes: text as long as nothing speaks against it. */
export type FileKind = "text" | "zip" | "gzip";

const startsWith = (head: Buffer, bytes: readonly number[], at = 0) =>
  bytes.every((byte, index) => head[at + index] === byte);

const FOREIGN: readonly { bytes: readonly number[]; at?: number; code: RefusalCode; what: string }[] = [
  { bytes: [0x42, 0x5a, 0x68], code: "compressed", what: FILE_PROBLEMS.bzip2 },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], code: "compressed", what: FILE_PROBLEMS.sevenZip },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], code: "compressed", what: FILE_PROBLEMS.xz },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], code: "compressed", what: FILE_PROBLEMS.zstd },
  { bytes: [0x52, 0x61, 0x72, 0x21, 0x1a], code: "compressed", what: FILE_PROBLEMS.rar },
  { bytes: [0x75, 0x73, 0x74, 0x61, 0x72], at: 257, code: "compressed", what: FILE_PROBLEMS.tar },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    code: "workbook",
    what: FILE_PROBLEMS.oldWorkbook,
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], code: "binary", what: FILE_PROBLEMS.pdf },
  { bytes: [0x89, 0x50, 0x4e, 0x47], code: "binary", what: FILE_PROBLEMS.picture },
  { bytes: [0xff, 0xd8, 0xff], code: "binary", what: FILE_PROBLEMS.picture },
];

/** Refuses by content, never by name, what can be neither read nor unpacked. */
export function fileKind(head: Buffer): FileKind {
  if (head.length === 0) throw new FileRefused("empty", FILE_PROBLEMS.empty);
  const foreign = FOREIGN.find(({ bytes, at }) => startsWith(head, bytes, at));
  if (foreign) throw new FileRefused(foreign.code, FILE_PROBLEMS.foreign(foreign.what));
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return "zip";
  return startsWith(head, [0x1f, 0x8b]) ? "gzip" : "text";
}
