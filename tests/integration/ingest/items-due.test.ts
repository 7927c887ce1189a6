import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { projectFolder } from "~/config/project-folder.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { findFacts } from "~/data/metrics/fact-rows.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => clearFacts(db));

/** An item that opens at noon of its day; the rest as "MM-DDTHH" of 2026. */
function item(id: string, day: string, times: { due?: string; done?: string } = {}): TestRow {
  const instant = (hour: string | undefined) => (hour === undefined ? null : `2026-${hour}:00:00Z`);
  const fields = { openedAt: `2026-${day}T12:00:00Z`, dueAt: instant(times.due), doneAt: instant(times.done) };
  return { id, day: `2026-${day}`, fields };
}

const items = (rows: readonly TestRow[], source = "desk") => applyRows(db, { kind: "contacts", source, rows });

/** What the roll-up holds of turnaround by day: done / due, `-` where nothing is stated. */
async function turnaround(): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<{ day: string; due: number | null; done: number | null }>(
    `SELECT to_char(day, 'MM-DD') AS day, sum(due) AS due, sum(done_in_sla) AS done FROM measure_day GROUP BY day ORDER BY day`,
  );
  return Object.fromEntries(rows.map(({ day, due, done }) => [day, due === null ? "-" : `${done}/${due}`]));
}

async function vendorId(): Promise<number> {
  const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM vendor WHERE key = 'acme'");
  return rows[0]?.id ?? 0;
}

async function differences(): Promise<unknown[]> {
  return (await checkRollUp(db, await vendorId(), { repair: false, actor: "test" })).differences;
}

/** The same from the rows behind the figure, as a viewer is shown them. */
async function behindTheFigure(viewer: Viewer): Promise<string> {
  const question = {
    vendorId: await vendorId(),
    range: { from: "2026-01-01", until: "2027-01-01" },
    slice: {},
    refs: ["doneInSla", "due"],
    duration: null,
  };
  const rows = await findFacts(db, viewer, question, { kind: "contacts", limit: 1000, offset: 0 });
  const [done = 0, due = 0] = [0, 1].map((index) => rows.reduce((sum, row) => sum + (row.amounts[index] ?? 0), 0));
  return `${done}/${due}`;
}

const scope = async (): Promise<Viewer["scope"]> => ({
  ...WHOLE_SCOPE,
  vendorIds: [await vendorId()],
  notes: "none",
});

describe("items due", () => {
  test("do not count, done or not, before their due time has come by what their source speaks of", async () => {
    await items([
      item("late", "10-01", { due: "10-02T12" }),
      item("early", "10-01", { due: "10-05T12", done: "10-01T15" }),
      item("open", "10-03", { due: "10-05T12" }),
    ]);
    expect(await turnaround()).toEqual({ "10-01": "0/1", "10-03": "-" });
    expect(await differences()).toEqual([]);
  });

  test("count once a later file speaks of later days, on the day they came in", async () => {
    await items([
      item("early", "10-01", { due: "10-05T12", done: "10-01T15" }),
      item("open", "10-03", { due: "10-05T12" }),
    ]);
    expect(await turnaround()).toEqual({ "10-01": "-", "10-03": "-" });
    const later = await items([item("next", "10-05")]);
    expect(await turnaround()).toEqual({ "10-01": "1/1", "10-03": "0/1", "10-05": "-" });
    expect(await differences()).toEqual([]);
    await revertBatch(db, later.batchId, "test");
    expect(await turnaround()).toEqual({ "10-01": "-", "10-03": "-" });
    expect(await differences()).toEqual([]);
  });

  test("wait for their own source: what another one speaks of says nothing of them", async () => {
    await items([item("open", "10-03", { due: "10-05T12" })]);
    await items([item("call", "10-20")], "telephone");
    expect(await turnaround()).toEqual({ "10-03": "-", "10-20": "-" });
    expect(await differences()).toEqual([]);
  });

  test("step back when the row that reached so far is restated", async () => {
    await items([item("open", "10-01", { due: "10-05T12" }), item("far", "10-09")]);
    expect(await turnaround()).toEqual({ "10-01": "0/1", "10-09": "-" });
    await items([item("far", "10-02")]);
    expect(await turnaround()).toEqual({ "10-01": "-", "10-02": "-" });
    expect(await differences()).toEqual([]);
  });

  test("are the same in the rows behind the figure, for those who look from outside too", async () => {
    await items([
      item("late", "10-01", { due: "10-02T12" }),
      item("met", "10-01", { due: "10-02T12", done: "10-02T10" }),
      item("open", "10-03", { due: "10-05T12" }),
    ]);
    const viewers: Viewer[] = [
      {
        kind: "member",
        userId: "1d0c0000-0000-4000-8000-000000000001",
        name: "Lead",
        email: "lead@plumbline.example",
        role: "lead",
        scope: { ...(await scope()), vendorIds: "all" },
      },
      { kind: "share", linkId: "1d0c0000-0000-4000-8000-000000000000", linkName: "", scope: await scope() },
    ];
    for (const viewer of viewers) expect(await behindTheFigure(viewer)).toBe("1/2");
  });

  test("come to the same whichever files brought them, in whichever order, with others taken back", async () => {
    const hour = fc.integer({ min: 1, max: 9 }).map((day) => `10-0${day}T15`);
    const row = fc.record({
      id: fc.nat(9),
      day: fc.integer({ min: 1, max: 9 }),
      due: fc.option(hour),
      done: fc.option(hour),
    });
    const files = fc.array(fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(files, fc.nat(), async (contents, taken) => {
        await clearFacts(db);
        const batches: number[] = [];
        for (const rows of contents) {
          const read = rows.map(({ id, day, due, done }) =>
            item(`I${id}`, `10-0${day}`, { ...(due === null ? {} : { due }), ...(done === null ? {} : { done }) }),
          );
          batches.push((await items(read)).batchId);
          expect(await differences()).toEqual([]);
        }
        await revertBatch(db, batches[taken % batches.length] ?? 0, "test");
        expect(await differences()).toEqual([]);
      }),
      runsOf(15),
    );
  });
});

describe("the migration to these counts", () => {
  test("brings roll-ups that were made before it to what the facts say", async () => {
    await items([
      item("late", "10-01", { due: "10-02T12" }),
      item("open", "10-03", { due: "10-05T12" }),
      { id: "stated", day: "2026-10-02", fields: { openedAt: "2026-10-02T12:00:00Z", madeSla: false } },
    ]);
    const review = (id: string, endUserCritical: boolean | null, program: string) => ({
      id,
      day: "2026-10-02",
      fields: { reviewedAt: "2026-10-02T12:00:00Z", program, pointsEarned: 9, pointsPossible: 10, endUserCritical },
    });
    const reviews = [review("1", true, "Buyers"), review("2", false, "Buyers"), review("3", null, "")];
    await applyRows(db, { kind: "reviews", source: "audits", rows: reviews });
    const stored = async () => (await db.pool.query("SELECT * FROM measure_day ORDER BY day, program")).rows;
    const afresh = await stored();

    await db.pool.query("TRUNCATE source_day, source_as_of");
    await db.pool.query("UPDATE measure_day SET due = 7, done_in_sla = 7 WHERE unqueued IS NOT NULL");
    await db.pool.query("UPDATE measure_day SET points_earned_clean = NULL");
    const file = path.join(projectFolder(), "prisma/migrations/0003_items_due_and_zeroed_reviews/migration.sql");
    const [, statements = ""] = (await readFile(file, "utf8")).split(
      "-- Roll-ups that are there follow the new definitions.",
    );
    await db.pool.query(statements.replaceAll("FROM tally", "FROM total"));
    expect(await differences()).toEqual([]);
    expect(afresh).toHaveLength(4);
    expect(await stored()).toEqual(afresh);
  });
});
