import type pg from "pg";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import { factTable } from "../sql/fact-table";
import { Prisma } from "../generated/client";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "../sql/measure-sql";
import { PRELIMINARY } from "../sql/fact-table";

const { sql, join, raw } = Prisma;

/**
 * Counts again how many preliminary rows state each measure on the days in the temporary tables `touched_day` and `touched_span`. Rows
 * of a kind are looked at only where some batch of the partners speaks of their status, unless `kinds` says which.
 */
export async function rollUpPreliminaryDays(client: pg.PoolClient, kinds?: readonly FactKind[]): Promise<void> {
  await client.query(
    "DELETE FROM preliminary_day p USING touched_day t WHERE p.vendor_id = t.vendor_id AND p.day = t.day",
  );
  for (const kind of kinds ?? (await kindsWithStatus(client))) {
    const { text, values } = kind === "totals" ? TOTALS : statedBy(kind);
    await client.query(text, values);
  }
}

async function kindsWithStatus(client: pg.PoolClient): Promise<FactKind[]> {
  const { rows } = await client.query<{ kind: string }>(`
    SELECT DISTINCT m.kind FROM mapping m
    WHERE ((m.document -> 'fields') ? '${PRELIMINARY}' OR NOT m.document ? 'fields') AND EXISTS (
      SELECT FROM import_batch b WHERE b.mapping_id = m.id AND b.vendor_ids && ARRAY(SELECT DISTINCT vendor_id FROM touched_day))`);
  return FACT_KINDS.filter((kind) => rows.some((row) => row.kind === kind));
}

const TARGET = raw("INSERT INTO preliminary_day (vendor_id, day, kind, measure, site, program, channel, rows)");
const ROWS = sql`c.vendor_id = t.vendor_id AND c.day >= t.from_day AND c.day < t.until_day AND c.preliminary`;

const TOTALS = sql`
  ${TARGET}
  SELECT c.vendor_id, c.day, 'totals', c.measure, c.site, c.program, c.channel, count(*)::int
  FROM touched_span t JOIN total c ON ${ROWS} AND c.amount IS NOT NULL GROUP BY c.vendor_id, c.day, c.measure, c.site, c.program, c.channel`;

/** By what the rows of a kind add to each measure: those that say nothing of one are not counted for it. */
function statedBy(kind: "contacts" | "reviews"): Prisma.Sql {
  const amounts = Object.entries(kind === "contacts" ? CONTACT_AMOUNT_SQL : REVIEW_AMOUNT_SQL);
  const counted = amounts.map(([, amount], index) => sql`count(${amount})::int AS ${raw(`m${index}`)}`);
  const stated = amounts.map(([measure], index) => sql`(${measure}, added.${raw(`m${index}`)})`);
  return sql`
    ${TARGET}
    SELECT added.vendor_id, added.day, ${kind}, stated.measure, added.site, added.program, added.channel, stated.rows
    FROM (
      SELECT c.vendor_id, c.day, c.site, c.program, c.channel, ${join(counted)}
      FROM touched_span t JOIN ${raw(factTable(kind).name)} c ON ${ROWS} GROUP BY c.vendor_id, c.day, c.site, c.program, c.channel
    ) added CROSS JOIN LATERAL (VALUES ${join(stated)}) stated (measure, rows)
    WHERE stated.rows > 0`;
}
