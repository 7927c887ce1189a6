import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { projectFolder } from "~/config/project-folder.server";
import { OUTSIDE_TABLES } from "./external-grants";
import { closeLargeObjects, closeTemporaryTables } from "./external-limits.server";

/** Any number, the same for every Plumbline: one process at a time migrates a database. */
const MIGRATION_LOCK = 7_315_002;

export type Migration = { readonly name: string; readonly sql: string };

/** A connection, as far as migrations use it. */
type Client = {
  query<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<{ rows: Row[] }>;
};

/** The migrations of this program, in their order. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = migrationsFolder();
  const names = await migrationNames();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(path.join(folder, name, "migration.sql"), "utf8") })),
  );
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder(), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function migrationsFolder(): string {
  return path.join(projectFolder(), "prisma", "migrations");
}

/** Runs `work` on one connection while no other process migrates the same database. */
async function whileMigratingAlone<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "plumbline-migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Brings a database to the newest migration, then grants the outside role its reads. Returns the names applied now. */
export async function migrate(options: { url: string; outsideRole: string }): Promise<string[]> {
  return whileMigratingAlone(options.url, async (client) => {
    const pending = await pendingMigrations(client);
    const applied = pending.length === 0 ? [] : await applyMigrations(client, await readMigrations());
    await grantOutsideReads(client, options.outsideRole);
    await closeTemporaryTables(client);
    await closeLargeObjects(client);
    return applied;
  });
}

/** As Prisma makes it, so that `prisma migrate deploy` agrees with what is recorded. */
const RECORDS = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies the migrations that are not recorded, in order. A migration and its record are one transaction, so that an interrupted start
 * leaves both or none. Returns the names applied now.
 */
export async function applyMigrations(client: Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(RECORDS);
  const done = await appliedNames(client);
  const pending = migrations.filter(({ name }) => !done.has(name));
  for (const migration of pending) await applyMigration(client, migration);
  return pending.map(({ name }) => name);
}

async function applyMigration(client: Client, migration: Migration): Promise<void> {
  const left = await findUnfinished(client, migration.name);
  if (left === "applied") return record(client, migration);
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await record(client, migration);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    if (left === "unknown" && isAlreadyApplied(error)) return record(client, migration);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The migration ${migration.name} was refused by PostgreSQL and undone: ${reason}`, {
      cause: error,
    });
  }
}

/** In place of what an interrupted start of an earlier release left of it. */
async function record(client: Client, { name, sql }: Migration): Promise<void> {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query(
    `WITH unfinished AS (DELETE FROM _prisma_migrations WHERE migration_name = $3 AND finished_at IS NULL AND rolled_back_at IS NULL)
     INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}

/**
 * Earlier releases recorded the start of a migration, ran it in one transaction, and recorded its end, so that an interrupted start left
 * a start without an end. Returns whether the migration was applied; null where no such start is recorded.
 */
async function findUnfinished(client: Client, name: string): Promise<"applied" | "undone" | "unknown" | null> {
  const { rows } = await client.query<{ steps: number; refused: boolean }>(
    `SELECT applied_steps_count AS steps, logs IS NOT NULL AS refused FROM _prisma_migrations
     WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL ORDER BY started_at DESC LIMIT 1`,
    [name],
  );
  const [left] = rows;
  if (left === undefined) return null;
  if (left.steps > 0) return "applied";
  return left.refused ? "undone" : "unknown";
}

/** What PostgreSQL answers where a script has been run before: what it makes exists, or what it renames or drops is gone. */
const ALREADY_APPLIED = new Set([
  "42701", // duplicate_column
  "42703", // undefined_column
  "42704", // undefined_object
  "42710", // duplicate_object
  "42723", // duplicate_function
  "42883", // undefined_function
  "42P01", // undefined_table
  "42P07", // duplicate_table
]);

function isAlreadyApplied(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && ALREADY_APPLIED.has(error.code);
}

/** Takes every right on tables from the outside role and gives back the listed reads: a table taken off the list is closed at the next start. */
async function grantOutsideReads(client: pg.Client, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  const tables = OUTSIDE_TABLES.map((table) => client.escapeIdentifier(table)).join(", ");
  await client.query("BEGIN");
  await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${name}`);
  await client.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
  await client.query(`GRANT SELECT ON ${tables} TO ${name}`);
  await client.query("COMMIT");
}

/** Names of migrations that the database has not seen, without applying them. */
export async function pendingMigrations(client: pg.Pool | pg.Client): Promise<string[]> {
  const table = await client.query<{ found: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  const done = table.rows[0]?.found ? await appliedNames(client) : new Set<string>();
  return (await migrationNames()).filter((name) => !done.has(name));
}

async function appliedNames(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Set(rows.map((row) => row.migration_name));
}
