import type pg from "pg";
import { PRELIMINARY } from "../../sql/fact-table";
import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";

/**
 * Takes preliminary rows out of `staging` whose id occurs in it as a final row too. Answers how many lines are gone. A file that says
 * nothing of the existing of its rows is not looked at.
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
