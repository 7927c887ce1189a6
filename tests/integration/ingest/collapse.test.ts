import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { assert, asyncProperty, constantFrom, integer, array, record } from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
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
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-collapse-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a file with a row per event", () => {
  const events = [
    "A,2026-03-01 10:00,2,2026-03-01,second line,",
    "A,2026-03-01 10:00,10,2026-03-01,third line,5",
    "A,2026-03-01 09:59,99,2026-03-01,first line,",
    "B,2026-03-02 08:00,1,2026-03-02,first line,",
  ];

  test("keeps of each case the last event, by time and then by step, and counts the others", async () => {
    expect(await importText(events)).toMatchObject({ read: 4, accepted: 2, collapsed: 2, rejected: 0, new: 2 });
    expect(await teams()).toEqual({ A: "third line", B: "first line" });
  });

  test("or the first, where the mapping says so", async () => {
    const first = { ...MAPPING, collapse: { ...MAPPING.collapse, keep: "first" } };
    expect(await importText(events, first)).toMatchObject({ accepted: 2, collapsed: 2 });
    expect(await teams()).toEqual({ A: "first line", B: "first line" });
  });

  test("takes the later line of two events at one time", async () => {
    await importText(["A,2026-03-01 10:00,1,2026-03-01,one,", "A,2026-03-01 10:00,1,2026-03-01,two,"]);
    expect(await teams()).toEqual({ A: "two" });
  });

  test("rejects an event that does not say when it was, or cannot be read, and takes the last of the others", async () => {
    const result = await importText([...events, "A,,3,2026-03-01,nobody,", "A,2026-03-09 10:00,3,2026-03-01,nobody,x"]);
    expect(result).toMatchObject({ read: 6, accepted: 2, collapsed: 2, rejected: 2 });
    expect(result.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [6, "At", "blank"],
      [7, "Score", "not-a-number"],
    ]);
    expect(await teams()).toEqual({ A: "third line", B: "first line" });
  });

  test("whatever the order of its rows: one row a case, and accepted, collapsed and rejected add up to what was read", async () => {
    const event = record({
      id: constantFrom("A", "B", "C"),
      minute: integer({ min: 10, max: 14 }),
      score: constantFrom("", "4", "broken"),
    });
    await assert(
      asyncProperty(array(event, { minLength: 1, maxLength: 25 }), async (all) => {
        await clearFacts(db);
        const usable = all.filter(({ score }) => score !== "broken");
        const lines = all.map((e, index) => `${e.id},2026-03-01 10:${e.minute},1,2026-03-01,line ${index},${e.score}`);
        if (usable.length === 0) {
          await expect(importText(lines)).rejects.toMatchObject({ code: "nothing-accepted" });
          return;
        }
        const result = await importText(lines);
        expect(result.accepted + result.collapsed + result.rejected).toBe(result.read);
        expect(result).toMatchObject({ read: all.length, rejected: all.length - usable.length });
        const last = new Map<string, { minute: number; team: string }>();
        all.forEach((e, index) => {
          const before = last.get(e.id);
          if (e.score !== "broken" && (!before || e.minute >= before.minute)) {
            last.set(e.id, { minute: e.minute, team: `line ${index}` });
          }
        });
        expect(await teams()).toEqual(Object.fromEntries([...last].map(([id, { team }]) => [id, team])));
      }),
      runsOf(25),
    );
  });

  test("a later file takes over with what it says of a case, and its revert brings the earlier state back", async () => {
    await importText(events);
    const later = await importText([
      "B,2026-03-05 08:00,2,2026-03-02,closed,4",
      "B,2026-03-04 08:00,2,2026-03-02,open,",
    ]);
    expect(later).toMatchObject({ accepted: 1, collapsed: 1, changed: 1 });
    expect(await teams()).toEqual({ A: "third line", B: "closed" });
    await revertBatch(db, later.batch, "test");
    expect(await teams()).toEqual({ A: "third line", B: "first line" });
  });
});
