import type pg from "pg";

/**
 * Leaves of the rows in `staging` that share an id only the last (or first) by their order, and by their line where that is the
 * same. Answers how many lines were taken out.
 */
export async function collapseStaged(client: pg.PoolClient, keep: "last" | "first"): Promise<number> {
  const direction = keep === "last" ? "DESC" : "ASC";
  const { rowCount } = await client.query(`
    DELETE FROM staging s USING (
      SELECT ctid AS place, row_number() OVER (PARTITION BY vendor_id, external_id ORDER BY event_order ${direction}, line ${direction}) AS position
      FROM staging WHERE problem_code IS NULL
    ) ranked
    WHERE s.ctid = ranked.place AND ranked.position > 1`);
  return rowCount ?? 0;
}
