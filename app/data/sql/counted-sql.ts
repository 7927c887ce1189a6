import type { Counted, ExcludedPart } from "~/domain/metrics/counted";
import { Prisma } from "../generated/client";

const { sql } = Prisma;

/** What counts, as the conditions here read it; dates and instants as texts. */
export function countedParameter({ days, slices, hours, contacts }: Counted) {
  return {
    d: days.map(({ from, until }) => [from, until]),
    p: slices.map(({ days: on, part }) => [on.from, on.until, ...partNames(part)]),
    h: hours.map(({ from, until, part }) => [from, until, ...partNames(part ?? {})]),
    c: contacts.map(({ source, externalId }) => ({ s: source, e: externalId })),
  };
}

/** In the order in which `inPartSql` reads them. */
function partNames({ program, site, channel }: ExcludedPart): readonly (string | null)[] {
  return [program ?? null, site ?? null, channel ?? null];
}

/** Rows of the part that `names` holds from its third place on. */
function inPartSql(names: Prisma.Sql, alias: Prisma.Sql): Prisma.Sql {
  return sql`(${names} ->> 2 IS NULL OR ${alias}.program = ${names} ->> 2) AND (${names} ->> 3 IS NULL OR ${alias}.site = ${names} ->> 3)
    AND (${names} ->> 4 IS NULL OR ${alias}.channel = ${names} ->> 4)`;
}

/** Rows of a day, and of a part of it, that counts. `counted`: jsonb as of `countedParameter`; `alias`: a table with a day and slice. */
export function onCountedDaysSql(counted: Prisma.Sql, alias: Prisma.Sql): Prisma.Sql {
  return sql`(EXISTS (SELECT FROM jsonb_array_elements(${counted} -> 'd') AS part (days)
      WHERE ${alias}.day >= (part.days ->> 0)::date AND ${alias}.day < (part.days ->> 1)::date)
    AND NOT EXISTS (SELECT FROM jsonb_array_elements(${counted} -> 'p') AS part (names)
      WHERE ${alias}.day >= (part.names ->> 0)::date AND ${alias}.day < (part.names ->> 1)::date AND ${inPartSql(NAMES, alias)}))`;
}

/** Contacts, as `alias`, that are neither opened in excluded hours nor excluded by themselves. */
export function notExcludedSql(counted: Prisma.Sql, alias: Prisma.Sql): Prisma.Sql {
  return sql`(NOT EXISTS (SELECT FROM jsonb_array_elements(${counted} -> 'h') AS part (names)
      WHERE ${alias}.opened_at >= (part.names ->> 0)::timestamptz AND ${alias}.opened_at < (part.names ->> 1)::timestamptz
        AND ${inPartSql(NAMES, alias)})
    AND NOT ${counted} -> 'c' @> jsonb_build_array(jsonb_build_object('s', ${alias}.source, 'e', ${alias}.external_id)))`;
}

const NAMES = sql`part.names`;
