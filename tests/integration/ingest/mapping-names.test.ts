import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { openImportPages } from "./import-pages";

let pages: Awaited<ReturnType<typeof openImportPages>>;
beforeAll(async () => {
  pages = await openImportPages();
  await pages.db.inside.vendor.create({ data: { key: "kestrel", name: "Kestrel BPO", timeZone: "UTC" } });
});
afterAll(() => pages.close());

const TICKETS = "Ticket ID,Created at,Agent\nT1,2026-03-02,Ana\nT2,2026-03-03,Ben\n";

test.each([
  ["calls-2026-03.csv", "calls of Kestrel BPO"],
  ["kestrel.csv", "Kestrel BPO"],
  ["Kestrel BPO.csv", "Kestrel BPO"],
  [".csv", "Unnamed file of Kestrel BPO"],
])("the mapping of the file %s is called by the partner's name: %s", async (fileName, name) => {
  const id = await pages.stage({ vendor: "kestrel" }, TICKETS, fileName);
  expect(await pages.see(mapLoader, id)).toMatchObject({ made: { about: { name } } });
});
