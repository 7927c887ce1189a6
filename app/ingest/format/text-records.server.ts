import { createReadStream } from "node:fs";
import { NEUTRALIZED, restoreFormulas } from "~/domain/input/formula-text";
import { DELIMITED_LIMITS, delimitedParser, type Quote, type Row } from "./delimited";
import type { Encoding } from "./encodings";
import { FileRefused } from "~/domain/input/refusal";
import { textDecoder } from "./text-decoder";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** `unended`: the file stops right behind this record, without a line end. `events`: how many rows of the file it was put together from. */
export type TableRow = Row & { unended?: true; events?: number };

/** Hears how many bytes of the file are read so far. */
export type OnBytes = (bytesRead: number) => void;

/** How text is cut into records and cells. */
export type TextLayout = { encoding: Encoding; delimiter: string; newline: "\n" | "\r"; quote: Quote };

const PIECE_BYTES = 65_536;

/** The records of a delimited file from its beginning, in pieces. Refuses what is no text and quotes that never close. */
export async function* textRecords(path: string, layout: TextLayout, onBytes?: OnBytes): AsyncGenerator<TableRow[]> {
  const parser = delimitedParser(layout.delimiter, layout.newline, DELIMITED_LIMITS, layout.quote);
  const text = textDecoder(layout.encoding);
  const restored = formulaRestorer(layout.quote);
  let bytesRead = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const bytes: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    bytesRead += bytes.length;
    onBytes?.(bytesRead);
    const written = text.write(bytes);
    yield restored(written, parser.push(written));
  }
  const last = text.end();
  yield restored(last, parser.push(last));
  const { row, open } = parser.end();
  if (open !== null) {
    throw new FileRefused("cut-short", FILE_PROBLEMS.unclosedQuote(open));
  }
  if (row) yield restored("", [row]).map((one) => ({ ...one, unended: true }));
}

/** Takes the apostrophe from cells that were made harmless; cells are looked at only from where the text holds such a sign. */
function formulaRestorer(quote: Quote): (text: string, rows: Row[]) => Row[] {
  let seen = false;
  let before = "";
  return (text, rows) => {
    seen ||= quote !== "'" && NEUTRALIZED.test(before + text);
    before = text.slice(-1);
    return seen ? rows.map(withFormulas) : rows;
  };
}

function withFormulas(row: Row): Row {
  return row.cells.some((cell) => NEUTRALIZED.test(cell)) ? { ...row, cells: row.cells.map(restoreFormulas) } : row;
}

/** Line feeds unless the text has carriage returns alone. */
export function newlineOf(sample: string): "\n" | "\r" {
  return sample.includes("\n") || !sample.includes("\r") ? "\n" : "\r";
}
