import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Command } from "~/cli/command";
import { command as importFile } from "~/cli/commands/import";
import { command as metric } from "~/cli/commands/metric";
import { command as suggest } from "~/cli/commands/suggest";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { clearFacts } from "./apply-rows";

const AGENTS = `Agent,Team,Date,Calls Handled,Talk Time,Hold Time,Wrap Time
Ann A,Red,2026-03-30,410,30:45:00,02:16:40,05:07:30
Bob B,Red,2026-03-30,380,28:30:00,01:54:00,04:45:00
Cleo C,Blue,2026-03-30,120,11:00:00,00:40:00,01:30:00
`;
const REASONS = `Contact reason,Date,Calls Handled,AHT (s)
Refund,2026-03-30,500,340
Delivery,2026-03-30,400,350
Refund,2026-03-31,30,300
`;
const QUEUES = `Date,Queue,Calls Offered,Calls Handled,AHT (s)
2026-03-30,Billing,700,650,340
2026-03-30,Sales,300,262,350
`;
const CONTACTS = `Call ID,Start,Agent,Queue,Talk time (s)
1,2026-03-30 10:00,Ann A,Billing,200
2,2026-03-30 11:00,Bob B,Billing,300
`;

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-agents-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: Command, ...args: string[]) => runCommand(command, args, { db, clock: () => TEST_NOW, folder });

/** Imports a file by its suggested mapping, of a source of its own. */
async function imported(content: string, name: string): Promise<void> {
  const file = path.join(folder, `${name}.csv`);
  await writeFile(file, content);
  const made = await run(suggest, file, "--vendor", "quill");
  expect(made).toMatchObject({ ready: true });
  const mapping = path.join(folder, `${name}.json`);
  const { mapping: document } = made as { mapping: object };
  await writeFile(mapping, JSON.stringify({ ...document, key: name, source: name }));
  expect(await run(importFile, file, "--mapping", mapping, "--vendor", "quill")).toMatchObject({ rejected: 0 });
}

/** The contacts whose handle time is known, which the average handle time divides by. */
async function handled(...by: string[]) {
  const split = by.flatMap((dimension) => ["--by", dimension]);
  const rows = await run(metric, "aht", "--vendor", "quill", "--from", "2026-03-01", "--to", "2026-03-31", ...split);
  return (rows as { slice: Record<string, string>; denominator: number | null }[]).map(
    ({ slice: { vendor: _vendor, ...slice }, denominator }) => ({ ...slice, contacts: denominator }),
  );
}

async function rolledUpAgain() {
  const vendor = await db.inside.vendor.findUniqueOrThrow({ where: { key: "quill" } });
  return checkRollUp(db, vendor.id, { repair: false, actor: "test" });
}

describe("totals by agent, team or reason", () => {
  it("can be asked for by what they are broken down by", async () => {
    await imported(AGENTS, "agents");
    expect(await handled("agent")).toEqual([
      { agent: "Ann A", contacts: 410 },
      { agent: "Bob B", contacts: 380 },
      { agent: "Cleo C", contacts: 120 },
    ]);
    expect(await handled("team")).toEqual([
      { team: "Blue", contacts: 120 },
      { team: "Red", contacts: 790 },
    ]);
    expect(await handled()).toEqual([{ contacts: 910 }]);
  });

  it.each([
    ["agents first", [AGENTS, REASONS]],
    ["reasons first", [REASONS, AGENTS]],
  ])("count once where the same contacts are recognized by agent and by reason: %s", async (_order, files) => {
    for (const file of files) await imported(file, file === AGENTS ? "agents" : "reasons");
    expect(await handled()).toEqual([{ contacts: 940 }]);
    expect(await handled("reason")).toEqual([
      { reason: "Delivery", contacts: 400 },
      { reason: "Refund", contacts: 530 },
    ]);
    expect(await rolledUpAgain()).toMatchObject({ differences: [] });
  });

  it.each([
    ["queues first", [QUEUES, AGENTS]],
    ["agents first", [AGENTS, QUEUES]],
  ])("do not add to totals of the whole partner or its queues: %s", async (_order, files) => {
    for (const file of files) await imported(file, file === AGENTS ? "agents" : "queues");
    expect(await handled()).toEqual([{ contacts: 912 }]);
    expect(await handled("agent")).toHaveLength(3);
    expect(await rolledUpAgain()).toMatchObject({ differences: [] });
  });

  it("give way to single contacts of the day, measure by measure", async () => {
    await imported(AGENTS, "agents");
    await imported(CONTACTS, "contacts");
    expect(await handled()).toEqual([{ contacts: 2 }]);
    expect(await handled("agent")).toEqual([
      { agent: "Ann A", contacts: 1 },
      { agent: "Bob B", contacts: 1 },
    ]);
    expect(await rolledUpAgain()).toMatchObject({ differences: [] });
  });
});
