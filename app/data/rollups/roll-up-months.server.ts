import type pg from "pg";
import type { MeasureKey } from "~/domain/metrics/measures";
import { addUp } from "./add-up.server";
import type { Database } from "../db/database.server";
import { exactSumSql } from "../sql/exact-sum-sql";
import { snakeCase } from "../sql/fact-table";
import { Prisma } from "../generated/client";
import { inTransaction, lockParameters } from "../db/transaction.server";
import { FLOW_KEYS } from "../sql/month-split";
import { raiseRevisions } from "./vendor-revisions.server";

const { sql, join, raw, empty } = Prisma;

/**
 * Adds up again, from measure_day, every month that holds a day of the temporary table `touched_day`, in the client's transaction:
 * for each day on which months begin, and for every choice of the slice's parts to tell apart. `parameters`: all the counts with a
 * limit that the days hold; `unstated`: measures of which it is known that no day of these partners says anything.
 */
export async function rollUpTouchedMonths(
  client: pg.PoolClient,
  parameters: readonly { id: number }[],
  unstated: ReadonlySet<MeasureKey> = new Set(),
): Promise<void> {
  await client.query(`
    DELETE FROM measure_month m USING ${TOUCHED_MONTHS} t, generate_series(0, 7) AS every(split)
    WHERE m.vendor_id = t.vendor_id AND m.split = every.split AND m.first_day = t.first_day`);
  await addUp(client, monthsSql(Math.max(0, ...parameters.map(({ id }) => id)), unstated));
}

const TOUCHED_MONTHS = `(
    SELECT DISTINCT t.vendor_id, date_trunc('month', t.day - (s.day - 1))::date + (s.day - 1) AS first_day
    FROM touched_day t CROSS JOIN rollup_month_start s
  )`;

/**
 * Sees to it that months that begin on this day of the month (1–28) are held too, for the days that are there already as well.
 * Idempotent. Where they are, nothing else is read.
 */
export async function registerMonthStart(db: Database, day: number): Promise<void> {
  const known = await db.inside.rollupMonthStart.findUnique({ where: { day } });
  if (known !== null) return;
  await inTransaction(db, async (client) => {
    await lockParameters(client, "exclusive");
    const added = await client.query("INSERT INTO rollup_month_start (day) VALUES ($1) ON CONFLICT DO NOTHING", [day]);
    if (added.rowCount === 0) return;
    await client.query("ANALYZE rollup_month_start");
    await client.query(
      "CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT DISTINCT vendor_id, day FROM measure_day",
    );
    const parameters = await client.query<{ id: number }>("SELECT id FROM rollup_parameter");
    await rollUpTouchedMonths(client, parameters.rows);
    await raiseRevisions(client);
  });
}

function monthsSql(parameters: number, unstated: ReadonlySet<MeasureKey>): Prisma.Sql {
  const columns = FLOW_KEYS.filter((key) => !unstated.has(key)).map(snakeCase);
  const counts = Array.from({ length: parameters }, (_, index) => ({ name: `p_${index + 1}`, position: index + 1 }));
  const ofSlices = [
    ...columns.map((column) => sql`${exactSumSql(raw(`m.${column}`))} AS ${raw(column)}`),
    ...counts.map(({ name, position }) => sql`${exactSumSql(raw(`m.parameter_counts[${position}]`))} AS ${raw(name)}`),
  ];
  const ofSplits = columns.map((column) => sql`${exactSumSql(raw(column))} AS ${raw(column)}`);
  const counted = counts.map(({ name }) => exactSumSql(raw(name)));
  return sql`
    INSERT INTO measure_month (vendor_id, first_day, split, site, program, channel, ${raw(columns.join(", "))}, parameter_counts)
    SELECT t.vendor_id, t.first_day, added.* FROM ${raw(TOUCHED_MONTHS)} t CROSS JOIN LATERAL (
      SELECT 7 - grouping(channel, program, site), COALESCE(site, ''), COALESCE(program, ''), COALESCE(channel, ''),
        ${join(ofSplits)}, ARRAY[${counted.length > 0 ? join(counted) : empty}]::float8[]
      FROM (
        SELECT m.site, m.program, m.channel, ${join(ofSlices)} FROM measure_day m
        WHERE m.vendor_id = t.vendor_id AND m.day >= t.first_day AND m.day < (t.first_day + interval '1 month')::date
        GROUP BY m.site, m.program, m.channel OFFSET 0
      ) slices
      GROUP BY CUBE (site, program, channel) HAVING count(*) > 0 OFFSET 0
    ) added`;
}
