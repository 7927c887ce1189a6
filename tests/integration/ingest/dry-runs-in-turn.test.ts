import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { action as tryAction } from "~/routes/_app.imports.staged.$id.dry-run";
import { action as mapAction } from "~/routes/_app.imports.staged.$id.map";
import { answerOf, post } from "../../support/load-context";
import { NEW_PARTNER, openImportPages } from "./import-pages";

type Data = Awaited<ReturnType<typeof openImportPages>>;
let data: Data;

beforeAll(async () => {
  data = await openImportPages();
});
afterEach(() => data.emptyFacts());
afterAll(() => data.close());

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

async function stageMapped(): Promise<string> {
  const id = await data.stage(NEW_PARTNER);
  await map(id, MAPPING);
  return id;
}

const map = (id: string, mapping: unknown) =>
  data.send(mapAction, id, { way: "document", mappingText: JSON.stringify(mapping) });

/** Asks while no worker is free. */
async function ask(action: typeof tryAction, id: string): Promise<void> {
  const requested = data.requested(post("/imports/x", { intent: "try" }, data.analyst), { id });
  const jobs = { ...requested.context.jobs, takeUpRun: async () => undefined };
  const answer = await answerOf(action({ ...requested, context: { ...requested.context, jobs } }));
  expect(answer.status).toBe(302);
}

async function states(): Promise<string[]> {
  const { rows } = await data.db.pool.query<{ state: string }>("SELECT state FROM import_run ORDER BY created_at");
  return rows.map(({ state }) => state);
}

test("a dry run requested again while it waits is the same dry run", async () => {
  const id = await stageMapped();
  await Promise.all([ask(tryAction, id), ask(tryAction, id), ask(tryAction, id)]);
  await ask(tryAction, id);
  expect(await states()).toEqual(["queued"]);
});

test("a dry run of a changed mapping cancels the one that waits", async () => {
  const id = await stageMapped();
  await ask(tryAction, id);
  await map(id, { ...MAPPING, name: "Calls by phone" });
  await ask(tryAction, id);
  expect(await states()).toEqual(["cancelled", "queued"]);
});

test("applying an upload cancels its dry run", async () => {
  const id = await stageMapped();
  await ask(tryAction, id);
  await ask(applyAction, id);
  expect(await states()).toEqual(["cancelled", "queued"]);
});
