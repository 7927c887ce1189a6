import { Prisma } from "../generated/client";

/**
 * Whether a total, with its table as `c`, is of the source that the contract names for its measure on its day. What is named for
 * the measure itself, or for its family of counts with a limit, goes before what is named for any.
 */
export const NAMED_TOTAL_SQL = Prisma.sql`(c.source = (
  SELECT s.source FROM source_choice s
  WHERE s.vendor_id = c.vendor_id AND s.measure IN (substring(c.measure from '^[^<>]+'), '*')
    AND s.from_day <= c.day AND (s.until_day IS NULL OR s.until_day > c.day)
  ORDER BY s.measure = '*' LIMIT 1))`;
