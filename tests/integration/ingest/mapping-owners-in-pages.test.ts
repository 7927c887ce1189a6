import { afterAll, beforeAll, expect, test } from "vitest";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { FILE, openImportPages } from "./import-pages";
import { importOf, savedMappings } from "./saved-mappings";

const MAPPING = {
  key: "desk-tickets",
  name: "Tickets of the desk",
  kind: "contacts",
  source: "desk-tickets",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Ticket ID" },
  fields: {
    openedAt: { column: "Created at", format: "yyyy-MM-dd HH:mm" },
    agent: { column: "Agent" },
    talkSeconds: { column: "Talk time", unit: "s" },
  },
};

let pages: Awaited<ReturnType<typeof openImportPages>>;
beforeAll(async () => {
  pages = await openImportPages();
  await imports(MAPPING, "desk");
  await imports(MAPPING, "other");
});
afterAll(() => pages.close());

const imports = (mapping: object, vendor: string, sources: readonly string[] | "all" = "all") =>
  importOf(pages.db, pages.dataFolder, { content: FILE, mapping, vendor, sources });

async function versionsOf(owner: string): Promise<[number, unknown][]> {
  const saved = await savedMappings(pages.db);
  return saved.flatMap(({ vendor, version, document }) => (vendor === owner ? [[version, document]] : []));
}

test("in the wizard a changed mapping becomes a version of the partner whose file it is, whoever's was chosen", async () => {
  const id = await pages.stage({ vendor: "other" });
  const desks = await pages.db.inside.mapping.findFirstOrThrow({ where: { key: MAPPING.key }, orderBy: { id: "asc" } });
  await pages.send(mapAction, id, { way: "mapping", mapping: String(desks.id), from: "Agent", to: "Talk time" });
  await pages.apply(id);
  expect(await versionsOf("desk")).toMatchObject([[1, { fields: { agent: { column: "Agent" } } }]]);
  expect(await versionsOf("other")).toMatchObject([
    [1, { fields: { agent: { column: "Agent" } } }],
    [2, { fields: { agent: { column: "Talk time" } } }],
  ]);
});

test("in the wizard mappings of two sources that fit as well are a question, and nothing is applied before its answer", async () => {
  await imports({ ...MAPPING, key: "phone", name: "Phone", source: "phone" }, "desk", ["phone"]);
  const id = await pages.stage({ vendor: "desk" });
  const requested = await pages.see(mapLoader, id);
  expect(requested.made).toMatchObject({ by: "suggestion", remembered: null });
  const question = requested.made.suggestion.questions.find((one: { id: string }) => one.id === "remembered");
  expect(question.options.map(({ label }: { label: string }) => label)).toEqual([
    "Tickets of the desk, version 1",
    "Phone, version 1",
    "None of them",
  ]);
  await pages.apply(id);
  expect(await pages.db.inside.importBatch.count({ where: { appliedBy: "ana@example.com", source: "phone" } })).toBe(0);
  await pages.send(mapAction, id, { "question:0": "remembered", "answer:0": question.options[0].value });
  expect((await pages.see(mapLoader, id)).made).toMatchObject({
    by: "mapping",
    document: { source: "desk-tickets" },
    remembered: { name: "Tickets of the desk" },
  });
});

test("in the wizard an answer that names a mapping which was not offered is none", async () => {
  await imports({ ...MAPPING, key: "phone", name: "Phone", source: "phone" }, "desk", ["phone"]);
  const id = await pages.stage({ vendor: "desk" });
  const { id: others } = await pages.db.inside.mapping.findFirstOrThrow({
    where: { key: MAPPING.key },
    orderBy: { id: "desc" },
  });
  await pages.send(mapAction, id, { "question:0": "remembered", "answer:0": String(others) });
  expect((await pages.see(mapLoader, id)).made).toMatchObject({ by: "suggestion" });
});
