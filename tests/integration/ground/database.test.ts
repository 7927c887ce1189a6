import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { openDatabase } from "~/data/db/database.server";
import { schemaDrift } from "~/data/db/schema-drift.server";
import { asOwner, createEmptyDatabase, createTestDatabase } from "../../support/database";

describe("the schema", () => {
  test("is exactly what the migrations build", async () => {
    const scratch = await createEmptyDatabase();
    expect(await schemaDrift(scratch.url)).toBe("");
  });
});

describe("days added up before sums were exact", () => {
  test("come out of the migration as the sum itself, and whole numbers as they were", async () => {
    const { pool } = await createTestDatabase();
    await pool.query("INSERT INTO vendor (key, name) VALUES ('lumina', 'Lumina')");
    await pool.query(`INSERT INTO measure_day (vendor_id, day, site, program, channel, handle_seconds, offered, talk_seconds)
      SELECT id, '2026-01-05', '', '', '', 20345.999999999996, 41, 0.30000000000000004 FROM vendor`);
    await pool.query(
      await readFile(new URL("../../../prisma/migrations/0014_exact_days/migration.sql", import.meta.url), "utf8"),
    );
    const { rows } = await pool.query("SELECT handle_seconds, offered, talk_seconds FROM measure_day");
    expect(rows).toEqual([{ handle_seconds: 20346, offered: 41, talk_seconds: 0.3 }]);
  });
});

describe("share links created before they named their audience", () => {
  test("show notes shared with the partner where notes were on, and none where they were off", async () => {
    const { pool } = await createTestDatabase();
    await pool.query(`ALTER TABLE share_link DROP COLUMN audience_kind, DROP COLUMN notes,
      ADD COLUMN show_notes BOOLEAN NOT NULL DEFAULT true`);
    await pool.query(`INSERT INTO share_link (id, name, token_hash, view, parameters, from_day, to_day, expires_at, show_notes)
      SELECT gen_random_uuid(), name, name, 'scorecard', '{}', '2026-01-01', '2026-01-31', now(), show_notes
      FROM (VALUES ('on', true), ('off', false)) AS link (name, show_notes)`);
    await pool.query(
      await readFile(new URL("../../../prisma/migrations/0020_link_audience/migration.sql", import.meta.url), "utf8"),
    );
    const { rows } = await pool.query("SELECT name, audience_kind, notes FROM share_link ORDER BY name");
    expect(rows).toEqual([
      { name: "off", audience_kind: "partner", notes: "none" },
      { name: "on", audience_kind: "partner", notes: "partner" },
    ]);
  });
});

describe("the outside role", () => {
  test("may not be the application's own", async () => {
    const { url } = await createEmptyDatabase("plumbline_template");
    await expect(openDatabase({ url, outsideUrl: url })).rejects.toThrow(/application's own role/);
  });

  test("may not own a table", async () => {
    const { name, url, outsideUrl } = await createEmptyDatabase("plumbline_template");
    await asOwner(name, (client) =>
      client.query("CREATE TABLE theirs (); ALTER TABLE theirs OWNER TO plumbline_outside"),
    );
    await expect(openDatabase({ url, outsideUrl })).rejects.toThrow(/owns a table/);
  });
});

describe("connections", () => {
  test("give up a statement and a transaction that would wait for ever", async () => {
    const { pool } = await createTestDatabase();
    const { rows } = await pool.query<{ setting: string }>(
      `SELECT setting FROM pg_settings
       WHERE name IN ('idle_in_transaction_session_timeout', 'statement_timeout') ORDER BY name`,
    );
    expect(rows.map((row) => row.setting)).toEqual(["60000", "60000"]);
  });

  test("refuse a filter that was forgotten instead of dropping it", async () => {
    const { inside } = await createTestDatabase();
    const forgotten: { key: string } = JSON.parse("{}");
    await expect(inside.vendor.findMany({ where: { key: forgotten.key } })).rejects.toThrow(/undefined/);
  });
});
