import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { projectFolder } from "~/config/project-folder.server";
import { OUTSIDE_TABLES } from "./external-grants";
import { closeLargeObjects, closeTemporaryTables } from "./external-limits.server";
import { withSchemaEngine } from "./schema-engine.server";

const NO_FILTERS = { externalTables: [], externalEnums: [] };
/** Any number, the same for every Plumbline: one process at a time migrates a database. */
const MIGRATION_LOCK = 7_315_002;

async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(folder, "migration_lock.toml"), "utf8").catch(() => null),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(path.join(folder, name, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
}

async function readSchema(): Promise<{ path: string; content: string }> {
  const file = path.join(projectFolder(), "prisma", "schema.prisma");
  return { path: file, content: await readFile(file, "utf8") };
}

function migrationsFolder(): string {
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

/**
 * Brings a database to the newest migration with Prisma's schema engine (kept in its `_prisma_migrations`, so that
 * `prisma migrate deploy` agrees), then grants the outside role its reads. Returns the names applied now.
 */
export async function migrate(options: { url: string; outsideRole: string }): Promise<string[]> {
  return whileMigratingAlone(options.url, async (client) => {
    // Loading the engine takes as long as all the rest of a start.
    const applied = (await pendingMigrations(client)).length === 0 ? [] : await applyMigrations(options.url);
    await grantOutsideReads(client, options.outsideRole);
    await closeTemporaryTables(client);
    await closeLargeObjects(client);
    return applied;
  });
}

async function applyMigrations(url: string): Promise<string[]> {
  const migrationsList = await readMigrations(migrationsFolder());
  return withSchemaEngine({ url }, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return result.appliedMigrationNames;
  });
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
  const { migrationDirectories } = await readMigrations(migrationsFolder());
  const table = await client.query<{ found: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  const done = table.rows[0]?.found
    ? await client.query<{ migration_name: string }>(
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      )
    : { rows: [] };
  const names = new Set(done.rows.map((row) => row.migration_name));
  return migrationDirectories.map((directory) => directory.path).filter((name) => !names.has(name));
}

/** What the migrations lack compared with the schema, as SQL; empty when they agree. `scratchUrl`: an empty database, left changed. */
export async function schemaDrift(scratchUrl: string): Promise<string> {
  const schema = await readSchema();
  const migrationsList = await readMigrations(migrationsFolder());
  return withSchemaEngine({ url: scratchUrl, schema }, async (engine) => {
    const result = await engine.diff({
      from: { tag: "migrations", ...migrationsList },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return result.exitCode === 0 ? "" : (result.stdout ?? "");
  });
}
