import { readdir, rm, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openCluster, type Cluster } from "~/data/cluster/cluster.server";
import { commandLineOf } from "~/data/cluster/process-identity.server";
import { migrate } from "~/data/db/migrate.server";
import { closeLargeObjects } from "~/data/db/external-limits.server";

const PREFIX = "plumbline-test-";
const TEMPLATE = "plumbline_template";

declare module "vitest" {
  export interface ProvidedContext {
    /** Addresses of the run's throw-away server; `{database}` stands for the database's name. */
    testCluster: { owner: string; application: string; outside: string };
  }
}

/** Folders of runs that were killed before they could clear up. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid || commandLineOf(pid)) continue;
    const dataFolder = path.join(tmpdir(), name);
    const cluster = await openCluster({ dataFolder, durable: false }).catch(() => null);
    await cluster?.release();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function makeTemplate(cluster: Cluster): Promise<void> {
  const owner = new pg.Client({ connectionString: cluster.url("owner", "postgres") });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${TEMPLATE} OWNER plumbline`);
  await owner.end();
  await migrate({ url: cluster.url("application", TEMPLATE), outsideRole: "plumbline_outside" });
  const template = new pg.Client({ connectionString: cluster.url("owner", TEMPLATE) });
  await template.connect();
  await closeLargeObjects(template);
  await template.end();
}

/** One server for the whole run, with a migrated database that each test file's own is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepAbandoned();
  const dataFolder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  await writeFile(path.join(dataFolder, "README"), "A throw-away database of a test run.\n");
  const cluster = await openCluster({
    dataFolder,
    durable: false,
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "200" },
  });
  const tearDown = async () => {
    await cluster.release();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(cluster);
  } catch (error) {
    await tearDown();
    throw error;
  }
  const address = (role: "owner" | "application" | "outside") => cluster.url(role, "DATABASE");
  project.provide("testCluster", {
    owner: address("owner"),
    application: address("application"),
    outside: address("outside"),
  });
  return tearDown;
}
