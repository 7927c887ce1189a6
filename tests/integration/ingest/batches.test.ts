import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => clearFacts(db));

/** The bins of a histogram stand in no order. */
function inOrder(row: Record<string, unknown>): unknown {
  const tidied = Object.entries(row).map(([column, value]) => [
    column,
    column.endsWith("_bins") && Array.isArray(value) ? value.toSorted((a, b) => Number(a) - Number(b)) : value,
  ]);
  return Object.fromEntries(tidied);
}

async function stored(): Promise<unknown> {
  const [contacts, measures] = await Promise.all([
    db.pool.query(
      "SELECT external_id, day::text, opened_at, site, agent, resolved, talk_seconds FROM contact ORDER BY external_id",
    ),
    db.pool.query("SELECT * FROM measure_day ORDER BY day, site, program, channel"),
  ]);
  return { contacts: contacts.rows, measures: measures.rows.map(inOrder) };
}

const contactRow: fc.Arbitrary<TestRow> = fc
  .record({
    id: fc.constantFrom("A", "B", "C", "D"),
    day: fc.constantFrom("2026-03-01", "2026-03-02"),
    site: fc.constantFrom("Lisbon", "Cebu", null),
    agent: fc.constantFrom("Ana", "Ben", null),
    resolved: fc.constantFrom(true, false, null),
    talkSeconds: fc.constantFrom(10, 20.5, null),
  })
  .map(({ id, day, ...fields }) => ({ id, day, fields: { ...fields, openedAt: `${day}T09:00:00Z` } }));
const batch = fc.record({
  rows: fc.uniqueArray(contactRow, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
  erases: fc.subarray(["site", "agent", "resolved", "talkSeconds"]),
});
type File = { rows: readonly TestRow[]; erases: readonly string[] };

/** What files say of each contact, one after the other: a blank keeps what was known, but where the file erases. */
function folded(files: readonly File[]): Record<string, Record<string, unknown>> {
  const known: Record<string, Record<string, unknown>> = {};
  for (const { rows, erases } of files) {
    for (const { id, day, fields } of rows) {
      const row = known[id] ?? {};
      const { openedAt: _openedAt, ...stated } = fields;
      for (const [name, value] of Object.entries(stated)) {
        if (value !== null || erases.includes(name)) row[name] = value;
      }
      known[id] = { ...row, day };
    }
  }
  const blank = { site: null, agent: null, resolved: null, talkSeconds: null };
  return Object.fromEntries(Object.entries(known).map(([id, row]) => [id, { ...blank, ...row }]));
}

async function knownOfContacts(): Promise<Record<string, unknown>> {
  const { rows } = await db.pool.query<{ id: string; row: unknown }>(`
    SELECT external_id AS id, json_build_object('day', day, 'site', NULLIF(site, ''), 'agent', NULLIF(agent, ''),
      'resolved', resolved, 'talkSeconds', talk_seconds) AS row FROM contact`);
  return Object.fromEntries(rows.map(({ id, row }) => [id, row]));
}

describe("reverting", () => {
  test("in any order leaves exactly what the other batches say, in their order", async () => {
    const batches = fc.array(batch, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, fc.infiniteStream(fc.nat()), fc.nat(), async (files, picks, howMany) => {
        await clearFacts(db);
        const applied: (File & { id: number })[] = [];
        for (const file of files) {
          const { batchId } = await applyRows(db, { kind: "contacts", ...file });
          applied.push({ id: batchId, ...file });
          expect(await knownOfContacts()).toEqual(folded(applied));
        }
        for (let left = 1 + (howMany % files.length); left > 0; left -= 1) {
          const [gone] = applied.splice((picks.next().value ?? 0) % applied.length, 1);
          expect(await revertBatch(db, gone?.id ?? 0, "test")).toBe("reverted");
        }
        const after = await stored();
        await clearFacts(db);
        for (const { rows, erases } of applied) await applyRows(db, { kind: "contacts", rows, erases });
        expect(await knownOfContacts()).toEqual(folded(applied));
        expect(after).toEqual(await stored());
      }),
      runsOf(20),
    );
  });

  test("is done once, and leaves no trace but the list and the audit trail", async () => {
    const row = { id: "A", day: "2026-03-01", fields: { openedAt: "2026-03-01T09:00:00Z" } };
    const { batchId } = await applyRows(db, { kind: "contacts", rows: [row] });
    expect(await revertBatch(db, batchId, "ana@example.com")).toBe("reverted");
    expect(await revertBatch(db, batchId, "ana@example.com")).toBe("already-reverted");
    expect(await revertBatch(db, 987_654, "ana@example.com")).toBe("not-found");
    expect(await stored()).toEqual({ contacts: [], measures: [] });
    const trail = await db.pool.query("SELECT actor FROM audit_event WHERE subject = $1 ORDER BY id", [
      `batch ${batchId}`,
    ]);
    expect(trail.rows).toEqual([{ actor: "test" }, { actor: "ana@example.com" }]);
  });
});

describe("a restated file", () => {
  const opened = { openedAt: "2026-03-01T09:00:00Z" };

  test("replaces what it says again and keeps what it leaves blank", async () => {
    await applyRows(db, {
      kind: "contacts",
      rows: [{ id: "A", day: "2026-03-01", fields: { ...opened, site: "Lisbon", talkSeconds: 30 } }],
    });
    const second = [{ id: "A", day: "2026-03-01", fields: { ...opened, talkSeconds: 45, resolved: true } }];
    expect(await applyRows(db, { kind: "contacts", rows: second })).toMatchObject({ new: 0, changed: 1, unchanged: 0 });
    const { rows } = await db.pool.query("SELECT site, talk_seconds, resolved FROM contact");
    expect(rows).toEqual([{ site: "Lisbon", talk_seconds: 45, resolved: true }]);
  });

  test("takes away what it leaves blank where it erases, and gives it back when it is reverted", async () => {
    const first = [
      { id: "A", day: "2026-03-01", fields: { ...opened, site: "Lisbon", agent: "Ana", talkSeconds: 30 } },
    ];
    await applyRows(db, { kind: "contacts", rows: first });
    const second = [{ id: "A", day: "2026-03-01", fields: opened }];
    const { batchId, ...erased } = await applyRows(db, {
      kind: "contacts",
      rows: second,
      erases: ["site", "talkSeconds"],
    });
    expect(erased).toMatchObject({ new: 0, changed: 1, unchanged: 0 });
    const known = async () => (await db.pool.query("SELECT site, agent, talk_seconds FROM contact")).rows;
    expect(await known()).toEqual([{ site: "", agent: "Ana", talk_seconds: null }]);
    const again = await applyRows(db, { kind: "contacts", rows: second, erases: ["site", "talkSeconds"] });
    expect(again).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    await revertBatch(db, batchId, "test");
    expect(await known()).toEqual([{ site: "", agent: "Ana", talk_seconds: null }]);
    await revertBatch(db, again.batchId, "test");
    expect(await known()).toEqual([{ site: "Lisbon", agent: "Ana", talk_seconds: 30 }]);
  });

  test("that repeats what another one had erased brings no blank of its own", async () => {
    const rows = [{ id: "A", day: "2026-03-01", fields: opened }];
    const site = async () => (await db.pool.query("SELECT site FROM contact")).rows;
    const named = [{ id: "A", day: "2026-03-01", fields: { ...opened, site: "Lisbon" } }];
    await applyRows(db, { kind: "contacts", rows: named });
    const { batchId } = await applyRows(db, { kind: "contacts", rows, erases: ["site"] });
    await applyRows(db, { kind: "contacts", rows });
    expect(await site()).toEqual([{ site: "" }]);
    expect(await revertBatch(db, batchId, "test")).toBe("reverted");
    expect(await site()).toEqual([{ site: "Lisbon" }]);
  });

  test("moves a row to another day, and both days are counted again", async () => {
    await applyRows(db, { kind: "contacts", rows: [{ id: "A", day: "2026-03-01", fields: opened }] });
    await applyRows(db, {
      kind: "contacts",
      rows: [{ id: "A", day: "2026-03-02", fields: { openedAt: "2026-03-02T09:00:00Z" } }],
    });
    const { rows } = await db.pool.query("SELECT day::text, unqueued FROM measure_day");
    expect(rows).toEqual([{ day: "2026-03-02", unqueued: 1 }]);
  });

  test("with the same id twice: the same words are one row, other words are all rejected", async () => {
    const stated = { ...opened, talkSeconds: 30 };
    const rows = [
      { id: "A", day: "2026-03-01", fields: stated },
      { id: "A", day: "2026-03-01", fields: stated },
      { id: "B", day: "2026-03-01", fields: stated },
      { id: "B", day: "2026-03-01", fields: { ...opened, talkSeconds: 31 } },
    ];
    const applied = await applyRows(db, { kind: "contacts", rows });
    expect(applied).toMatchObject({ read: 4, accepted: 2, new: 1, unchanged: 1, rejected: 2 });
    expect(applied.problems).toEqual([
      { line: 4, column: "id", code: "duplicate-id", text: "B stands differently on lines 4, 5" },
      { line: 5, column: "id", code: "duplicate-id", text: "B stands differently on lines 4, 5" },
    ]);
  });

  test("sent twice at once counts once", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ id: `R${index}`, day: "2026-03-01", fields: opened }));
    const both = await Promise.all([
      applyRows(db, { kind: "contacts", rows }),
      applyRows(db, { kind: "contacts", rows }),
    ]);
    expect(both.map((applied) => applied.new).sort((a, b) => a - b)).toEqual([0, 50]);
    const counted = await db.pool.query("SELECT unqueued FROM measure_day");
    expect(counted.rows).toEqual([{ unqueued: 50 }]);
  });

  test("that takes longer to read than another comes after it, and what is left when that is reverted is its own", async () => {
    const rows = [{ id: "A", day: "2026-03-01", fields: opened }];
    const quick: number[] = [];
    const slow = await applyRows(db, {
      kind: "contacts",
      rows,
      whileRead: async () => {
        quick.push((await applyRows(db, { kind: "contacts", rows })).batchId);
      },
    });
    expect(quick[0]).toBeLessThan(slow.batchId);
    expect(await revertBatch(db, quick[0] ?? 0, "test")).toBe("reverted");
    expect((await db.pool.query("SELECT external_id, batch_id FROM contact")).rows).toEqual([
      { external_id: "A", batch_id: slow.batchId },
    ]);
  });
});
