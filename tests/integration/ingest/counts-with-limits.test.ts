import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { MAX_PARAMETERS, registerParameters, removeUnusedParameters } from "~/data/rollups/parameters.server";
import { importFile } from "~/ingest/load/import-file.server";
import { removeUnusedCounts } from "~/jobs/remove-unused-parameters.server";
import { applySow, checkSow } from "~/commands/contracts/apply-sow.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW, testContext } from "../../support/load-context";
import { requireRollUpsEqualFacts, stored } from "../../support/survival/stored";
import { applyRows, clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-counts-"));
});
beforeEach(async () => {
  await clearFacts(db);
  await db.pool.query("TRUNCATE rollup_parameter, sow_document, mapping, import_run");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const totalsOf = (measures: readonly string[]) => ({
  key: "totals",
  name: "Totals",
  kind: "totals",
  source: "totals",
  file: { format: "csv" },
  timeZone: "UTC",
  fields: { day: { column: "Day", format: "yyyy-MM-dd" } },
  totals: measures.map((measure) => ({ measure, column: "Amount" })),
});
const within = (many: number) => Array.from({ length: many }, (_, index) => `wait<=${index + 1}`);
const CONTACTS = {
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd" }, waitSeconds: { column: "Wait", unit: "s" } },
};

async function requestOf(text: string, mapping: object) {
  const file = path.join(folder, "file.csv");
  await writeFile(file, text);
  const vendor = { key: "desk", name: "Desk" };
  const by = { actor: "test", userId: null };
  return { path: file, fileName: "file.csv", mapping, vendor, by, filesFolder: path.join(folder, "files") };
}
const importTotals = async (measures: readonly string[], text = "Day,Amount\n2026-01-05,70\n") =>
  importFile(db, await requestOf(text, totalsOf(measures)));

async function held(): Promise<string[]> {
  const { rows } = await db.pool.query<{ measure: string }>("SELECT measure FROM rollup_parameter ORDER BY id");
  return rows.map(({ measure }) => measure);
}

const sowOf = (seconds: readonly number[]) => ({
  vendor: "desk",
  title: "Desk",
  currency: "USD",
  timeZone: "UTC",
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-01-01",
      targets: seconds.map((thresholdSeconds) => ({
        id: `sl-${thresholdSeconds}`,
        clause: "1",
        metric: "service-level",
        parameters: { thresholdSeconds },
        comparator: ">=",
        expected: 80,
      })),
    },
  ],
});
const apply = (seconds: readonly number[]) =>
  applySow(db, { by: "test", actor: "test" }, sowOf(seconds), { clock: () => TEST_NOW, vendorName: "Desk" });

describe("a dry run leaves every table as it is, byte for byte", () => {
  test.each<[string, string, object]>([
    ["totals that bring new counts with a limit", "Day,Amount\n2026-01-05,70\n", totalsOf(["wait<=25", "offered"])],
    ["contacts of a partner not known yet", "Id,Opened,Wait\n1,2026-01-05,3\n2,soon,4\n", CONTACTS],
  ])("with %s", async (_what, text, mapping) => {
    const fields = { openedAt: "2026-01-05T12:00:00Z", channel: "Phone", answered: true, waitSeconds: 22 };
    await applyRows(db, { kind: "contacts", rows: [{ id: "1", day: "2026-01-05", fields }] });
    await db.pool.query("DELETE FROM vendor WHERE key = 'desk'");
    const before = await stored(db);
    const tried = await importFile(db, { ...(await requestOf(text, mapping)), dryRun: () => Promise.resolve("seen") });
    expect(tried).toMatchObject({ outcome: "tried", new: expect.any(Number), dryRun: "seen" });
    expect(await stored(db)).toBe(before);
    expect(await readdir(path.join(folder, "files")).catch(() => [])).toEqual([]);
  });
});

describe("counts with a limit", () => {
  test("of one partner are as many as there is room for; a file with more is refused, dry run or not, and changes nothing", async () => {
    await importTotals(within(MAX_PARAMETERS.ofVendor));
    const before = await stored(db);
    const more = await requestOf("Day,Amount\n2026-01-05,70\n", totalsOf(["wait<=9000"]));
    const refusal = {
      code: "too-many-limits",
      message: expect.stringContaining(`At most ${MAX_PARAMETERS.ofVendor}`),
    };
    await expect(importFile(db, more)).rejects.toMatchObject(refusal);
    await expect(importFile(db, { ...more, dryRun: () => Promise.resolve(null) })).rejects.toMatchObject(refusal);
    expect(await stored(db)).toBe(before);
    expect(await importTotals(within(MAX_PARAMETERS.ofVendor))).toMatchObject({ unchanged: 1 });
  });

  test("of a SOW beside those of the partner's files are as many as there is room for", async () => {
    await importTotals(within(MAX_PARAMETERS.ofVendor - 1));
    const problem = { ok: false, problems: [{ path: "versions", code: "too-many-limits" }] };
    expect(await apply([7_000, 8_000])).toMatchObject(problem);
    expect(await checkSow(db, sowOf([7_000, 8_000]), { clock: () => TEST_NOW })).toMatchObject(problem);
    expect((await held()).length).toBe(MAX_PARAMETERS.ofVendor - 1);
    expect(await apply([1, 2])).toMatchObject({ ok: true });
  });

  test("of all partners together are as many as there is room for", async () => {
    const all = Array.from({ length: MAX_PARAMETERS.inAll }, (_, index) => `csat>=${index + 1}`);
    expect(await registerParameters(db, all, null)).toEqual({ ok: true });
    await expect(importTotals(["wait<=9000"])).rejects.toMatchObject({ code: "too-many-limits" });
    expect(await registerParameters(db, ["csat>=0"], null)).toMatchObject({ ok: false, of: "all" });
    expect((await held()).length).toBe(MAX_PARAMETERS.inAll);
  });
});

describe("counts that nothing uses any more", () => {
  const later = () => new Date(Date.now() + 86_400_000);

  test("are removed; those of files, SOWs in use and links stay, and the roll-ups say what the facts say", async () => {
    const fields = { openedAt: "2026-01-05T12:00:00Z", channel: "Phone", answered: true, waitSeconds: 22 };
    await applyRows(db, { kind: "contacts", rows: [{ id: "1", day: "2026-01-05", fields }] });
    await apply([30]);
    await registerParameters(db, ["wait<=5", "repeatKnown<=9", "wait<=99"], null);
    await importTotals(["wait<=20"]);
    const gone = await removeUnusedParameters(db, ["repeatKnown<=9"], later());
    expect(gone.toSorted()).toEqual(["wait<=5", "wait<=99"]);
    expect((await held()).toSorted()).toEqual(["repeatKnown<=9", "wait<=20", "wait<=30"]);
    await requireRollUpsEqualFacts(db);
    await registerParameters(db, ["wait<=25"], null);
    const { rows } = await db.pool.query(
      `SELECT parameter_counts[(SELECT id FROM rollup_parameter WHERE measure = 'wait<=25')] AS amount FROM measure_day
       WHERE channel = 'Phone'`,
    );
    expect(rows).toEqual([{ amount: 1 }]);
    await requireRollUpsEqualFacts(db);
  });

  test("are those of a file that was reverted, once a day has passed since somebody requested them", async () => {
    const { batch } = await importTotals(["wait<=20"]);
    await revertBatch(db, batch, "test");
    expect(await removeUnusedParameters(db, [], new Date(Date.now() - 86_400_000))).toEqual([]);
    expect(await removeUnusedParameters(db, [], later())).toEqual(["wait<=20"]);
  });

  test("stay while a SOW in use cannot be read: what it counts is not known", async () => {
    await apply([30]);
    await registerParameters(db, ["wait<=5"], null);
    await db.pool.query(`UPDATE sow_document SET document = '{"vendor": "desk"}'`);
    expect(await removeUnusedParameters(db, [], later())).toEqual([]);
  });

  test("are looked for every night", async () => {
    await registerParameters(db, ["wait<=5"], null);
    const { logger } = testContext(db);
    const removeAt = (now: Date) => removeUnusedCounts({ db, dataFolder: folder, logger, clock: () => now });
    await removeAt(new Date());
    expect(await held()).toEqual(["wait<=5"]);
    await removeAt(new Date(Date.now() + 2 * 86_400_000));
    expect(await held()).toEqual([]);
  });
});
