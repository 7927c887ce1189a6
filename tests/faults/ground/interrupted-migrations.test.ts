import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { applyMigrations, migrate, readMigrations, type Migration } from "~/data/db/migrate.server";
import { createEmptyDatabase } from "../../support/database";

const migrations = await readMigrations();

async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

class Interrupted extends Error {}

/** Applies migrations on a connection that is lost before, or once, a statement is carried out. Returns whether it came to that. */
async function isInterrupted(
  url: string,
  list: readonly Migration[],
  cut: (statement: string, number: number) => "before" | "after" | null,
): Promise<boolean> {
  return onConnection(url, async (client) => {
    let number = 0;
    const lose = async () => {
      await client.end();
      throw new Interrupted();
    };
    const query = async <Row extends pg.QueryResultRow>(statement: string, values?: unknown[]) => {
      number += 1;
      const when = cut(statement, number);
      if (when === "before") await lose();
      const answer = await client.query<Row>(statement, values);
      if (when === "after") await lose();
      return answer;
    };
    try {
      await applyMigrations({ query }, list);
      return false;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : null;
      if (error instanceof Interrupted || cause instanceof Interrupted) return true;
      throw error;
    }
  });
}

/** All that migrations build: columns, indexes, constraints, policies, functions and triggers, and what is recorded of them. */
async function built(url: string): Promise<unknown[]> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query(`
      SELECT 'column' AS what, table_name || '.' || column_name AS name, concat_ws(' ', data_type, is_nullable, column_default) AS detail
      FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT 'policy', tablename || '.' || policyname, concat_ws(' ', cmd, qual, with_check) FROM pg_policies
      UNION ALL SELECT 'function', oid::regprocedure::text, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT 'record', migration_name, concat_ws(' ', checksum, finished_at IS NOT NULL, applied_steps_count) FROM _prisma_migrations
      ORDER BY 1, 2, 3`);
    return rows;
  });
}

async function builtInOneGo(): Promise<unknown[]> {
  const { url } = await createEmptyDatabase();
  await onConnection(url, (client) => applyMigrations(client, migrations));
  return built(url);
}

const recorded = (url: string) =>
  onConnection(url, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations");
    return rows.map(({ name }) => name).sort();
  });

/** What an earlier release records of a migration before it runs it, and of the step when it has run it. */
async function recordStart(client: pg.Client, { name, sql }: Migration, steps: 0 | 1): Promise<void> {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, applied_steps_count) VALUES ($1, $2, $3, $4)",
    [randomUUID(), checksum, name, steps],
  );
}

describe("a start that is interrupted while it migrates", () => {
  test("before any statement of any migration: the migration is undone, and the next start applies it", async () => {
    const { url } = await createEmptyDatabase();
    await onConnection(url, (client) => applyMigrations(client, []));
    for (const [index, { name }] of migrations.entries()) {
      const list = migrations.slice(0, index + 1);
      const before = list.slice(0, -1).map((migration) => migration.name);
      let at = 1;
      while (await isInterrupted(url, list, (_statement, number) => (number === at ? "before" : null))) {
        expect(await recorded(url), `${name}, statement ${at}`).toEqual(before);
        at += 1;
      }
      expect(at, name).toBeGreaterThan(4);
      expect(await recorded(url)).toEqual([...before, name]);
    }
    expect(await built(url)).toEqual(await builtInOneGo());
  });

  test("after a migration is stored and before anybody heard of it: the next start goes on with the next migration", async () => {
    const { url } = await createEmptyDatabase();
    for (const [index, { name }] of migrations.entries()) {
      const isLost = (statement: string) => (statement === "COMMIT" ? "after" : null);
      expect(await isInterrupted(url, migrations, isLost), name).toBe(true);
      expect(await recorded(url)).toEqual(migrations.slice(0, index + 1).map((migration) => migration.name));
    }
    expect(await onConnection(url, (client) => applyMigrations(client, migrations))).toEqual([]);
    expect(await built(url)).toEqual(await builtInOneGo());
  });
});

describe("a start of an earlier release that was interrupted", () => {
  const LEFT: [string, (client: pg.Client, migration: Migration) => Promise<void>][] = [
    ["before a migration ran", (client, migration) => recordStart(client, migration, 0)],
    [
      "between a migration and its record",
      async (client, migration) => {
        await recordStart(client, migration, 0);
        await client.query(migration.sql);
      },
    ],
    [
      "between the two parts of a migration's record",
      async (client, migration) => {
        await recordStart(client, migration, 1);
        await client.query(migration.sql);
      },
    ],
  ];

  test.each(LEFT)("%s: the next start goes on, whichever migration it was", async (_when, leave) => {
    const { url } = await createEmptyDatabase();
    await onConnection(url, (client) => applyMigrations(client, []));
    for (const [index, migration] of migrations.entries()) {
      await onConnection(url, (client) => leave(client, migration));
      const list = migrations.slice(0, index + 1);
      expect(await onConnection(url, (client) => applyMigrations(client, list))).toEqual([migration.name]);
    }
    expect(await built(url)).toEqual(await builtInOneGo());
  });

  test.each(LEFT)("%s: the data folder opens, and opens again", async (_when, leave) => {
    const { url } = await createEmptyDatabase();
    const [last] = migrations.slice(-1);
    await onConnection(url, async (client) => {
      await applyMigrations(client, migrations.slice(0, -1));
      if (last !== undefined) await leave(client, last);
    });
    expect(await migrate({ url, outsideRole: "plumbline_outside" })).toEqual([last?.name]);
    expect(await migrate({ url, outsideRole: "plumbline_outside" })).toEqual([]);
    expect(await built(url)).toEqual(await builtInOneGo());
  });
});

test("a migration that PostgreSQL refuses is undone, named, and tried again at the next start", async () => {
  const { url } = await createEmptyDatabase();
  const refused = { name: "0001_refused", sql: "CREATE TABLE one (); SELECT 1 / 0" };
  const attempt = (migration: Migration) => onConnection(url, (client) => applyMigrations(client, [migration]));
  await expect(attempt(refused)).rejects.toThrow(/0001_refused was refused by PostgreSQL and undone: division by zero/);
  expect(await recorded(url)).toEqual([]);
  expect(await attempt({ ...refused, sql: "CREATE TABLE one ()" })).toEqual(["0001_refused"]);
});
