import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { parseMeasureRef, repeatDaysOf, type MeasureRef } from "~/domain/metrics/measure-ref";
import { addUp } from "./add-up.server";
import { addUpAtOnce } from "./add-up-at-once.server";
import type { Database } from "./database.server";
import { withDeferredIndexes } from "./deferred-indexes.server";
import { factTable } from "./facts-table";
import { inTransaction, lockParameters, lockVendors } from "./import-locks.server";
import { contactsOfSpan, measureDaysSql, type DaysQuestion, type Parameter, type Side } from "./measure-days-sql";
import { followCustomers } from "./next-openings.server";
import { rollUpPreliminaryDays } from "./preliminary-days.server";
import { rollUpTouchedMonths } from "./roll-up-months.server";
import { NONE_SILENT, type SilentColumns } from "./silent-columns.server";
import { followSources } from "./source-as-of.server";
import { unstatedMeasures } from "./unstated-measures";

/**
 * Writes the roll-ups of the days in the temporary table `touched_day` anew, from the facts, in the client's transaction.
 *
 * Contacts and reviews win over tallies, measure by measure: where contacts of a day and slice state a measure, a tally of the
 * same measure, day and slice is not added to it. Tallies of the source that the contract names for a measure win over both. A
 * measure that nothing states is NULL. What is known of columns that hold nothing saves reading them. `first`: how many rows came to
 * an empty table with this transaction, which has it for itself.
 */
export async function rollUpTouchedDays(
  client: pg.PoolClient,
  { silent = NONE_SILENT, first = 0 }: { silent?: SilentColumns; first?: number } = {},
): Promise<void> {
  await client.query("ANALYZE touched_day");
  const { rows: parameters } = await client.query<Parameter>("SELECT id, measure FROM rollup_parameter ORDER BY id");
  const repeatDays = repeatDaysOf(parameters.map(({ measure }) => measure));
  await followSources(client, repeatDays);
  if (repeatDays.length > 0) await followCustomers(client, Math.max(...repeatDays));
  await client.query(TOUCHED_SPANS);
  await client.query("ANALYZE touched_span");
  await client.query(`DELETE FROM measure_day m USING touched_day t WHERE m.vendor_id = t.vendor_id AND m.day = t.day`);
  await rollUpPreliminaryDays(client);
  const sides = await sidesTouched(client);
  if (sides.length > 0) await rollUpDaysOf(client, { parameters, sides, silent }, first);
  await rollUpTouchedMonths(client, parameters, unstatedMeasures(silent));
}

async function rollUpDaysOf(client: pg.PoolClient, question: DaysQuestion, first: number): Promise<void> {
  const atOnce = question.sides.includes("contacts") && (await addUpAtOnce(client, "added_contacts", contactsOfSpan(question)));
  const days = measureDaysSql(question, atOnce ? { contacts: "added_contacts" } : {});
  await withDeferredIndexes(client, "measure_day", first, () => addUp(client, days));
}

/**
 * Touched days in a row, at most a month of them: what is added up at a time, so that it fits into memory. One month after the other,
 * as files bring them: rows of several partners lie on the same pages.
 */
const TOUCHED_SPANS = `
  CREATE TEMPORARY TABLE touched_span ON COMMIT DROP AS
  SELECT vendor_id, min(day) AS from_day, max(day) + 1 AS until_day
  FROM (
    SELECT vendor_id, day, day - DATE '1970-01-01' AS number,
      day - DATE '1970-01-01' - row_number() OVER (PARTITION BY vendor_id ORDER BY day) AS island
    FROM (SELECT DISTINCT vendor_id, day FROM touched_day) days
  ) numbered
  GROUP BY vendor_id, island, number / 31 ORDER BY from_day, vendor_id`;

/** The kinds of which there is any row on the touched days, and whether contracts of touched partners name sources. */
async function sidesTouched(client: pg.PoolClient): Promise<Side[]> {
  const touched = FACT_KINDS.map(
    (kind) => `EXISTS (
      SELECT FROM touched_span t CROSS JOIN LATERAL (
        SELECT FROM ${factTable(kind).name} c
        WHERE c.vendor_id = t.vendor_id AND c.day >= t.from_day AND c.day < t.until_day LIMIT 1
      ) found) AS ${kind}`,
  );
  const { rows } = await client.query<Record<Side, boolean>>(
    `SELECT ${touched.join(", ")}, EXISTS (SELECT FROM source_choice JOIN touched_span USING (vendor_id)) AS named`,
  );
  const kinds = FACT_KINDS.filter((kind) => rows[0]?.[kind]);
  return kinds.includes("tallies") && rows[0]?.named ? [...kinds, "named"] : kinds;
}

/** Rolls the given days of a partner up anew. */
export async function rollUpDays(db: Database, vendorId: number, days: readonly Day[]): Promise<void> {
  await inTransaction(db, async (client) => {
    await lockParameters(client, "share");
    await lockVendors(client, [vendorId]);
    await client.query("CREATE TEMPORARY TABLE touched_day (vendor_id integer, day date) ON COMMIT DROP");
    await client.query("INSERT INTO touched_day SELECT $1, * FROM unnest($2::date[])", [vendorId, days]);
    await rollUpTouchedDays(client);
  });
}

/**
 * Sees to it that the counts with a limit (`wait<=20`) among the references are held by the roll-up, for the days that are there
 * already too. Idempotent. Where all are known nothing is read but their names.
 */
export async function registerParameters(db: Database, refs: readonly MeasureRef[]): Promise<void> {
  const wanted = [...new Set(refs)].filter((ref) => parseMeasureRef(ref)?.kind === "parametric");
  if (wanted.length === 0) return;
  const known = await db.pool.query<Parameter>("SELECT id, measure FROM rollup_parameter WHERE measure = ANY ($1)", [wanted]);
  if (known.rowCount === wanted.length) return;
  await inTransaction(db, async (client) => {
    await lockParameters(client, "exclusive");
    if ((await addParameters(client, wanted)) === 0) return;
    await client.query("CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT DISTINCT vendor_id, day FROM measure_day");
    await rollUpTouchedDays(client);
  });
}

/** Gives new parameters the next positions, without gaps; needs the exclusive lock on them. Answers how many are new. */
async function addParameters(client: pg.PoolClient, measures: readonly MeasureRef[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO rollup_parameter (id, measure)
     SELECT (SELECT COALESCE(max(id), 0) FROM rollup_parameter) + row_number() OVER (ORDER BY measure), measure
     FROM unnest($1::text[]) AS wanted (measure)
     WHERE NOT EXISTS (SELECT 1 FROM rollup_parameter p WHERE p.measure = wanted.measure)`,
    [measures],
  );
  return rowCount ?? 0;
}
