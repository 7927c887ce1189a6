import {
  isRepeatFamily,
  type LimitComparator,
  type ParametricFamily,
  type ParametricMeasure,
  type RepeatFamily,
} from "~/domain/metrics/measure-ref";
import { ABANDONED, DURATION_SQL, HANDLED, RESOLUTION_BUSINESS_DAYS } from "./contact-durations-sql";
import { Prisma } from "../generated/client";
import { AS_OF } from "./measure-sql";

const { sql } = Prisma;

const FAMILY_SQL: Readonly<Record<Exclude<ParametricFamily, RepeatFamily>, Prisma.Sql>> = {
  wait: DURATION_SQL.wait,
  abandonedWait: sql`CASE WHEN ${ABANDONED} THEN c.wait_seconds END`,
  csat: sql`c.csat_score`,
  firstResponse: DURATION_SQL.firstResponse,
  resolution: DURATION_SQL.resolution,
  firstResponseBusiness: DURATION_SQL.firstResponseBusiness,
  resolutionBusiness: DURATION_SQL.resolutionBusiness,
  firstResponseBusinessDays: sql`c.first_response_business_days`,
  resolutionBusinessDays: RESOLUTION_BUSINESS_DAYS,
};

const COMPARATOR_SQL: Readonly<Record<LimitComparator, Prisma.Sql>> = {
  "<=": sql`<=`,
  ">=": sql`>=`,
};

/**
 * Contacts as `c`, with the latest instant that the source of each speaks of: 1 or 0 for a contact that counts, NULL for one that
 * says nothing. The domain's `contactAmounts` and `repeatAmounts` in SQL, which tests compare it with.
 */
export function parametricSql({ family, comparator, limit }: ParametricMeasure, asOf: Prisma.Sql = AS_OF): Prisma.Sql {
  if (isRepeatFamily(family)) return repeatSql(family, limit, asOf);
  return sql`((${FAMILY_SQL[family]}) ${COMPARATOR_SQL[comparator]} ${limit}::float8)::int`;
}

function repeatSql(family: RepeatFamily, days: number, asOf: Prisma.Sql): Prisma.Sql {
  const end = sql`(c.opened_at + make_interval(hours => ${24 * days}::int))`;
  // Whether the customer came back is known once the contact's source speaks of the days after it.
  const known = sql`${HANDLED} AND c.resolved IS NOT FALSE AND c.customer <> '' AND ${end} <= ${asOf}`;
  const amount = family === "repeatKnown" ? sql`1` : sql`(c.next_opened_at IS NULL OR c.next_opened_at > ${end})::int`;
  return sql`CASE WHEN ${known} THEN ${amount} END`;
}
