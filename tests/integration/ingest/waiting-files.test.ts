import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { listRunsToTakeUp } from "~/data/imports/import-runs.server";
import { ownHost } from "~/data/db/own-host.server";
import { removeLeftovers } from "~/jobs/remove-leftovers.server";
import { takeUpRuns } from "~/jobs/imports/resume-runs.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { action as sendAction } from "~/routes/api.v1.imports";
import { loader as importsLoader } from "~/routes/_app.imports._index";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { action as cancelAction, loader as runLoader } from "~/routes/_app.imports.runs.$id";
import { action as discardAction, loader as stagedLoader } from "~/routes/_app.imports.staged.$id._index";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN } from "../../support/load-context";
import { zipOf } from "../../support/zip-files";
import { signedIn } from "../access/people";
import { FILE, NEW_PARTNER, openImportPages } from "./import-pages";

type Data = Awaited<ReturnType<typeof openImportPages>>;
type Unfinished = { fileName: string; state: string; href: string | null; removeAction: string | null; by: string };

let data: Data;
let bo: string[];

beforeAll(async () => {
  data = await openImportPages();
  bo = [await signedIn(data.db, "bo@example.com")];
});
afterEach(async () => {
  for (const folder of ["staged", "received"])
    await rm(path.join(data.dataFolder, folder), { recursive: true, force: true });
  await data.db.pool.query("TRUNCATE waiting_file, import_run");
});
afterAll(() => data.close());

const { uploadQuota: ROOMY } = { uploadQuota: { files: 1_000, bytes: 1e12 } };

/** The pages of a host, with other limits or another data folder. */
function contextOf(change: Partial<AppLoadContext["environment"]>): AppLoadContext {
  const { context } = data.requested(get("/imports"));
  return { ...context, environment: { ...context.environment, ...change } };
}
const limited = (person: object, all: object = {}) =>
  contextOf({ uploadQuota: { person: { ...ROOMY, ...person }, all: { ...ROOMY, ...all } } });

async function upload(
  context: AppLoadContext,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  cookies = data.analyst,
) {
  const request = data.upload(NEW_PARTNER, [[name, content]], cookies);
  return answerOf(uploadAction({ request, context, params: {} }));
}
const idOf = (answer: Response) => (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
const left = async () =>
  (
    await Promise.all(["staged", "received"].map((name) => readdir(path.join(data.dataFolder, name)).catch(() => [])))
  ).flat();

async function unfinished(context: AppLoadContext, cookies = data.analyst): Promise<Unfinished[]> {
  const answer = await answerOf(importsLoader({ request: get("/imports", cookies), context, params: {} }));
  const page: { unfinished: Unfinished[] } = await answer.json();
  return page.unfinished;
}

describe("uploads of one person and of all have limits", () => {
  test("one more file than one person may have waiting is refused, and nothing of it stays; one less, and it is taken", async () => {
    const context = limited({ files: 1 });
    const first = await upload(context, "calls.csv", FILE);
    expect(first.status).toBe(302);
    const refused = await upload(context, "more.csv", FILE);
    expect([refused.status, await refused.json()]).toMatchObject([
      413,
      { problem: expect.stringContaining("Apply or discard") },
    ]);
    expect(await left()).toEqual([idOf(first)]);
    expect((await upload(context, "theirs.csv", FILE, bo)).status).toBe(302);
    const discard = post("/imports/x", { intent: "discard" }, data.analyst);
    await answerOf(discardAction({ request: discard, context, params: { id: idOf(first) } }));
    expect((await upload(context, "more.csv", FILE)).status).toBe(302);
  });

  test("more bytes than one person may have waiting are refused while they come, unpacked ones too", async () => {
    const context = limited({ bytes: FILE.length + 100 });
    expect((await upload(context, "calls.csv", FILE)).status).toBe(302);
    const before = await left();
    expect((await upload(context, "more.csv", FILE)).status).toBe(413);
    const zipped = zipOf([{ name: "inside.csv", content: `${FILE}${"a,b\n".repeat(2_000)}` }]);
    await rm(path.join(data.dataFolder, "staged"), { recursive: true });
    expect((await upload(context, "packed.zip", new Uint8Array(zipped))).status).toBe(413);
    expect([before.length, await left()]).toEqual([1, []]);
  });

  test("what all together may have waiting is a limit for everybody, and the answer says whom to ask", async () => {
    const context = limited({}, { files: 1 });
    expect((await upload(context, "calls.csv", FILE, bo)).status).toBe(302);
    const refused = await upload(context, "more.csv", FILE);
    expect([refused.status, await refused.json()]).toMatchObject([
      507,
      { problem: expect.stringContaining("whoever runs Plumbline") },
    ]);
  });

  test("a file that is coming in counts already", async () => {
    const context = limited({ files: 1 });
    const form = data.upload(NEW_PARTNER, [["slow.csv", FILE]], data.analyst);
    const whole = new Uint8Array(await form.clone().arrayBuffer());
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const body = new ReadableStream<Uint8Array>({
      async start(sink) {
        sink.enqueue(whole.subarray(0, whole.length - 400));
        await held;
        sink.enqueue(whole.subarray(whole.length - 400));
        sink.close();
      },
    });
    const sending = Object.assign({ method: "POST", headers: form.headers, body }, { duplex: "half" as const });
    const slow = new Request(form.url, sending);
    const coming = answerOf(uploadAction({ request: slow, context, params: {} }));
    while ((await left()).length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await upload(context, "more.csv", FILE)).status).toBe(413);
    goOn();
    expect((await coming).status).toBe(302);
  });

  test("a key that sends more than it may have waiting is refused with the time to try again", async () => {
    const made = await createApiKey(data.db, CONSOLE_VIEWER, { name: "nightly", role: "analyst", vendorId: null });
    if (!made.ok) throw new Error(made.problem);
    const body = new FormData();
    body.set("mapping", "none");
    body.set("file", new File([FILE], "calls.csv"));
    const headers = { Authorization: `Bearer ${made.key}` };
    const request = new Request(new URL("/api/v1/imports", TEST_ORIGIN), { method: "POST", headers, body });
    const answer = await answerOf(sendAction({ request, context: limited({ bytes: 100 }), params: {} }));
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "60"]);
    expect(await left()).toEqual([]);
  });
});

describe("what nobody came back to is cleared away every hour", () => {
  const DAY_MS = 86_400_000;
  const aged = async (location: string, days: number) => {
    const then = new Date(Date.now() - days * DAY_MS);
    await utimes(location, then, then);
  };

  test("old uploads, half-way leftovers and records without files go; what is in use stays", async () => {
    const { db, dataFolder } = data;
    const { context } = data.requested(get("/imports"));
    const retained = idOf(await upload(context, "kept.csv", FILE));
    const old = idOf(await upload(context, "old.csv", FILE));
    const gone = idOf(await upload(context, "gone.csv", FILE));
    await rm(path.join(dataFolder, "staged", gone), { recursive: true });
    await aged(path.join(dataFolder, "staged", old), 8);
    for (const [folder, name, days] of [
      ["staged", "plumbline-unpacked-abc", 2],
      ["staged", "plumbline-unpacked-now", 0],
      ["received", "11111111-1111-4111-8111-111111111111", 8],
      ["received", "22222222-2222-4222-8222-222222222222", 2],
    ] as const) {
      await mkdir(path.join(dataFolder, folder, name), { recursive: true });
      await aged(path.join(dataFolder, folder, name), days);
    }
    await removeLeftovers({ db, dataFolder, clock: () => new Date(), logger: context.logger });
    expect((await left()).toSorted()).toEqual(
      ["22222222-2222-4222-8222-222222222222", "plumbline-unpacked-now", retained].toSorted(),
    );
    expect((await db.inside.waitingFile.findMany()).map(({ id }) => id)).toEqual([retained]);
  });
});

describe("a damaged upload", () => {
  const { stringify } = JSON;
  const damages: [string, (location: string) => Promise<void>][] = [
    ["whose notes are no JSON", (location) => writeFile(path.join(location, "request.json"), "{ cut off")],
    [
      "whose notes are of another version",
      async (location) => {
        const notes: object = JSON.parse(await readFile(path.join(location, "request.json"), "utf8"));
        await writeFile(path.join(location, "request.json"), stringify({ ...notes, version: 99 }));
      },
    ],
    ["whose content was cut", (location) => writeFile(path.join(location, "content"), "Id")],
    ["whose content is gone", (location) => rm(path.join(location, "content"))],
  ];
  test.each(damages)("%s shows as damaged to its owner alone, who can remove it", async (_how, damage) => {
    const { context } = data.requested(get("/imports"));
    const id = idOf(await upload(context, "calls.csv", FILE));
    await damage(path.join(data.dataFolder, "staged", id));
    expect(await unfinished(context)).toMatchObject([
      { fileName: "calls.csv", state: "Damaged", href: null, by: "ana@example.com" },
    ]);
    expect(await unfinished(context, bo)).toEqual([]);
    const see = answerOf(stagedLoader({ request: get("/imports/x", data.analyst), context, params: { id } }));
    expect((await see).status).toBe(410);
    const discard = (cookies: string[]) =>
      answerOf(discardAction({ request: post("/imports/x", { intent: "discard" }, cookies), context, params: { id } }));
    expect((await discard(bo)).status).toBe(404);
    expect((await discard(data.analyst)).status).toBe(302);
    expect([await left(), await unfinished(context)]).toEqual([[], []]);
  });
});

test("what is kept beside an upload is worked out again where another version wrote it, or a byte of it changed", async () => {
  const { context } = data.requested(get("/imports"));
  const id = idOf(await upload(context, "calls.csv", FILE));
  const location = path.join(data.dataFolder, "staged", id);
  const see = async (loader: typeof mapLoader | typeof checkLoader) =>
    (await answerOf(loader({ request: get("/imports/x", data.analyst), context, params: { id } }))).json();
  const map = await see(mapLoader);
  await see(checkLoader);
  for (const name of ["form.json", "reading.json"]) {
    const file = path.join(location, name);
    const good = await readFile(file, "utf8");
    for (const bad of [good.replace('"version":1', '"version":0'), good.replaceAll("Ticket", "Tucket"), "", "null"]) {
      await writeFile(file, bad);
      // The whole reading is read where what pages show of it is not there.
      if (name === "reading.json") await rm(path.join(location, "form.json"));
      expect(await see(mapLoader)).toEqual(map);
      expect(await readFile(file, "utf8")).toBe(good);
    }
  }
});

describe("two hosts on one database", () => {
  let otherFolder: string;
  let other: AppLoadContext;
  beforeAll(async () => {
    otherFolder = await mkdtemp(path.join(tmpdir(), "plumbline-other-host-"));
    other = contextOf({ dataFolder: otherFolder });
  });
  afterAll(() => rm(otherFolder, { recursive: true, force: true }));

  /** An upload that was applied on the first host, whose queue has not taken it up. */
  async function started() {
    const { context } = data.requested(get("/imports"));
    const waiting = { ...context, jobs: { ...context.jobs, takeUpRun: async () => undefined } };
    const id = idOf(await upload(waiting, "calls.csv", FILE));
    const request = post("/imports/x", {}, data.analyst);
    return { id, waiting, begin: () => answerOf(applyAction({ request, context: waiting, params: { id } })) };
  }

  test("a file on one host is not run on the other, which shows where it is and does not fail it", async () => {
    const { db, dataFolder } = data;
    const runId = await db.inside.importRun
      .create({
        data: {
          state: "queued",
          dryRun: false,
          path: "staged/x/content",
          fileName: "calls.csv",
          fileBytes: 10n,
          hostId: ownHost(dataFolder).id,
          hostName: "first-host",
          mapping: {},
          requestedBy: "ana@example.com",
          requestKey: "x",
        },
      })
      .then(({ id }) => id);
    const taken: string[] = [];
    await takeUpRuns({ db, dataFolder: otherFolder, takeUpRun: async (id) => void taken.push(id) });
    await workRun(db, runId, { dataFolder: otherFolder, clock: () => TEST_NOW });
    const found = await db.inside.importRun.findUniqueOrThrow({ where: { id: runId } });
    expect([taken, found.state, found.attempts]).toEqual([[], "queued", 0]);
    expect(await listRunsToTakeUp(db, ownHost(dataFolder).id)).toEqual([runId]);
    const see = (context: AppLoadContext) =>
      answerOf(runLoader({ request: get("/imports/x", data.analyst), context, params: { id: runId } }));
    expect(await (await see(other)).json()).toMatchObject({ waitsFor: "first-host", run: { state: "queued" } });
    expect(await (await see(contextOf({}))).json()).toMatchObject({ waitsFor: null });
    expect(await unfinished(other)).toMatchObject([{ state: "Waiting for the host first-host" }]);
    await db.pool.query("UPDATE import_run SET state = 'running' WHERE id = $1", [runId]);
    const cancel = post("/imports/x", { intent: "cancel" }, data.analyst);
    await answerOf(cancelAction({ request: cancel, context: other, params: { id: runId } }));
    expect((await db.inside.importRun.findUniqueOrThrow({ where: { id: runId } })).state).toBe("cancelled");
  });

  test("an upload that waits on one host is listed on the other with its host, and opens there alone", async () => {
    const { id } = await started();
    const host = ownHost(data.dataFolder);
    expect(await unfinished(other)).toMatchObject([
      { fileName: "calls.csv", href: null, removeAction: null, state: `On the host ${host.name}` },
    ]);
    expect(await unfinished(other, bo)).toEqual([]);
    const see = (context: AppLoadContext, cookies = data.analyst) =>
      answerOf(stagedLoader({ request: get("/imports/x", cookies), context, params: { id } }));
    expect((await see(other)).status).toBe(409);
    expect((await see(other, bo)).status).toBe(404);
    expect((await see(contextOf({}))).status).toBe(302);
    await removeLeftovers({ db: data.db, dataFolder: otherFolder, clock: () => new Date(), logger: other.logger });
    expect(await data.db.inside.waitingFile.count()).toBe(1);
  });

  test("have an id each, which stays with the data folder", async () => {
    expect(ownHost(data.dataFolder).id).toBe(ownHost(data.dataFolder).id);
    expect(ownHost(otherFolder).id).not.toBe(ownHost(data.dataFolder).id);
    expect((await stat(path.join(otherFolder, "host-id"))).isFile()).toBe(true);
    expect(
      await started()
        .then(({ begin }) => begin())
        .then(({ status }) => status),
    ).toBe(302);
    expect(await data.db.inside.importRun.findMany({ select: { hostId: true } })).toEqual(
      (await data.db.inside.importRun.findMany()).map(() => ({ hostId: ownHost(data.dataFolder).id })),
    );
  });
});
