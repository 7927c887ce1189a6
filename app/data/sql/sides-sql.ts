import type { MeasureRef } from "~/domain/metrics/measure-ref";
import { Prisma } from "../generated/client";
import { WIDEST_OF_SOURCE_SQL } from "./breakdown-sql";
import type { ContactsSource } from "./contacts-sql";
import { exactSumSql } from "./exact-sum-sql";
import { rowAmountSql } from "./row-amount-sql";
import { NAMED_TOTAL_SQL } from "./source-choice-sql";

const { sql, join, raw } = Prisma;
/** A day and slice, in which one side's statement of a measure counts. */
export const CELL = raw("day, site, program, channel");
const ROW_KINDS = ["contacts", "reviews"] as const;

/** Which side a row stands on: of a measure, day and slice the lowest counts, as in the roll-up. */
export const ROWS_RANK = 1;
export const TOTALS_RANK_SQL = sql`CASE WHEN ${NAMED_TOTAL_SQL} AND ${WIDEST_OF_SOURCE_SQL} THEN 0 ELSE 2 + COALESCE(c.breakdown, 0) END`;

/** What the rows within `limits` state: `(ref, rank, kind, source, day, site, program, channel, amount)`. */
export function statedSql(refs: readonly MeasureRef[], limits: Prisma.Sql, contacts: ContactsSource): Prisma.Sql {
  const ofRows = ROW_KINDS.map((kind) => {
    const sums = refs.map(
      (ref, index) => sql`${exactSumSql(rowAmountSql(ref, kind, contacts.asOf))} AS ${raw(`amount_${index}`)}`,
    );
    const pairs = refs.map((ref, index) => sql`(${ref}::text, ${raw(`amount_${index}`)})`);
    return sql`
      SELECT stated.ref, ${ROWS_RANK}::int AS rank, ${kind} AS kind, added.source, ${CELL}, stated.amount FROM (
        SELECT c.source, ${CELL}, ${join(sums)} FROM ${kind === "contacts" ? contacts.table : raw("review")} AS c
        WHERE ${limits} GROUP BY c.source, ${CELL}
      ) AS added CROSS JOIN LATERAL (VALUES ${join(pairs)}) AS stated (ref, amount) WHERE stated.amount IS NOT NULL`;
  });
  const ofTotals = sql`
      SELECT c.measure AS ref, ${TOTALS_RANK_SQL} AS rank, 'totals' AS kind, c.source, ${CELL}, ${exactSumSql(sql`c.amount`)} AS amount
      FROM total AS c WHERE c.measure = ANY (${[...refs]}::text[]) AND c.amount IS NOT NULL AND ${limits} GROUP BY 1, 2, c.source, ${CELL}`;
  return join([ofTotals, ...ofRows], " UNION ALL ");
}
