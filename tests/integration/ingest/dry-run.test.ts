import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listRowChanges } from "~/data/imports/batch-changes.server";
import { findAccount } from "~/data/access/accounts.server";
import type { Viewer } from "~/domain/access/viewer";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import { dryRunOutcomeSchema } from "~/domain/imports/dry-run-outcome";
import { startRun } from "~/commands/imports/start-run.server";
import { findRun } from "~/data/imports/import-runs.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { addPerson } from "../access/people";

const MAPPING = {
  key: "chats",
  name: "Chats",
  kind: "contacts",
  source: "chats",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd" },
    csatScore: { column: "Score" },
    site: { column: "Site" },
    answered: { column: "Answered" },
  },
};

let db: TestDatabase;
let dataFolder: string;
let viewer: Viewer;

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-dry-"));
  await db.inside.organization.create({ data: { id: 1, name: "Test", timeZone: "UTC" } });
  const account = await findAccount(db, await addPerson(db, "ana@example.com", "analyst"));
  if (!account) throw new Error("no account");
  viewer = viewerOfAccount(account.account);
  const sow = {
    vendor: "desk",
    title: "Desk",
    currency: "USD",
    timeZone: "UTC",
    versions: [
      {
        version: 1,
        effectiveFrom: "2026-01-01",
        targets: [{ id: "csat", clause: "1", metric: "csat", comparator: ">=", expected: 80, minimum: 60 }],
      },
    ],
  };
  const applied = await applySow(db, { by: "test", actor: "test" }, sow, { clock: () => TEST_NOW, vendorName: "Desk" });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

let files = 0;

async function run(rows: readonly string[], dryRun: boolean) {
  files += 1;
  const file = path.join(dataFolder, `${files}.csv`);
  await writeFile(file, `Id,Opened,Score,Site,Answered\n${rows.join("\n")}\n`);
  const id = await startRun(
    db,
    viewer,
    { takeUpRun: async () => undefined },
    {
      path: file,
      bytes: 10,
      dataFolder,
      fileName: `file ${files}.csv`,
      mapping: MAPPING,
      vendor: { key: "desk", name: "Desk" },
      dryRun,
      requestKey: `run ${files}`,
    },
  );
  await workRun(db, id, { dataFolder, clock: () => TEST_NOW });
  const found = await findRun(db, viewer, id);
  if (!found) throw new Error("gone");
  return found;
}

async function everything() {
  const [contacts, statements, days, batches, mappings, rejected] = await Promise.all([
    db.inside.contact.findMany({ orderBy: { externalId: "asc" } }),
    db.inside.contactHistory.count(),
    db.inside.measureDay.findMany(),
    db.inside.importBatch.count(),
    db.inside.mapping.count(),
    db.inside.rejectedRow.count(),
  ]);
  return { contacts, statements, days, batches, mappings, rejected };
}

const FIRST = [
  "1,2026-10-01,5,Cebu,yes",
  "2,2026-10-02,4,Cebu,yes",
  "3,2026-10-02,5,Davao,yes",
  "4,2026-10-03,1,Cebu,yes",
];
const RESTATED = [
  "1,2026-10-01,2,Cebu,yes",
  "2,2026-10-02,4,Cebu,yes",
  "3,2026-10-02,,Cagayan,yes",
  "5,2026-10-04,1,Cebu,yes",
  "6,soon,1,Cebu,perhaps",
];

describe("a dry run", () => {
  test("of a first file says that all is new, and which verdicts there would be", async () => {
    const before = await everything();
    const { state, outcome, batchId } = await run(FIRST, true);
    expect([state, batchId]).toEqual(["tried", null]);
    expect(dryRunOutcomeSchema.parse(outcome)).toMatchObject({
      read: 4,
      new: 4,
      changed: 0,
      changes: [],
      days: {
        before: null,
        days: [
          { day: "2026-10-01", rows: 1 },
          { day: "2026-10-02", rows: 2 },
          { day: "2026-10-03", rows: 1 },
        ],
      },
      judged: 1,
      verdicts: [
        { vendor: { key: "desk" }, period: { key: "2026-10" }, from: "no-data", to: "below", valueTo: "75.0%" },
      ],
    });
    expect(await everything()).toEqual(before);
  });

  test("of a restated file says what differs, row by row, day by day and verdict by verdict, and changes nothing", async () => {
    const first = await run(FIRST, false);
    expect(first.state).toBe("applied");
    const before = await everything();
    const { outcome } = await run(RESTATED, true);
    const found = dryRunOutcomeSchema.parse(outcome);
    expect(found).toMatchObject({ read: 5, new: 1, changed: 2, unchanged: 1, rejected: 1 });
    expect(found.changes).toEqual([
      { externalId: "1", line: 2, fields: [{ column: "csat_score", from: 5, to: 2 }] },
      // A blank keeps the score that was known.
      { externalId: "3", line: 4, fields: [{ column: "site", from: "Davao", to: "Cagayan" }] },
    ]);
    expect(found.days.before).toEqual({ batchId: first.batchId, fileName: "file 2.csv" });
    expect(found.days.daysBefore).toEqual([
      { day: "2026-10-01", rows: 1 },
      { day: "2026-10-02", rows: 2 },
      { day: "2026-10-03", rows: 1 },
    ]);
    // 4, 5 of 2, 4, 5, 1, 1.
    expect(found.judged).toBe(1);
    expect(found.verdicts).toMatchObject([{ from: "below", to: "missed", valueFrom: "75.0%", valueTo: "40.0%" }]);
    expect(found.problems).toMatchObject([
      { code: "not-a-date", column: "Opened", rows: 1, texts: [{ text: "soon", rows: 1 }] },
      { code: "unknown-word", column: "Answered", rows: 1, texts: [{ text: "perhaps", rows: 1 }] },
    ]);
    expect(await everything()).toEqual(before);
  });

  test("foretells exactly what applying the file does", async () => {
    const predicted = dryRunOutcomeSchema.parse((await run(RESTATED, true)).outcome);
    const applied = await run(RESTATED, false);
    const { read, accepted, changed, unchanged, rejected } = predicted;
    expect(applied.outcome).toMatchObject({ read, accepted, new: predicted.new, changed, unchanged, rejected });
    expect(await listRowChanges(db, applied.batchId ?? 0, { offset: 0, limit: 10 })).toEqual(predicted.changes);
    expect(await listRowChanges(db, applied.batchId ?? 0, { offset: 1, limit: 10 })).toEqual(
      predicted.changes.slice(1),
    );
  });

  test("of months that no statement of work covers says that nothing is judged there", async () => {
    const { outcome } = await run(["900,2025-05-01,1,Cebu,yes"], true);
    expect(dryRunOutcomeSchema.parse(outcome)).toMatchObject({ new: 1, judged: 0, verdicts: [] });
  });

  test("of rows on future days counts them and names their days, whatever contract covers them", async () => {
    const rows = ["901,2027-01-03,1,Cebu,yes", "902,2027-10-03,1,Cebu,yes", "903,2026-11-23,1,Cebu,yes"];
    const future = { rows: 2, firstDay: "2027-01-03", lastDay: "2027-10-03" };
    expect(dryRunOutcomeSchema.parse((await run(rows, true)).outcome)).toMatchObject({ new: 3, future });
    const ahead = dryRunOutcomeSchema.parse((await run(rows.slice(0, 2), true)).outcome);
    expect(ahead).toMatchObject({ new: 2, judged: 0, firstDay: "2027-01-03", future });
    expect(dryRunOutcomeSchema.parse((await run(rows.slice(2), true)).outcome)).toMatchObject({ new: 1, future: null });
  });

  test("of what cannot be read ends as the import would", async () => {
    expect(await run(["x,never,x,x,x"], true)).toMatchObject({
      state: "failed",
      refusal: { code: "nothing-accepted" },
    });
  });
});
