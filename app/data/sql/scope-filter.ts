import type { Scope } from "~/domain/access/viewer";
import { Prisma } from "../generated/client";

/**
 * The first wall in SQL: what the scope allows of a table with vendor_id, day, site, program and channel, as a condition on
 * `alias`. Row-level security says the same again for viewers from outside.
 */
export function scopeFilter(scope: Scope, alias: Prisma.Sql): Prisma.Sql {
  const limits = [
    listLimit(Prisma.sql`${alias}.vendor_id`, scope.vendorIds, Prisma.sql`integer[]`),
    listLimit(Prisma.sql`${alias}.site`, scope.sites, Prisma.sql`text[]`),
    listLimit(Prisma.sql`${alias}.program`, scope.programs, Prisma.sql`text[]`),
    listLimit(Prisma.sql`${alias}.channel`, scope.channels, Prisma.sql`text[]`),
    scope.fromDay === null ? null : Prisma.sql`${alias}.day >= ${scope.fromDay}::date`,
    scope.toDay === null ? null : Prisma.sql`${alias}.day <= ${scope.toDay}::date`,
  ].filter((limit) => limit !== null);
  return limits.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`(${Prisma.join(limits, " AND ")})`;
}

/** The same of measure_month, as `alias`: months that lie within the scope's days, distinguished by at least what it is limited in. */
export function monthScopeFilter(scope: Scope, alias: Prisma.Sql): Prisma.Sql {
  const limits = [
    scopeFilter({ ...scope, fromDay: null, toDay: null }, alias),
    ...(scope.fromDay === null ? [] : [Prisma.sql`${alias}.first_day >= ${scope.fromDay}::date`]),
    ...(scope.toDay === null
      ? []
      : [Prisma.sql`(${alias}.first_day + interval '1 month')::date - 1 <= ${scope.toDay}::date`]),
  ];
  return Prisma.join(limits, " AND ");
}

function listLimit(
  column: Prisma.Sql,
  allowed: readonly (string | number)[] | "all",
  type: Prisma.Sql,
): Prisma.Sql | null {
  return allowed === "all" ? null : Prisma.sql`${column} = ANY (${[...allowed]}::${type})`;
}

/** Site, program and channel that a question is limited to; an absent one is not limited. */
export type Slice = { readonly site?: string; readonly program?: string; readonly channel?: string };

/** The slice of a question as a condition on `alias`. */
export function sliceFilter(slice: Slice, alias: Prisma.Sql): Prisma.Sql {
  const limits = [
    slice.site === undefined ? null : Prisma.sql`${alias}.site = ${slice.site}`,
    slice.program === undefined ? null : Prisma.sql`${alias}.program = ${slice.program}`,
    slice.channel === undefined ? null : Prisma.sql`${alias}.channel = ${slice.channel}`,
  ].filter((limit) => limit !== null);
  return limits.length === 0 ? Prisma.sql`TRUE` : Prisma.join(limits, " AND ");
}
