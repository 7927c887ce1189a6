import type pg from "pg";
import { isParametricRef, type MeasureRef } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { addUp } from "./add-up.server";
import { overlapSql } from "../sql/breakdown-sql";
import { exactSumSql } from "../sql/exact-sum-sql";
import { snakeCase } from "../sql/fact-table";
import { Prisma } from "../generated/client";
import { NAMED_TOTAL_SQL } from "../sql/source-choice-sql";

const { sql, join, raw } = Prisma;

/** Whether there is any total by agent, team or reason on the days in the temporary table `touched_span`. */
export async function hasBreakdowns(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`
    SELECT EXISTS (
      SELECT FROM touched_span t JOIN total c ON c.vendor_id = t.vendor_id AND c.day >= t.from_day AND c.day < t.until_day
      WHERE c.breakdown IS NOT NULL AND c.amount IS NOT NULL) AS found`);
  return rows[0]?.found ?? false;
}

/**
 * Adds to the roll-up of the touched days what totals by agent, team or reason come to, measure by measure, on days of which no contact,
 * review or plain total states the measure in a slice that may hold the same contacts. Of two breakdowns of the same contacts one counts:
 * the one with the lower number.
 */
export async function rollUpBreakdowns(
  client: pg.PoolClient,
  parameters: readonly { id: number; measure: MeasureRef }[],
): Promise<void> {
  await addUp(client, breakdownsSql(parameters));
}

const SLICE = raw("c.vendor_id, c.day, c.site, c.program, c.channel");

function breakdownsSql(parameters: readonly { id: number; measure: MeasureRef }[]): Prisma.Sql {
  const counts = parameters.filter(({ measure }) => isParametricRef(measure));
  const columns = MEASURE_KEYS.map(snakeCase);
  const length = Math.max(0, ...counts.map(({ id }) => id));
  const held = Array.from({ length }, (_, index) => counts.find(({ id }) => id === index + 1) ?? null);
  const stated = join(
    [
      ...MEASURE_KEYS.map((key) => sql`WHEN ${key} THEN m.${raw(snakeCase(key))}`),
      ...counts.map(({ id, measure }) => sql`WHEN ${measure} THEN m.parameter_counts[${raw(String(id))}]`),
    ],
    " ",
  );
  const sumOf = (measure: MeasureRef) => exactSumSql(sql`c.amount`, sql`c.measure = ${measure}`);
  const added = held.map((parameter) => (parameter === null ? sql`NULL` : sumOf(parameter.measure)));
  const retained = held.map((_parameter, index) => {
    const position = raw(String(index + 1));
    return sql`COALESCE(measure_day.parameter_counts[${position}], excluded.parameter_counts[${position}])`;
  });
  const arrayOf = (values: readonly Prisma.Sql[]) =>
    values.length === 0 ? sql`'{}'::float8[]` : sql`ARRAY[${join([...values])}]::float8[]`;
  return sql`
    WITH parts AS (
      SELECT ${SLICE}, c.measure, c.breakdown, ${exactSumSql(sql`c.amount`)} AS amount
      FROM touched_span t JOIN total c ON c.vendor_id = t.vendor_id AND c.day >= t.from_day AND c.day < t.until_day
      WHERE c.breakdown IS NOT NULL AND c.amount IS NOT NULL AND ${NAMED_TOTAL_SQL} IS NOT TRUE
      GROUP BY ${SLICE}, c.measure, c.breakdown
    )
    INSERT INTO measure_day (vendor_id, day, site, program, channel, ${raw(columns.join(", "))}, parameter_counts)
    SELECT ${SLICE}, ${join(MEASURE_KEYS.map(sumOf))}, ${arrayOf(added)}
    FROM parts c
    WHERE NOT EXISTS (
      SELECT FROM parts w
      WHERE w.vendor_id = c.vendor_id AND w.day = c.day AND w.measure = c.measure AND w.breakdown < c.breakdown
        AND ${overlapSql(raw("w"), raw("c"))}
    ) AND NOT EXISTS (
      SELECT FROM measure_day m
      WHERE m.vendor_id = c.vendor_id AND m.day = c.day AND ${overlapSql(raw("m"), raw("c"))}
        AND (CASE c.measure ${stated} END) IS NOT NULL
    )
    GROUP BY ${SLICE}
    ON CONFLICT (vendor_id, day, site, program, channel) DO UPDATE SET
      ${raw(columns.map((column) => `${column} = COALESCE(measure_day.${column}, excluded.${column})`).join(", "))},
      parameter_counts = ${arrayOf(retained)}`;
}
