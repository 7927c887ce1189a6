import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import type { Database } from "~/data/db/database.server";
import { requireRollUpsEqualFacts, requireWholeBatches } from "./stored";

export const VENDOR = "survivor";

/** Events of calls, the last of each call counting; one row of each file says nothing usable. */
export const MAPPING = {
  key: "survivor-calls",
  name: "Survivor · calls",
  kind: "contacts",
  source: "survivor",
  file: { format: "csv" },
  timeZone: "UTC",
  vendor: { constant: VENDOR },
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
    site: { column: "Site" },
    agent: { column: "Agent" },
    answered: { column: "Answered" },
    waitSeconds: { column: "Wait" },
    csatScore: { column: "Csat" },
  },
};

const STATUS_ROWS = 12;
const NEW_ROWS = 4;

/**
 * The file of a turn: it restates the rows that every turn has (each waits as many seconds as the turn's number, so all of them change),
 * adds rows of its own, and holds a row that cannot be used.
 */
export async function writeTurn(file: string, turn: number): Promise<void> {
  const lines = ["Id,Opened,Site,Agent,Answered,Wait,Csat"];
  for (let row = 1; row <= STATUS_ROWS; row += 1)
    lines.push(`S-${row},2026-03-0${1 + (row % 3)} 10:${10 + row},Manila,Ana,Y,${turn},${1 + (row % 5)}`);
  for (let row = 1; row <= NEW_ROWS; row += 1)
    lines.push(`T-${turn}-${row},2026-03-0${1 + (row % 3)} 11:00,Cebu,Ben,${row % 2 === 0 ? "Y" : "N"},${row},`);
  lines.push(`T-${turn}-bad,yesterday,Cebu,Ben,Y,1,`);
  await writeFile(file, `${lines.join("\n")}\n`);
}

/** What an applied turn counts. */
export const TURN_COUNTS = { read: STATUS_ROWS + NEW_ROWS + 1, accepted: STATUS_ROWS + NEW_ROWS, rejected: 1 };

/** After `turn` turns, the last of them sent with this key: every accepted row once, one batch for the key, roll-ups as the facts say. */
export async function requireApplied(db: Database, turns: number, requestKey: string): Promise<void> {
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS contacts, count(DISTINCT external_id)::int AS ids,
       (count(*) FILTER (WHERE external_id LIKE 'S-%' AND wait_seconds = $1))::int AS status,
       (count(*) FILTER (WHERE external_id LIKE 'T-' || $1::int || '-%'))::int AS added,
       (SELECT count(*)::int FROM import_batch WHERE request_key = $2 AND status = 'applied') AS batches,
       (SELECT count(*)::int FROM import_batch WHERE request_key = $2
          AND (rows_read, rows_accepted, rows_rejected) = ($3::int, $4::int, $5::int)) AS counted,
       (SELECT count(*)::int FROM rejected_row JOIN import_batch ON id = batch_id WHERE request_key = $2) AS rejections,
       (SELECT count(*)::int FROM contact WHERE batch_id NOT IN (SELECT id FROM import_batch)) AS orphans
     FROM contact`,
    [turns, requestKey, TURN_COUNTS.read, TURN_COUNTS.accepted, TURN_COUNTS.rejected],
  );
  assert.deepEqual(rows[0], {
    contacts: STATUS_ROWS + turns * NEW_ROWS,
    ids: STATUS_ROWS + turns * NEW_ROWS,
    status: STATUS_ROWS,
    added: NEW_ROWS,
    batches: 1,
    counted: 1,
    rejections: 1,
    orphans: 0,
  });
  await requireWholeBatches(db);
  await requireRollUpsEqualFacts(db);
}
