import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import { DURATIONS } from "~/domain/metrics/contact-amounts";
import { parseMeasureRef, type MeasureRef } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { DURATION_SQL, parametricSql } from "./contact-durations-sql";
import type { Database } from "./database.server";
import { snakeCase } from "./facts-table";
import { Prisma } from "./generated/client";
import { inTransaction, lockParameters, lockVendors } from "./import-locks.server";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "./measure-sql";
import { binSql } from "./sketch-sql";
import { followSources } from "./source-as-of.server";

type Parameter = { id: number; measure: MeasureRef };

const { sql, join, raw, empty } = Prisma;

/**
 * Writes the roll-ups of the days in the temporary table `touched_day` anew, from the facts, in the client's transaction.
 *
 * Contacts and reviews win over tallies, measure by measure: where contacts of a day and slice state a measure, a tally of the
 * same measure, day and slice is not added to it. A measure that nothing states is NULL.
 */
export async function rollUpTouchedDays(client: pg.PoolClient): Promise<void> {
  await client.query("ANALYZE touched_day");
  await followSources(client);
  const { rows: parameters } = await client.query<Parameter>("SELECT id, measure FROM rollup_parameter ORDER BY id");
  await client.query(`DELETE FROM measure_day m USING touched_day t WHERE m.vendor_id = t.vendor_id AND m.day = t.day`);
  await client.query(`DELETE FROM duration_histogram h USING touched_day t WHERE h.vendor_id = t.vendor_id AND h.day = t.day`);
  await run(client, measureDaysSql(parameters));
  await run(client, histogramsSql());
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

async function run(client: pg.PoolClient, query: Prisma.Sql): Promise<void> {
  await client.query({ text: query.text, values: query.values });
}

const KEYS = raw("vendor_id, day, site, program, channel");
const FACT_KEYS = raw("c.vendor_id, c.day, c.site, c.program, c.channel");
const onSameKeys = (alias: string) =>
  raw(["vendor_id", "day", "site", "program", "channel"].map((key) => `${alias}.${key} = keys.${key}`).join(" AND "));

function measureDaysSql(parameters: readonly Parameter[]): Prisma.Sql {
  const counts = parameters.flatMap(({ id, measure }) => {
    const parsed = parseMeasureRef(measure);
    return parsed?.kind === "parametric" ? [{ id, measure, ...parsed }] : [];
  });
  const positions = Array.from({ length: Math.max(0, ...counts.map(({ id }) => id)) }, (_, index) => index + 1);
  const byContacts = [
    ...Object.entries(CONTACT_AMOUNT_SQL).map(([key, amount]) => sql`sum(${amount})::float8 AS ${raw(snakeCase(key))}`),
    ...counts.map((c) => sql`sum(${parametricSql(c.family, c.comparator, c.limit)})::float8 AS ${raw(`p_${c.id}`)}`),
  ];
  const byReviews = Object.entries(REVIEW_AMOUNT_SQL).map(([key, amount]) => sql`sum(${amount})::float8 AS ${raw(snakeCase(key))}`);
  const byTallies = [
    ...MEASURE_KEYS.map((key) => sql`sum(c.amount) FILTER (WHERE c.measure = ${key}) AS ${raw(snakeCase(key))}`),
    ...counts.map((c) => sql`sum(c.amount) FILTER (WHERE c.measure = ${c.measure}) AS ${raw(`p_${c.id}`)}`),
  ];
  const measured = MEASURE_KEYS.map((key) => {
    const column = snakeCase(key);
    if (Object.hasOwn(CONTACT_AMOUNT_SQL, key)) return raw(`COALESCE(contacts.${column}, tallies.${column})`);
    return raw(Object.hasOwn(REVIEW_AMOUNT_SQL, key) ? `COALESCE(reviews.${column}, tallies.${column})` : `tallies.${column}`);
  });
  const held = new Set(counts.map(({ id }) => id));
  const counted = positions.map((id) => raw(held.has(id) ? `COALESCE(contacts.p_${id}, tallies.p_${id})` : "NULL"));
  const source = (table: string, amounts: readonly Prisma.Sql[]) => sql`
    SELECT ${FACT_KEYS}, ${join([...amounts])} FROM ${raw(table)} c JOIN touched_day t ON c.vendor_id = t.vendor_id AND c.day = t.day
    GROUP BY ${FACT_KEYS}`;
  return sql`
    WITH contacts AS MATERIALIZED (${source("contact", byContacts)}),
      reviews AS MATERIALIZED (${source("review", byReviews)}),
      tallies AS MATERIALIZED (${source("tally", byTallies)}),
      keys AS (SELECT ${KEYS} FROM contacts UNION SELECT ${KEYS} FROM reviews UNION SELECT ${KEYS} FROM tallies)
    INSERT INTO measure_day (${KEYS}, ${raw(MEASURE_KEYS.map(snakeCase).join(", "))}, parameter_counts)
    SELECT keys.vendor_id, keys.day, keys.site, keys.program, keys.channel, ${join(measured)},
      ARRAY[${counted.length > 0 ? join(counted) : empty}]::float8[]
    FROM keys
    LEFT JOIN contacts ON ${onSameKeys("contacts")}
    LEFT JOIN reviews ON ${onSameKeys("reviews")}
    LEFT JOIN tallies ON ${onSameKeys("tallies")}
    ORDER BY keys.vendor_id, keys.day`;
}

function histogramsSql(): Prisma.Sql {
  const durations = DURATIONS.map((duration) => sql`(${duration}, ${DURATION_SQL[duration]})`);
  return sql`
    INSERT INTO duration_histogram (${KEYS}, duration, bins, counts)
    SELECT ${KEYS}, duration, array_agg(bin ORDER BY bin), array_agg(held ORDER BY bin)
    FROM (
      SELECT ${FACT_KEYS}, d.duration, ${binSql(sql`d.seconds`)} AS bin, count(*)::int AS held
      FROM contact c JOIN touched_day t ON c.vendor_id = t.vendor_id AND c.day = t.day
      CROSS JOIN LATERAL (VALUES ${join(durations)}) AS d (duration, seconds)
      WHERE d.seconds IS NOT NULL
      GROUP BY ${FACT_KEYS}, d.duration, bin
    ) binned
    GROUP BY ${KEYS}, duration ORDER BY vendor_id, day`;
}
