import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileRefused } from "~/domain/input/refusal";
import { openWorkbook } from "~/ingest/format/workbook/open-workbook.server";
import { partnerFiles } from "../../support/partner-files/partner-files";
import { runsOf } from "../../support/property-runs";
import { columnName, workbookOf, type BookToMake, type CellToMake } from "../../support/workbook-files";
import { zipOf } from "../../support/zip-files";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-workbook-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function rowsOf(bytes: Uint8Array, sheet = 0): Promise<{ line: number; cells: readonly string[] }[]> {
  const file = path.join(folder, "book");
  await writeFile(file, bytes);
  return rowsIn(file, sheet);
}

async function rowsIn(file: string, sheet: number): Promise<{ line: number; cells: readonly string[] }[]> {
  const book = await openWorkbook(file);
  const found = book.sheets[sheet];
  const rows = [];
  if (found) for await (const piece of book.rows(found)) rows.push(...piece);
  return rows.map(({ line, cells }) => ({ line, cells }));
}

async function cellsOf(cells: CellToMake[], book: Omit<BookToMake, "sheets"> = {}): Promise<readonly string[]> {
  const [row] = await rowsOf(workbookOf({ ...book, sheets: [{ name: "Data", rows: [cells] }] }));
  return row?.cells ?? [];
}

describe("the cells of a workbook as text", () => {
  test("dates, in the system that counts from 1900 and in the one that counts from 1904", async () => {
    // 2024-03-04 is day 45355 of the first and, 1,462 days later started, 43893 of the second.
    const formats = [14, "dd/mm/yyyy\\ hh:mm:ss", 22, "[$-409]d\\-mmm\\-yy;@"];
    const dates = (day: number): CellToMake[] => [
      { v: day, s: 1 },
      { v: day + 0.5, s: 2 },
      { v: day, s: 3 },
      { v: day + 0.25, s: 4 },
    ];
    const expected = ["2024-03-04", "2024-03-04T12:00:00", "2024-03-04T00:00:00", "2024-03-04T06:00:00"];
    expect(await cellsOf(dates(45_355), { formats })).toEqual(expected);
    expect(await cellsOf(dates(43_893), { formats, date1904: true })).toEqual(expected);
  });

  test("the first days of 1900, with the day that was not", async () => {
    const days = [1, 59, 60, 61].map((v) => ({ v, s: 1 }));
    expect(await cellsOf(days, { formats: [14] })).toEqual(["1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01"]);
  });

  test("dates in ISO form, as strict workbooks hold them", async () => {
    expect(await cellsOf([{ v: "2024-03-04T05:06:07", t: "d" }])).toEqual(["2024-03-04T05:06:07"]);
  });

  test("times and durations, beyond 24 hours too", async () => {
    const formats = [21, "[$-F400]h:mm:ss\\ AM/PM", "[h]:mm:ss", 45, 46, 20];
    const cells = [
      { v: 0.38400462962962961, s: 1 },
      { v: 0.38400462962962961, s: 2 },
      { v: 97_805 / 86_400, s: 3 },
      { v: 143 / 86_400, s: 4 },
      { v: 97_805 / 86_400, s: 5 },
      { v: 45_355.5, s: 6 },
      { v: 12.5 / 86_400, s: 1 },
    ];
    expect(await cellsOf(cells, { formats })).toEqual([
      "09:12:58",
      "09:12:58",
      "27:10:05",
      "00:02:23",
      "27:10:05",
      "2024-03-04T12:00:00",
      "00:00:12.500",
    ]);
  });

  test("numbers to the digits that are shown, shares with their sign", async () => {
    const cells = [1234567890123, { v: "0.30000000000000004" }, { v: "1E-3" }, { v: -5.5 }, { v: 0.853, s: 1 }];
    expect(await cellsOf([...cells, { v: 0.29, s: 2 }], { formats: [10, "0%"] })).toEqual([
      "1234567890123",
      "0.3",
      "0.001",
      "-5.5",
      "85.3%",
      "29%",
    ]);
  });

  test("formulas by the values stored with them; one without a value is no blank", async () => {
    const cells = [
      { f: 'TEXT(A1,"dddd")', t: "str", v: "Friday" },
      { f: "A1*2", v: 42 },
      { f: "A1/0", t: "e", v: "#DIV/0!" },
      { f: "A1=A1", t: "b", v: 1 },
      { f: "A1+1" },
      { f: "A1+1", v: "" },
      { f: '""', t: "str", v: "" },
      "end",
    ];
    expect(await cellsOf(cells)).toEqual([
      "Friday",
      "42",
      "#DIV/0!",
      "TRUE",
      "#UNCALCULATED!",
      "#UNCALCULATED!",
      "",
      "end",
    ]);
  });

  test("shared, rich and inline texts, without how they are pronounced", async () => {
    const strings = [
      "José <1> & co",
      "<r><t>two </t></r><r><t>runs</t></r>",
      "<t>東京</t><rPh><t>トウキョウ</t></rPh>",
      "a_x000D_b",
    ];
    const cells = [0, 1, 2, 3].map((v) => ({ v, t: "s" }));
    expect(
      await cellsOf([...cells, { t: "inlineStr", is: "<r><t>in</t></r><r><t>line</t></r>" }], { strings }),
    ).toEqual(["José <1> & co", "two runs", "東京", "a\rb", "inline"]);
  });

  test("gaps between cells and rows stay gaps", async () => {
    const sheets = [{ name: "Data", rows: [["a", null, "c"], [], [null, "b", null]] }];
    expect(await rowsOf(workbookOf({ sheets }))).toEqual([
      { line: 1, cells: ["a", "", "c"] },
      { line: 3, cells: ["", "b"] },
    ]);
  });

  test("rows and cells that do not say where they stand follow each other; prefixes do not matter", async () => {
    const xml = `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="b"><x:v>0</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await rowsOf(workbookOf({ sheets: [{ name: "Data", xml }] }))).toEqual([
      { line: 1, cells: ["1", "FALSE"] },
      { line: 2, cells: ["2"] },
    ]);
  });

  test("whatever texts are written are read back", async () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "é", "<", "&", '"', "]]>", "\n", "東", "😀", "_"),
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          const read = await rowsOf(workbookOf({ sheets: [{ name: "Data", rows }] }));
          expect(read.map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      runsOf(60),
    );
  });

  test("columns are called as spreadsheets call them", () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
  });
});

describe("a workbook that cannot be trusted is refused", () => {
  const sheet = (xml: string) => workbookOf({ sheets: [{ name: "Data", xml }] });
  const rows = (xml: string) => sheet(`<worksheet><sheetData>${xml}</sheetData></worksheet>`);
  test.each<[string, () => Uint8Array, string]>([
    ["a document type", () => sheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), "document-type"],
    ["an entity of its own", () => rows("<row><c><v>&boom;</v></c></row>"), "damaged"],
    [
      "a million columns",
      () => rows(`<row r="1"><c r="${columnName(1_000_000)}1"><v>1</v></c></row>`),
      "too-many-columns",
    ],
    ["a row that goes back", () => rows('<row r="5"/><row r="4"/>'), "damaged"],
    ["a row beyond the last", () => rows('<row r="99999999"><c><v>1</v></c></row>'), "damaged"],
    ["a cell that goes back", () => rows('<row r="1"><c r="B1"/><c r="A1"/></row>'), "damaged"],
    ["a text that is not there", () => rows('<row r="1"><c t="s"><v>7</v></c></row>'), "damaged"],
    ["a sheet that ends early", () => sheet("<worksheet><sheetData><row>"), "damaged"],
    ["an archive of something else", () => zipOf([{ name: "a.txt", content: "x" }]), "workbook"],
    ["a workbook cut short", () => rows("<row/>").subarray(0, -40), "damaged"],
    ["a sheet that grows beyond measure", () => rows(" ".repeat(60_000_000)), "too-much-inside"],
    ["tags in each other without end", () => sheet("<a>".repeat(1_000)), "damaged"],
  ])("%s", async (_what, make, code) => {
    const refused: unknown = await rowsOf(make()).then(
      () => new Error("It was read."),
      (error: unknown) => error,
    );
    if (!(refused instanceof FileRefused)) throw refused;
    expect(refused.code).toBe(code);
  });

  test("a million columns that hold nothing are none", async () => {
    const cells = `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>`;
    expect(await rowsOf(rows(`${cells}<row r="2" spans="1:16384"><c r="A2"><v>2</v></c></row>`))).toEqual([
      { line: 1, cells: ["1"] },
      { line: 2, cells: ["2"] },
    ]);
  });

  test("whatever is changed in one, its rows are read or it is refused", async () => {
    const book = workbookOf({
      sheets: [
        {
          name: "Data",
          rows: [
            ["Id", "At"],
            ["1", { v: 45_355, s: 1 }],
          ],
        },
      ],
      formats: [14],
      strings: ["x"],
    });
    const change = fc.record({ at: fc.nat(book.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(book);
        for (const { at, byte } of changes) bytes[at] = byte;
        const outcome = await rowsOf(bytes).catch((error: unknown) => error);
        expect(Array.isArray(outcome) || outcome instanceof FileRefused, String(outcome)).toBe(true);
      }),
      runsOf(200),
    );
  });
});

describe.each(await partnerFiles())("a workbook $made", ({ folder: location, phoneCalls }) => {
  test("gives its calls from both sheets, times and formulas among them", async () => {
    const book = path.join(location, "phone-calls/phone-calls.xlsx");
    const [raw, clean] = [await rowsIn(book, 0), await rowsIn(book, 1)];
    expect([raw.length, clean.length]).toEqual([phoneCalls.calls + 1, phoneCalls.calls + 1]);
    expect(clean[1]?.cells.slice(0, 5)).toEqual(phoneCalls.firstCells);
  });
});
