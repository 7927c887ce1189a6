import type pg from "pg";
import { isParametricRef, type MeasureRef } from "~/domain/metrics/measure-ref";
import type { NoParameterRoom } from "~/domain/metrics/parameter-room";
import { parametricMeasuresOf } from "~/domain/contracts/parametric-measures";
import { validateSow } from "~/domain/contracts/validate";
import type { Database } from "../db/database.server";
import { inTransaction, lockParameters } from "../db/transaction.server";
import { rollUpTouchedDays } from "./roll-up-days.server";
import { raiseRevisions } from "./vendor-revisions.server";

/** Each is a number in every row of the roll-ups, and a column of the statement that writes them. */
export const MAX_PARAMETERS = { ofVendor: 60, inAll: 240 } as const;

/** Who wants counts: a file of a vendor (null: of several), beside what the vendor's SOW counts, or a SOW in place of the one in use. */
export type ParameterUser = { vendor: string | null; by: "file" | "sow" };

export type ParameterRoom = { ok: true } | ({ ok: false } & NoParameterRoom);

type Client = Pick<pg.Pool, "query">;

/**
 * Sees to it that the counts with a limit (`wait<=20`) among the references are held by the roll-up, for the days that are there
 * already too. Idempotent. Where all are known nothing is read but their names. Where there is no room nothing changes.
 */
export async function registerParameters(
  db: Database,
  refs: readonly MeasureRef[],
  user: ParameterUser | null,
): Promise<ParameterRoom> {
  const wanted = parametricOf(refs);
  if (wanted.length === 0) return { ok: true };
  const room = await findParameterRoom(db, wanted, user);
  if (!room.ok) return room;
  await db.pool.query(
    `UPDATE rollup_parameter SET wanted_at = now() WHERE measure = ANY ($1) AND wanted_at < now() - interval '1 hour'`,
    [wanted],
  );
  const known = await db.pool.query("SELECT FROM rollup_parameter WHERE measure = ANY ($1)", [wanted]);
  if (known.rowCount === wanted.length) return room;
  return inTransaction(db, async (client) => {
    await lockParameters(client, "exclusive");
    const still = await roomInAll(client, wanted);
    if (!still.ok || (await addParameters(client, wanted)) === 0) return still;
    await client.query(
      "CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT DISTINCT vendor_id, day FROM measure_day",
    );
    await rollUpTouchedDays(client);
    await raiseRevisions(client);
    return still;
  });
}

/** Whether there is room for the counts with a limit among the references. Changes nothing. */
export async function findParameterRoom(
  db: Database,
  refs: readonly MeasureRef[],
  user: ParameterUser | null,
): Promise<ParameterRoom> {
  const wanted = parametricOf(refs);
  if (wanted.length > 0 && user !== null) {
    const used = user.vendor === null ? [] : await usedBy(db.pool, user.vendor, user.by);
    const together = new Set([...used, ...wanted]).size;
    const isMore = together > used.length;
    if (isMore && together > MAX_PARAMETERS.ofVendor)
      return { ok: false, of: "vendor", most: MAX_PARAMETERS.ofVendor, wanted: together };
  }
  return roomInAll(db.pool, wanted);
}

function parametricOf(refs: readonly MeasureRef[]): MeasureRef[] {
  return [...new Set(refs.filter(isParametricRef))];
}

async function roomInAll(client: Client, wanted: readonly MeasureRef[]): Promise<ParameterRoom> {
  const { rows } = await client.query<{ measure: MeasureRef }>("SELECT measure FROM rollup_parameter");
  const known = new Set(rows.map(({ measure }) => measure));
  const together = new Set([...known, ...wanted]).size;
  return together === known.size || together <= MAX_PARAMETERS.inAll
    ? { ok: true }
    : { ok: false, of: "all", most: MAX_PARAMETERS.inAll, wanted: together };
}

/** The counts of a vendor's applied totals and, beside a file, of its SOW in use. */
async function usedBy(client: Client, vendor: string, by: ParameterUser["by"]): Promise<MeasureRef[]> {
  const { rows } = await client.query<{ id: number }>("SELECT id FROM vendor WHERE key = $1", [vendor]);
  const id = rows[0]?.id;
  if (id === undefined) return [];
  const ofFiles = await measuresOfFiles(client, id);
  const [sow] = by === "sow" ? [] : await documentsInUse(client, id);
  return parametricOf([...ofFiles, ...(sow?.ok ? parametricMeasuresOf(sow.sow) : [])]);
}

/** The measures that the mappings of applied totals state; `vendorId` null: of every vendor. */
async function measuresOfFiles(client: Client, vendorId: number | null): Promise<MeasureRef[]> {
  const { rows } = await client.query<{ measure: MeasureRef }>(
    `SELECT DISTINCT stated.value ->> 'measure' AS measure FROM (
       SELECT DISTINCT mapping_id FROM import_batch
       WHERE kind = 'totals' AND status = 'applied' AND ($1::int IS NULL OR $1 = ANY (vendor_ids))
     ) used
     JOIN mapping m ON m.id = used.mapping_id CROSS JOIN LATERAL jsonb_array_elements(m.document -> 'totals') stated`,
    [vendorId],
  );
  return rows.map(({ measure }) => measure);
}

async function documentsInUse(client: Client, vendorId: number | null): Promise<ReturnType<typeof validateSow>[]> {
  const { rows } = await client.query<{ document: unknown }>(
    `SELECT DISTINCT ON (vendor_id) document FROM sow_document WHERE $1::int IS NULL OR vendor_id = $1
     ORDER BY vendor_id, revision DESC`,
    [vendorId],
  );
  return rows.map(({ document }) => validateSow(document));
}

/** Gives new parameters the lowest positions that are free; needs the exclusive lock on them. Answers how many are new. */
async function addParameters(client: pg.PoolClient, measures: readonly MeasureRef[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO rollup_parameter (id, measure)
     SELECT free.id, wanted.measure
     FROM (
       SELECT measure, row_number() OVER (ORDER BY measure) AS position FROM unnest($1::text[]) AS given (measure)
       WHERE NOT EXISTS (SELECT FROM rollup_parameter p WHERE p.measure = given.measure)
     ) wanted
     JOIN (
       SELECT id, row_number() OVER (ORDER BY id) AS position
       FROM generate_series(1, (SELECT COALESCE(max(id), 0) FROM rollup_parameter)::int + cardinality($1::text[])) AS id
       WHERE NOT EXISTS (SELECT FROM rollup_parameter p WHERE p.id = id.id)
     ) free USING (position)`,
    [measures],
  );
  return rowCount ?? 0;
}

/**
 * Removes counts that no applied totals, no SOW in use and none of `besides` name, and that nobody has requested since `before`: a file
 * on its way asks for its own first. Their positions become blank. While a SOW in use cannot be read none is removed. Answers which
 * ones are gone.
 */
export async function removeUnusedParameters(
  db: Database,
  besides: readonly MeasureRef[],
  before: Date,
): Promise<MeasureRef[]> {
  return inTransaction(db, async (client) => {
    await lockParameters(client, "exclusive");
    const sows = await documentsInUse(client, null);
    const measured = sows.flatMap((sow) => (sow.ok ? parametricMeasuresOf(sow.sow) : []));
    if (sows.some(({ ok }) => !ok)) return [];
    const used = [...(await measuresOfFiles(client, null)), ...measured, ...besides];
    const gone = await client.query<{ measure: MeasureRef }>(
      "DELETE FROM rollup_parameter WHERE NOT (measure = ANY ($1)) AND wanted_at < $2 RETURNING measure",
      [used, before],
    );
    if (gone.rows.length > 0) await blankPositions(client);
    return gone.rows.map(({ measure }) => measure);
  });
}

/** The roll-ups as they would be written now: positions that no count has hold nothing, and none lies behind the last. */
async function blankPositions(client: pg.PoolClient): Promise<void> {
  const held = `ARRAY(
    SELECT CASE WHEN p.id IS NOT NULL THEN m.parameter_counts[position] END
    FROM generate_series(1, (SELECT COALESCE(max(id), 0) FROM rollup_parameter)::int) position
    LEFT JOIN rollup_parameter p ON p.id = position ORDER BY position)::float8[]`;
  for (const table of ["measure_day", "measure_month"])
    await client.query(`UPDATE ${table} m SET parameter_counts = ${held}`);
}
