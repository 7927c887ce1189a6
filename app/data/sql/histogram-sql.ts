import { DURATIONS, type Duration } from "~/domain/metrics/contact-amounts";
import { LOG_GAMMA, ZERO_BIN } from "~/domain/metrics/histogram";
import { DURATION_SQL } from "./contact-durations-sql";
import { snakeCase } from "./fact-table";
import { Prisma } from "../generated/client";

const { sql, raw } = Prisma;

/**
 * The roll-up keeps a histogram as an array of numbers, each a bin and how many values it holds: count × 8192 + bin + 4096, and 0
 * for the bin of durations of nothing. They stand in any order, and a bin may stand more than once.
 */
const STEP = 8_192;
const MIDDLE = 4_096;
/** The most values that one number counts, so that it fits into four bytes. */
const MAX_IN_ONE = 2 ** 18 - 1;
/** Longer arrays are written with each bin once. */
const MAX_UNCOUNTED = 64;

/** The column of measure_day that holds a duration's histogram. */
export function binsColumn(duration: Duration): string {
  return `${snakeCase(duration)}_bins`;
}

export const BINS_COLUMNS: readonly string[] = DURATIONS.map(binsColumn);

/** All values of a duration among contacts (the table as `c`), a number each. */
export function collectedBinsSql(duration: Duration): Prisma.Sql {
  const seconds = sql`(${DURATION_SQL[duration]})`;
  const bin = sql`CASE WHEN ${seconds} <= 0 THEN 0 ELSE ${raw(String(MIDDLE))} + ceil(ln(${seconds}) / ${LOG_GAMMA}::float8)::int END`;
  return sql`array_agg(${raw(String(STEP))} + ${bin}) FILTER (WHERE ${seconds} IS NOT NULL)`;
}

/** A collected array as it is stored; short ones, and none at all, without another thought. */
export function storedBinsSql(bins: Prisma.Sql): Prisma.Sql {
  const most = raw(String(MAX_IN_ONE));
  const step = raw(String(STEP));
  return sql`CASE WHEN cardinality(${bins}) > ${raw(String(MAX_UNCOUNTED))} THEN (
    SELECT array_agg(held.bin + ${step} * least(held.times - part * ${most}, ${most})::int ORDER BY held.bin)
    FROM (SELECT one % ${step} AS bin, count(*) AS times FROM unnest(${bins}) AS one GROUP BY 1) AS held
    CROSS JOIN LATERAL generate_series(0, (held.times - 1) / ${most}) AS part) ELSE ${bins} END`;
}

/** The domain's bin of a stored number. */
export function binSql(stored: Prisma.Sql): Prisma.Sql {
  return sql`CASE WHEN ${stored} % ${raw(String(STEP))} = 0 THEN ${raw(String(ZERO_BIN))} ELSE ${stored} % ${raw(String(STEP))} - ${raw(String(MIDDLE))} END`;
}

/** How many values a stored number counts. */
export function countSql(stored: Prisma.Sql): Prisma.Sql {
  return sql`${stored} / ${raw(String(STEP))}`;
}
