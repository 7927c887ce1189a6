import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { assert, asyncProperty, constantFrom, integer, array, nat, oneof, record } from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listRowChanges } from "~/data/imports/batch-changes.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { unusedColumns } from "~/data/rollups/unused-columns.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { clearFacts } from "./apply-rows";
import { importEvents, MAPPING, teamsOf } from "./event-files";

let db: TestDatabase;
let folder: string;
const importText = (lines: readonly string[], mapping?: object) => importEvents(db, folder, lines, mapping);
const teams = () => teamsOf(db);

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-late-events-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("events of a case in several files", () => {
  const FIRST = { ...MAPPING, collapse: { ...MAPPING.collapse, keep: "first" } };
  const NO_EVENTS = { ...MAPPING, key: "states", collapse: undefined };
  const march = "A,2026-03-09 10:00,1,2026-03-01,closed,5";
  const february = ["A,2026-02-09 10:00,7,2026-03-01,opened,1", "A,2026-02-08 10:00,8,2026-03-01,nobody,1"];
  const batchOf = async (id: string) =>
    (await db.pool.query<{ batch: number }>("SELECT batch_id AS batch FROM contact WHERE external_id = $1", [id]))
      .rows[0]?.batch;

  test("an older one that comes later is kept out, and comes back when the newer one is reverted", async () => {
    const newer = await importText([march]);
    const older = await importText([...february, "B,2026-02-09 10:00,1,2026-03-01,opened,2"]);
    expect(older).toMatchObject({
      read: 3,
      accepted: 2,
      collapsed: 1,
      new: 1,
      changed: 0,
      unchanged: 0,
      superseded: 1,
    });
    expect(await teams()).toEqual({ A: "closed", B: "opened" });
    expect(await batchOf("A")).toBe(newer.batch);
    expect(await listRowChanges(db, older.batch, { offset: 0, limit: 10 })).toEqual([]);
    await revertBatch(db, newer.batch, "test");
    expect(await teams()).toEqual({ A: "opened", B: "opened" });
    expect(await batchOf("A")).toBe(older.batch);
    expect(await importText([march])).toMatchObject({ changed: 1, superseded: 0 });
    expect(await teams()).toEqual({ A: "closed", B: "opened" });
  });

  test("where the first counts, a later one is kept out and an earlier one is not", async () => {
    const first = await importText([march], FIRST);
    const earlier = await importText(february, FIRST);
    expect(earlier).toMatchObject({ changed: 1, superseded: 0, collapsed: 1 });
    expect(await teams()).toEqual({ A: "nobody" });
    expect(await importText(["A,2026-02-08 10:00,9,2026-03-01,late,2"], FIRST)).toMatchObject({
      changed: 0,
      superseded: 1,
    });
    await revertBatch(db, earlier.batch, "test");
    expect(await teams()).toEqual({ A: "late" });
    await revertBatch(db, first.batch, "test");
    expect(await teams()).toEqual({ A: "late" });
  });

  test("of two at one time the later file's is taken, and one that says the same is no change", async () => {
    await importText([march]);
    expect(await importText([march])).toMatchObject({ changed: 0, unchanged: 1, superseded: 0 });
    expect(await importText([march.replace("closed", "corrected")])).toMatchObject({ changed: 1, superseded: 0 });
    const again = await importText(["A,2026-03-10 10:00,1,2026-03-01,corrected,5"]);
    expect(again).toMatchObject({ changed: 0, unchanged: 1, superseded: 0 });
    expect(await listRowChanges(db, again.batch, { offset: 0, limit: 10 })).toEqual([]);
    expect(await importText(["A,2026-03-09 23:00,1,2026-03-01,between,5"])).toMatchObject({
      changed: 0,
      superseded: 1,
    });
    expect(await teams()).toEqual({ A: "corrected" });
  });

  test("a row that is no event, or an event in another order, is replaced as any other", async () => {
    await importText([march]);
    expect(await importText(["A,,,2026-03-01,stated,5"], NO_EVENTS)).toMatchObject({ changed: 1, superseded: 0 });
    expect(await importText(february)).toMatchObject({ changed: 1, superseded: 0 });
    const bySteps = { ...MAPPING, collapse: { order: [{ number: { column: "Step" } }] } };
    expect(await importText(["A,2026-01-01 10:00,1,2026-03-01,stepped,5"], bySteps)).toMatchObject({
      changed: 1,
      superseded: 0,
    });
    expect(
      await importText(["A,2026-01-01 10:00,9,2026-03-01,first step,5"], {
        ...bySteps,
        collapse: { ...bySteps.collapse, keep: "first" },
      }),
    ).toMatchObject({ changed: 1, superseded: 0 });
    expect(await teams()).toEqual({ A: "first step" });
  });

  test("of reviews are distinguished in the same way", async () => {
    const { openedAt: reviewedAt, csatScore: pointsEarned, team } = MAPPING.fields;
    const audits = { ...MAPPING, key: "audits", kind: "reviews", fields: { reviewedAt, team, pointsEarned } };
    const newer = await importText([march], audits);
    expect(await importText(february, audits)).toMatchObject({ new: 0, changed: 0, superseded: 1, collapsed: 1 });
    const reviewed = async () => (await db.pool.query("SELECT team, points_earned FROM review")).rows;
    expect(await reviewed()).toEqual([{ team: "closed", points_earned: 5 }]);
    await revertBatch(db, newer.batch, "test");
    expect(await reviewed()).toEqual([{ team: "opened", points_earned: 1 }]);
  });

  test("cost files without events nothing where the partner never sent any", async () => {
    await importText(["A,,,2026-03-01,stated,5"], NO_EVENTS);
    const isRequested = async () => {
      const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM vendor WHERE key = 'acme'");
      const client = await db.pool.connect();
      const vendorIds = rows.map(({ id }) => id);
      const silent = await unusedColumns(client, vendorIds, { kind: "contacts", unstatedFields: ["event_rank"] });
      client.release();
      return !silent.contacts.has("event_rank");
    };
    expect(await isRequested()).toBe(false);
    await importText([march]);
    expect(await isRequested()).toBe(true);
  });

  test("rows from before their order was kept stay, and are replaced as before", async () => {
    const before = await importText([march]);
    await importText(["A,2026-03-10 10:00,1,2026-03-01,reopened,4"]);
    await db.pool.query(`ALTER TABLE contact DROP COLUMN event_rank; ALTER TABLE review DROP COLUMN event_rank;
      UPDATE contact_history SET event_rank = NULL, stated = stated & ~1::bigint`);
    await db.pool.query(
      await readFile(new URL("../../../prisma/migrations/0018_event_ranks/migration.sql", import.meta.url), "utf8"),
    );
    expect(await teams()).toEqual({ A: "reopened" });
    const older = await importText(february);
    expect(older).toMatchObject({ changed: 1, superseded: 0 });
    await revertBatch(db, before.batch, "test");
    expect(await teams()).toEqual({ A: "opened" });
    await revertBatch(db, older.batch, "test");
    expect(await teams()).toEqual({ A: "reopened" });
  });

  test("come to what one file with all events of the batches that are left says, in whatever order they come", async () => {
    const event = record({
      id: constantFrom("A", "B"),
      minute: integer({ min: 10, max: 14 }),
      step: integer({ min: -1, max: 1 }),
      score: constantFrom("", "1", "4", "broken"),
    });
    const step = oneof(
      { weight: 4, arbitrary: record({ events: array(event, { minLength: 1, maxLength: 5 }) }) },
      { weight: 1, arbitrary: record({ revert: nat(9) }) },
    );
    const state = async (vendor: string) =>
      (
        await db.pool.query(
          `SELECT external_id AS id, team, csat_score AS score, event_rank AS rank FROM contact
           WHERE vendor_id = (SELECT id FROM vendor WHERE key = $1) ORDER BY external_id`,
          [vendor],
        )
      ).rows;
    await assert(
      asyncProperty(constantFrom("last", "first"), array(step, { minLength: 2, maxLength: 7 }), async (keep, steps) => {
        await clearFacts(db);
        const mapping = { ...MAPPING, blanks: "erase", collapse: { ...MAPPING.collapse, keep } };
        let applied: { batch: number; lines: string[] }[] = [];
        for (const [at, one] of steps.entries()) {
          if ("revert" in one) {
            const gone = applied[one.revert % Math.max(1, applied.length)];
            if (gone) await revertBatch(db, gone.batch, "test");
            applied = applied.filter((batch) => batch !== gone);
          } else {
            const usable = one.events.filter(({ score }) => score !== "broken");
            const lines = usable.map(
              (e, index) => `${e.id},2026-03-01 10:${e.minute},${e.step},2026-03-01,event ${at}.${index},${e.score}`,
            );
            const broken = one.events
              .filter(({ score }) => score === "broken")
              .map(({ id }) => `${id},2026-03-01 10:59,1,2026-03-01,nobody,x`);
            if (usable.length === 0) continue;
            const status = await state("acme");
            const result = await importText([...lines, ...broken], mapping);
            const moved = (await state("acme")).filter(({ id, team }) =>
              status.every((row) => row.id !== id || row.team !== team),
            );
            const cases = new Set(usable.map(({ id }) => id)).size;
            expect(result).toMatchObject({
              rejected: broken.length,
              new: moved.length - result.changed,
              superseded: cases - moved.length,
            });
            applied.push({ batch: result.batch, lines });
          }
          // Of events at one time the later file's counts: where the first does, it has to stand first in the one file.
          const files = keep === "last" ? applied : applied.toReversed();
          const together = files.flatMap(({ lines }) => lines);
          if (together.length === 0) {
            expect(await state("acme")).toEqual([]);
            continue;
          }
          const whole = await importText(together, { ...mapping, vendor: { constant: "whole" } });
          expect(await state("acme")).toEqual(await state("whole"));
          await revertBatch(db, whole.batch, "test");
        }
        const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM vendor");
        for (const { id } of rows)
          expect(await checkRollUp(db, id, { repair: false, actor: "test" })).toMatchObject({ differences: [] });
      }),
      runsOf(10),
    );
  });
});
