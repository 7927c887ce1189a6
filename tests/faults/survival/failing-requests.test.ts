import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { openDatabase, type Database } from "~/data/db/database.server";
import { importFile } from "~/ingest/load/import-file.server";
import { takeUpRuns } from "~/jobs/imports/resume-runs.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { importRunSchema } from "~/reports/api/import-run-document";
import { action } from "~/routes/api.v1.imports";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { emptyTables, requireRollUpsEqualFacts, requireWholeBatches } from "../../support/survival/stored";
import { MAPPING, requireApplied, TURN_COUNTS, writeTurn } from "../../support/survival/steps";
import { openWireProxy, type WirePlan, type WireProxy } from "../../support/survival/wire-proxy";

let db: TestDatabase;
let proxy: WireProxy;
let struck: Database;
let dataFolder: string;
let key: string;
let turn = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  proxy = await openWireProxy(db.url);
  struck = await openDatabase({ url: proxy.through(db.url), outsideUrl: db.outsideUrl, connections: 3 });
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-requests-"));
});
beforeEach(async () => {
  await emptyTables(db);
  await rm(path.join(dataFolder, "received"), { recursive: true, force: true });
  turn = 0;
  const made = await createApiKey(db, CONSOLE_VIEWER, { name: "nightly", role: "analyst", vendorId: null });
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
});
afterAll(async () => {
  await struck.close();
  await proxy.close();
  await rm(dataFolder, { recursive: true, force: true });
});

type Sending = { over: Database; idempotencyKey: string | null; takeUpRun?: () => Promise<void> };

/** The file of this turn, sent to the API as a program would. */
async function send({ over, idempotencyKey, takeUpRun = async () => undefined }: Sending) {
  const plain = testContext(over);
  const context = { ...plain, environment: { ...plain.environment, dataFolder }, jobs: { ...plain.jobs, takeUpRun } };
  const body = new FormData();
  body.set("mapping", JSON.stringify(MAPPING));
  body.set("file", new File([await readFile(path.join(dataFolder, "calls.csv"))], "calls.csv"));
  const headers = { Authorization: `Bearer ${key}`, ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }) };
  const request = new Request(new URL("/api/v1/imports", TEST_ORIGIN), { method: "POST", headers, body });
  return answerOf(action({ request, context, params: {} }));
}

const workOn = (id: string) => workRun(db, id, { dataFolder, clock: () => TEST_NOW });
/** Until none waits: the server may need a moment to see that a connection is gone, and with it who worked on a run. */
async function workOnAll(): Promise<void> {
  for (;;) {
    await takeUpRuns({ db, dataFolder, takeUpRun: workOn });
    if ((await db.inside.importRun.count({ where: { finishedAt: null } })) === 0) return;
    await sleep(20);
  }
}
const filesLeft = () => readdir(path.join(dataFolder, "received")).catch(() => []);

/** What was written down is worked on, the program sends its file again, and everything of it is there, once. */
async function requireOnce(idempotencyKey: string | null): Promise<void> {
  await workOnAll();
  const { id } = importRunSchema.parse(await (await send({ over: db, idempotencyKey })).json());
  await workOnAll();
  const run = await db.inside.importRun.findUniqueOrThrow({ where: { id } });
  expect([run.state, run.refusalMessage]).toEqual(["applied", null]);
  await requireApplied(db, turn, run.requestKey);
  if (idempotencyKey !== null) expect(await db.inside.importRun.count({ where: { idempotencyKey } })).toBe(1);
}

async function nextStep(): Promise<string> {
  turn += 1;
  await writeTurn(path.join(dataFolder, "calls.csv"), turn);
  return `turn ${turn}`;
}

describe.each<[string, (turnKey: string) => string | null]>([
  ["with an idempotency key", (turnKey) => turnKey],
  ["without one", () => null],
])("a file sent to the API %s", (_how, keyOf) => {
  test.each<WirePlan["act"] & string>(["cut", "lose-answer"])(
    "and the web loses its database (%s) at any statement: sent again, all of it is there once",
    async (act) => {
      const strikes: string[] = [];
      for (let at = 1; ; at += 1) {
        const idempotencyKey = keyOf(await nextStep());
        proxy.arm({ at, act });
        const { status } = await send({ over: struck, idempotencyKey });
        const statement = proxy.struckAt();
        proxy.arm(null);
        expect([status, statement]).toEqual([statement === null ? 202 : 500, statement]);
        await requireOnce(idempotencyKey);
        if (statement === null) break;
        strikes.push(statement);
      }
      expect(strikes).toContainEqual(expect.stringMatching(/^INSERT INTO import_run/));
    },
  );

  test("and the queue takes nothing: what was written down is worked on all the same", async () => {
    const idempotencyKey = keyOf(await nextStep());
    const takeUpRun = () => Promise.reject(new Error("The queue is gone."));
    expect((await send({ over: db, idempotencyKey, takeUpRun })).status).toBe(500);
    await requireOnce(idempotencyKey);
  });
});

/** What a worker says beside the import itself, of which every statement is tried elsewhere. */
const OF_THE_RUN = /import_run|import_batch|advisory_lock|advisory_unlock|app_user|api_key|^COMMIT$/;

describe("a run whose worker loses its database", () => {
  test.each<[WirePlan["act"] & string, number]>([
    ["cut", 0],
    // Nobody comes back for the file of a run that is known to be at its end; it goes with what is old.
    ["lose-answer", 1],
  ])("(%s) at any statement about the run: resumed, all of it is there once", async (act, left) => {
    const strikes: string[] = [];
    for (let at = 1; ; at += 1) {
      const idempotencyKey = await nextStep();
      const { id } = importRunSchema.parse(await (await send({ over: db, idempotencyKey })).json());
      proxy.arm({ at, act, only: OF_THE_RUN });
      await workRun(struck, id, { dataFolder, clock: () => TEST_NOW }).catch(() => undefined);
      const statement = proxy.struckAt();
      proxy.arm(null);
      await requireOnce(idempotencyKey);
      if (statement === null) break;
      strikes.push(statement);
    }
    expect(strikes).toEqual(
      expect.arrayContaining(["COMMIT", expect.stringMatching(/^UPDATE import_run SET state = \$2/)]),
    );
    expect(await filesLeft()).toHaveLength(left);
  });
});

test("a file without any key whose answer to COMMIT is lost: read in again, it changes nothing", async () => {
  await nextStep();
  const by = { actor: "test", userId: null };
  const file = { path: path.join(dataFolder, "calls.csv"), fileName: "calls.csv", mapping: MAPPING, by };
  const request = { ...file, filesFolder: path.join(dataFolder, "files") };
  proxy.arm({ at: 1, act: "lose-answer", only: /^COMMIT$/ });
  await expect(importFile(struck, request)).rejects.toBeInstanceOf(Error);
  expect(proxy.struckAt()).toBe("COMMIT");
  proxy.arm(null);
  const { accepted, rejected } = TURN_COUNTS;
  expect(await importFile(struck, request)).toMatchObject({
    accepted,
    rejected,
    new: 0,
    changed: 0,
    unchanged: accepted,
  });
  expect([await db.inside.contact.count(), await db.inside.importBatch.count()]).toEqual([accepted, 2]);
  await requireWholeBatches(db);
  await requireRollUpsEqualFacts(db);
});
