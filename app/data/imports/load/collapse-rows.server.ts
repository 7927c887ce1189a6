import type pg from "pg";
import { EVENT_RANK } from "../../sql/fact-table";

/**
 * Leaves of the rows in `staging` that share an id only the one that ranks highest, and of those that rank alike the last (or first)
 * line. Answers how many lines were taken out.
 */
export async function collapseStaged(client: pg.PoolClient, keep: "last" | "first"): Promise<number> {
  const direction = keep === "last" ? "DESC" : "ASC";
  const { rowCount } = await client.query(`
    DELETE FROM staging s USING (
      SELECT ctid AS place, row_number() OVER (PARTITION BY vendor_id, external_id ORDER BY ${EVENT_RANK} DESC, line ${direction}) AS position
      FROM staging WHERE problem_code IS NULL
    ) ranked
    WHERE s.ctid = ranked.place AND ranked.position > 1`);
  return rowCount ?? 0;
}
