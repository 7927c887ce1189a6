import { parseMeasureRef, type MeasureRef } from "~/domain/metrics/measure-ref";
import { parametricSql } from "./parametric-sql";
import { Prisma } from "../generated/client";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "./measure-sql";

/** What one row of a kind, with its table as `c`, adds to a measure: NULL where it says nothing of it. `asOf`: as `ContactsSource` has it. */
export function rowAmountSql(ref: MeasureRef, kind: "contacts" | "reviews" | "totals", asOf?: Prisma.Sql): Prisma.Sql {
  const measure = parseMeasureRef(ref);
  if (measure === null) throw new RangeError(`Not a measure: ${ref}`);
  switch (kind) {
    case "totals":
      return Prisma.sql`CASE WHEN c.measure = ${ref} THEN c.amount END`;
    case "reviews":
      return (measure.kind === "plain" ? REVIEW_AMOUNT_SQL[measure.key] : undefined) ?? Prisma.sql`NULL`;
    case "contacts":
      if (measure.kind === "plain") return CONTACT_AMOUNT_SQL[measure.key] ?? Prisma.sql`NULL`;
      return measure.kind === "stated" ? Prisma.sql`NULL` : parametricSql(measure, asOf);
  }
}
