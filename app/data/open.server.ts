import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "~/config/environment";
import { openCluster } from "./cluster/cluster.server";
import { openDatabase, type Database } from "./db/database.server";
import { migrate } from "./db/migrate.server";
import { findOutsideExcess } from "./db/external-limits.server";
import { outsideAddressFor, roleOf } from "./db/external-role.server";

const CLOSING_PATIENCE_MS = 5_000;

export type OpenedDatabase = {
  db: Database;
  /** Of the application's role, for what keeps connections of its own. */
  url: string;
  /** Of the role for viewers from outside. */
  outsideUrl: string;
  embedded: boolean;
  /** Migrations applied now. */
  applied: string[];
  /** What the role for viewers from outside may do beside reading: a statement for each, for an administrator to run. */
  excess: string[];
  /** Closes both roles and gives up the share of the embedded server. */
  close(): Promise<void>;
};

async function findServer(environment: Environment): Promise<{
  url: string;
  outsideUrl: string;
  embedded: boolean;
  release(): Promise<void>;
}> {
  if (environment.databaseUrl === null) {
    const cluster = await openCluster({ dataFolder: environment.dataFolder });
    return {
      url: cluster.url("application"),
      outsideUrl: cluster.url("outside"),
      embedded: true,
      release: () => cluster.release(),
    };
  }
  const url = environment.databaseUrl;
  const outsideUrl = environment.databaseOutsideUrl ?? (await outsideAddressFor(url, environment.dataFolder));
  return { url, outsideUrl, embedded: false, release: () => Promise.resolve() };
}

/** The database that the environment names (the embedded one where it names none), started, migrated and opened. */
export async function openEnvironmentDatabase(
  environment: Environment,
  onError: (error: Error) => void,
): Promise<OpenedDatabase> {
  const { url, outsideUrl, embedded, release } = await findServer(environment);
  try {
    const applied = await migrate({ url, outsideRole: roleOf(outsideUrl) });
    const db = await openDatabase({ url, outsideUrl, requireDurability: environment.mode === "production", onError });
    const excess = await findOutsideExcess(db);
    const close = async () => {
      // Work that does not end by itself is cut off with its server: what was not committed has not happened.
      await Promise.race([db.close(), sleep(CLOSING_PATIENCE_MS, undefined, { ref: false })]);
      await release();
    };
    return { db, url, outsideUrl, embedded, applied, excess, close };
  } catch (error) {
    await release();
    throw error;
  }
}
