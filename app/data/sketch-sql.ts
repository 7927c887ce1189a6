import { LOG_GAMMA, ZERO_BIN } from "~/domain/metrics/sketch";
import { Prisma } from "./generated/client";

/** The domain's `binOf` in SQL: the histogram bin of a duration in seconds. */
export function binSql(seconds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${seconds} <= 0 THEN ${ZERO_BIN}::int ELSE ceil(ln(${seconds}) / ${LOG_GAMMA}::float8)::int END`;
}
