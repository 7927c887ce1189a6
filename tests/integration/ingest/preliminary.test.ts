import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listRowChanges } from "~/data/imports/batch-changes.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-preliminary-"));
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const CALLS = {
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv", delimiter: "," },
  timeZone: "UTC",
  vendor: { constant: "acme" },
  externalId: { column: "id" },
  fields: {
    openedAt: { column: "at", format: "iso" },
    talkSeconds: { column: "talk", unit: "s" },
    site: { column: "site" },
  },
};
const ALL_PRELIMINARY = { ...CALLS, fields: { ...CALLS.fields, preliminary: { constant: "yes" } } };
const ALL_FINAL = { ...CALLS, fields: { ...CALLS.fields, preliminary: { constant: "no" } } };
const BY_COLUMN = {
  ...CALLS,
  fields: {
    ...CALLS.fields,
    preliminary: { column: "status", trueValues: ["vorläufig", "P"], falseValues: ["endgültig", "F"] },
  },
};

async function importLines(mapping: object, lines: readonly string[]): Promise<ImportResult> {
  const file = path.join(folder, "calls.csv");
  await writeFile(file, lines.join("\n"));
  const result = await importFile(db, {
    path: file,
    fileName: "calls.csv",
    mapping,
    vendor: { key: "acme", name: "Acme" },
    by: { actor: "test", userId: null },
    filesFolder: path.join(folder, "files"),
  });
  expect(result.new + result.changed + result.unchanged + result.superseded + result.collapsed + result.rejected).toBe(
    result.read,
  );
  return result;
}

const calls = (mapping: object, ...talks: readonly (readonly [id: string, talk: string])[]) =>
  importLines(mapping, ["id,at,talk,site", ...talks.map(([id, talk]) => `${id},2026-03-01T09:00:00Z,${talk},`)]);

const stored = async () =>
  (await db.pool.query("SELECT external_id AS id, talk_seconds AS talk, preliminary FROM contact ORDER BY external_id"))
    .rows;

describe("preliminary and final rows of the same contacts", () => {
  test("a final row replaces a preliminary one, as a restatement, though its figures are the same", async () => {
    await calls(ALL_PRELIMINARY, ["A", "30"], ["B", "40"]);
    expect(await stored()).toEqual([
      { id: "A", talk: 30, preliminary: true },
      { id: "B", talk: 40, preliminary: true },
    ]);
    const final = await calls(CALLS, ["A", "31"], ["B", "40"]);
    expect(final).toMatchObject({ new: 0, changed: 2, unchanged: 0, superseded: 0 });
    expect(await stored()).toEqual([
      { id: "A", talk: 31, preliminary: null },
      { id: "B", talk: 40, preliminary: null },
    ]);
    const changes = await listRowChanges(db, final.batch, { offset: 0, limit: 10 });
    expect(changes.map(({ externalId, fields }) => [externalId, fields])).toEqual([
      [
        "A",
        [
          { column: "preliminary", from: true, to: null },
          { column: "talk_seconds", from: 30, to: 31 },
        ],
      ],
      ["B", [{ column: "preliminary", from: true, to: null }]],
    ]);
    await revertBatch(db, final.batch, "test");
    expect(await stored()).toEqual([
      { id: "A", talk: 30, preliminary: true },
      { id: "B", talk: 40, preliminary: true },
    ]);
  });

  test("a preliminary row restates a preliminary one", async () => {
    await calls(ALL_PRELIMINARY, ["A", "30"], ["B", "40"]);
    expect(await calls(ALL_PRELIMINARY, ["A", "35"], ["B", "40"])).toMatchObject({
      changed: 1,
      unchanged: 1,
      superseded: 0,
    });
    expect(await stored()).toMatchObject([{ talk: 35, preliminary: true }, { talk: 40 }]);
  });

  test.each([
    ["that was stated to be", ALL_FINAL],
    ["of a file that says nothing", CALLS],
  ])("a preliminary row never replaces a final one %s", async (_which, finals) => {
    const final = await calls(finals, ["A", "31"]);
    const late = await calls(ALL_PRELIMINARY, ["A", "99"], ["B", "40"]);
    expect(late).toMatchObject({ read: 2, accepted: 2, new: 1, changed: 0, unchanged: 0, superseded: 1 });
    expect(await stored()).toEqual([
      { id: "A", talk: 31, preliminary: null },
      { id: "B", talk: 40, preliminary: true },
    ]);
    expect(await listRowChanges(db, late.batch, { offset: 0, limit: 10 })).toEqual([]);

    await revertBatch(db, final.batch, "test");
    expect(await stored()).toMatchObject([{ id: "A", talk: 99, preliminary: true }, { id: "B" }]);
    const { rows } = await db.pool.query("SELECT batch_id FROM contact WHERE external_id = 'A'");
    expect(rows).toEqual([{ batch_id: late.batch }]);
  });

  test("reverting a preliminary batch that was kept out changes nothing", async () => {
    await calls(CALLS, ["A", "31"]);
    const late = await calls(ALL_PRELIMINARY, ["A", "99"]);
    await revertBatch(db, late.batch, "test");
    expect(await stored()).toEqual([{ id: "A", talk: 31, preliminary: null }]);
    expect((await db.pool.query("SELECT FROM contact_history")).rowCount).toBe(0);
  });

  test("in one file that holds both, the final row counts, and the words are those of the mapping", async () => {
    const result = await importLines(BY_COLUMN, [
      "id,at,talk,site,status",
      "A,2026-03-01T09:00:00Z,30,,vorläufig",
      "A,2026-03-01T09:00:00Z,31,,ENDGÜLTIG",
      "B,2026-03-01T09:00:00Z,40,,P",
      "C,2026-03-01T09:00:00Z,50,,",
      "D,2026-03-01T09:00:00Z,60,,maybe",
    ]);
    expect(result).toMatchObject({ read: 5, accepted: 4, new: 3, superseded: 1, rejected: 1 });
    expect(result.errors).toMatchObject([{ line: 6, column: "status", code: "unknown-word", text: "maybe" }]);
    expect(await stored()).toEqual([
      { id: "A", talk: 31, preliminary: null },
      { id: "B", talk: 40, preliminary: true },
      { id: "C", talk: 50, preliminary: null },
    ]);
  });

  test("the first file into an empty table says it too, and a file without the flag does not ask for it", async () => {
    const many = Array.from({ length: 3_000 }, (_, index): [string, string] => [`call-${index}`, "30"]);
    expect(await calls(ALL_PRELIMINARY, ...many)).toMatchObject({ new: 3_000, superseded: 0 });
    const preliminary = await db.pool.query("SELECT FROM contact WHERE preliminary");
    expect(preliminary.rowCount).toBe(3_000);
    expect(await calls(CALLS, ["call-7", "30"])).toMatchObject({ changed: 1 });
    expect((await db.pool.query("SELECT FROM contact WHERE preliminary")).rowCount).toBe(2_999);
  });
});

describe("totals", () => {
  const TOTALS = {
    ...CALLS,
    key: "totals",
    kind: "totals",
    source: "totals",
    externalId: undefined,
    fields: { day: { column: "day", format: "yyyy-MM-dd" }, preliminary: { column: "prelim" } },
    totals: [
      { measure: "offered", column: "offered" },
      { measure: "answered", column: "answered" },
    ],
  };
  const { externalId: _none, ...MAPPING } = TOTALS;
  const totals = (...lines: string[]) => importLines(MAPPING, ["day,offered,answered,prelim", ...lines]);

  test("are distinguished row by row, and counted by lines", async () => {
    expect(await totals("2026-03-01,100,90,no", "2026-03-02,50,40,yes")).toMatchObject({ new: 2 });
    // The first line is final already, in both of its amounts; the second is restated; the third is new.
    expect(await totals("2026-03-01,101,91,yes", "2026-03-02,52,40,yes", "2026-03-03,9,,yes")).toMatchObject({
      new: 1,
      changed: 1,
      unchanged: 0,
      superseded: 1,
    });
    const { rows } = await db.pool.query(
      "SELECT day::text, measure, amount, preliminary FROM total ORDER BY day, measure DESC",
    );
    expect(rows).toEqual([
      { day: "2026-03-01", measure: "offered", amount: 100, preliminary: null },
      { day: "2026-03-01", measure: "answered", amount: 90, preliminary: null },
      { day: "2026-03-02", measure: "offered", amount: 52, preliminary: true },
      { day: "2026-03-02", measure: "answered", amount: 40, preliminary: true },
      { day: "2026-03-03", measure: "offered", amount: 9, preliminary: true },
    ]);
  });

  test("of which one file holds both, the final line counts", async () => {
    expect(await totals("2026-03-01,100,90,yes", "2026-03-01,101,,no")).toMatchObject({ new: 2, superseded: 0 });
    expect(await totals("2026-03-02,100,90,yes", "2026-03-02,101,91,no")).toMatchObject({ new: 1, superseded: 1 });
  });
});

describe("how many preliminary rows there are", () => {
  const days = async () =>
    (
      await db.pool.query(
        "SELECT day::text, kind, measure, site, rows FROM preliminary_day WHERE measure IN ('unqueued', 'handled', 'handleKnown') ORDER BY 1, 2, 3, 4",
      )
    ).rows;
  const lines = (status: object, ...rows: string[]) => importLines(status, ["id,at,talk,site", ...rows]);

  test("is counted by day, slice and measure that they state, and no longer once they are final", async () => {
    const preliminary = await lines(
      ALL_PRELIMINARY,
      "A,2026-03-01T09:00:00Z,30,Lisbon",
      "B,2026-03-01T09:00:00Z,,Lisbon",
      "C,2026-03-02T09:00:00Z,40,Porto",
    );
    const all = [
      { day: "2026-03-01", kind: "contacts", measure: "handleKnown", site: "Lisbon", rows: 1 },
      { day: "2026-03-01", kind: "contacts", measure: "handled", site: "Lisbon", rows: 2 },
      { day: "2026-03-01", kind: "contacts", measure: "unqueued", site: "Lisbon", rows: 2 },
      { day: "2026-03-02", kind: "contacts", measure: "handleKnown", site: "Porto", rows: 1 },
      { day: "2026-03-02", kind: "contacts", measure: "handled", site: "Porto", rows: 1 },
      { day: "2026-03-02", kind: "contacts", measure: "unqueued", site: "Porto", rows: 1 },
    ];
    expect(await days()).toEqual(all);
    const final = await lines(CALLS, "A,2026-03-01T09:00:00Z,30,Lisbon", "C,2026-03-02T09:00:00Z,40,Porto");
    expect(await days()).toEqual([
      { day: "2026-03-01", kind: "contacts", measure: "handled", site: "Lisbon", rows: 1 },
      { day: "2026-03-01", kind: "contacts", measure: "unqueued", site: "Lisbon", rows: 1 },
    ]);
    await revertBatch(db, final.batch, "test");
    expect(await days()).toEqual(all);
    await revertBatch(db, preliminary.batch, "test");
    expect(await days()).toEqual([]);
  });

  test("is what the doctor finds in the facts, and repairs", async () => {
    await lines(ALL_PRELIMINARY, "A,2026-03-01T09:00:00Z,30,Lisbon", "C,2026-03-02T09:00:00Z,40,Porto");
    const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM vendor WHERE key = 'acme'");
    const check = (repair: boolean) => checkRollUp(db, rows[0]?.id ?? 0, { repair, actor: "test" });
    expect(await check(false)).toMatchObject({ differences: [], repaired: false });
    const whole = await days();
    await db.pool.query("UPDATE preliminary_day SET rows = 7 WHERE measure = 'handled' AND site = 'Lisbon'");
    await db.pool.query("DELETE FROM preliminary_day WHERE measure = 'unqueued' AND site = 'Porto'");
    await db.pool.query(
      "INSERT INTO preliminary_day SELECT vendor_id, DATE '2026-04-01', kind, measure, site, program, channel, rows FROM preliminary_day WHERE measure = 'handled' AND site = 'Porto'",
    );
    const found = await check(false);
    expect(found.differences.map(({ table, day, site }) => [table, day, site])).toEqual([
      ["preliminary_day", "2026-03-01", "Lisbon"],
      ["preliminary_day", "2026-03-02", "Porto"],
      ["preliminary_day", "2026-04-01", "Porto"],
    ]);
    expect(found.differences[0]?.columns).toEqual([{ column: "rows", stored: 7, facts: 1 }]);
    expect(await check(true)).toMatchObject({ repaired: true });
    expect(await days()).toEqual(whole);
    expect(await check(false)).toMatchObject({ differences: [] });
  });

  test("of rows that became preliminary behind the batches' back is found too", async () => {
    await lines(CALLS, "A,2026-03-01T09:00:00Z,30,Lisbon");
    const { rows } = await db.pool.query<{ id: number }>(
      "UPDATE contact SET preliminary = TRUE RETURNING vendor_id AS id",
    );
    const { differences } = await checkRollUp(db, rows[0]?.id ?? 0, { repair: false, actor: "test" });
    expect(new Set(differences.map(({ table }) => table))).toEqual(new Set(["preliminary_day"]));
  });
});

/** What a row comes to: what the batches say of it, one after the other, but for preliminary ones behind a final one. */
type Stated = { talk: number | null; site: string | null };
type Batch = { id: number; status: "unstated" | "preliminary" | "final"; rows: Map<string, Stated> };
type State = Stated & { preliminary: boolean };

function fold(batches: readonly Batch[], id: string): State | null {
  return batches.reduce((known: State | null, { status, rows }) => {
    const stated = rows.get(id);
    const preliminary = status === "preliminary";
    if (!stated || (preliminary && known?.preliminary === false)) return known;
    return { talk: stated.talk ?? known?.talk ?? null, site: stated.site ?? known?.site ?? null, preliminary };
  }, null);
}

const IDS = ["A", "B", "C"];
const statedValues = fc.record({
  talk: fc.constantFrom(null, 1, 2, 3),
  site: fc.constantFrom(null, "Lisbon", "Porto"),
});
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      status: fc.constantFrom("unstated" as const, "preliminary" as const, "final" as const),
      rows: fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), statedValues), {
        minLength: 1,
        maxLength: 3,
        selector: ([id]) => id,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ revert: fc.nat(20) }) },
);

describe("whatever comes in whatever order, and whatever is reverted", () => {
  test("rows are what the batches that are left say, and counts add up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        await clearFacts(db);
        const applied: Batch[] = [];
        for (const one of steps) {
          if ("revert" in one) {
            const [gone] = applied.splice(one.revert % Math.max(1, applied.length), 1);
            if (gone) expect(await revertBatch(db, gone.id, "test")).toBe("reverted");
          } else {
            const status = one.status === "preliminary" ? true : null;
            const before = IDS.map((id) => fold(applied, id));
            const result = await applyRows(db, {
              kind: "contacts",
              rows: one.rows.map(([id, stated]) => ({
                id,
                day: "2026-03-01",
                fields: {
                  openedAt: "2026-03-01T09:00:00Z",
                  talkSeconds: stated.talk,
                  site: stated.site,
                  preliminary: status,
                },
              })),
              says: ["openedAt", "talkSeconds", "site", ...(one.status === "unstated" ? [] : ["preliminary"])],
            });
            applied.push({ id: result.batchId, status: one.status, rows: new Map(one.rows) });
            const after = IDS.map((id) => fold(applied, id));
            const stating = IDS.flatMap((id, index) => (one.rows.some(([stated]) => stated === id) ? index : []));
            const superseded = stating.filter(
              (index) => status === true && before[index]?.preliminary === false,
            ).length;
            const fresh = stating.filter((index) => before[index] === null).length;
            const changed = stating.filter(
              (index) => before[index] !== null && JSON.stringify(before[index]) !== JSON.stringify(after[index]),
            ).length;
            expect(result).toMatchObject({
              new: fresh,
              changed,
              superseded,
              unchanged: stating.length - fresh - changed - superseded,
            });
          }
          const { rows } = await db.pool.query(
            `SELECT external_id AS id, talk_seconds AS talk, NULLIF(site, '') AS site, COALESCE(preliminary, FALSE) AS preliminary,
               batch_id = ANY ($1) AS brought FROM contact ORDER BY external_id`,
            [applied.map(({ id }) => id)],
          );
          const wanted = IDS.flatMap((id) => {
            const state = fold(applied, id);
            return state ? { id, ...state, brought: true } : [];
          });
          expect(rows).toEqual(wanted);
          const counted = await db.pool.query(
            "SELECT rows FROM preliminary_day WHERE measure = 'unqueued' AND kind = 'contacts'",
          );
          expect(counted.rows.reduce((sum, { rows: some }) => sum + some, 0)).toBe(
            wanted.filter(({ preliminary }) => preliminary).length,
          );
        }
      }),
      runsOf(25),
    );
  });
});
