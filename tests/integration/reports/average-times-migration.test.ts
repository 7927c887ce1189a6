import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Database } from "~/data/db/database.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { projectFolder } from "~/config/project-folder.server";
import { createTestDatabase } from "../../support/database";
import { contactsOf, storeContacts } from "./judged-data";
import { makeVendor } from "./tiny-data";

const ADDED = [
  "talk_known",
  "hold_known",
  "wrap_known",
  "first_response_seconds",
  "resolution_seconds",
  "first_response_business_seconds",
  "resolution_business_seconds",
];

/** Totals that the contract names, of what could be stated before: times, and counts of responses and resolutions. */
async function nameTotals(db: Database, vendorId: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO source_choice (vendor_id, measure, source, from_day, until_day) VALUES ($1, '*', 'ledger', '2026-09-01', NULL)`,
    [vendorId],
  );
  await db.pool.query(
    `INSERT INTO total (vendor_id, source, external_id, batch_id, line, day, measure, amount, site, channel)
     SELECT $1, 'ledger', day || measure, 1, 1, day, measure, 1234.5, 'North', 'Voice'
     FROM generate_series('2026-08-20'::date, '2026-10-10', interval '1 day') AS day
     CROSS JOIN unnest(ARRAY['talkSeconds', 'holdSeconds', 'wrapSeconds', 'firstResponseKnown', 'resolutionTimeKnown']) AS measure`,
    [vendorId],
  );
}

test("the migration that adds average times gives existing roll-ups what rolling up again gives them, named totals included", async () => {
  const db = await createTestDatabase();
  const vendor = await makeVendor(db, "alpha", "Alpha");
  const contacts = contactsOf(1);
  await storeContacts(db, vendor, contacts);
  await db.pool.query(
    `UPDATE contact SET talk_seconds = line * 1.1, hold_seconds = CASE WHEN line % 3 = 0 THEN line * 0.3 END, wrap_seconds = 5.5,
       resolution_seconds = line * 60.25, resolved = CASE line % 4 WHEN 0 THEN FALSE WHEN 1 THEN TRUE END,
       first_response_business_seconds = line * 0.1, resolution_business_seconds = line * 0.7, preliminary = line % 5 = 0`,
  );
  await nameTotals(db, vendor);
  await rollUpDays(db, vendor, [...new Set(contacts.map(({ day }) => day))]);
  const read = async () => {
    const columns = ADDED.join(", ");
    const days = await db.pool.query(`SELECT day::text, site, channel, ${columns} FROM measure_day ORDER BY 1, 2, 3`);
    const months = await db.pool.query(
      `SELECT first_day::text, split, site, channel, ${columns} FROM measure_month ORDER BY 1, 2, 3, 4`,
    );
    const preliminary = await db.pool.query(
      "SELECT day::text, kind, measure, site, channel, rows FROM preliminary_day ORDER BY 1, 2, 3, 4, 5",
    );
    return { days: days.rows, months: months.rows, preliminary: preliminary.rows };
  };
  const rolledUp = await read();
  expect(rolledUp.preliminary.length).toBeGreaterThan(0);
  expect(rolledUp.days.some((row) => row.hold_known !== null)).toBe(true);

  const cleared = ADDED.map((column) => `${column} = NULL`).join(", ");
  await db.pool.query(`UPDATE measure_day SET ${cleared}`);
  await db.pool.query(`UPDATE measure_month SET ${cleared}`);
  const added = ADDED.map((column) => column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  await db.pool.query("DELETE FROM preliminary_day WHERE measure = ANY ($1)", [added]);
  const file = path.join(projectFolder(), "prisma/migrations/0032_average_times/migration.sql");
  const [, fill = ""] = (await readFile(file, "utf8")).split("-- Existing roll-ups");
  await db.pool.query(`-- Existing roll-ups${fill}`);
  expect(await read()).toEqual(rolledUp);
  expect((await checkRollUp(db, vendor, { repair: false, actor: "test" })).differences).toEqual([]);
});
