import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request as send, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import express from "express";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createApiKey, revokeApiKey } from "~/auth/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import type { KeyWish } from "~/data/keys.server";
import { workRun } from "~/jobs/import-run/work-run.server";
import { importRunSchema } from "~/reports/api/import-run-document";
import { problemSchema } from "~/reports/api/record-documents";
import * as importsRoute from "~/routes/api.v1.imports";
import * as runRoute from "~/routes/api.v1.imports.$run";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { zipOf } from "../../support/zip-files";
import { TEST_NOW, testContext } from "../../support/load-context";
import { requireRollUpsEqualFacts, requireWholeBatches } from "../../support/survival/stored";

const MAPPING = {
  key: "sent-desk",
  name: "Sent desk",
  kind: "contacts",
  source: "sent-desk",
  file: { format: "csv" },
  timeZone: "UTC",
  vendor: { constant: "desk" },
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};
const FILE = "Id,Opened,Agent\n1,2026-01-05 10:00,Ana\n2,2026-01-05 11:00,Ben\n3,yesterday,Ben\n";

let db: TestDatabase;
let dataFolder: string;
let context: AppLoadContext;
let server: Server;
const takenUp: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-sent-"));
  const plain = testContext(db);
  const takeUpRun = async (id: string) => void takenUp.push(id);
  context = { ...plain, environment: { ...plain.environment, dataFolder }, jobs: { ...plain.jobs, takeUpRun } };
  await db.inside.vendor.createMany({
    data: [
      { key: "desk", name: "Desk" },
      { key: "other", name: "Other" },
    ],
  });
  server = createServer(
    express().all("*", createRequestHandler({ build: buildOf(), mode: "test", getLoadContext: () => context })),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  takenUp.length = 0;
  await rm(path.join(dataFolder, "received"), { recursive: true, force: true });
  await db.pool.query(
    "TRUNCATE import_run, import_batch, contact, measure_day, rejected_row, row_statement, mapping, api_key",
  );
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dataFolder, { recursive: true, force: true });
});

/** The two addresses alone, served as the whole application serves them. */
function buildOf(): ServerBuild {
  const nothing = { default: undefined };
  return {
    entry: { module: { default: () => new Response(null, { status: 500 }) } },
    routes: {
      imports: { id: "imports", path: "api/v1/imports", module: { ...importsRoute, ...nothing } },
      run: { id: "run", path: "api/v1/imports/:run", module: { ...runRoute, ...nothing } },
    },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: false,
      v3_lazyRouteDiscovery: false,
    },
    isSpaMode: false,
    mode: "test",
  };
}

async function keyOf(limits: Partial<KeyWish> = {}): Promise<{ id: string; key: string }> {
  const made = await createApiKey(db, CONSOLE_VIEWER, { name: "nightly", role: "analyst", vendorId: null, ...limits });
  if (!made.ok) throw new Error(made.problem);
  return made;
}

const address = (query: Record<string, string> = {}) => {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/api/v1/imports?${new URLSearchParams(query)}`;
};

type Sent = { key: string; body: BodyInit; query?: Record<string, string>; headers?: Record<string, string> };

async function postFile({ key, body, query, headers = {} }: Sent) {
  const response = await fetch(address(query), {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

function formOf(file: string, wishes: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(wishes)) form.set(name, value);
  form.set("file", new File([file], "January.csv"));
  return form;
}

async function runAt(id: string, key: string) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/imports/${id}`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  return importRunSchema.parse(await response.json());
}

const filesLeft = () => readdir(path.join(dataFolder, "received")).catch(() => []);
const work = (id: string) => workRun(db, id, { dataFolder, clock: () => TEST_NOW });
const withMapping = { mapping: JSON.stringify(MAPPING) };

describe("a file that a program sends", () => {
  test("in a form is imported in the background; the run's address tells how it ended", async () => {
    const { key } = await keyOf();
    const { status, headers, body } = await postFile({ key, body: formOf(FILE, withMapping) });
    const run = importRunSchema.parse(body);
    expect([status, run.state, run.fileName, run.fileBytes]).toEqual([202, "queued", "January.csv", FILE.length]);
    expect(headers.get("Location")).toBe(`${context.origin}/api/v1/imports/${run.id}`);
    expect(takenUp).toEqual([run.id]);
    expect(await filesLeft()).toHaveLength(1);

    await work(run.id);
    const ended = await runAt(run.id, key);
    expect(ended).toMatchObject({
      state: "applied",
      askedBy: "key:nightly",
      result: { read: 3, accepted: 2, new: 2, rejected: 1, errors: [{ line: 4, column: "Opened", text: "yesterday" }] },
      problem: null,
    });
    expect(await db.inside.importBatch.findMany()).toMatchObject([{ id: ended.batch, appliedBy: "key:nightly" }]);
    expect(await filesLeft()).toEqual([]);
  });

  test("with totals and a footer tells how many lines were passed over, while it is known and in the list", async () => {
    const { key } = await keyOf();
    const file = { format: "csv", skipRowsWhen: [{ column: "Id", startsWith: ["Total", "Printed"] }] };
    const wishes = { mapping: JSON.stringify({ ...MAPPING, file }) };
    const sent = { key, body: formOf(`${FILE}Total,,3\nPrinted by Ana,,\n`, wishes) };
    const tried = importRunSchema.parse((await postFile({ ...sent, query: { dryRun: "true" } })).body);
    await work(tried.id);
    expect(await runAt(tried.id, key)).toMatchObject({ state: "tried", trial: { read: 3, passedOver: 2 } });
    const run = importRunSchema.parse(
      (await postFile({ key, body: formOf(`${FILE}Total,,3\nPrinted by Ana,,\n`, wishes) })).body,
    );
    await work(run.id);
    expect(await runAt(run.id, key)).toMatchObject({ state: "applied", result: { read: 3, passedOver: 2 } });
    const list = await fetch(address(), { headers: { Authorization: `Bearer ${key}` } });
    expect(await list.json()).toMatchObject({ items: [{ read: 3, passedOver: 2, rejected: 1 }] });
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ["gzip", new Uint8Array(gzipSync(FILE)), "January.csv.gz"],
    ["zip", new Uint8Array(zipOf([{ name: "reports/January.csv", content: FILE }])), "all.zip"],
  ])("packed with %s is unpacked, and known again by what was sent", async (_what, bytes, fileName) => {
    const { key } = await keyOf();
    const form = () => {
      const made = new FormData();
      made.set("mapping", withMapping.mapping);
      made.set("file", new File([bytes], fileName));
      return made;
    };
    const headers = { "Idempotency-Key": "once" };
    const run = importRunSchema.parse((await postFile({ key, body: form(), headers })).body);
    expect([run.fileName, run.fileBytes]).toEqual(["January.csv", FILE.length]);
    expect(await filesLeft()).toHaveLength(1);
    const again = importRunSchema.parse((await postFile({ key, body: form(), headers })).body);
    expect(again.id).toBe(run.id);
    await work(run.id);
    expect(await runAt(run.id, key)).toMatchObject({ state: "applied", result: { read: 3, accepted: 2 } });
    expect(await filesLeft()).toEqual([]);
  });

  test("that is an archive of several files is refused with their names, and nothing of it stays", async () => {
    const { key } = await keyOf();
    const archive = zipOf([
      { name: "a.csv", content: FILE },
      { name: "b.csv", content: FILE },
    ]);
    const body = new FormData();
    body.set("mapping", withMapping.mapping);
    body.set("file", new File([new Uint8Array(archive)], "all.zip"));
    const answer = await postFile({ key, body });
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(answer.body).detail).toContain("a.csv, b.csv");
    expect(await filesLeft()).toEqual([]);
  });

  test("as the whole body names a remembered mapping by its key, then by its id", async () => {
    const { key } = await keyOf();
    const first = importRunSchema.parse((await postFile({ key, body: formOf(FILE, withMapping) })).body);
    await work(first.id);
    const { id } = await db.inside.mapping.findFirstOrThrow({ where: { key: MAPPING.key } });
    for (const mapping of [MAPPING.key, String(id)]) {
      const headers = { "Content-Type": "text/csv" };
      const { status, body } = await postFile({
        key,
        body: FILE,
        query: { mapping, fileName: "../Again.csv" },
        headers,
      });
      const run = importRunSchema.parse(body);
      await work(run.id);
      expect([status, await runAt(run.id, key)]).toMatchObject([202, { result: { new: 0, changed: 0, unchanged: 2 } }]);
    }
    expect(await db.inside.contact.count()).toBe(2);
  });

  test("as a dry run says what it would do, and does nothing", async () => {
    const { key } = await keyOf();
    const sent = await postFile({ key, body: formOf(FILE, { ...withMapping, dryRun: "true" }) });
    const { id } = importRunSchema.parse(sent.body);
    await work(id);
    const ended = await runAt(id, key);
    expect(ended).toMatchObject({ state: "tried", batch: null, result: null, trial: { new: 2, rejected: 1 } });
    expect([await db.inside.contact.count(), await db.inside.importBatch.count()]).toEqual([0, 0]);
    expect(await filesLeft()).toEqual([]);
  });

  test("that cannot be used leaves its run with a problem", async () => {
    const { key } = await keyOf();
    const { id } = importRunSchema.parse(
      (await postFile({ key, body: formOf("Id,Agent\n1,Ana\n", withMapping) })).body,
    );
    await work(id);
    const ended = await runAt(id, key);
    expect(ended).toMatchObject({
      state: "failed",
      batch: null,
      problem: { type: "urn:plumbline:import:missing-column" },
    });
    expect(await filesLeft()).toEqual([]);
  });

  test("whose key is revoked before the work begins is not imported", async () => {
    const { id: keyId, key } = await keyOf();
    const { id } = importRunSchema.parse((await postFile({ key, body: formOf(FILE, withMapping) })).body);
    await revokeApiKey(db, CONSOLE_VIEWER, keyId, TEST_NOW);
    await work(id);
    expect(await db.inside.importRun.findUnique({ where: { id } })).toMatchObject({
      state: "failed",
      refusalCode: "not-permitted",
    });
    expect(await db.inside.contact.count()).toBe(0);
  });
});

describe("an idempotency key", () => {
  const sent = (key: string, file: string, wishes: Record<string, string> = withMapping) =>
    postFile({ key, body: formOf(file, wishes), headers: { "Idempotency-Key": "2026-01" } });

  test("makes the same content one run, however often and at once it is sent", async () => {
    const { key } = await keyOf();
    const answers = await Promise.all([sent(key, FILE), sent(key, FILE), sent(key, FILE)]);
    const ids = answers.map(({ status, body }) => [status, importRunSchema.parse(body).id]);
    expect(new Set(ids.map(String)).size).toBe(1);
    const [id = ""] = takenUp;
    expect(takenUp).toHaveLength(1);
    expect(await filesLeft()).toHaveLength(1);
    await work(id);
    const again = await sent(key, FILE);
    expect(importRunSchema.parse(again.body)).toMatchObject({ id, state: "applied", result: { new: 2 } });
    expect([await db.inside.importBatch.count(), (await filesLeft()).length]).toEqual([1, 0]);
  });

  test("refuses other content, and other wishes, as a conflict", async () => {
    const { key } = await keyOf();
    await sent(key, FILE);
    for (const other of [
      await sent(key, `${FILE}4,2026-01-06 10:00,Ana\n`),
      await sent(key, FILE, { ...withMapping, dryRun: "true" }),
    ]) {
      expect([other.status, other.headers.get("Content-Type")]).toEqual([409, "application/problem+json"]);
      expect(problemSchema.parse(other.body).status).toBe(409);
    }
    expect([takenUp.length, (await filesLeft()).length]).toEqual([1, 1]);
  });

  test("is one's own: another key may use the same", async () => {
    const [one, two] = [await keyOf(), await keyOf()];
    await sent(one.key, FILE);
    expect((await sent(two.key, `${FILE}4,2026-01-06 10:00,Ana\n`)).status).toBe(202);
    expect(takenUp).toHaveLength(2);
  });
});

describe("nothing is begun and nothing stays on disk", () => {
  const refused = async (answer: Promise<{ status: number; headers: Headers; body: unknown }>) => {
    const { status, headers, body } = await answer;
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect([takenUp, await filesLeft(), await db.inside.importRun.count()]).toEqual([[], [], 0]);
    return { ...problemSchema.parse(body), status };
  };

  test.each([
    ["no mapping is named", {}, "mapping"],
    ["the mapping is not known", { mapping: "nowhere" }, "mapping"],
    ["the mapping is no JSON", { mapping: "{" }, "mapping"],
    ["the mapping is no mapping", { mapping: "{}" }, "mapping"],
    ["the partner is not known", { ...withMapping, vendor: "nobody" }, "vendor"],
    ["dryRun is neither true nor false", { ...withMapping, dryRun: "maybe" }, "dryRun"],
  ])("when %s", async (_name, wishes, parameter) => {
    const { key } = await keyOf();
    const problem = await refused(postFile({ key, body: formOf(FILE, wishes) }));
    expect(problem).toMatchObject({ status: 422, errors: [{ parameter }] });
  });

  test("when no file comes along, or the form is none", async () => {
    const { key } = await keyOf();
    const headers = { "Content-Type": "multipart/form-data; boundary=x" };
    expect((await refused(postFile({ key, body: "--y\r\n", headers }))).status).toBe(400);
    expect((await refused(postFile({ key, body: "", query: withMapping }))).status).toBe(400);
    const empty = new FormData();
    empty.set("mapping", withMapping.mapping);
    expect((await refused(postFile({ key, body: empty }))).status).toBe(400);
  });

  test("when the key may not import at all, or there is none", async () => {
    const { key } = await keyOf({ role: "stakeholder" });
    expect((await refused(postFile({ key, body: formOf(FILE, withMapping) }))).status).toBe(403);
    expect((await refused(postFile({ key: "plk_x", body: formOf(FILE, withMapping) }))).status).toBe(401);
  });

  test("when the key may not import that source", async () => {
    const { key } = await keyOf({ importSources: ["phone"] });
    expect((await refused(postFile({ key, body: formOf(FILE, withMapping) }))).status).toBe(403);
  });

  test("when the key may not import that partner's files, whoever names the partner", async () => {
    const other = await db.inside.vendor.findUniqueOrThrow({ where: { key: "other" } });
    const { key } = await keyOf({ importVendorIds: [other.id] });
    expect((await refused(postFile({ key, body: formOf(FILE, withMapping) }))).status).toBe(403);
    expect((await refused(postFile({ key, body: formOf(FILE, { ...withMapping, vendor: "desk" }) }))).status).toBe(403);
    const byRow = JSON.stringify({ ...MAPPING, vendor: { column: "Agent" } });
    expect((await refused(postFile({ key, body: formOf(FILE, { mapping: byRow }) }))).status).toBe(403);
  });

  test("when another method is used", async () => {
    const { key } = await keyOf();
    const response = await fetch(address(), { method: "DELETE", headers: { Authorization: `Bearer ${key}` } });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  });

  const said = { "Content-Length": "10000000" };
  const formHead = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  test.each<[string, Record<string, string>, string]>([
    ["a body", { "Content-Type": "text/csv", ...said }, ""],
    ["a body of unknown length", { "Content-Type": "text/csv" }, ""],
    ["a form", { "Content-Type": "multipart/form-data; boundary=x", ...said }, formHead],
    ["a form of unknown length", { "Content-Type": "multipart/form-data; boundary=x" }, formHead],
  ])("when the sender of %s hangs up half-way; sent again, each row is there once", async (_name, about, head) => {
    const { key } = await keyOf();
    const idempotency = { "Idempotency-Key": "hung up" };
    const request = send(address({ mapping: "m" }), {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, ...idempotency, ...about },
    });
    request.on("error", () => undefined);
    request.write(`${head}${FILE}${"4,2026-01-06 10:00,Ana\n".repeat(20_000)}`);
    await until(async () => (await filesLeft()).length === 1);
    request.destroy();
    await until(async () => (await filesLeft()).length === 0);
    expect([takenUp, await db.inside.importRun.count()]).toEqual([[], 0]);

    const again = await postFile({ key, body: formOf(FILE, withMapping), headers: idempotency });
    await work(importRunSchema.parse(again.body).id);
    expect([await db.inside.contact.count(), await db.inside.importBatch.count()]).toEqual([2, 1]);
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });

  test.each<[string, () => Buffer, string]>([
    ["a ZIP bomb", () => zipOf([{ name: "calls.csv", content: Buffer.alloc(40 * 1024 * 1024) }]), "calls.zip"],
    ["a gzip bomb", () => gzipSync(Buffer.alloc(40 * 1024 * 1024)), "calls.csv.gz"],
  ])("when %s comes", async (_what, make, fileName) => {
    const { key } = await keyOf();
    const body = new FormData();
    body.set("mapping", withMapping.mapping);
    body.set("file", new File([new Uint8Array(make())], fileName));
    expect((await refused(postFile({ key, body }))).status).toBe(400);
  });
});

test("a key limited to a source and a partner imports just that", async () => {
  const desk = await db.inside.vendor.findUniqueOrThrow({ where: { key: "desk" } });
  const { key } = await keyOf({ importSources: ["sent-desk"], importVendorIds: [desk.id] });
  expect((await postFile({ key, body: formOf(FILE, withMapping) })).status).toBe(202);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error("It does not come to that.");
}
