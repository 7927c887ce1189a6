import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFile, type ImportResult } from "~/ingest/import-file.server";
import { FileRefused, REFUSALS } from "~/ingest/refusal";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { requireRollUpsEqualFacts, stored } from "../../support/survival/stored";

const HEADINGS = ["Id", "Opened", "__proto__", "constructor", "Wait", "toString"] as const;
const ABOUT = {
  source: "hostile",
  file: { format: "csv", skipRowsWhen: [{ column: "Id", is: ["Total"] }] },
  nulls: ["-", "#DIV/0!"],
  timeZone: "Europe/Madrid",
  vendor: { constant: "hostile" },
};
const FIELDS = {
  openedAt: { column: "Opened", format: "dd/MM/yyyy HH:mm" },
  site: { column: "__proto__" },
  agent: { column: "constructor" },
  team: { column: "toString" },
  waitSeconds: { column: "Wait" },
};
const CONTACTS = {
  ...ABOUT,
  key: "hostile-contacts",
  name: "Hostile",
  kind: "contacts",
  externalId: { column: "Id" },
  fields: FIELDS,
};
const EVENTS = {
  ...CONTACTS,
  key: "hostile-events",
  source: "hostile-events",
  collapse: { order: [{ number: { column: "Wait" } }] },
};
const TALLIES = {
  ...ABOUT,
  key: "hostile-tallies",
  name: "Hostile",
  kind: "tallies",
  source: "hostile-tallies",
  fields: { day: { column: "Opened", format: "dd/MM/yyyy HH:mm" }, site: { column: "__proto__" } },
  tallies: [{ measure: "headcount", column: "Wait" }],
};

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-hostile-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const id = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom("", "Total", "__proto__", "=1+1", "１") },
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
  place: fc.double({ min: 0, max: 1, noNaN: true }),
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

const hostile = fc
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
    return made.damage.reduce<Buffer>(
      (bytes, { place, remove, insert }) => {
        const at = Math.floor(place * bytes.length);
        return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
      },
      iconv.encode(whole, made.encoding, { addBOM: made.mark }),
    );
  });

async function send(bytes: Buffer, mapping: object): Promise<ImportResult> {
  const file = path.join(folder, "input");
  await writeFile(file, bytes);
  const by = { actor: "test", userId: null };
  return importFile(db, { path: file, fileName: "input.csv", mapping, by, filesFolder: path.join(folder, "files") });
}

async function requireSum(result: ImportResult): Promise<void> {
  const { batch, read, accepted, collapsed, rejected } = result;
  expect(accepted + collapsed + rejected).toBe(read);
  expect(result.new + result.changed + result.unchanged).toBe(accepted);
  const { rows } = await db.pool.query(
    `SELECT rows_read AS read, rows_accepted AS accepted, rows_collapsed AS collapsed, rows_rejected AS rejected,
       (SELECT count(DISTINCT line)::int FROM rejected_row WHERE batch_id = b.id) AS "rejectedLines",
       (SELECT count(*)::int FROM rejected_row WHERE batch_id = b.id AND code = '') AS "withoutReason"
     FROM import_batch b WHERE id = $1`,
    [batch],
  );
  expect(rows).toEqual([{ read, accepted, collapsed, rejected, rejectedLines: rejected, withoutReason: 0 }]);
}

describe("whatever bytes come", () => {
  test.each<[string, object, number]>([
    ["rows of contacts", CONTACTS, 60],
    ["events of contacts", EVENTS, 30],
    ["tallies", TALLIES, 30],
  ])(
    "as %s: each row is accepted, collapsed or rejected with a reason, and they add up; or nothing is stored",
    async (_what, mapping, numRuns) => {
      const seen = { applied: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(hostile, async (bytes) => {
          const before = await stored(db);
          const outcome: unknown = await send(bytes, mapping).catch((error: unknown) => error);
          if (outcome instanceof FileRefused) {
            seen.refused += 1;
            expect(REFUSALS).toContain(outcome.code);
            expect(outcome.message).not.toBe("");
            expect(await stored(db)).toBe(before);
            return;
          }
          if (outcome instanceof Error) throw outcome;
          seen.applied += 1;
          await requireSum(outcome as ImportResult);
          await requireRollUpsEqualFacts(db);
        }),
        { numRuns },
      );
      expect(seen.applied).toBeGreaterThan(numRuns / 6);
      expect(seen.refused).toBeGreaterThan(0);
    },
    180_000,
  );

  test("bytes by chance are refused, or what can be read of them adds up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4_000 }), fc.boolean(), async (bytes, headed) => {
        const before = await stored(db);
        const head = headed ? `${HEADINGS.join(",")}\n` : "";
        const outcome: unknown = await send(Buffer.concat([Buffer.from(head), bytes]), CONTACTS).catch(
          (error: unknown) => error,
        );
        if (!(outcome instanceof FileRefused)) throw outcome;
        expect(await stored(db)).toBe(before);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
