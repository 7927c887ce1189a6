import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { CONTACT_COLUMNS } from "./contact-file";
import { withClient, type ThrowAwayDatabase } from "./throw-away-server";

const PIECE_BYTES = 1 << 18;

/** Columns of the table behind its key, and how each is read from the file. */
const FIELDS = [
  ["batch_id", "integer", "$batch"],
  ["line", "integer", "s.line"],
  ["day", "date", "(s.opened_at::timestamptz AT TIME ZONE 'UTC')::date"],
  ["opened_at", "timestamptz", "s.opened_at::timestamptz"],
  ["site", "text", "s.site"],
  ["program", "text", "s.program"],
  ["channel", "text", "s.channel"],
  ["agent", "text", "s.agent"],
  ["answered", "boolean", "s.answered::boolean"],
  ["wait_seconds", "float8", "s.wait_s::float8"],
  ["talk_seconds", "float8", "s.talk_s::float8"],
  ["hold_seconds", "float8", "s.hold_s::float8"],
  ["wrap_seconds", "float8", "s.wrap_s::float8"],
  ["resolved", "boolean", "s.resolved::boolean"],
  ["csat_score", "float8", "s.csat::float8"],
] as const;

const MEASURES = [
  ["offered", "count(*)"],
  ["answered", "count(*) FILTER (WHERE answered)"],
  ["abandoned", "count(*) FILTER (WHERE NOT answered)"],
  ["wait", "sum(wait_seconds)"],
  ["talk", "sum(talk_seconds)"],
  ["hold", "sum(hold_seconds)"],
  ["wrap", "sum(wrap_seconds)"],
  ["handled", "count(talk_seconds)"],
  ["resolved", "count(*) FILTER (WHERE resolved)"],
  ["csat_responses", "count(csat_score)"],
  ["csat_top", "count(*) FILTER (WHERE csat_score >= 4)"],
  ["within_20", "count(*) FILTER (WHERE answered AND wait_seconds <= 20)"],
  ["within_60", "count(*) FILTER (WHERE answered AND wait_seconds <= 60)"],
] as const;

const KEY = "vendor_id, source, external_id";
const SLICE = "site, program, channel";
const NAMES = FIELDS.map(([name]) => name).join(", ");
const MEASURE_NAMES = MEASURES.map(([name]) => name).join(", ");
/** What a row says; batch and line only say where it was stated. */
const STATED = FIELDS.slice(2).map(([name]) => name);
const statedOf = (alias: string) => STATED.map((name) => `${alias}.${name}`).join(", ");

/** Creates the tables of the yardstick: rows with key and index, replaced rows, sums by day and by month. */
export async function createTablesByHand(database: ThrowAwayDatabase): Promise<void> {
  const measures = MEASURES.map(([name]) => `${name} float8`).join(", ");
  const sums = (name: string, key: string) =>
    `CREATE TABLE ${name} (vendor_id integer, ${key} date, site text, program text, channel text, ${measures},
       PRIMARY KEY (vendor_id, ${key}, ${SLICE}))`;
  await withClient(database.url, async (client) => {
    for (const statement of [
      `CREATE UNLOGGED TABLE hand_staging (line serial, ${CONTACT_COLUMNS.map(([name]) => `${name} text`).join(", ")})`,
      `CREATE TABLE hand_contact (vendor_id integer, source text, external_id text,
         ${FIELDS.map(([name, type]) => `${name} ${type}`).join(", ")}, PRIMARY KEY (${KEY}))`,
      "CREATE INDEX ON hand_contact (vendor_id, day)",
      "CREATE TABLE hand_history (batch_id integer, replaced jsonb)",
      sums("hand_day", "day"),
      sums("hand_month", "month"),
    ])
      await client.query(statement);
  });
}

/**
 * Seconds that the same import takes when a good database engineer writes it in SQL: one transaction that copies the file, casts it, keeps
 * each replaced row as JSON, inserts or updates by key and adds up the touched days and months. It rejects nothing, checks nothing and
 * keeps no histograms, so it does less than the product. @throws when not every row came to what it should.
 */
export async function timeImportByHand(
  database: ThrowAwayDatabase,
  file: string,
  { batch, changed }: { batch: number; changed: number },
): Promise<number> {
  return withClient(database.url, async (client) => {
    const started = performance.now();
    await client.query("BEGIN");
    await stage(client, file);
    const replaced = await upsert(client, batch);
    await addUp(client, batch);
    await client.query("COMMIT");
    if (replaced !== changed) throw new Error(`By hand ${replaced} rows were replaced instead of ${changed}.`);
    return (performance.now() - started) / 1000;
  });
}

async function stage(client: pg.Client, file: string): Promise<void> {
  await client.query("TRUNCATE hand_staging RESTART IDENTITY");
  const columns = CONTACT_COLUMNS.map(([name]) => name).join(", ");
  const copy = copyFrom(`COPY hand_staging (${columns}) FROM STDIN WITH (FORMAT csv, HEADER)`);
  await pipeline(createReadStream(file, { highWaterMark: PIECE_BYTES }), client.query(copy));
  await client.query("ANALYZE hand_staging");
}

async function upsert(client: pg.Client, batch: number): Promise<number> {
  const typed = FIELDS.map(([name, , read]) => `${read.replace("$batch", String(batch))} AS ${name}`).join(", ");
  await client.query(
    `CREATE TEMPORARY TABLE typed ON COMMIT DROP AS
     SELECT v.id AS vendor_id, 'bench' AS source, s.contact_id AS external_id, ${typed}
     FROM hand_staging s JOIN vendor v ON v.key = s.vendor`,
  );
  const replaced = await client.query(
    `INSERT INTO hand_history (batch_id, replaced) SELECT t.batch_id, to_jsonb(c)
     FROM typed t JOIN hand_contact c USING (${KEY}) WHERE (${statedOf("c")}) IS DISTINCT FROM (${statedOf("t")})`,
  );
  await client.query(
    `INSERT INTO hand_contact (${KEY}, ${NAMES}) SELECT ${KEY}, ${NAMES} FROM typed
     ON CONFLICT (${KEY}) DO UPDATE SET ${FIELDS.map(([name]) => `${name} = EXCLUDED.${name}`).join(", ")}`,
  );
  return replaced.rowCount ?? 0;
}

async function addUp(client: pg.Client, batch: number): Promise<void> {
  for (const statement of [
    `CREATE TEMPORARY TABLE hand_touched ON COMMIT DROP AS SELECT vendor_id, day FROM typed
     UNION SELECT (replaced ->> 'vendor_id')::integer, (replaced ->> 'day')::date FROM hand_history WHERE batch_id = ${batch}`,
    "ANALYZE hand_touched",
    "DELETE FROM hand_day d USING hand_touched t WHERE d.vendor_id = t.vendor_id AND d.day = t.day",
    `INSERT INTO hand_day (vendor_id, day, ${SLICE}, ${MEASURE_NAMES})
     SELECT vendor_id, day, ${SLICE}, ${MEASURES.map(([, sum]) => sum).join(", ")}
     FROM hand_contact JOIN hand_touched USING (vendor_id, day) GROUP BY vendor_id, day, ${SLICE}`,
    `CREATE TEMPORARY TABLE hand_touched_month ON COMMIT DROP AS
     SELECT DISTINCT vendor_id, date_trunc('month', day)::date AS month FROM hand_touched`,
    "DELETE FROM hand_month m USING hand_touched_month t WHERE m.vendor_id = t.vendor_id AND m.month = t.month",
    `INSERT INTO hand_month (vendor_id, month, ${SLICE}, ${MEASURE_NAMES})
     SELECT d.vendor_id, t.month, ${SLICE}, ${MEASURES.map(([name]) => `sum(d.${name})`).join(", ")}
     FROM hand_touched_month t
     JOIN hand_day d ON d.vendor_id = t.vendor_id AND d.day >= t.month AND d.day < t.month + interval '1 month'
     GROUP BY d.vendor_id, t.month, ${SLICE}`,
  ])
    await client.query(statement);
}
