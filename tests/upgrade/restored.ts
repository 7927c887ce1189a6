import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openCluster } from "~/data/cluster/cluster.server";
import { restoreDatabase, restoreFolder, type Dump } from "./dump";

/** A new data folder that holds the files of a dump. */
export async function newFolder(dump: Dump<unknown> | null = null): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-upgrade-"));
  if (dump !== null) await restoreFolder(dump, folder);
  return folder;
}

/** A data folder with the embedded server's database as the dump left it; nothing runs in it. */
export async function restoreEmbedded(dump: Dump<unknown>): Promise<string> {
  const dataFolder = await newFolder(dump);
  const cluster = await openCluster({ dataFolder, durable: false });
  try {
    await restoreDatabase(dump, { owner: cluster.url("owner"), application: cluster.url("application") });
  } finally {
    await cluster.release();
  }
  return dataFolder;
}
