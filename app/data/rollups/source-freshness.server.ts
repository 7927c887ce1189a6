import type pg from "pg";

/**
 * Brings up to date how far each source speaks (`source_as_of`, the latest opening or completion among its contacts) for the days
 * in the temporary table `touched_day`, and adds to that table the days with items that have become due by it, or are no longer.
 * Kept by day in between, so that no import reads more than the days it touches; and only for partners who have items that are due
 * some time or, where repeats are looked for within some days (`repeatDays`), name customers, since nothing else asks: their other
 * days are read when the first such item comes. The days whose contacts have now been followed for the days of repeats, or no longer
 * are, are added too.
 */
export async function followSources(client: pg.PoolClient, repeatDays: readonly number[]): Promise<void> {
  const ofPartner = "FROM contact c WHERE c.vendor_id = t.vendor_id";
  const items = `(SELECT c.due_at ${ofPartner} AND c.due_at IS NOT NULL ORDER BY c.source, c.due_at LIMIT 1) IS NOT NULL`;
  const asksFor = repeatDays.length > 0 ? `(${items} OR EXISTS (SELECT ${ofPartner} AND c.customer <> ''))` : items;
  await client.query(`
    CREATE TEMPORARY TABLE followed ON COMMIT DROP AS
    SELECT vendor_id, EXISTS (SELECT FROM source_as_of a WHERE a.vendor_id = t.vendor_id) AS before,
      ${asksFor} AS now
    FROM (SELECT DISTINCT vendor_id FROM touched_day) t`);
  await client.query(`
    DELETE FROM source_day d USING touched_day t JOIN followed f USING (vendor_id)
    WHERE f.before AND f.now AND d.vendor_id = t.vendor_id AND d.day = t.day`);
  await client.query(
    "DELETE FROM source_day d USING followed f WHERE NOT (f.before AND f.now) AND d.vendor_id = f.vendor_id",
  );
  const events = "SELECT c.vendor_id, c.day, c.source, max(GREATEST(c.opened_at, c.done_at)) FROM contact c";
  await client.query(`
    INSERT INTO source_day (vendor_id, day, source, last_event)
    ${events} JOIN touched_day t ON c.vendor_id = t.vendor_id AND c.day = t.day
    WHERE c.vendor_id IN (SELECT vendor_id FROM followed WHERE before AND now) GROUP BY c.vendor_id, c.day, c.source
    UNION ALL
    ${events} WHERE c.vendor_id IN (SELECT vendor_id FROM followed WHERE now AND NOT before) GROUP BY c.vendor_id, c.day, c.source`);
  await client.query(`
    WITH spoken AS (
        SELECT vendor_id, source, max(last_event) AS as_of FROM source_day JOIN followed USING (vendor_id) GROUP BY vendor_id, source
      ),
      moved AS (
        SELECT vendor_id, source, before.as_of AS before, spoken.as_of AS after
        FROM spoken FULL JOIN (SELECT a.* FROM source_as_of a JOIN followed USING (vendor_id)) before USING (vendor_id, source)
        WHERE spoken.as_of IS DISTINCT FROM before.as_of
      ),
      gone AS (
        DELETE FROM source_as_of a USING moved m WHERE a.vendor_id = m.vendor_id AND a.source = m.source AND m.after IS NULL
      ),
      stored AS (
        INSERT INTO source_as_of (vendor_id, source, as_of) SELECT vendor_id, source, after FROM moved WHERE after IS NOT NULL
        ON CONFLICT (vendor_id, source) DO UPDATE SET as_of = EXCLUDED.as_of
      )
    INSERT INTO touched_day (vendor_id, day)
    SELECT m.vendor_id, c.day FROM moved m CROSS JOIN LATERAL (
      SELECT c.day FROM contact c WHERE c.vendor_id = m.vendor_id AND c.source = m.source
        AND c.due_at > LEAST(COALESCE(m.before, '-infinity'), m.after) AND c.due_at <= GREATEST(m.before, m.after)
      OFFSET 0 -- Few sources move: the index of each is read, and never the whole table.
    ) c
    ${repeatDays.map(daysFollowed).join(" ")}
    EXCEPT SELECT vendor_id, day FROM touched_day`);
}

/** A contact's day is the date of its opening in some time zone: two days on either side cover any of them. */
function daysFollowed(repeatDays: number): string {
  return `UNION SELECT d.vendor_id, d.day FROM source_day d JOIN moved m ON d.vendor_id = m.vendor_id AND d.source = m.source
    WHERE d.day >= LEAST(COALESCE(m.before, '-infinity'), m.after)::date - ${Number(repeatDays) + 2}
      AND d.day <= GREATEST(m.before, m.after)::date - ${Number(repeatDays) - 2}`;
}
