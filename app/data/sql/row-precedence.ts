import { EVENT_RANK, PRELIMINARY, type FactTable } from "./fact-table";

/**
 * Which of the statements on one row stand, whatever the order in which they came: a final one before a preliminary one, and among those
 * of one status the event that ranks higher. A statement that comes behind one that outranks it is kept out: it is remembered, and
 * counts once that one is reverted. Ranks that cannot be compared, or are not known, outrank nothing; a statement without a
 * rank that can be compared with those before it makes them forgotten.
 */
export const ALWAYS_STATED: readonly string[] = [PRELIMINARY, EVENT_RANK];

/** Whether a staged row is kept out by the stored one, as far as the columns of the table tell; null: none ever is. */
export function isSupersededSql({ columns }: FactTable, staged: string, stored: string): string | null {
  const has = (column: string) => columns.some(({ name }) => name === column);
  const isPreliminary = (alias: string) => `${alias}.${PRELIMINARY} IS TRUE`;
  const isLower = `(${staged}.${EVENT_RANK}[1] = ${stored}.${EVENT_RANK}[1] AND ${staged}.${EVENT_RANK} < ${stored}.${EVENT_RANK}) IS TRUE`;
  const isBehindFinal = `(${isPreliminary(staged)} AND NOT ${isPreliminary(stored)})`;
  if (!has(EVENT_RANK)) return has(PRELIMINARY) ? isBehindFinal : null;
  if (!has(PRELIMINARY)) return isLower;
  return `(${isBehindFinal} OR (${isPreliminary(staged)}) = (${isPreliminary(stored)}) AND ${isLower})`;
}

/**
 * Whether a statement counts: it is not kept out by what the batches before it say. All statements of its row are in a table or query
 * `statement` (vendor_id, external_id, batch_id, stated).
 */
export function countsSql(statement: string): string {
  const isPreliminary = (alias: string) => `${alias}.stated ->> '${PRELIMINARY}' IS NOT DISTINCT FROM 'true'`;
  const rank = (alias: string) => `${alias}.stated -> '${EVENT_RANK}'`;
  const nature = (alias: string) => `${rank(alias)} -> 0`;
  const before = (
    alias: string,
  ) => `${alias}.vendor_id = ${statement}.vendor_id AND ${alias}.external_id = ${statement}.external_id
      AND ${alias}.batch_id < ${statement}.batch_id`;
  const ofSameStatus = (alias: string) => `(${isPreliminary(alias)}) = (${isPreliminary(statement)})`;
  return `NOT (${isPreliminary(statement)} AND EXISTS (
      SELECT FROM statement final WHERE ${before("final")} AND NOT ${isPreliminary("final")}))
    AND NOT (${nature(statement)} IS NOT NULL AND EXISTS (
      SELECT FROM statement higher
      WHERE ${before("higher")} AND ${ofSameStatus("higher")} AND ${nature("higher")} = ${nature(statement)} AND ${rank("higher")} > ${rank(statement)}
        AND NOT EXISTS (
          SELECT FROM statement other
          WHERE ${before("other")} AND other.batch_id > higher.batch_id AND ${ofSameStatus("other")}
            AND ${nature("other")} IS DISTINCT FROM ${nature(statement)})))`;
}
