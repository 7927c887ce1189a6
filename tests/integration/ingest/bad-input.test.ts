import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { FileRefused } from "~/domain/input/refusal";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { clearFacts } from "./apply-rows";

const MAPPING = {
  key: "desk-calls",
  name: "Desk calls",
  kind: "contacts",
  source: "desk",
  file: { format: "csv", skipRowsWhen: [{ column: "Id", is: ["Total"] }] },
  nulls: ["-", "N/A", "#DIV/0!"],
  timeZone: "Europe/Madrid",
  vendor: { constant: "acme" },
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "dd/MM/yyyy HH:mm" },
    agent: { column: "Agent" },
    answered: { column: "Answered" },
    waitSeconds: { column: "Wait" },
  },
};
const HEADER = "Id,Opened,Agent,Answered,Wait";
const GOOD = `${HEADER}\n1,05/01/2026 10:00,Ana,Y,12\n2,05/01/2026 10:05,José,N,-\n`;

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-bad-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importContent(content: string | Uint8Array, mapping: unknown = MAPPING): Promise<ImportResult> {
  const file = path.join(folder, "input");
  await writeFile(file, content);
  return importPath(file, mapping);
}

function importPath(file: string, mapping: unknown = MAPPING): Promise<ImportResult> {
  const by = { actor: "test", userId: null };
  return importFile(db, { path: file, fileName: "input.csv", mapping, by, filesFolder: path.join(folder, "files") });
}

const TABLES = [
  "vendor",
  "mapping",
  "import_batch",
  "contact",
  "measure_day",
  "measure_month",
  "rejected_row",
  "contact_history",
  "audit_event",
];

async function everythingStored(): Promise<unknown> {
  const counts = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const { rows } = await db.pool.query(
    `SELECT ${counts.join(", ")}, (SELECT sum(revision)::int FROM vendor) AS revisions`,
  );
  return [rows, await readdir(path.join(folder, "files"), { recursive: true }).catch(() => [])];
}

async function refusalOf(work: () => Promise<ImportResult>): Promise<{ code: string; message: string }> {
  const before = await everythingStored();
  const refused = await work().then(
    (result) => Promise.reject(new Error(`It was accepted: ${JSON.stringify(result)}`)),
    (error: unknown) => error,
  );
  expect(await everythingStored()).toEqual(before);
  if (!(refused instanceof FileRefused)) throw refused;
  return { code: refused.code, message: refused.message };
}

describe("a file that cannot be used is refused with a reason, and nothing that is stored changes", () => {
  test.each<[string, string | Uint8Array, string, RegExp]>([
    ["empty", "", "empty", /is empty/],
    ["headings alone", `${HEADER}\n`, "no-rows", /headings but no rows/],
    ["blank lines alone", "\n\n\n", "no-rows", /headings should be/],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]), "binary", /picture/],
    ["a PDF", "%PDF-1.7\n%âãÏÓ\n", "binary", /PDF/],
    [
      "bytes",
      Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 73) % 256)),
      "binary",
      /bytes that are not text/,
    ],
    ["compressed", gzipSync(GOOD), "compressed", /[Uu]npack/],
    [
      "a workbook",
      Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from("....xl/workbook.xml")]),
      "workbook",
      /save the sheet as CSV/,
    ],
    [
      "another archive",
      Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from("....photos/1.jpg")]),
      "compressed",
      /ZIP/,
    ],
    [
      "another mapping's file",
      "Ticket,Created,Score\n1,2026-01-05,5\n",
      "missing-column",
      /needs "Id", "Opened".*Found on line 1: "Ticket", "Created", "Score"/,
    ],
    ["one column renamed", GOOD.replace("Wait", "Waiting"), "missing-column", /"Wait".*"Waiting"/],
    ["a column twice", GOOD.replace(/^Id,Opened,Agent/, "Id,Opened,Opened"), "missing-column", /"Agent"/],
    [
      "a heading twice",
      GOOD.replace("Answered,Wait", "Answered,Wait,wait"),
      "repeated-column",
      /more than one column named "Wait"/,
    ],
    ["cut in the middle of a row", GOOD.slice(0, -20), "cut-short", /middle of line 3/],
    ["cut within quotes", `${HEADER}\n1,05/01/2026 10:00,"An`, "cut-short", /line 2 is never closed/],
    [
      "dates in another form",
      GOOD.replaceAll("05/01/2026", "2026-01-05"),
      "nothing-accepted",
      /All 2 rows are rejected.*not-a-date/,
    ],
    ["a record of too many columns", `${HEADER}\n${",".repeat(5_000)}\n`, "too-many-columns", /2,000 columns/],
  ])("%s", async (_what, content, code, message) => {
    const refusal = await refusalOf(() => importContent(content));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });

  test("another encoding than the mapping says", async () => {
    const utf8 = { ...MAPPING, file: { ...MAPPING.file, encoding: "utf-8" } };
    const latin = { ...MAPPING, file: { ...MAPPING.file, encoding: "windows-1252" } };
    expect(await refusalOf(() => importContent(iconv.encode(GOOD, "windows-1252"), utf8))).toMatchObject({
      code: "encoding",
    });
    expect(await refusalOf(() => importContent(GOOD, latin))).toMatchObject({
      code: "encoding",
      message: expect.stringMatching(/file is utf-8/),
    });
  });

  test("a file that is not there, and a folder", async () => {
    expect(await refusalOf(() => importPath(path.join(folder, "nowhere")))).toMatchObject({ code: "unreadable" });
    expect(await refusalOf(() => importPath(folder))).toMatchObject({ code: "unreadable" });
  });

  test("200 MB of one line, without holding it in memory", async () => {
    const file = path.join(folder, "one-line");
    const megabyte = Buffer.alloc(1 << 20, "x");
    const pieces = function* () {
      yield `${HEADER}\n1,`;
      for (let piece = 0; piece < 200; piece += 1) yield megabyte;
    };
    await pipeline(Readable.from(pieces()), createWriteStream(file));
    const before = process.memoryUsage().rss;
    expect(await refusalOf(() => importPath(file))).toMatchObject({
      code: "line-too-long",
      message: expect.stringMatching(/line 2/),
    });
    expect((process.memoryUsage().rss - before) / (1 << 20)).toBeLessThan(150);
    await rm(file);
  });

  test.each<[string, unknown, RegExp]>([
    ["no mapping at all", "hello", /\(document\)/],
    ["an unknown field", { ...MAPPING, fields: { ...MAPPING.fields, color: { column: "Agent" } } }, /fields.*color/],
    ["a time zone that is none", { ...MAPPING, timeZone: "Mars/Olympus" }, /timeZone.*use a time zone name/],
    [
      "a date format that means nothing",
      { ...MAPPING, fields: { openedAt: { column: "Opened", format: "QQ" } } },
      /date format "QQ"/,
    ],
    [
      "a field from two places",
      { ...MAPPING, fields: { ...MAPPING.fields, agent: { column: "A", constant: "B" } } },
      /exactly one of/,
    ],
    ["nobody's file", { ...MAPPING, vendor: undefined }, /Choose a partner/],
    [
      "a share without its volume",
      totalMapping({ measure: "wait<=20", column: "Wait", unit: "percent" }),
      /percentage needs its volume/,
    ],
    ["a measure that is none", totalMapping({ measure: "happiness", column: "Wait" }), /unknown measure/],
  ])("by a mapping that cannot be used: %s", async (_what, mapping, message) => {
    const refusal = await refusalOf(() => importContent(GOOD, mapping));
    expect(["mapping-invalid", "vendor-missing"]).toContain(refusal.code);
    expect(refusal.message).toMatch(message);
  });
});

function totalMapping(total: object): unknown {
  const { fields: _fields, externalId: _id, ...rest } = MAPPING;
  return {
    ...rest,
    kind: "totals",
    fields: { at: { column: "Opened", format: "dd/MM/yyyy HH:mm" } },
    totals: [total],
  };
}

describe("traps that are read well", () => {
  const stored = async () => {
    const { rows } = await db.pool.query<{
      external_id: string;
      agent: string;
      wait: number | null;
      opened: string;
      line: number;
    }>("SELECT external_id, agent, wait_seconds AS wait, opened_at::text AS opened, line FROM contact ORDER BY line");
    return rows;
  };
  const utf16 = (text: string, encoding: string) => iconv.encode(text, encoding, { addBOM: true });

  test.each<[string, Uint8Array | string]>([
    ["UTF-8", GOOD],
    ["UTF-8 with a mark", `\ufeff${GOOD}`],
    ["UTF-16 little-endian", utf16(GOOD, "utf-16le")],
    ["UTF-16 big-endian", utf16(GOOD, "utf-16be")],
    ["Windows-1252", iconv.encode(GOOD, "windows-1252")],
    ["semicolons and CRLF", GOOD.replaceAll(",", ";").replaceAll("\n", "\r\n")],
    ["tabs", GOOD.replaceAll(",", "\t")],
    ["pipes, no last line end", GOOD.replaceAll(",", "|").trimEnd()],
    ["carriage returns alone", GOOD.replaceAll("\n", "\r")],
    ["a footer with a total", `${GOOD}Total,,,,12\n`],
    ["lines of commas at the end", `${GOOD},,,,\n,,,,\n`],
  ])("%s", async (_what, content) => {
    await clearFacts(db);
    expect(await importContent(content)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    expect((await stored()).map(({ agent, wait }) => [agent, wait])).toEqual([
      ["Ana", 12],
      ["José", null],
    ]);
  });

  test("rows that cannot be used are set aside with line, column, code and text; the others count", async () => {
    await clearFacts(db);
    const lines = [
      HEADER,
      '1,05/01/2026 10:00,"Ana\nMaria",Y,12',
      "2,31/02/2026 10:00,Ben,Y,5",
      "3,05/01/2026 10:00,Ben,perhaps,5",
      "4,05/01/2026 10:00,Ben,Y,soon",
      ",05/01/2026 10:00,Ben,Y,5",
      "6,05/01/2026 10:00,Ben,Y",
      "7,29/03/2026 02:30,Ben,Y,-5",
    ];
    const result = await importContent(`${lines.join("\n")}\n`);
    expect(result).toMatchObject({ read: 7, accepted: 1, new: 1, rejected: 6 });
    expect(result.errors).toEqual([
      { line: 4, column: "Opened", code: "not-a-date", text: "31/02/2026 10:00" },
      { line: 5, column: "Answered", code: "unknown-word", text: "perhaps" },
      { line: 6, column: "Wait", code: "not-a-duration", text: "soon" },
      { line: 7, column: "Id", code: "blank", text: "" },
      { line: 8, column: "", code: "too-few-cells", text: "4 of 5" },
      { line: 9, column: "Opened", code: "skipped-by-the-clocks", text: "29/03/2026 02:30" },
      { line: 9, column: "Wait", code: "out-of-range", text: "-5" },
    ]);
    const { rows } = await db.pool.query("SELECT count(*)::int AS stored FROM rejected_row WHERE batch_id = $1", [
      result.batch,
    ]);
    expect(rows).toEqual([{ stored: 7 }]);
    expect((await stored()).map(({ line, agent }) => [line, agent])).toEqual([[2, "Ana\nMaria"]]);
  });

  test("formulas in cells are text, and in a number's place they are rejected", async () => {
    await clearFacts(db);
    const result = await importContent(
      `${HEADER}\n1,05/01/2026 10:00,=HYPERLINK("x"),Y,12\n2,05/01/2026 10:00,Ben,Y,=1+2\n`,
    );
    expect(result).toMatchObject({ accepted: 1, rejected: 1 });
    expect((await stored())[0]?.agent).toBe('=HYPERLINK("x")');
  });

  test("headings and words named like parts of the language are harmless", async () => {
    await clearFacts(db);
    const content =
      "Id,Opened,Agent,Answered,Wait,__proto__,constructor,toString\n1,05/01/2026 10:00,__proto__,constructor,1,a,b,c\n2,05/01/2026 10:00,constructor,Y,1,a,b,c\n";
    expect(await importContent(content)).toMatchObject({
      accepted: 1,
      rejected: 1,
      errors: [{ code: "unknown-word", text: "constructor" }],
    });
    const fields = {
      ...MAPPING.fields,
      agent: { column: "__proto__" },
      team: { column: "constructor", values: { b: "toString" } },
    };
    expect(await importContent(content, { ...MAPPING, fields })).toMatchObject({ accepted: 1, changed: 1 });
    expect((await stored())[0]?.agent).toBe("a");
  });

  test("of the hour that clocks repeat, the first is taken; days follow the reporting zone", async () => {
    await clearFacts(db);
    await importContent(`${HEADER}\n1,25/10/2026 02:30,Ana,Y,1\n2,05/01/2026 00:30,Ana,Y,1\n`);
    const { rows } = await db.pool.query(
      "SELECT day::text, (opened_at AT TIME ZONE 'UTC')::text AS opened FROM contact ORDER BY line",
    );
    expect(rows).toEqual([
      { day: "2026-10-25", opened: "2026-10-25 00:30:00" },
      { day: "2026-01-04", opened: "2026-01-04 23:30:00" },
    ]);
  });

  test("whatever bytes come, every row is accepted or rejected with a reason, and the two add up", async () => {
    const piece = fc.constantFrom(
      "1",
      "2",
      "05/01/2026 10:00",
      "Y",
      ",",
      "\n",
      '"',
      ";",
      "é",
      "\t",
      "=1",
      "-",
      "\\",
      "\\N",
      "\u2028",
      "𝒳",
    );
    const hostile = fc.array(piece, { maxLength: 30 }).map((parts) => `${GOOD}${parts.join("")}\n`);
    await fc.assert(
      fc.asyncProperty(hostile, async (content) => {
        await clearFacts(db);
        const result = await importContent(content).catch((error: unknown) => error);
        if (result instanceof FileRefused) return;
        if (result instanceof Error) throw result;
        expect(result).toMatchObject({ read: expect.any(Number) });
        const { rows } = await db.pool.query(
          `SELECT b.rows_read = b.rows_accepted + b.rows_rejected AND b.rows_accepted = b.rows_new + b.rows_changed + b.rows_unchanged
             AND b.rows_rejected = (SELECT count(DISTINCT line) FROM rejected_row r WHERE r.batch_id = b.id)
             AND b.rows_new = (SELECT count(*) FROM contact) AS adds_up FROM import_batch b`,
        );
        expect(rows).toEqual([{ adds_up: true }]);
      }),
      runsOf(40),
    );
  });
});
