/** What stands in one cell of a row sent to COPY; null: nothing. */
export type CopyValue = string | number | boolean | null;

export type CopyWriter = {
  /** Adds a row, cells in text form as `copyCell` writes them, with tabs between them. */
  row(cells: string): void;
  /** The bytes gathered so far, once there are enough of them to be sent. */
  full(): Buffer | null;
  /** What is left. */
  rest(): Buffer;
};

const PIECE_BYTES = 65_536;
/** As UTF-8 a character of a text takes no more bytes than this. */
const MOST_BYTES_PER_CHAR = 3;

/**
 * Gathers rows as the bytes that COPY reads. Each row is written as it comes: long texts put together from many parts would be
 * held, and moved about in memory, until they are sent.
 */
export function copyWriter(): CopyWriter {
  let piece = Buffer.allocUnsafe(PIECE_BYTES);
  let used = 0;
  const taken = () => {
    const bytes = piece.subarray(0, used);
    piece = Buffer.allocUnsafe(PIECE_BYTES);
    used = 0;
    return bytes;
  };
  return {
    row(cells) {
      const needed = used + cells.length * MOST_BYTES_PER_CHAR + 1;
      if (needed > piece.length) {
        const larger = Buffer.allocUnsafe(Math.max(needed, piece.length * 2));
        piece.copy(larger, 0, 0, used);
        piece = larger;
      }
      used += piece.write(cells, used);
      piece[used] = LINE_FEED;
      used += 1;
    },
    full: () => (used < PIECE_BYTES - ROOM ? null : taken()),
    rest: taken,
  };
}

const LINE_FEED = 10;
/** Left for the row that comes next, so that a piece seldom has to grow. */
const ROOM = 4_096;

/** A value in COPY's text form. */
export function copyCell(value: CopyValue): string {
  switch (typeof value) {
    case "string":
      return copyString(value);
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

export function copyString(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}
