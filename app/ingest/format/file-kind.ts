import { FileRefused, type RefusalCode } from "~/domain/input/refusal";

/** What a file is, by its first bytes: text as long as nothing speaks against it. */
export type FileKind = "text" | "zip" | "gzip";

const startsWith = (head: Buffer, bytes: readonly number[], at = 0) =>
  bytes.every((byte, index) => head[at + index] === byte);

const FOREIGN: readonly { bytes: readonly number[]; at?: number; code: RefusalCode; what: string }[] = [
  { bytes: [0x42, 0x5a, 0x68], code: "compressed", what: "bzip2-compressed; unpack it first" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], code: "compressed", what: "a 7-Zip archive; unpack it first" },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], code: "compressed", what: "xz-compressed; unpack it first" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], code: "compressed", what: "zstd-compressed; unpack it first" },
  { bytes: [0x52, 0x61, 0x72, 0x21, 0x1a], code: "compressed", what: "a RAR archive; unpack it first" },
  { bytes: [0x75, 0x73, 0x74, 0x61, 0x72], at: 257, code: "compressed", what: "a tar archive; unpack it first" },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    code: "workbook",
    what: "an old or encrypted Excel workbook; save it as .xlsx or CSV first",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], code: "binary", what: "a PDF document, not a table of rows" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], code: "binary", what: "a picture, not a table of rows" },
  { bytes: [0xff, 0xd8, 0xff], code: "binary", what: "a picture, not a table of rows" },
];

/** Refuses by content, never by name, what can be neither read nor unpacked. */
export function fileKind(head: Buffer): FileKind {
  if (head.length === 0) throw new FileRefused("empty", "The file is empty.");
  const foreign = FOREIGN.find(({ bytes, at }) => startsWith(head, bytes, at));
  if (foreign) throw new FileRefused(foreign.code, `The file is ${foreign.what}.`);
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return "zip";
  return startsWith(head, [0x1f, 0x8b]) ? "gzip" : "text";
}
