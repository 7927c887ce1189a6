import type pg from "pg";
import { nextOpeningSql } from "../sql/contacts-sql";

/**
 * Finds again when the customers of contacts on and before the days of the temporary table `touched_day` next opened a contact, within
 * `days` times 24 hours, and adds the days on which that changed to the table. Needs `source_day` as it is now. A contact's day is the
 * date of its opening in some time zone: two days on either side cover any of them.
 */
export async function followCustomers(client: pg.PoolClient, days: number): Promise<void> {
  const before = `t.day - ${Number(days) + 2}`;
  const within = (alias: string, first: string, last: string) => `${alias}.day BETWEEN ${first} AND ${last}`;
  await client.query(`
    CREATE TEMPORARY TABLE followed_day ON COMMIT DROP AS
    SELECT d.vendor_id, d.day, bool_or(${within("d", before, "t.day + 2")}) AS requested
    FROM touched_day t JOIN source_day d ON d.vendor_id = t.vendor_id AND ${within("d", before, `t.day + ${Number(days) + 4}`)}
    GROUP BY d.vendor_id, d.day`);
  await client.query("ANALYZE followed_day");
  await client.query(`
    WITH changed AS (
      UPDATE contact c SET next_opened_at = found.next
      FROM (
        SELECT c.vendor_id, c.source, c.external_id, c.next_opened_at AS stored, f.requested, ${nextOpeningSql("c", days)} AS next
        FROM contact c JOIN followed_day f ON c.vendor_id = f.vendor_id AND c.day = f.day
        WHERE c.customer <> ''
      ) found
      WHERE found.requested AND found.stored IS DISTINCT FROM found.next
        AND c.vendor_id = found.vendor_id AND c.source = found.source AND c.external_id = found.external_id
      RETURNING c.vendor_id, c.day
    )
    INSERT INTO touched_day (vendor_id, day)
    SELECT vendor_id, day FROM changed EXCEPT SELECT vendor_id, day FROM touched_day`);
}
