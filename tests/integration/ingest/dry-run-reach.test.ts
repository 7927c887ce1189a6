import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAccount } from "~/data/access/accounts.server";
import type { Viewer } from "~/domain/access/viewer";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import { dryRunOutcomeSchema } from "~/domain/imports/dry-run-outcome";
import { startRun } from "~/commands/imports/start-run.server";
import { findRun } from "~/data/imports/import-runs.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { addPerson } from "../access/people";

const CALLS = {
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd" },
    csatScore: { column: "Score" },
    customer: { column: "Customer" },
    agent: { column: "Agent" },
    site: { lookup: { roster: "agent" } },
    resolved: { constant: "yes" },
  },
};
const ROSTER = {
  key: "roster",
  name: "Roster",
  kind: "roster",
  source: "roster",
  file: { format: "csv" },
  timeZone: "UTC",
  fields: { agent: { column: "Agent" }, site: { column: "Site" }, startsOn: { column: "From", format: "iso" } },
};
const at = { comparator: ">=", expected: 80, minimum: 60 };
const SOW = {
  vendor: "desk",
  title: "Desk",
  currency: "USD",
  timeZone: "UTC",
  calendar: { kind: "monthly", fiscalMonthStartDay: 22 },
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-01-01",
      targets: [
        { id: "csat", metric: "csat", ...at },
        { id: "csat-lima", metric: "csat", scope: { site: "Lima" }, ...at },
        { id: "csat-quarter", metric: "csat", period: "quarter", ...at },
        { id: "csat-fiscal", metric: "csat", period: "fiscal-month", ...at },
        { id: "weekly", metric: "volume", period: "week", comparator: ">=", expected: 2, minimum: 1 },
        { id: "volume", metric: "volume", comparator: ">=", expected: 3, minimum: 2 },
        { id: "fcr", metric: "fcr", parameters: { variant: "no-repeat", days: 7 }, ...at },
      ],
    },
  ],
};
const MONTHS = Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);

let db: TestDatabase;
let dataFolder: string;
let viewer: Viewer;
let files = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-reach-"));
  await db.inside.organization.create({ data: { id: 1, name: "Test", timeZone: "UTC" } });
  const account = await findAccount(db, await addPerson(db, "ana@example.com", "analyst"));
  if (!account) throw new Error("no account");
  viewer = viewerOfAccount(account.account);
  const by = { by: "test", actor: "test" };
  const applied = await applySow(db, by, SOW, { clock: () => TEST_NOW, vendorName: "Desk" });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

async function run(content: string, mapping: object, dryRun: boolean) {
  files += 1;
  const file = path.join(dataFolder, `${files}.csv`);
  await writeFile(file, content);
  const requested = {
    path: file,
    bytes: content.length,
    dataFolder,
    fileName: `${files}.csv`,
    mapping,
    vendor: { key: "desk", name: "Desk" },
    dryRun,
    requestKey: `run ${files}`,
  };
  const id = await startRun(db, viewer, { takeUpRun: async () => undefined }, requested);
  await workRun(db, id, { dataFolder, clock: () => TEST_NOW });
  const found = await findRun(db, viewer, id);
  expect(found?.state).toBe(dryRun ? "tried" : "applied");
  return found;
}

/** Every cell of the year's scorecards, by month and target. */
async function verdicts(): Promise<Map<string, string>> {
  const cells = new Map<string, string>();
  for (const month of MONTHS) {
    const question = readScorecardQuestion("desk", month, new URLSearchParams());
    const view = await loadScorecard(db, viewer, question, { clock: () => TEST_NOW });
    for (const { id, judgment } of view?.lines ?? []) cells.set(`${month} ${id}`, judgment.verdict);
  }
  return cells;
}

const calls = (...rows: string[]) => `Id,Opened,Score,Customer,Agent\n${rows.join("\n")}\n`;

test.each<[string, string, object, string[]]>([
  [
    "a first file",
    calls("1,2026-06-05,5,c1,ana", "2,2026-06-06,5,c2,ana", "3,2026-06-28,5,c3,ana", "4,2026-07-06,1,c4,ana"),
    CALLS,
    ["2026-06 csat", "2026-07 csat", "2026-09 csat-quarter"],
  ],
  [
    "rows that leave a month for another",
    calls("1,2026-07-20,5,c1,ana", "2,2026-07-21,5,c2,ana"),
    CALLS,
    ["2026-06 volume", "2026-07 volume"],
  ],
  ["a customer who comes again in the next month", calls("5,2026-07-02,5,c3,ana"), CALLS, ["2026-06 fcr"]],
  [
    "a roster that says where its agents worked all the time",
    "Agent,Site,From\nana,Lima,2026-01-01\n",
    ROSTER,
    ["2026-06 csat-lima", "2026-07 csat-lima"],
  ],
  ["a roster by which they moved", "Agent,Site,From\nana,Quito,2026-07-01\n", ROSTER, ["2026-07 csat-lima"]],
])("a dry run of %s tells of every cell that applying it judges otherwise", async (_what, content, mapping, among) => {
  const before = await verdicts();
  const tried = dryRunOutcomeSchema.parse((await run(content, mapping, true))?.outcome);
  expect(await verdicts()).toEqual(before);
  await run(content, mapping, false);
  const after = await verdicts();
  const changed = [...after].filter(([cell, verdict]) => verdict !== before.get(cell)).map(([cell]) => cell);
  const reported = tried.verdicts.map(({ period, target }) => `${period.key} ${target}`);
  expect(reported.toSorted()).toEqual(changed.toSorted());
  expect(reported).toEqual(expect.arrayContaining(among));
  for (const { period, target, from, to } of tried.verdicts)
    expect([before.get(`${period.key} ${target}`), after.get(`${period.key} ${target}`)]).toEqual([from, to]);
});
