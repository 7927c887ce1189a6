import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { delimitedParser, type Row } from "./delimited";
import { FileRefused } from "~/domain/input/refusal";

function parse(text: string, cuts: readonly number[] = [], delimiter = ","): { rows: Row[]; open: number | null } {
  const parser = delimitedParser(delimiter);
  const positions = [0, ...[...cuts].map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  const rows = positions.slice(1).flatMap((end, index) => parser.push(text.slice(positions[index], end)));
  const { row, open } = parser.end();
  return { rows: row ? [...rows, row] : rows, open };
}

const cells = (text: string) => parse(text).rows.map((row) => row.cells);
const cell = fc.string({ unit: fc.constantFrom("a", "b", '"', ",", "\n", "\r\n", " ", "é"), maxLength: 6 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe("delimited text", () => {
  test("is read with quotes, doubled quotes, delimiters and line ends inside", () => {
    expect(cells('a,b\r\n"x,1","say ""hi"""\n"two\r\nlines",\n')).toEqual([
      ["a", "b"],
      ["x,1", 'say "hi"'],
      ["two\r\nlines", ""],
    ]);
  });

  test("a quote inside an unquoted cell stands for itself", () => {
    expect(cells('5" screen,b\n')).toEqual([['5" screen', "b"]]);
  });

  test("says when a quoted cell goes on after its closing quote", () => {
    expect(parse('"a"b,c\nd,e\n').rows).toEqual([
      { line: 1, cells: ["ab", "c"], malformed: true },
      { line: 2, cells: ["d", "e"], malformed: false },
    ]);
  });

  test("names the physical line on which each record begins", () => {
    expect(parse('h\n"a\nb\nc"\n\nd\n').rows.map(({ line }) => line)).toEqual([1, 2, 5, 6]);
  });

  test("says on which line a quote was opened that is never closed", () => {
    expect(parse('a\n"b\nc,d\n')).toMatchObject({ open: 2 });
  });

  test("whatever is written is read back, wherever the pieces are cut", () => {
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.array(fc.nat(200), { maxLength: 5 }), fc.boolean(), (rows, cuts, ended) => {
        const text = rows.map((row) => row.map(quoted).join(",")).join("\r\n") + (ended ? "\r\n" : "");
        const read = parse(text, cuts).rows;
        expect(read.map((row) => row.cells)).toEqual(rows);
        expect(read.some((row) => row.malformed)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("no text makes it fail, and cutting it elsewhere changes nothing", () => {
    const hostile = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "\t", "\u2028"), maxLength: 40 });
    fc.assert(
      fc.property(hostile, fc.array(fc.nat(50), { maxLength: 4 }), (text, cuts) => {
        expect(parse(text, cuts)).toEqual(parse(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test("refuses a record beyond its limit without holding more of it", () => {
    const parser = delimitedParser(",", "\n", { recordChars: 1_000, columns: 10 });
    const feed = () => {
      for (let piece = 0; piece < 20; piece += 1) parser.push("x".repeat(100));
    };
    expect(feed).toThrow(FileRefused);
    expect(() => delimitedParser(",", "\n", { recordChars: 1_000, columns: 3 }).push("a,b,c,d\n")).toThrow(
      /more than 3 columns/,
    );
  });
});
