import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import type { Database } from "~/data/db/database.server";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";

/** A row per event: the last of a case counts, by time and then by step. */
export const MAPPING = {
  key: "events",
  name: "Events",
  kind: "contacts",
  source: "desk",
  file: { format: "csv" },
  timeZone: "UTC",
  vendor: { constant: "acme" },
  externalId: { column: "Case" },
  collapse: { order: [{ instant: { column: "At", format: "yyyy-MM-dd HH:mm" } }, { number: { column: "Step" } }] },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd" },
    team: { column: "Team" },
    csatScore: { column: "Score" },
  },
};
const HEADER = "Case,At,Step,Opened,Team,Score";

/** Tries a file of events and imports it: the dry run has to say the same, and the counts have to add up. */
export async function importEvents(
  db: Database,
  folder: string,
  lines: readonly string[],
  mapping: object = MAPPING,
): Promise<ImportResult> {
  const file = path.join(folder, "events.csv");
  await writeFile(file, [HEADER, ...lines, ""].join("\n"));
  const by = { actor: "test", userId: null };
  const request = { path: file, fileName: "events.csv", mapping, by, filesFolder: path.join(folder, "files") };
  const { dryRun: tried } = await importFile(db, {
    ...request,
    dryRun: async (_inside, { batch: _none, outcome: _tried, ...counts }) => counts,
  });
  const result = await importFile(db, request);
  expect(result).toMatchObject(tried);
  const { read, collapsed, changed, unchanged, superseded, rejected } = result;
  expect(result.new + changed + unchanged + superseded + collapsed + rejected).toBe(read);
  return result;
}

/** The team of each case, as it is stored. */
export async function teamsOf(db: Database): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<{ id: string; team: string }>("SELECT external_id AS id, team FROM contact");
  return Object.fromEntries(rows.map(({ id, team }) => [id, team]));
}
