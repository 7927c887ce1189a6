import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { openCluster, type Cluster } from "~/data/cluster/cluster.server";
import { openDatabase } from "~/data/database.server";
import { migrate } from "~/data/migrate.server";
import { openStruckImports, type Strike } from "./struck-import";

export type KilledDatabase = {
  /** An import whose server is killed before its statement of this number and started again; null where it ran clean. */
  killAt(at: number): Promise<Strike | null>;
  /** As above, the moment COMMIT was carried out and before anybody heard of it. */
  killAfterCommit(): Promise<Strike | null>;
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
  await migrate({ url: first.url("application"), outsideRole: "plumbline_outside" });
  const addresses = { url: first.url("application"), outsideUrl: first.url("outside") };
  const db = await openDatabase({ ...addresses, connections: 2, requireDurability: true });
  const imports = await openStruckImports(db, addresses);

  const kill = () => void process.kill(shares.at(-1)?.postmasterPid ?? 0, "SIGKILL");
  const recover = async () => void (await start());
  return {
    killAt: (at) => imports.strike({ at, act: kill }, recover),
    killAfterCommit: () =>
      imports.strike({ at: 1, only: "COMMIT", act: "lose-answer" }, async () => {
        kill();
        await recover();
      }),
    async close() {
      await imports.close();
      await db.close();
      for (const share of shares) await share.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
