import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import pg from "pg";
import { openCluster, type Cluster } from "~/data/cluster/cluster.server";
import { openDatabase } from "~/data/db/database.server";
import { migrate } from "~/data/db/migrate.server";
import type { Operation } from "./operations";
import { openStruckOperations, type Strike } from "./fault-scenarios";

export type KilledDatabase = {
  /** A operation whose server is killed before its statements, one after the other or those of these numbers, and started again after each. */
  killAtEach(
    operation: Operation,
    options?: { positions?: readonly number[]; signal?: AbortSignal },
  ): Promise<Strike[]>;
  /** As above, the moment COMMIT was carried out and before anybody heard of it. */
  killAfterCommit(operation: Operation): Promise<Strike[]>;
  close(): Promise<void>;
};

/** A server of its own with the settings of the product, durable ones included. */
export async function openKilledDatabase(): Promise<KilledDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-felled-"));
  const dataFolder = path.join(folder, "data");
  const shares: Cluster[] = [];
  const start = async () => {
    const cluster = await openCluster({ dataFolder });
    shares.push(cluster);
    return cluster;
  };
  const first = await start();
  const addressesOf = (name?: string) => ({
    url: first.url("application", name),
    outsideUrl: first.url("outside", name),
  });
  const owner = new pg.Client({ connectionString: first.url("owner", "postgres") });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${CONTROL} OWNER plumbline`);
  await owner.end();
  const open = async (name?: string) => {
    await migrate({ url: first.url("application", name), outsideRole: "plumbline_outside" });
    return openDatabase({ ...addressesOf(name), connections: 2, requireDurability: true });
  };
  const [db, control] = [await open(), await open(CONTROL)];
  const operations = await openStruckOperations(db, { ...addressesOf(), control });

  const kill = () => void process.kill(shares.at(-1)?.postmasterPid ?? 0, "SIGKILL");
  const recover = async () => void (await start());
  return {
    killAtEach: (operation, options) => operations.strikeAtEach(operation, { ...options, act: kill, recover }),
    killAfterCommit: (operation) =>
      operations.strikeAtEach(operation, {
        act: "lose-answer",
        only: /^COMMIT$/,
        recover: async () => {
          kill();
          await recover();
        },
      }),
    async close() {
      await operations.close();
      await db.close();
      await control.close();
      for (const share of shares) await share.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const CONTROL = "control";
