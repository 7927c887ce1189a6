import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Saturated } from "~/data/db/gate";
import { CHECK_WORK } from "~/ingest/load/begin-check.server";
import { REJECTED_WORK } from "~/ingest/load/read-rejected-rows.server";
import { FORM_WORK } from "~/ingest/wizard/file-reading.server";
import { isSaturation } from "~/data/db/saturation";
import { inFileThread, onceInFileThread, THREAD_WAIT_MS } from "~/ingest/file-threads/file-threads.server";
import { loader as rejectedLoader } from "~/routes/imports.staged.$id.rejected[.]csv";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { loader as previewLoader } from "~/routes/_app.imports.staged.$id.preview";
import { answerOf, get } from "../../support/load-context";
import { workbookOf } from "../../support/workbook-files";
import { readMapping } from "~/ingest/mapping/mapping";
import { FILE, NEW_PARTNER, openImportPages } from "./import-pages";

/** Threads load these modules again; here, in the thread that answers requests, each call is an error and is counted. */
const here = vi.hoisted(() => {
  const calls: string[] = [];
  return {
    calls,
    refuse: (name: string) => () => {
      calls.push(name);
      throw new Error(`${name} parses a file in the thread that answers requests.`);
    },
  };
});
vi.mock("~/ingest/format/detect-reading.server", () => ({ detectReading: here.refuse("detectReading") }));
vi.mock("~/ingest/format/sample-table.server", () => ({ sampleTable: here.refuse("sampleTable") }));
vi.mock("~/ingest/load/read-table.server", () => ({ openTable: here.refuse("openTable") }));
vi.mock("~/ingest/format/workbook/open-workbook.server", () => ({ openWorkbook: here.refuse("openWorkbook") }));

type Data = Awaited<ReturnType<typeof openImportPages>>;
let data: Data;
const user = (key: string) => ({ key, shared: data.db.shared });

beforeAll(async () => {
  data = await openImportPages();
});
afterAll(() => data.close());

const rows = FILE.trim()
  .split("\n")
  .map((line) => line.split(","));
const MAPPING = {
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Ticket ID" },
  fields: { openedAt: { column: "Created at", format: "yyyy-MM-dd HH:mm" } },
};

describe("files are parsed in threads of their own, never in the one that answers requests", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ["text", FILE],
    ["a workbook", new Uint8Array(workbookOf({ sheets: [{ name: "Calls", rows }] }))],
  ])("%s: its form, its mapping, its check and its rejected rows", async (_kind, content) => {
    const id = await data.stage(NEW_PARTNER, content);
    expect(await data.see(previewLoader, id)).toMatchObject({ problem: null });
    expect(await data.see(mapLoader, id)).toMatchObject({ problem: null });
    expect((await data.send(mapAction, id, { way: "document", mappingText: JSON.stringify(MAPPING) })).status).toBe(
      302,
    );
    expect(await data.see(mapLoader, id)).toMatchObject({ problem: null, made: { by: "document" } });
    const check = await data.see(checkLoader, id);
    expect(check).toMatchObject({ preview: { looked: { rows: 43, accepted: 42, rejected: 1, whole: true } } });
    const csv = await answerOf(rejectedLoader(data.requested(get("/imports/x", data.analyst), { id })));
    expect((await csv.text()).trim().split("\r\n")).toHaveLength(2);
    expect(here.calls).toEqual([]);
  });

  test("a file that is refused there is refused here, with its reason", async () => {
    const file = path.join(data.dataFolder, "none.csv");
    await writeFile(file, "\n\n\n");
    await expect(onceInFileThread(FORM_WORK, { path: file, requested: {} }, user("a"))).rejects.toMatchObject({
      code: "no-rows",
    });
    const gone = { path: path.join(data.dataFolder, "gone"), requested: {} };
    await expect(onceInFileThread(FORM_WORK, gone, user("a"))).rejects.toMatchObject({ code: "unreadable" });
  });

  test("as many at once as there are threads, and the others in turn", async () => {
    const file = path.join(data.dataFolder, "calls.csv");
    await writeFile(file, FILE);
    const readAs = (key: string) => onceInFileThread(FORM_WORK, { path: file, requested: {} }, user(key));
    const all = await Promise.all(Array.from({ length: 10 }, (_, at) => readAs(`viewer ${at % 4}`)));
    expect(new Set(all.map(({ first }) => first.rows.length))).toEqual(new Set([20]));
  });
});

/** Many more rejected rows than are read ahead of a reader. */
const REJECTED = 20_000;
const REJECTED_FILE = [
  "Ticket ID,Created at,Agent,Talk time",
  "1,2026-01-05 10:00,Ana,120",
  ...Array.from({ length: REJECTED }, (_, at) => `${at + 2},yesterday,Ana,90`),
  "",
].join("\n");

async function stageRejected(): Promise<string> {
  const id = await data.stage(NEW_PARTNER, REJECTED_FILE);
  const mapped = await data.send(mapAction, id, { way: "document", mappingText: JSON.stringify(MAPPING) });
  expect(mapped.status).toBe(302);
  return id;
}

const ROWS_OF = { vendors: [], fixed: "atlas", zone: "UTC" };

const download = (id: string) => answerOf(rejectedLoader(data.requested(get("/imports/x", data.analyst), { id })));

describe("a thread that reads files waits for no reader", () => {
  test("downloads of rejected rows that nobody reads keep nobody from downloading", async () => {
    const id = await stageRejected();
    const unread = [];
    for (let index = 0; index < 5; index += 1) unread.push(await download(id));
    expect(unread.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const csv = await (await download(id)).text();
    expect(csv.trim().split("\r\n")).toHaveLength(1 + REJECTED);
    for (const { body } of unread) await body?.cancel();
  });

  test("whoever waits too long for a thread is answered busy, and a viewer has no more than one of them", async () => {
    const file = path.join(data.dataFolder, "slow.csv");
    await writeFile(file, REJECTED_FILE);
    const read = readMapping(MAPPING);
    if (!read.ok) throw new Error("The mapping cannot be read.");
    const sent = { path: file, fileName: "slow.csv", mapping: read.mapping };
    const asks = [
      (key: string) => inFileThread(REJECTED_WORK, { ...sent, which: { readFor: ROWS_OF } }, user(key)),
      (key: string) => inFileThread(CHECK_WORK, { ...sent, rowsOf: ROWS_OF }, user(key)),
    ];
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      for (const ask of asks) {
        const holder = ask("a");
        await holder.next();
        const waiting = ask("a")
          .next()
          .catch((error: unknown) => error);
        const other = ask("b");
        expect((await other.next()).done).toBe(false);
        await other.return(undefined);
        await vi.advanceTimersByTimeAsync(THREAD_WAIT_MS);
        expect(await waiting).toBeInstanceOf(Saturated);
        await holder.return(undefined);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test("server and pages, built apart, lend the same threads", async () => {
    const file = path.join(data.dataFolder, "shared.csv");
    await writeFile(file, REJECTED_FILE);
    const read = readMapping(MAPPING);
    if (!read.ok) throw new Error("The mapping cannot be read.");
    const requested = { path: file, fileName: "shared.csv", mapping: read.mapping, which: { readFor: ROWS_OF } };
    vi.resetModules();
    const server = await import("~/ingest/file-threads/file-threads.server");
    expect(server.inFileThread).not.toBe(inFileThread);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const holder = server.inFileThread(REJECTED_WORK, requested, user("a"));
      await holder.next();
      const waiting = onceInFileThread(REJECTED_WORK, requested, user("a")).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(THREAD_WAIT_MS);
      expect(isSaturation(await waiting)).toBe(true);
      await holder.return(undefined);
    } finally {
      vi.useRealTimers();
    }
  });

  test("whoever hangs up gives the thread back", async () => {
    const file = path.join(data.dataFolder, "gone.csv");
    await writeFile(file, REJECTED_FILE);
    const hangUp = new AbortController();
    const started = onceInFileThread(FORM_WORK, { path: file, requested: {} }, { ...user("a"), signal: hangUp.signal });
    const waiting = onceInFileThread(FORM_WORK, { path: file, requested: {} }, { ...user("a"), signal: hangUp.signal });
    hangUp.abort(new Error("gone"));
    for (const one of [started, waiting]) await expect(one).rejects.toThrow("gone");
    await onceInFileThread(FORM_WORK, { path: file, requested: {} }, user("a"));
  });
});
