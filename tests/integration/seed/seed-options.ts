import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SeedOptions } from "../../../seed/main";
import { afterFile } from "../../support/after-file";
import type { TestDatabase } from "../../support/database";

export const NOW = new Date("2026-11-23T18:00:00Z");
export const SEEDED_PARTNERS = ["atlas-trust", "harbour"];
export const SCALE = 0.03;

/** Removed after the test file. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-seed-"));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Small demo data of two partners, in a data folder of its own. */
export async function seedOptions(more: Partial<SeedOptions> = {}): Promise<SeedOptions> {
  return {
    clock: () => NOW,
    log: () => undefined,
    dataFolder: await newFolder(),
    scale: SCALE,
    partners: SEEDED_PARTNERS,
    ...more,
  };
}

/** What the database holds, without what differs from one time to the next. */
export async function seededContents(db: TestDatabase): Promise<unknown> {
  const { rows } = await db.pool.query(`
    SELECT v.key,
      (SELECT count(*)::int FROM contact c WHERE c.vendor_id = v.id) AS contacts,
      (SELECT md5(string_agg(source || external_id || day || coalesce(handle_seconds, 0) || coalesce(csat_score, 0), ',' ORDER BY source, external_id))
         FROM contact c WHERE c.vendor_id = v.id) AS rows,
      (SELECT count(*)::int FROM review r WHERE r.vendor_id = v.id) AS reviews,
      (SELECT round(sum(amount))::text FROM total t WHERE t.vendor_id = v.id) AS totals,
      (SELECT count(*)::int FROM measure_day m WHERE m.vendor_id = v.id) AS days,
      (SELECT sum(handled)::int FROM measure_day m WHERE m.vendor_id = v.id) AS handled,
      (SELECT count(*)::int FROM root_cause_note n WHERE n.vendor_id = v.id) AS notes,
      (SELECT max(revision) FROM sow_document s WHERE s.vendor_id = v.id) AS sow,
      (SELECT count(*)::int FROM import_batch b WHERE v.id = ANY(b.vendor_ids)) AS batches,
      (SELECT count(*)::int FROM expected_file e WHERE e.vendor_id = v.id) AS expected,
      (SELECT json_agg(a.rows ORDER BY a.source, a.day)::text FROM received_day a WHERE a.vendor_id = v.id) AS arrived
    FROM vendor v ORDER BY v.key`);
  return rows;
}
