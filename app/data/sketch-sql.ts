import { Prisma } from "./generated/client";

const LN_GAMMA = Math.log(1.01 / 0.99);
const ZERO_BIN = -100_000;

/** The domain's `binOf` in SQL: the histogram bin of a duration in seconds. */
export function binSql(seconds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${seconds} <= 0 THEN ${ZERO_BIN}::int ELSE ceil(ln(${seconds}) / ${LN_GAMMA}::float8)::int END`;
}
