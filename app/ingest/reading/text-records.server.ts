import { createReadStream } from "node:fs";
import { DELIMITED_LIMITS, delimitedParser, type Quote, type Row } from "../delimited";
import type { Encoding } from "../inspect-file.server";
import { FileRefused } from "../refusal";
import { textDecoder } from "./text-decoder";

/** `unended`: the file stops right behind this record, without a line end. */
export type TableRow = Row & { unended?: true };

/** Hears how many bytes of the file are read so far. */
export type OnBytes = (bytesRead: number) => void;

/** How text is cut into records and cells. */
export type TextLayout = { encoding: Encoding; delimiter: string; newline: "\n" | "\r"; quote: Quote };

const PIECE_BYTES = 65_536;

/** The records of a delimited file from its beginning, in pieces. Refuses what is no text and quotes that never close. */
export async function* textRecords(path: string, layout: TextLayout, onBytes?: OnBytes): AsyncGenerator<TableRow[]> {
  const parser = delimitedParser(layout.delimiter, layout.newline, DELIMITED_LIMITS, layout.quote);
  const text = textDecoder(layout.encoding);
  let bytesRead = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const bytes: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    bytesRead += bytes.length;
    onBytes?.(bytesRead);
    yield parser.push(text.write(bytes));
  }
  yield parser.push(text.end());
  const { row, open } = parser.end();
  if (open !== null) {
    throw new FileRefused(
      "cut-short",
      `A quote opened on line ${open} is never closed: the file seems to be cut short.`,
    );
  }
  if (row) yield [{ ...row, unended: true }];
}

/** Line feeds unless the text has carriage returns alone. */
export function newlineOf(sample: string): "\n" | "\r" {
  return sample.includes("\n") || !sample.includes("\r") ? "\n" : "\r";
}
