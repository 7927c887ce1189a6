import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { projectFolder } from "~/config/project-folder.server";
import { openCluster, type Cluster } from "~/data/cluster/cluster.server";
import { commandLineOf } from "~/data/cluster/process-identity.server";

const HOLDER = fileURLToPath(new URL("../../support/hold-cluster.ts", import.meta.url));
const isRoot = process.getuid?.() === 0;
/** The number of no user of any machine that we know. */
const NAMELESS = 234_567;
/** Whether other users can reach these sources. */
const isOpenToAll =
  isRoot &&
  spawnSync(process.execPath, ["-e", "0"], { uid: NAMELESS, gid: NAMELESS, cwd: projectFolder() }).status === 0;

const folders: string[] = [];
const clusters: Cluster[] = [];
const holders: ChildProcess[] = [];

afterEach(async () => {
  for (const holder of holders.splice(0)) await end(holder, "SIGTERM");
  for (const cluster of clusters.splice(0)) await cluster.release();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-cluster-"));
  folders.push(folder);
  return folder;
}

async function open(dataFolder: string, options: Omit<Parameters<typeof openCluster>[0], "dataFolder"> = {}) {
  const cluster = await openCluster({ dataFolder, durable: false, ...options });
  clusters.push(cluster);
  return cluster;
}

/** Starts a process that opens the folder's server; resolves to the process and the server's number. */
async function hold(
  dataFolder: string,
  as: { uid?: number; gid?: number } = {},
): Promise<{ holder: ChildProcess; postmasterPid: number }> {
  const holder = spawn(process.execPath, ["--import", "tsx", HOLDER, dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
    ...as,
  });
  holders.push(holder);
  const [line] = (await once(holder.stdout ?? holder, "data")) as [Buffer];
  return { holder, postmasterPid: Number(line.toString()) };
}

async function end(holder: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  const ended = once(holder, "exit");
  holder.kill(signal);
  await ended;
}

const runs = (pid: number) => commandLineOf(pid)?.includes("postgres") ?? false;

/** Waits until a killed process has let go of its socket. */
async function gone(pid: number): Promise<void> {
  while (runs(pid)) await sleep(20);
}

async function query<Row extends pg.QueryResultRow>(cluster: Cluster, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.url("application") });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded server", () => {
  test("keeps its passwords and its socket to its owner, and listens on no network", async () => {
    const folder = await newFolder();
    const cluster = await open(folder);
    const mode = async (name: string) => (await stat(path.join(folder, name))).mode & 0o777;
    expect(await mode("cluster/credentials.json")).toBe(0o600);
    expect(await mode("cluster")).toBe(0o700);
    expect(await mode("socket")).toBe(0o700);
    expect(await query(cluster, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);
    const stranger = cluster.url("application").replace(/:[^:@/]+@/, ":wrong@");
    const client = new pg.Client({ connectionString: stranger });
    await expect(client.connect()).rejects.toThrow(/password authentication failed/);
  });

  test("keeps what was stored from one start to the next, with the settings that a power cut needs", async () => {
    const folder = await newFolder();
    const first = await open(folder, { durable: true });
    await query(first, "CREATE TABLE kept AS SELECT 7 AS number");
    const settings =
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";
    expect((await query<{ setting: string }>(first, settings)).map((row) => row.setting)).toEqual(["on", "on", "on"]);
    await first.release();
    expect(runs(first.postmasterPid)).toBe(false);
    const second = await open(folder);
    expect(await query(second, "SELECT number FROM kept")).toEqual([{ number: 7 }]);
  });

  test("is shared by processes that start at once, and stopped by the last one out", async () => {
    const folder = await newFolder();
    const held = await Promise.all([hold(folder), hold(folder), hold(folder)]);
    const [first, second, third] = held;
    if (!first || !second || !third) throw new Error("three were started");
    expect(new Set(held.map((one) => one.postmasterPid)).size).toBe(1);
    await end(first.holder, "SIGTERM");
    await end(second.holder, "SIGTERM");
    expect(runs(third.postmasterPid)).toBe(true);
    await end(third.holder, "SIGTERM");
    expect(runs(third.postmasterPid)).toBe(false);
  });

  test("is taken over as it runs after its starter was killed", async () => {
    const folder = await newFolder();
    const { holder, postmasterPid } = await hold(folder);
    await end(holder, "SIGKILL");
    expect(runs(postmasterPid)).toBe(true);
    const cluster = await open(folder);
    expect(cluster.postmasterPid).toBe(postmasterPid);
    await cluster.release();
    expect(runs(postmasterPid)).toBe(false);
  });

  test("recovers what was committed after it was killed itself", async () => {
    const folder = await newFolder();
    const first = await open(folder);
    await query(first, "CREATE TABLE kept AS SELECT 7 AS number");
    process.kill(first.postmasterPid, "SIGKILL");
    await gone(first.postmasterPid);
    const second = await open(folder);
    expect(second.postmasterPid).not.toBe(first.postmasterPid);
    expect(await query(second, "SELECT number FROM kept")).toEqual([{ number: 7 }]);
  });

  test.each([0, 5, 20])("starts again %i ms after it was killed, however it dies", async (delay) => {
    const folder = await newFolder();
    const first = await open(folder);
    await query(first, "CREATE TABLE kept AS SELECT 7 AS number");
    process.kill(first.postmasterPid, "SIGKILL");
    if (delay > 0) await sleep(delay);
    const second = await open(folder);
    expect(second.postmasterPid).not.toBe(first.postmasterPid);
    expect(await query(second, "SELECT number FROM kept")).toEqual([{ number: 7 }]);
  });

  test("is replaced when it dies with the newcomer's connection in its hands", async () => {
    const folder = await newFolder();
    const first = await open(folder);
    // A stopped process lets a connection wait; the kill then resets it.
    process.kill(first.postmasterPid, "SIGSTOP");
    const opening = open(folder);
    await sleep(300);
    process.kill(first.postmasterPid, "SIGKILL");
    const second = await opening;
    expect(second.postmasterPid).not.toBe(first.postmasterPid);
    expect(await query(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("is waited for while it shuts down, then started again", async () => {
    const folder = await newFolder();
    const first = await open(folder);
    const last = new pg.Client({ connectionString: first.url("application") });
    await last.connect();
    // It takes nobody in any more and ends when its last client has left.
    process.kill(first.postmasterPid, "SIGTERM");
    const opening = open(folder);
    const early = await Promise.race([opening, sleep(500)]);
    expect(early).toBe(undefined);
    expect(runs(first.postmasterPid)).toBe(true);
    await last.end();
    const second = await opening;
    expect(second.postmasterPid).not.toBe(first.postmasterPid);
    expect(await query(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test.each(["another program", "the server of another folder"])(
    "is not held up by left-over numbers that now belong to %s",
    async (owner) => {
      const folder = await newFolder();
      const first = await open(folder);
      const taken = owner === "another program" ? process.pid : (await open(await newFolder())).postmasterPid;
      process.kill(first.postmasterPid, "SIGKILL");
      await gone(first.postmasterPid);
      for (const name of ["postgres/postmaster.pid", "socket/.s.PGSQL.5432.lock"]) {
        const file = path.join(folder, name);
        const [, ...rest] = (await readFile(file, "utf8")).split("\n");
        await writeFile(file, [taken, ...rest].join("\n"));
      }
      const second = await open(folder);
      expect(second.postmasterPid).not.toBe(taken);
      expect(await query(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    },
  );

  test("is set up again when the first set-up was cut off", async () => {
    const folder = await newFolder();
    await mkdir(path.join(folder, "postgres.new"));
    await writeFile(path.join(folder, "postgres.new", "PG_VERSION"), "18\n");
    expect(await query(await open(folder), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("runs in a folder whose path is too long for a socket", async () => {
    const folder = path.join(await newFolder(), "a".repeat(60), "b".repeat(60));
    const cluster = await open(folder);
    expect(await query(cluster, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(new URL(cluster.url("application")).searchParams.get("host")).not.toContain("bbb");
  });

  test("says what to do about data of another PostgreSQL", async () => {
    const folder = await newFolder();
    await mkdir(path.join(folder, "postgres"));
    await writeFile(path.join(folder, "postgres", "PG_VERSION"), "15\n");
    await expect(open(folder)).rejects.toThrow(/written by PostgreSQL 15/);
  });
});

describe.runIf(isRoot)("started by root", () => {
  test("runs below a folder that is closed to everyone else", async () => {
    const closed = await newFolder();
    await chmod(closed, 0o700);
    expect(await query(await open(path.join(closed, "data")), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("runs as another user where there are no user namespaces", async () => {
    const reachable = await newFolder();
    await chmod(reachable, 0o755);
    const cluster = await open(path.join(reachable, "data"), { serverUser: "user" });
    expect(await query(cluster, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect((await stat(path.join(reachable, "data", "postgres"))).uid).not.toBe(0);
    await cluster.release();
    // And again: the second start finds the files as the other user left them.
    const again = await open(path.join(reachable, "data"), { serverUser: "user" });
    expect(await query(again, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test.runIf(isOpenToAll)("runs for a user without a name, as containers have them", async () => {
    const folder = await newFolder();
    await chown(folder, NAMELESS, NAMELESS);
    const { holder, postmasterPid } = await hold(folder, { uid: NAMELESS, gid: NAMELESS });
    expect(runs(postmasterPid)).toBe(true);
    expect((await stat(path.join(folder, "postgres"))).uid).toBe(NAMELESS);
    await end(holder, "SIGTERM");
    expect(runs(postmasterPid)).toBe(false);
  });

  test("says what helps where neither way works", async () => {
    const closed = await newFolder();
    await chmod(closed, 0o700);
    await expect(open(path.join(closed, "data"), { serverUser: "user" })).rejects.toThrow(
      /ordinary user[^]*DATABASE_URL/,
    );
  });
});
