import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "~/data/access/accounts.server";
import type { Viewer } from "~/domain/access/viewer";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import { startJobs, type Jobs } from "~/jobs/queue.server";
import { createRunThreads } from "~/jobs/imports/run-threads.server";
import { cancelRun, startRun } from "~/commands/imports/start-run.server";
import { findRun } from "~/data/imports/import-runs.server";
import { takeUpRuns } from "~/jobs/imports/resume-runs.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { addPerson } from "../access/people";

const MAPPING = {
  key: "run-desk",
  name: "Run desk",
  kind: "contacts",
  source: "run-desk",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};
const VENDOR = { key: "desk", name: "Desk" };

let db: TestDatabase;
let dataFolder: string;
let viewer: Viewer;
let userId: string;
let jobs: Jobs | null = null;

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-runs-"));
});
beforeEach(async () => {
  await db.inside.user.deleteMany({});
  userId = await addPerson(db, "ana@example.com", "analyst");
  const found = await findAccount(db, userId);
  if (!found) throw new Error("no account");
  viewer = viewerOfAccount(found.account);
});
afterEach(async () => {
  await jobs?.stop();
  jobs = null;
  await db.pool.query(
    "TRUNCATE import_run, import_batch, contact, measure_day, measure_month, rejected_row, contact_history",
  );
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

/** However fast an import is, it is not over while somebody else holds its table. */
async function holdContacts() {
  const holder = await db.pool.connect();
  await holder.query("BEGIN; LOCK TABLE contact IN ACCESS EXCLUSIVE MODE");
  return holder;
}

const nobodyTakesItUp = { takeUpRun: async () => undefined };

async function fileOf(rows: number, bad = ""): Promise<{ path: string; bytes: number }> {
  const file = path.join(dataFolder, `${rows}-${bad.length}.csv`);
  const lines = ["Id,Opened,Agent"];
  for (let row = 1; row <= rows; row += 1)
    lines.push(`${row},2026-01-${String(1 + (row % 28)).padStart(2, "0")} 10:00,Ana`);
  const text = `${lines.join("\n")}\n${bad}`;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, text);
  return { path: file, bytes: text.length };
}

async function ask(
  rows: number,
  options: { bad?: string; mapping?: unknown; key?: string; by?: Viewer } = {},
): Promise<string> {
  const file = await fileOf(rows, options.bad);
  return startRun(db, options.by ?? viewer, jobs ?? nobodyTakesItUp, {
    ...file,
    dataFolder,
    fileName: "January.csv",
    mapping: options.mapping ?? MAPPING,
    vendor: VENDOR,
    dryRun: false,
    requestKey: options.key ?? `test ${Math.random()}`,
  });
}

async function stateOf(id: string) {
  const run = await findRun(db, viewer, id);
  if (run === null) throw new Error("The run is gone.");
  return run;
}

async function ended(id: string) {
  let run = await stateOf(id);
  for (; run.finishedAt === null; run = await stateOf(id)) await sleep(50);
  return run;
}

const queue = () =>
  startJobs({
    db,
    clock: () => new Date(),
    logger: pino({ level: "silent" }),
    url: db.url,
    outsideUrl: db.outsideUrl,
    dataFolder,
    auditMonths: 24,
  });
const work = (id: string) => workRun(db, id, { dataFolder, clock: () => TEST_NOW });

describe("an import in the background", () => {
  test("is worked on by a thread of its own and leaves a batch", async () => {
    jobs = await queue();
    const run = await ended(await ask(3, { bad: "4,yesterday,Ben\n" }));
    expect(run).toMatchObject({
      state: "applied",
      attempts: 1,
      outcome: { read: 4, accepted: 3, new: 3, rejected: 1 },
    });
    expect(await db.inside.importBatch.findMany()).toMatchObject([{ id: run.batchId, appliedBy: "ana@example.com" }]);
  });

  test("whose thread is ended half-way is resumed, and every row is there once", async () => {
    const id = await ask(20_000);
    const holder = await holdContacts();
    const threads = createRunThreads({ url: db.url, outsideUrl: db.outsideUrl, dataFolder });
    const working = threads.work(id);
    while ((await stateOf(id)).state !== "running") await sleep(5);
    await threads.stop();
    await working;
    holder.release(true);
    expect([(await stateOf(id)).state, await db.inside.contact.count()]).toEqual(["running", 0]);

    jobs = await queue();
    const run = await ended(id);
    expect([run.state, run.attempts]).toEqual(["applied", 2]);
    expect([await db.inside.contact.count(), await db.inside.importBatch.count()]).toEqual([20_000, 1]);
  });

  test("can be cancelled while it is worked on: nothing of it is there", async () => {
    const id = await ask(20_000);
    const holder = await holdContacts();
    const threads = createRunThreads({ url: db.url, outsideUrl: db.outsideUrl, dataFolder });
    const working = threads.work(id);
    while ((await stateOf(id)).state !== "running") await sleep(5);
    await cancelRun(db, viewer, id);
    await working;
    holder.release(true);
    expect(await stateOf(id)).toMatchObject({ state: "cancelled", batchId: null });
    expect([await db.inside.contact.count(), await db.inside.importBatch.count()]).toEqual([0, 0]);
  });

  test("that was applied but not yet marked so answers the batch that is there", async () => {
    const id = await ask(5);
    await work(id);
    const { batchId } = await stateOf(id);
    await db.pool.query("UPDATE import_run SET state = 'running', batch_id = NULL, finished_at = NULL WHERE id = $1", [
      id,
    ]);
    await work(id);
    expect(await stateOf(id)).toMatchObject({ state: "applied", batchId });
    expect(await db.inside.importBatch.count()).toBe(1);
  });

  test("is worked on by one at a time, and not taken up while somebody does", async () => {
    const id = await ask(5);
    const holder = await db.pool.connect();
    await holder.query("SELECT pg_advisory_lock(hashtextextended('import run ' || $1, 0))", [id]);
    const taken: string[] = [];
    const look = () => takeUpRuns({ db, dataFolder, takeUpRun: async (run) => void taken.push(run) });
    await work(id);
    await look();
    expect([(await stateOf(id)).state, taken]).toEqual(["queued", []]);
    holder.release(true);
    while (taken.length === 0) await look();
    expect(taken).toEqual([id]);
  });

  test("requested twice with one key is one batch", async () => {
    const [first, second] = [await ask(5, { key: "same" }), await ask(5, { key: "same" })];
    await Promise.all([work(first), work(second)]);
    const batches = await Promise.all([first, second].map(async (id) => (await stateOf(id)).batchId));
    expect(batches[0]).toBe(batches[1]);
    expect(await db.inside.importBatch.count()).toBe(1);
  });

  test("a person has one import worked on at a time, and persons take turns", async () => {
    const account = await findAccount(db, await addPerson(db, "bo@example.com", "analyst"));
    if (!account) throw new Error("no account");
    const bo = viewerOfAccount(account.account);
    const holder = await holdContacts();
    const anas = [await ask(1), await ask(2), await ask(3)];
    const bos = [await ask(4, { by: bo }), await ask(5, { by: bo })];
    jobs = await queue();
    const statesOf = async (ids: string[]) => (await Promise.all(ids.map(stateOf))).map(({ state }) => state);
    while ((await statesOf([...anas, ...bos])).filter((state) => state === "running").length < 2) await sleep(20);
    expect(await statesOf(anas)).toEqual(["running", "queued", "queued"]);
    expect(await statesOf(bos)).toEqual(["running", "queued"]);
    holder.release(true);
    for (const id of [...anas, ...bos]) expect((await ended(id)).state).toBe("applied");
  });

  test("keeps why it failed, in words", async () => {
    const id = await ask(2, { mapping: { ...MAPPING, externalId: { column: "Ticket" } } });
    await work(id);
    const run = await stateOf(id);
    expect(run).toMatchObject({ state: "failed", batchId: null, refusal: { code: "missing-column" } });
    expect(run.refusal?.words).toContain('needs "Ticket"');
  });

  test("after an unforeseen error waits again, and is given up after the third", async () => {
    const id = await ask(2);
    await db.pool.query("ALTER TABLE received_day RENAME TO hidden");
    try {
      for (const state of ["queued", "queued", "failed"]) {
        await expect(work(id)).rejects.toThrow("received_day");
        expect((await stateOf(id)).state).toBe(state);
      }
    } finally {
      await db.pool.query("ALTER TABLE hidden RENAME TO received_day");
    }
    expect((await stateOf(id)).refusal?.code).toBe("unforeseen");
    expect(await db.inside.contact.count()).toBe(0);
  });

  test("started too often without an end is given up", async () => {
    const id = await ask(2);
    await db.pool.query("UPDATE import_run SET attempts = 8, state = 'running' WHERE id = $1", [id]);
    await work(id);
    expect((await stateOf(id)).refusal?.code).toBe("gave-up");
  });
});

describe("whoever asked", () => {
  test.each([
    ["was switched off", { disabledAt: new Date() }],
    ["lost the role", { role: "stakeholder" }],
  ])("and %s meanwhile imports nothing", async (_what, change) => {
    const id = await ask(2);
    await db.inside.user.update({ where: { id: userId }, data: change });
    await work(id);
    expect(await stateOf(id)).toMatchObject({ state: "failed", refusal: { code: "not-permitted" } });
    expect(await db.inside.importBatch.count()).toBe(0);
  });

  test("may cancel a run that waits; it is never started", async () => {
    const id = await ask(2);
    expect(await cancelRun(db, viewer, id)).toBe("requested");
    await work(id);
    expect([(await stateOf(id)).state, await db.inside.importBatch.count()]).toEqual(["cancelled", 0]);
  });
});
