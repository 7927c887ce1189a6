import type pg from "pg";

/** Bits of `derived` and `looked_up`, in the order of the domain's ROSTER_LOOKUPS. */
const SITE = 1;
const TEAM = 2;
const TENURE = 4;
const ALL = SITE | TEAM | TENURE;

/** Blanks what the roster once gave. `where` chooses rows of the table as `c`. */
export async function forgetRosterFields(
  client: pg.PoolClient,
  table: "contact" | "review",
  where: string,
): Promise<void> {
  await client.query(`
    WITH forgotten AS (
      UPDATE ${table} c SET
        site = CASE WHEN c.derived & ${SITE} = 0 THEN c.site ELSE '' END,
        team = CASE WHEN c.derived & ${TEAM} = 0 THEN c.team ELSE '' END,
        tenure_days = CASE WHEN c.derived & ${TENURE} = 0 THEN c.tenure_days END,
        derived = c.derived & ~${ALL}
      WHERE ${where} AND c.derived & ${ALL} <> 0 RETURNING c.vendor_id, c.day
    ) INSERT INTO rederived_day SELECT DISTINCT vendor_id, day FROM forgotten`);
}

/**
 * Gives rows what the roster says of their agent on their day, in the fields that their mapping leaves to it and in which they say
 * nothing themselves. Of several lines that hold on a day the one that started last counts; tenure runs from the day of hiring, else
 * from the agent's first line. Notes the days of rows that changed in `rederived_day`.
 */
export async function deriveFromRoster(
  client: pg.PoolClient,
  tables: readonly ("contact" | "review")[],
  where: string,
  vendorIds: readonly number[],
): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE roster_now ON COMMIT DROP AS
     SELECT vendor_id, lower(agent) AS agent, day, ends_on, site, team, source, external_id,
       COALESCE(max(hired_on) OVER one_agent, min(day) OVER one_agent) AS since
     FROM roster_entry WHERE vendor_id = ANY ('{${vendorIds.map(Number).join(",")}}'::integer[])
     WINDOW one_agent AS (PARTITION BY vendor_id, lower(agent))`,
  );
  await client.query("CREATE INDEX ON roster_now (vendor_id, agent, day)");
  await client.query("ANALYZE roster_now");
  for (const table of tables) {
    await client.query(`
      WITH open AS (
        SELECT c.vendor_id, c.source, c.external_id, c.day, lower(c.agent) AS agent,
          c.looked_up & (
            CASE WHEN c.site = '' OR c.derived & ${SITE} <> 0 THEN ${SITE} ELSE 0 END
            | CASE WHEN c.team = '' OR c.derived & ${TEAM} <> 0 THEN ${TEAM} ELSE 0 END
            | CASE WHEN c.tenure_days IS NULL OR c.derived & ${TENURE} <> 0 THEN ${TENURE} ELSE 0 END) AS requested
        FROM ${table} c WHERE ${where} AND c.looked_up IS NOT NULL
      ), found AS (
        SELECT o.vendor_id, o.source, o.external_id, o.requested, COALESCE(r.site, '') AS site, COALESCE(r.team, '') AS team,
          o.day - r.since AS tenure_days,
          o.requested & (CASE WHEN r.site <> '' THEN ${SITE} ELSE 0 END | CASE WHEN r.team <> '' THEN ${TEAM} ELSE 0 END
            | CASE WHEN r.since <= o.day THEN ${TENURE} ELSE 0 END) AS given
        FROM open o LEFT JOIN LATERAL (
          SELECT e.site, e.team, e.since FROM roster_now e
          WHERE e.vendor_id = o.vendor_id AND e.agent = o.agent AND o.agent <> '' AND e.day <= o.day
            AND (e.ends_on IS NULL OR e.ends_on >= o.day)
          ORDER BY e.day DESC, e.source, e.external_id LIMIT 1
        ) r ON TRUE
      ), changed AS (
        UPDATE ${table} c SET
          site = CASE WHEN f.requested & ${SITE} = 0 THEN c.site ELSE f.site END,
          team = CASE WHEN f.requested & ${TEAM} = 0 THEN c.team ELSE f.team END,
          tenure_days = CASE WHEN f.requested & ${TENURE} = 0 THEN c.tenure_days WHEN f.given & ${TENURE} <> 0 THEN f.tenure_days END,
          derived = (c.derived & ~${ALL}) | f.given
        FROM found f
        WHERE c.vendor_id = f.vendor_id AND c.source = f.source AND c.external_id = f.external_id
          AND (c.derived & ${ALL} <> f.given
            OR f.given & ${SITE} <> 0 AND c.site <> f.site OR f.given & ${TEAM} <> 0 AND c.team <> f.team
            OR f.given & ${TENURE} <> 0 AND c.tenure_days <> f.tenure_days)
        RETURNING c.vendor_id, c.day
      ) INSERT INTO rederived_day SELECT DISTINCT vendor_id, day FROM changed`);
  }
}
