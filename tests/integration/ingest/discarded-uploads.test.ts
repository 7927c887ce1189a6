import { readdir } from "node:fs/promises";
import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { removeStaged, stagedFolder } from "~/ingest/intake/upload-folder.server";
import { findStagedOfAnybody, writeStaged } from "~/ingest/wizard/uploads.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { action as cancelAction } from "~/routes/_app.imports.runs.$id";
import { loader as listLoader } from "~/routes/_app.imports._index";
import { action as discardAction } from "~/routes/_app.imports.staged.$id._index";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { answerOf, get, post, TEST_NOW } from "../../support/load-context";
import { NEW_PARTNER, openImportPages } from "./import-pages";

let pages: Awaited<ReturnType<typeof openImportPages>>;
/** Whose queue takes nothing up. */
let held: AppLoadContext;

beforeAll(async () => {
  pages = await openImportPages();
  const { context } = pages.requested(get("/"));
  held = { ...context, jobs: { ...context.jobs, takeUpRun: async () => undefined } };
});
beforeEach(() => pages.emptyFacts());
afterAll(() => pages.close());

const apply = (id: string) =>
  answerOf(applyAction({ request: post("/imports/x", {}, pages.analyst), context: held, params: { id } }));
const discard = (id: string) =>
  answerOf(discardAction({ request: post("/x", { intent: "discard" }, pages.analyst), context: held, params: { id } }));
const left = () => readdir(stagedFolder(pages.dataFolder));
const runOf = (answer: Response) => (answer.headers.get("Location") ?? "").replace("/imports/runs/", "");

test("an upload that is being imported cannot be discarded before the import is cancelled", async () => {
  const id = await pages.stage(NEW_PARTNER);
  const run = runOf(await apply(id));
  const refused = await discard(id);
  expect([refused.status, await refused.text()]).toEqual([
    409,
    "This upload is being imported. Cancel the import first.",
  ]);
  expect(await findStagedOfAnybody(stagedFolder(pages.dataFolder), id)).not.toBeNull();
  const cancel = post("/imports/x", { intent: "cancel" }, pages.analyst);
  await answerOf(cancelAction({ request: cancel, context: held, params: { id: run } }));
  expect((await discard(id)).status).toBe(302);
  expect(await left()).toEqual([]);
});

test("apply and discard clicked at once end in an import or in nothing, never in a damaged upload or a run without its file", async () => {
  for (const clicks of [
    [apply, discard, apply],
    [discard, apply, apply],
    [apply, apply, discard, discard],
  ]) {
    const id = await pages.stage(NEW_PARTNER);
    const statuses = (await Promise.all(clicks.map((click) => click(id)))).map(({ status }) => status);
    expect(statuses.every((status) => [302, 404, 409].includes(status))).toBe(true);
    const { rows } = await pages.db.pool.query<{ id: string }>("SELECT id FROM import_run WHERE state = 'queued'");
    for (const { id: run } of rows)
      await workRun(pages.db, run, { dataFolder: pages.dataFolder, clock: () => TEST_NOW });
    const ends = await pages.db.inside.importRun.findMany({ select: { state: true } });
    expect(ends.every(({ state }) => state === "applied")).toBe(true);
    const list = await answerOf(listLoader(pages.requested(get("/imports", pages.analyst))));
    expect(await list.json()).toMatchObject({ unfinished: [] });
    await pages.emptyFacts();
  }
});

test("an upload that is still written to while it is removed is gone, whole", async () => {
  const folder = stagedFolder(pages.dataFolder);
  for (let round = 0; round < 20; round += 1) {
    const id = await pages.stage(NEW_PARTNER);
    const staged = await findStagedOfAnybody(folder, id);
    if (staged === null) throw new Error(`The upload ${path.join(folder, id)} is not there.`);
    const writes = Array.from({ length: 8 }, async () => {
      for (let time = 0; time < 8; time += 1) await writeStaged(folder, staged);
    });
    await Promise.all([...writes, removeStaged(folder, id)]);
    expect(await left()).toEqual([]);
  }
});
