import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine } from "./csv";
import { neutralizeFormulas, restoreFormulas } from "~/domain/input/formula-text";

/** The cells that a reader with this separator finds; quotes enclose a cell where it begins with one, as in spreadsheets. */
function cellsUnder(separator: string, text: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    let cell = "";
    let quoted = false;
    for (let started = false; at < text.length; at += 1, started = true) {
      const sign = text.charAt(at);
      if (sign === '"' && (quoted || !started)) {
        if (quoted && text.charAt(at + 1) === '"') {
          cell += sign;
          at += 1;
        } else quoted = !quoted;
      } else if (!quoted && (sign === separator || sign === "\n" || sign === "\r")) break;
      else cell += sign;
    }
    cells.push(cell);
  }
  return cells;
}

describe("a line of CSV", () => {
  test("quotes every text and doubles the quotes in it", () => {
    expect(csvLine(["a", "b,c", 'say "hi"', "two\nlines", "", null, true])).toBe(
      '"a","b,c","say ""hi""","two\nlines","",,true\r\n',
    );
  });

  test("takes the sting out of formulas and leaves numbers alone", () => {
    expect(csvLine(["=1+1", "@SUM(A1)", "+44", "-5", -5, -0.25, "\tx"])).toBe(
      `"'=1+1","'@SUM(A1)","'+44","'-5",-5,-0.25,"'\tx"\r\n`,
    );
  });

  test("takes the sting out of a formula behind a separator within a cell", () => {
    expect(csvLine(["a,=1", "a;=1", "a\t+1", "a\n-1", "a\r\n@x", "a|=1", 'a; "=1', "a-b, c=d"])).toBe(
      `"a,'=1","a;'=1","a\t'+1","a\n'-1","a\r\n'@x","a|'=1","a; ""'=1","a-b, c=d"\r\n`,
    );
  });

  test("takes the sting out of full-width signs", () => {
    expect(csvLine(["＝1", "＋1", "－1", "＠x", "a;＝1"])).toBe(`"'＝1","'＋1","'－1","'＠x","a;'＝1"\r\n`);
  });

  test("takes the sting out of a formula behind characters that do not show, and of the minus sign", () => {
    const cells = [
      "\u200b=1",
      "\u202e=1",
      "\ufeff\u2066+1",
      "a;\u00ad@x",
      "\u0007-1",
      "\u{e0020}=1",
      "\u22121",
      "\u200b\u22121",
    ];
    expect(csvLine(cells)).toBe(
      `"\u200b'=1","\u202e'=1","\ufeff\u2066'+1","a;\u00ad'@x","\u0007'-1","\u{e0020}'=1","'\u22121","\u200b'\u22121"\r\n`,
    );
    expect(neutralizeFormulas("\u200ba=1")).toBe("\u200ba=1");
    expect(cells.map((cell) => restoreFormulas(neutralizeFormulas(cell)))).toEqual(cells);
  });

  const cell = fc.string({ maxLength: 12, unit: fc.constantFrom(..."=+-@＝−,;\t\n\r|\"' a1\0\u200b\u202e") });

  test("begins no cell with a formula's sign, under whatever separator it is read", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.constantFrom(..."\t;,|"), (cells, separator) => {
        const found = cellsUnder(separator, csvLine(cells));
        expect(found.filter((text) => /^[\s"\0\u200b\u202e]*[=+\-@＝−]/.test(text))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("takes work in proportion to its length, however many blanks stand before a sign", () => {
    const blanks = "\n ".repeat(200_000);
    expect(csvLine([`${blanks}=1`])).toBe(`"'${blanks}'=1"\r\n`);
  });
});

describe("a text that was made harmless", () => {
  test("is recognized from one that only has apostrophes", () => {
    expect(["'=1", "a,'=1", "'\t'=1", "'tis", "O'=x", "''=y", "'5"].map(restoreFormulas)).toEqual([
      "=1",
      "a,=1",
      "\t=1",
      "'tis",
      "O'=x",
      "''=y",
      "'5",
    ]);
  });
});
