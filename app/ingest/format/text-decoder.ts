import iconv from "iconv-lite";
import type { Encoding } from "./encodings";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type Decoder = { write(bytes: Buffer): string; end(): string };

/** Bytes that are no text in the encoding are refused, never replaced. */
export function textDecoder(encoding: Encoding): Decoder {
  if (encoding === "windows-1252") {
    const stream = iconv.getDecoder("windows-1252");
    return { write: (bytes) => stream.write(bytes), end: () => stream.end() ?? "" };
  }
  const stream = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes: Buffer | undefined): string => {
    let text: string;
    try {
      text = bytes ? stream.decode(bytes, { stream: true }) : stream.decode();
    } catch {
      throw new FileRefused("encoding", FILE_PROBLEMS.invalidEncoding(encoding));
    }
    if (text.includes("\0")) throw new FileRefused("binary", FILE_PROBLEMS.notTextCharacters);
    return text;
  };
  return { write: decode, end: () => decode(undefined) };
}
