import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** What stands in one cell of a row sent to COPY; null: nothing. */
export type CopyValue = string | number | boolean | null;

/** What is done with the rows that were sent, now and then while the others are still read. */
export type Meanwhile = {
  /** After how many bytes it is asked, for the first time and from then on. */
  firstBytes: number;
  bytes: number;
  /** Answers whether it wants to be asked again. Asked for the last time when all rows are sent. */
  take: () => Promise<boolean>;
};

/**
 * Sends rows to `target`, a table with its columns in brackets. `cellsOf` gives the cells of a row as `copyCell` writes them, with
 * tabs between them; null: the row is not sent.
 */
export async function copyRows<Row>(
  client: pg.PoolClient,
  target: string,
  rows: { pieces: AsyncIterable<readonly Row[]>; cellsOf: (row: Row) => string | null },
  { signal, meanwhile }: { signal: AbortSignal | undefined; meanwhile?: Meanwhile | undefined },
): Promise<void> {
  const bytes = bytesOf(rows.pieces, rows.cellsOf);
  const send = async (pieces: Iterable<Buffer> | AsyncIterable<Buffer>) => {
    const copy = client.query(copyFrom(`COPY ${target} FROM STDIN`));
    // The server repeats it after a source that failed was cancelled; the pipeline rejects with the first error.
    copy.on("error", () => undefined);
    await pipeline(Readable.from(pieces, { highWaterMark: 2 }), copy, signal ? { signal } : {});
  };
  if (!meanwhile) return send(bytes);
  try {
    let waitsForMore = true;
    for (let part = await nextPart(bytes, meanwhile.firstBytes); part.length > 0;) {
      await send(waitsForMore ? part : rest(part, bytes));
      // The next part is read while the database is busy with this one.
      if (waitsForMore) [waitsForMore, part] = await Promise.all([meanwhile.take(), nextPart(bytes, meanwhile.bytes)]);
      else part = [];
    }
  } finally {
    await bytes.return(undefined);
  }
}

/** So many pieces, or as many as there are. */
async function nextPart(pieces: AsyncIterator<Buffer>, maxBytes: number): Promise<Buffer[]> {
  const part: Buffer[] = [];
  for (let bytes = 0; bytes < maxBytes;) {
    const piece = await pieces.next();
    if (piece.done) break;
    part.push(piece.value);
    bytes += piece.value.length;
  }
  return part;
}

async function* rest(part: readonly Buffer[], pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* part;
  yield* pieces;
}

const PIECE_BYTES = 65_536;
/** Left in a piece for the row that comes next, so that it seldom has to grow. */
const ROOM = 4_096;
/** As UTF-8 a character of a text takes no more bytes than this. */
const MAX_BYTES_PER_CHAR = 3;
const LINE_FEED = 10;

/** Each row is written as it comes: long texts put together from many parts would be held, and moved about, until they are sent. */
async function* bytesOf<Row>(
  pieces: AsyncIterable<readonly Row[]>,
  cellsOf: (row: Row) => string | null,
): AsyncGenerator<Buffer> {
  let bytes = Buffer.allocUnsafe(PIECE_BYTES);
  let used = 0;
  for await (const rows of pieces) {
    for (const row of rows) {
      const cells = cellsOf(row);
      if (cells === null) continue;
      const needed = used + cells.length * MAX_BYTES_PER_CHAR + 1;
      if (needed > bytes.length) bytes = Buffer.concat([bytes.subarray(0, used)], needed + PIECE_BYTES);
      used += bytes.write(cells, used);
      bytes[used] = LINE_FEED;
      used += 1;
      if (used < PIECE_BYTES - ROOM) continue;
      yield bytes.subarray(0, used);
      bytes = Buffer.allocUnsafe(PIECE_BYTES);
      used = 0;
    }
  }
  yield bytes.subarray(0, used);
}

/** A value in COPY's text form. */
export function copyCell(value: CopyValue): string {
  switch (typeof value) {
    case "string":
      return copyText(value);
    case "number":
      return String(value);
    case "boolean":
      return value ? "t" : "f";
    default:
      return NOTHING;
  }
}

export const NOTHING = "\\N";
const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A text in COPY's text form. */
export function copyText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}
