import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { onceInFileThread } from "~/ingest/file-threads/file-threads.server";
import { loader as rejectedLoader } from "~/routes/imports.staged.$id.rejected[.]csv";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { loader as previewLoader } from "~/routes/_app.imports.staged.$id.preview";
import { answerOf, get } from "../../support/load-context";
import { workbookOf } from "../../support/workbook-files";
import { FILE, NEW_PARTNER, openImportPages } from "./import-pages";

/** Threads load these modules anew; here, in the thread that answers requests, each call is an error and is counted. */
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
vi.mock("~/ingest/reading/detect-reading.server", () => ({ detectReading: here.refuse("detectReading") }));
vi.mock("~/ingest/reading/sample-table.server", () => ({ sampleTable: here.refuse("sampleTable") }));
vi.mock("~/ingest/read-table.server", () => ({ openTable: here.refuse("openTable") }));
vi.mock("~/ingest/reading/workbook/open-workbook.server", () => ({ openWorkbook: here.refuse("openWorkbook") }));

type World = Awaited<ReturnType<typeof openImportPages>>;
let world: World;

beforeAll(async () => {
  world = await openImportPages();
});
afterAll(() => world.close());

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
    const id = await world.stage(NEW_PARTNER, content);
    expect(await world.see(previewLoader, id)).toMatchObject({ problem: null });
    expect(await world.see(mapLoader, id)).toMatchObject({ problem: null });
    expect((await world.send(mapAction, id, { way: "document", mappingText: JSON.stringify(MAPPING) })).status).toBe(
      302,
    );
    expect(await world.see(mapLoader, id)).toMatchObject({ problem: null, made: { by: "document" } });
    const check = await world.see(checkLoader, id);
    expect(check).toMatchObject({ preview: { looked: { rows: 43, accepted: 42, rejected: 1, whole: true } } });
    const csv = await answerOf(rejectedLoader(world.asked(get("/imports/x", world.analyst), { id })));
    expect((await csv.text()).trim().split("\r\n")).toHaveLength(2);
    expect(here.calls).toEqual([]);
  });

  test("a file that is refused there is refused here, with its reason", async () => {
    const file = path.join(world.dataFolder, "none.csv");
    await writeFile(file, "\n\n\n");
    await expect(onceInFileThread("form", { path: file, wish: {} })).rejects.toMatchObject({ code: "no-rows" });
    const gone = { path: path.join(world.dataFolder, "gone"), wish: {} };
    await expect(onceInFileThread("form", gone)).rejects.toMatchObject({ code: "unreadable" });
  });

  test("as many at once as there are threads, and the others in turn", async () => {
    const file = path.join(world.dataFolder, "calls.csv");
    await writeFile(file, FILE);
    const all = await Promise.all(Array.from({ length: 10 }, () => onceInFileThread("form", { path: file, wish: {} })));
    expect(new Set(all.map(({ sample }) => sample.rows.length))).toEqual(new Set([43]));
  });
});
