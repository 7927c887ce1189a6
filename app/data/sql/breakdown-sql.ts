import { BREAKDOWN_FIELDS, breakdownOf } from "~/domain/facts/fact-fields";
import type { MeasureRef } from "~/domain/metrics/measure-ref";
import type { ContactsSource } from "./contacts-sql";
import { Prisma } from "../generated/client";
import type { Frame, RowDimension } from "./range-sql";
import { rowAmountSql } from "./row-amount-sql";
import { NAMED_TOTAL_SQL } from "./source-choice-sql";

const { sql, join, raw } = Prisma;

/** A total, as `c`, that its file does not break down by agent, team or reason. */
export const PLAIN_TOTAL_SQL = sql`c.breakdown IS NULL`;

/** Whether two slices may hold the same contacts: a part that is not given is any. */
export function overlapSql(a: Prisma.Sql, b: Prisma.Sql): Prisma.Sql {
  const parts = ["site", "program", "channel"].map((part) => {
    const [left, right] = [sql`${a}.${raw(part)}`, sql`${b}.${raw(part)}`];
    return sql`(${left} = ${right} OR ${left} = '' OR ${right} = '')`;
  });
  return join(parts, " AND ");
}

/** The total, as `c`, is one of those that are broken down least among its source's of the same day, slice and measure. */
export const WIDEST_OF_SOURCE_SQL = sql`(c.breakdown IS NULL OR NOT EXISTS (
  SELECT FROM total w
  WHERE w.vendor_id = c.vendor_id AND w.day = c.day AND w.site = c.site AND w.program = c.program AND w.channel = c.channel
    AND w.measure = c.measure AND w.source = c.source AND w.amount IS NOT NULL AND COALESCE(w.breakdown, 0) < c.breakdown))`;

/**
 * The total, as `c`, may be added to what contacts and other totals state: as the roll-up has it, but that a breakdown gives way to the
 * contacts of its day whatever they state.
 */
export const ADDED_TOTAL_SQL = sql`(c.breakdown IS NULL OR CASE WHEN ${NAMED_TOTAL_SQL} THEN ${WIDEST_OF_SOURCE_SQL} ELSE NOT EXISTS (
    SELECT FROM total w
    WHERE w.vendor_id = c.vendor_id AND w.day = c.day AND w.measure = c.measure AND w.amount IS NOT NULL
      AND COALESCE(w.breakdown, 0) < c.breakdown AND ${overlapSql(raw("w"), raw("c"))}
  ) AND NOT EXISTS (SELECT FROM contact k WHERE k.vendor_id = c.vendor_id AND k.day = c.day) END)`;

/** The sum of the bits of the breakdown that a question splits by; null where totals do not have all of its dimensions. */
export function breakdownMask(dimensions: readonly RowDimension[]): number | null {
  const known: readonly string[] = BREAKDOWN_FIELDS;
  return dimensions.every((name) => known.includes(name)) ? breakdownOf(dimensions) : null;
}

/**
 * The totals that are broken down by these dimensions at least, as rows of `keys` and an amount for each measure. Where contacts or
 * reviews of the day state a measure, totals do not; of two breakdowns of the same contacts the one with the lower number counts.
 */
export function breakdownRowsSql(
  refs: readonly MeasureRef[],
  frame: Frame,
  contacts: ContactsSource,
  { mask, keys, nameAmount }: { mask: number; keys: Prisma.Sql; nameAmount: (index: number) => Prisma.Sql },
): Prisma.Sql {
  const lists = sql`(
    SELECT DISTINCT ${LIST} FROM total AS w
    WHERE w.measure = ANY (${[...refs]}::text[]) AND w.amount IS NOT NULL AND w.breakdown & ${mask}::int = ${mask}::int
      AND ${frame.limits(raw("w"))})`;
  const stated = refs.flatMap((ref) =>
    (["contacts", "reviews"] as const).map((kind) => {
      const table = kind === "contacts" ? contacts.table : raw("review");
      return sql`(l.measure = ${ref} AND EXISTS (
        SELECT FROM ${table} AS c WHERE c.vendor_id = l.vendor_id AND c.day = l.day AND ${overlapSql(raw("c"), raw("l"))}
          AND (${rowAmountSql(ref, kind, contacts.asOf)}) IS NOT NULL))`;
    }),
  );
  const amounts = refs.map((ref, index) => sql`CASE WHEN measure = ${ref} THEN amount END AS ${nameAmount(index)}`);
  return sql`
    SELECT ${keys}, ${join(amounts)} FROM total AS t JOIN (
      SELECT l.* FROM ${lists} AS l
      WHERE NOT EXISTS (
        SELECT FROM ${lists} AS w
        WHERE w.vendor_id = l.vendor_id AND w.day = l.day AND w.measure = l.measure AND w.breakdown < l.breakdown
          AND ${overlapSql(raw("w"), raw("l"))}
      ) AND NOT (${join(stated, " OR ")}) OFFSET 0
    ) AS counted USING (${LIST})
    WHERE ${frame.limits(raw("t"))}`;
}

const LIST = raw("vendor_id, day, site, program, channel, measure, breakdown");
