import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, inject } from "vitest";
import { openDatabase, type Database } from "~/data/db/database.server";
import { afterFile } from "./after-file";

export type TestDatabase = Database & {
  /** Addresses for a process of its own or a client by hand. */
  url: string;
  outsideUrl: string;
};

function address(role: "owner" | "application" | "outside", database: string): string {
  return inject("testCluster")[role].replace("/DATABASE", `/${database}`);
}

/** Runs SQL as the owner of the throw-away server, which nothing holds back. */
export async function asOwner<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: address("owner", database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An empty, unmigrated database on the run's server: its addresses. Dropped after the test file. */
export async function createEmptyDatabase(
  template = "template1",
): Promise<{ name: string; url: string; outsideUrl: string }> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asOwner("postgres", (client) =>
    client.query(`CREATE DATABASE ${name} OWNER plumbline TEMPLATE ${template} STRATEGY file_copy`),
  );
  afterFile(() => asOwner("postgres", (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return { name, url: address("application", name), outsideUrl: address("outside", name) };
}

/** A fresh migrated database of this test file's own, with both roles open; closed and dropped after the file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, outsideUrl } = await createEmptyDatabase("plumbline_template");
  const db = await openDatabase({ url, outsideUrl, connections: 4 });
  afterFile(() => db.close());
  return { ...db, url, outsideUrl };
}

/** A migrated database that is filled once for a test file, and a copy of it for each test. */
export function useCopies(fill: (db: Database) => Promise<void>): { readonly db: Database } {
  let filled: string;
  let db: Database;
  beforeAll(async () => {
    const { name, url, outsideUrl } = await createEmptyDatabase("plumbline_template");
    const first = await openDatabase({ url, outsideUrl, connections: 4 });
    await fill(first).finally(() => first.close());
    filled = name;
  });
  beforeEach(async () => {
    const { url, outsideUrl } = await createEmptyDatabase(filled);
    db = await openDatabase({ url, outsideUrl, connections: 4 });
  });
  afterEach(() => db?.close());
  return {
    get db() {
      return db;
    },
  };
}
