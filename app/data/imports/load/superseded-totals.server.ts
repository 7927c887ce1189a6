import type pg from "pg";
import { PRELIMINARY } from "../../sql/fact-table";
import { factTable } from "../../sql/fact-table";

/** The column of a total that a blank takes back. */
const AMOUNT = "amount";
/** Totals of several days are stored by day: the id of their row, and behind it the day. Costly where it joins: computed once a row. */
const rowOf = (alias: string) => `regexp_replace(${alias}.external_id, '@\\d{4}-\\d{2}-\\d{2}$', '')`;
/** No period of a total is longer. */
const LONGEST_DAYS = 31;

/**
 * Where a row of totals is read for another period than the stored one (a day, a week, a month), takes back the stored parts that the
 * staged row does not have: they join `staging` with a blank amount, as part of the same line, so that a revert gives them back.
 * Returns the columns in which a blank erases.
 */
export async function takeBackOtherPeriods(client: pg.PoolClient, source: string): Promise<string[]> {
  const others = factTable("totals")
    .columns.map(({ name }) => name)
    .filter((name) => name !== AMOUNT && name !== PRELIMINARY);
  const taken = await client.query(
    `WITH stated AS MATERIALIZED (
       SELECT vendor_id, ${rowOf("one")} AS stated, min(line) AS line, bool_or(${PRELIMINARY}) AS ${PRELIMINARY}
       FROM staging one WHERE problem_code IS NULL GROUP BY 1, 2
     ),
     left_over AS MATERIALIZED (
       SELECT t.*, ${rowOf("t")} AS stated FROM total t JOIN (
         SELECT vendor_id, min(day) - ${LONGEST_DAYS} AS from_day, max(day) + ${LONGEST_DAYS} AS to_day
         FROM staging WHERE problem_code IS NULL GROUP BY vendor_id
       ) span ON t.vendor_id = span.vendor_id AND t.day BETWEEN span.from_day AND span.to_day
       WHERE t.source = $1 AND t.amount IS NOT NULL
         AND NOT EXISTS (SELECT FROM staging f WHERE f.vendor_id = t.vendor_id AND f.external_id = t.external_id)
     )
     INSERT INTO staging (line, vendor_id, external_id, day, ${others.join(", ")}, ${PRELIMINARY})
     SELECT s.line, t.vendor_id, t.external_id, t.day, ${others.map((name) => `t.${name}`).join(", ")}, s.${PRELIMINARY}
     FROM stated s JOIN left_over t USING (vendor_id, stated)`,
    [source],
  );
  return taken.rowCount ? [AMOUNT] : [];
}
