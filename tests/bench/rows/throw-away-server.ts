import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { openCluster } from "~/data/cluster/cluster.server";
import { openDatabase } from "~/data/db/database.server";
import { migrate } from "~/data/db/migrate.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { VENDORS } from "./contact-file";
import { contractOf } from "./contracts";

export type ThrowAwayDatabase = { url: string; outsideUrl: string; drop(): Promise<void> };

export type ThrowAwayServer = {
  /** For the files of the measurement; goes with the server. */
  folder: string;
  /** A new database with the product's tables and the partners of the file with their contracts, and nothing else. */
  createDatabase(): Promise<ThrowAwayDatabase>;
  close(): Promise<void>;
};

const TEMPLATE = "bench_template";

/** The embedded server with the settings that the product gives it, on a folder of its own. */
export async function openThrowAwayServer(): Promise<ThrowAwayServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-bench-"));
  const cluster = await openCluster({ dataFolder: path.join(folder, "data") });
  const asOwner = (sql: string) => withClient(cluster.url("owner", "postgres"), (client) => client.query(sql));
  await asOwner(`CREATE DATABASE ${TEMPLATE} OWNER plumbline`);
  await migrate({ url: cluster.url("application", TEMPLATE), outsideRole: "plumbline_outside" });
  await withClient(cluster.url("application", TEMPLATE), (client) =>
    client.query("INSERT INTO vendor (key, name) SELECT key, key FROM unnest($1::text[]) AS key", [VENDORS]),
  );
  await applyContracts(cluster.url("application", TEMPLATE), cluster.url("outside", TEMPLATE));
  let made = 0;
  return {
    folder,
    createDatabase: async () => {
      made += 1;
      const name = `bench_${made}`;
      await asOwner(`CREATE DATABASE ${name} OWNER plumbline TEMPLATE ${TEMPLATE}`);
      const drop = () => asOwner(`DROP DATABASE ${name} WITH (FORCE)`).then(() => undefined);
      return { url: cluster.url("application", name), outsideUrl: cluster.url("outside", name), drop };
    },
    close: async () => {
      await cluster.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function applyContracts(url: string, outsideUrl: string): Promise<void> {
  const db = await openDatabase({ url, outsideUrl, connections: 1 });
  try {
    const options = { clock: () => new Date("2024-01-01T00:00:00Z") };
    for (const vendor of VENDORS) {
      const applied = await applySow(db, { by: "bench", actor: "bench" }, contractOf(vendor), options);
      if (!applied.ok) throw new Error(`The contract of ${vendor} was not taken.`);
    }
  } finally {
    await db.close();
  }
}

/** Runs work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
