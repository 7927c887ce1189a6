import { measureDefinition, type MeasureRef } from "~/domain/metrics/measure-ref";
import { Prisma } from "../generated/client";

const { sql, empty } = Prisma;

/** The domain's `exactSum` in SQL, an aggregate: NULL of no amounts. `where` picks the rows. */
export function exactSumSql(amount: Prisma.Sql, where?: Prisma.Sql): Prisma.Sql {
  return sql`(sum(round((${amount}) * 1e6::float8))${where ? sql` FILTER (WHERE ${where})` : empty} / 1e6::float8)`;
}

/** The sum of what single contacts or reviews say of a measure: of counts, which are integers there, it is exact by itself. */
export function sumOfRowsSql(ref: MeasureRef, amount: Prisma.Sql): Prisma.Sql {
  return measureDefinition(ref)?.unit === "count" ? sql`sum(${amount})::float8` : exactSumSql(amount);
}
