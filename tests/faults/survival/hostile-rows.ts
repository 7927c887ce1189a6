import fc from "fast-check";
import iconv from "iconv-lite";
import { sheetXml, workbookOf, type CellToMake } from "../../support/workbook-files";

export const HEADINGS = ["Id", "Opened", "__proto__", "constructor", "Wait", "toString"] as const;
/** A row whose id is this word is a total, which the mapping leaves out. */
export const TOTAL = "Total";

/** A file, and how many rows of data were written into it; null: what was done to it leaves that open. */
export type HostileFile = { bytes: Buffer; rows: number | null };

const id = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom("", TOTAL, "__proto__", "=1+1", "１") },
);
const time = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 1, max: 28 }).map((day) => `${String(day).padStart(2, "0")}/01/2026 10:00`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "-",
      "31/02/2026 10:00",
      "29/03/2026 02:30",
      "01/01/9999 00:00",
      "01/01/0001 00:00",
      "45000.5",
      "=NOW()",
    ),
  },
);
const words = fc.constantFrom(
  "Ana",
  "=cmd|' /C calc'!A0",
  "@SUM(1)",
  "+44",
  "-5",
  "\tx",
  "constructor",
  "hasOwnProperty",
  "e\u0301",
  "\u202eevil",
  "𝒜",
  "\ud800",
  "\\N",
  "\\.",
  "'",
);
const text = fc.oneof(
  { weight: 8, arbitrary: words },
  { weight: 8, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400_000 }).map((length) => "x".repeat(length)) },
);
const wait = fc.oneof(
  fc.integer({ min: 0, max: 900 }).map(String),
  fc.constantFrom("", "-", "#DIV/0!", "1e400", "NaN", "Infinity", "-0", "00:01:00", "1.234,5", "9".repeat(400)),
);

type Quoting = "as needed" | "always" | "never";
const quoted = (cell: string, quoting: Quoting, delimiter: string) =>
  quoting === "always" || (quoting === "as needed" && (/["\r\n]/.test(cell) || cell.includes(delimiter)))
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

const row = fc.tuple(id, time, text, text, wait, text).map((cells) => [...cells]);
/** A row that has too many cells, too few, or is no row at all. */
const brokenRow = fc.oneof(
  row.map((cells) => [...cells, "more"]),
  row.map((cells) => cells.slice(0, 3)),
  fc.constantFrom([""], ["   "], [",,,,,"], ['"']),
);

/** What is done to the bytes of a file that was well formed. */
const change = fc.record({
  position: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 3 }),
  insert: fc.oneof(
    fc.constantFrom('"', '""', ",", ";", "\n", "\r", "\r\n", "\u0000", "\ufeff").map((signs) => Buffer.from(signs)),
    fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
  ),
});
const damage = fc.oneof(
  { weight: 2, arbitrary: fc.array(change, { maxLength: 0 }) },
  { weight: 1, arbitrary: fc.array(change, { maxLength: 4 }) },
);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((left, { position, remove, insert }) => {
    const at = Math.floor(position * left.length);
    return Buffer.concat([left.subarray(0, at), insert, left.subarray(at + remove)]);
  }, bytes);
}

const isData = (cells: readonly string[]) => cells.some((cell) => cell.trim() !== "") && cells[0] !== TOTAL;
/** In others a sign may be written as another one. */
const KEEPS_ALL_SIGNS = ["utf-8", "utf-16le", "utf-16be"];

/** Delimited text in many forms, well formed or not. */
export const hostileText: fc.Arbitrary<HostileFile> = fc
  .record({
    rows: fc.array(fc.oneof({ weight: 5, arbitrary: row }, { weight: 1, arbitrary: brokenRow }), { maxLength: 12 }),
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
    quoting: fc.constantFrom<Quoting>("as needed", "always", "as needed", "never"),
    encoding: fc.constantFrom("utf-8", "utf-8", "utf-8", "utf-8", "utf-16le", "utf-16be", "windows-1252", "shift_jis"),
    mark: fc.boolean(),
    lastLineEnd: fc.boolean(),
    damage,
  })
  .map((made) => {
    const lines = [[...HEADINGS], ...made.rows].map((cells) =>
      cells.map((cell) => quoted(cell, made.quoting, made.delimiter)).join(made.delimiter),
    );
    const whole = lines.join(made.lineEnd) + (made.lastLineEnd ? made.lineEnd : "");
    const bytes = damaged(iconv.encode(whole, made.encoding, { addBOM: made.mark }), made.damage);
    const isReported = made.encoding === "utf-8" || (made.mark && KEEPS_ALL_SIGNS.includes(made.encoding));
    const isKnown = isReported && made.quoting !== "never" && made.damage.length === 0;
    return { bytes, rows: isKnown ? made.rows.filter(isData).length : null };
  });

/** Cells as no spreadsheet program would write them: of another type than they say, or of none. */
const oddCell: fc.Arbitrary<CellToMake> = fc.oneof(
  fc.constant(null),
  fc.double(),
  fc.record({
    t: fc.constantFrom("s", "b", "e", "str", "n", "d", "inlineStr", "__proto__"),
    v: fc.constantFrom("0", "-1", "99999999", "", "1e999", "#N/A", "2026-01-05T10:00:00", "x"),
    s: fc.integer({ min: 0, max: 4 }),
    f: fc.constantFrom("", "=1+1", "HYPERLINK(A1)"),
  }),
);
// Signs that XML cannot hold.
const plainText = text.map((signs) => signs.replace(/[^\u0020-\ud7ff\ue000-\ufffd]/g, "·"));
const bookRow = fc
  .tuple(id, time, plainText, plainText, wait, plainText)
  .map((cells): CellToMake[] => cells.map((cell) => (cell === "" ? null : cell)));
const oddRow = fc.array(fc.oneof(oddCell, plainText), { maxLength: 9 });
const isText = (cell: CellToMake): cell is string | null => cell === null || typeof cell === "string";

/** Workbooks, whole ones and such as were damaged in their sheet or in their archive. */
export const hostileBook: fc.Arbitrary<HostileFile> = fc
  .record({
    rows: fc.array(fc.oneof({ weight: 4, arbitrary: bookRow }, { weight: 1, arbitrary: oddRow }), { maxLength: 12 }),
    inSheet: damage,
    inArchive: damage,
  })
  .map(({ rows, inSheet, inArchive }) => {
    const xml = damaged(Buffer.from(sheetXml([[...HEADINGS], ...rows])), inSheet).toString();
    const book = workbookOf({ sheets: [{ name: "Calls", xml }], strings: ["Ana"], formats: [22, "[h]:mm", "0%"] });
    const texts = rows.flatMap((cells) => (cells.every(isText) ? [cells.map((cell) => cell ?? "")] : []));
    const isKnown = inSheet.length + inArchive.length === 0 && texts.length === rows.length;
    return { bytes: damaged(book, inArchive), rows: isKnown ? texts.filter(isData).length : null };
  });

/** What can be done to a packed file. */
export const packedDamage: fc.Arbitrary<(packed: Buffer) => Buffer> = damage.map(
  (changes) => (packed: Buffer) => damaged(packed, changes),
);
