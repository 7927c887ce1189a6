import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Answers } from "./answers";
import type { Access } from "./world";
import { projectFolder } from "~/config/project-folder.server";

/**
 * An installation as one release left it: the names and checksums of its migrations, each table as COPY writes it, and the data folder
 * beside the database. Its tables are made again by the migrations, which never change.
 */
export type Dump<Expected = Answers> = {
  /** Of the commit whose code made it. */
  madeBy: string;
  migrations: { name: string; checksum: string }[];
  tables: { name: string; columns: string[]; rows: string }[];
  sequences: { name: string; last: string }[];
  /** Paths below the data folder, in base64. */
  files: Record<string, string>;
  /** What opens it, and what it answered when it was taken. */
  access: Access;
  expected: Expected;
};

/** What belongs to the embedded server, which a restored folder makes for itself. */
const SERVER_FOLDERS = new Set(["cluster", "postgres", "socket"]);

export async function readDump(file: string): Promise<Dump> {
  const dump: Dump = JSON.parse((await promisify(gunzip)(await readFile(file))).toString());
  return dump;
}

export async function writeDump(file: string, dump: Dump): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await promisify(gzip)(JSON.stringify(dump), { level: 9 }));
}

/** Runs work on one connection of the role that owns everything. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function dumpDatabase(client: pg.Client): Promise<Pick<Dump, "migrations" | "tables" | "sequences">> {
  const migrations = await client.query<{ name: string; checksum: string }>(
    "SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY migration_name",
  );
  const named = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name, array_agg(quote_ident(a.attname) ORDER BY a.attnum)::text[] AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     GROUP BY c.relname ORDER BY c.relname`,
  );
  const tables = [];
  for (const { name, columns } of named.rows) {
    const statement = `COPY (SELECT ${columns.join(", ")} FROM ${name} t ORDER BY t::text) TO STDOUT`;
    tables.push({ name, columns, rows: await text(client.query(copyTo(statement))) });
  }
  const sequences = await client.query<{ name: string; last: string }>(
    `SELECT sequencename::text AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  );
  return { migrations: migrations.rows, tables, sequences: sequences.rows };
}

export async function dumpFolder(folder: string, below = ""): Promise<Dump["files"]> {
  const files: Dump["files"] = {};
  for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    if (below === "" && SERVER_FOLDERS.has(entry.name)) continue;
    if (entry.isDirectory()) Object.assign(files, await dumpFolder(folder, name));
    else files[name] = await readFile(path.join(folder, name), "base64");
  }
  return files;
}

export async function restoreFolder(dump: Dump<unknown>, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(dump.files)) {
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, Buffer.from(content, "base64"), { mode: 0o600 });
  }
}

/** As Prisma's schema engine makes it. */
const MIGRATIONS_TABLE = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Fills an empty database: its tables by the migrations of the dump, its rows from the dump. `urls.owner` may set triggers aside;
 * the tables belong to the role of `urls.application`. Rejects where a migration is no longer what it was.
 */
export async function restoreDatabase(
  dump: Dump<unknown>,
  urls: { owner: string; application: string },
): Promise<void> {
  await onConnection(urls.application, async (client) => {
    await client.query(MIGRATIONS_TABLE);
    for (const { name, checksum } of dump.migrations) {
      const sql = await readFile(path.join(projectFolder(), "prisma", "migrations", name, "migration.sql"), "utf8");
      if (createHash("sha256").update(sql).digest("hex") !== checksum)
        throw new Error(
          `The migration ${name} is not what it was when the dump was taken. A migration that has landed never changes.`,
        );
      await client.query(sql);
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
         VALUES (gen_random_uuid()::text, $1, now(), $2, 1)`,
        [checksum, name],
      );
    }
  });
  await onConnection(urls.owner, async (client) => {
    await client.query("SET session_replication_role = replica");
    for (const { name, columns, rows } of dump.tables) {
      await client.query(`DELETE FROM ${name}`);
      await pipeline(Readable.from([rows]), client.query(copyFrom(`COPY ${name} (${columns.join(", ")}) FROM STDIN`)));
    }
    for (const { name, last } of dump.sequences)
      await client.query("SELECT setval($1::regclass, $2::bigint)", [name, last]);
  });
}
