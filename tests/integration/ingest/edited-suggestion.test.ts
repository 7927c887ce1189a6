import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { useThreeWays } from "./three-ways";

const ways = useThreeWays();

const TICKETS = `Ticket ID,Created at,Agent,Place
T1,2026-03-02,Ana,Cebu
T2,2026-03-14,Ben,Manila
`;

it("a mapping that the command line saves meanwhile is offered beside a suggestion being edited, and replaces none of it", async () => {
  const id = await ways.pages.stage({ vendor: "quill" }, TICKETS);
  const edit = { intent: "save", "heading:0": "Place", "target:0": "site", "was-target:0": "" };
  await ways.pages.send(mapAction, id, edit);

  const file = await ways.fileOf(TICKETS);
  const mapping = path.join(ways.pages.dataFolder, "mapping.json");
  await writeFile(mapping, JSON.stringify(await ways.run(suggest, file, "--vendor", "quill")));
  await ways.run(importFile, file, "--mapping", mapping, "--vendor", "quill");

  const { made } = await ways.pages.see(mapLoader, id);
  expect(made).toMatchObject({ by: "suggestion", remembered: { status: "same" } });
  expect(made.suggestion.columns).toContainEqual(expect.objectContaining({ heading: "Place", target: "site" }));
  const untouched = await ways.pages.stage({ vendor: "quill" }, TICKETS);
  expect(await ways.pages.see(mapLoader, untouched)).toMatchObject({ made: { by: "mapping" } });
});
