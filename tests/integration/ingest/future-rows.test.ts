import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { FUTURE_REMEDY, futureText } from "~/wording/imports/dry-run";
import { textOfCommand } from "../../support/command-line";
import { TEST_NOW } from "../../support/load-context";
import { clearFacts } from "./apply-rows";
import { useThreeWays } from "./three-ways";

const ways = useThreeWays();

const TICKETS = `Ticket ID,Created at,Agent
T1,2026-03-02,Ana
T2,2031-03-14,Ana
T3,2031-05-20,Ana
`;
const FUTURE = { rows: 2, firstDay: "2031-03-14", lastDay: "2031-05-20" };
const MESSAGE = `${futureText(FUTURE)}. ${FUTURE_REMEDY}`;

it("an import names its rows of future days as the dry run does, by the API and by the command line", async () => {
  const file = await ways.fileOf(TICKETS);
  const made = (await ways.run(suggest, file, "--vendor", "quill")) as { mapping: object };
  expect(await ways.sent(TICKETS, made.mapping)).toMatchObject({
    state: "applied",
    result: { future: { ...FUTURE, message: MESSAGE } },
  });

  await clearFacts(ways.pages.db);
  const mapping = path.join(ways.pages.dataFolder, "mapping.json");
  await writeFile(mapping, JSON.stringify(made));
  const args = [file, "--mapping", mapping, "--vendor", "quill"];
  const text = await textOfCommand(importFile, args, {
    db: ways.pages.db,
    clock: () => TEST_NOW,
    folder: ways.pages.dataFolder,
  });
  expect(text).toContain(MESSAGE);
});
