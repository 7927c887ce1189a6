import type pg from "pg";
import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";

/** The column of facts that is true of preliminary rows, and its name in what batches say of a row. */
export const PRELIMINARY = "preliminary";

/** Whether a staged row is kept out by the stored one: it is preliminary, and that is final. */
export function isKeptOutSql(staged: string, stored: string): string {
  return `(${staged}.${PRELIMINARY} IS TRUE AND ${stored}.${PRELIMINARY} IS NOT TRUE)`;
}

/**
 * Whether a statement counts: a preliminary one that came after a final one says nothing until all final ones before it are withdrawn.
 * Repetitions without words of their own (`stated` NULL) are as what they repeat.
 */
export function countsSql(statement: string): string {
  return `NOT (${statement}.stated ->> '${PRELIMINARY}' IS NOT DISTINCT FROM 'true' AND EXISTS (
    SELECT FROM row_statement final
    WHERE final.vendor_id = ${statement}.vendor_id AND final.kind = ${statement}.kind AND final.source = ${statement}.source
      AND final.external_id = ${statement}.external_id AND final.batch_id < ${statement}.batch_id
      AND final.stated IS NOT NULL AND final.stated ->> '${PRELIMINARY}' IS DISTINCT FROM 'true'))`;
}

/**
 * Takes preliminary rows out of `staging` whose id occurs in it as a final row too. Answers how many lines are gone. A file that says
 * nothing of the standing of its rows is not looked at.
 */
export async function keepFinalRows(
  client: pg.PoolClient,
  { kind, saysNothingOf }: { kind: FileKind; saysNothingOf: readonly string[] },
): Promise<number> {
  if (isReferenceKind(kind) || saysNothingOf.includes(PRELIMINARY)) return 0;
  const { rows } = await client.query<{ lines: number }>(`
    WITH outranked AS (
        DELETE FROM staging s WHERE s.problem_code IS NULL AND s.${PRELIMINARY} AND EXISTS (
          SELECT FROM staging f
          WHERE f.problem_code IS NULL AND f.vendor_id = s.vendor_id AND f.external_id = s.external_id AND f.${PRELIMINARY} IS NOT TRUE)
        RETURNING s.line
      ),
      gone AS (SELECT line, count(*) AS records FROM outranked GROUP BY line),
      before AS (
        SELECT line, count(*) AS records FROM staging WHERE problem_code IS NULL AND line IN (SELECT line FROM gone) GROUP BY line
      )
    SELECT count(*)::int AS lines FROM gone JOIN before USING (line, records)`);
  return rows[0]?.lines ?? 0;
}
