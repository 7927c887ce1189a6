import type { Counted } from "~/domain/metrics/counted";
import { Prisma } from "../generated/client";

const { sql } = Prisma;

/** What counts, as the conditions here read it; dates and instants as texts. */
export function countedParameter({ days, hours, contacts }: Counted) {
  return {
    d: days.map(({ from, until }) => [from, until]),
    h: hours.map(({ from, until }) => [from, until]),
    c: contacts.map(({ source, externalId }) => ({ s: source, e: externalId })),
  };
}

/** Rows of a day that counts. `counted`: jsonb as of `countedParameter`; `alias`: a table with a day. */
export function onCountedDaysSql(counted: Prisma.Sql, alias: Prisma.Sql): Prisma.Sql {
  return sql`EXISTS (SELECT FROM jsonb_array_elements(${counted} -> 'd') AS part (days)
    WHERE ${alias}.day >= (part.days ->> 0)::date AND ${alias}.day < (part.days ->> 1)::date)`;
}

/** Contacts, as `alias`, that are neither opened in excluded hours nor excluded by themselves. */
export function notExcludedSql(counted: Prisma.Sql, alias: Prisma.Sql): Prisma.Sql {
  return sql`(NOT EXISTS (SELECT FROM jsonb_array_elements(${counted} -> 'h') AS part (hours)
      WHERE ${alias}.opened_at >= (part.hours ->> 0)::timestamptz AND ${alias}.opened_at < (part.hours ->> 1)::timestamptz)
    AND NOT ${counted} -> 'c' @> jsonb_build_array(jsonb_build_object('s', ${alias}.source, 'e', ${alias}.external_id)))`;
}
