import type pg from "pg";

/**
 * Brings up to date how far each source speaks (`source_as_of`, the latest opening or completion among its contacts) for the days
 * in the temporary table `touched_day`, and adds to that table the days with items that have become due by it, or are no longer.
 * Kept by day in between, so that no import reads more than the days it touches.
 */
export async function followSources(client: pg.PoolClient): Promise<void> {
  await client.query("DELETE FROM source_day d USING touched_day t WHERE d.vendor_id = t.vendor_id AND d.day = t.day");
  await client.query(`
    INSERT INTO source_day (vendor_id, day, source, last_event)
    SELECT c.vendor_id, c.day, c.source, max(GREATEST(c.opened_at, c.done_at))
    FROM contact c JOIN touched_day t ON c.vendor_id = t.vendor_id AND c.day = t.day
    GROUP BY c.vendor_id, c.day, c.source`);
  await client.query(`
    WITH involved AS (SELECT DISTINCT vendor_id FROM touched_day),
      spoken AS (
        SELECT vendor_id, source, max(last_event) AS as_of FROM source_day JOIN involved USING (vendor_id) GROUP BY vendor_id, source
      ),
      moved AS (
        SELECT vendor_id, source, before.as_of AS before, spoken.as_of AS after
        FROM spoken FULL JOIN (SELECT a.* FROM source_as_of a JOIN involved USING (vendor_id)) before USING (vendor_id, source)
        WHERE spoken.as_of IS DISTINCT FROM before.as_of
      ),
      gone AS (
        DELETE FROM source_as_of a USING moved m WHERE a.vendor_id = m.vendor_id AND a.source = m.source AND m.after IS NULL
      ),
      kept AS (
        INSERT INTO source_as_of (vendor_id, source, as_of) SELECT vendor_id, source, after FROM moved WHERE after IS NOT NULL
        ON CONFLICT (vendor_id, source) DO UPDATE SET as_of = EXCLUDED.as_of
      )
    INSERT INTO touched_day (vendor_id, day)
    SELECT c.vendor_id, c.day FROM contact c JOIN moved m ON c.vendor_id = m.vendor_id AND c.source = m.source
    WHERE c.due_at > LEAST(COALESCE(m.before, '-infinity'), m.after) AND c.due_at <= GREATEST(m.before, m.after)
    EXCEPT SELECT vendor_id, day FROM touched_day`);
}
