import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Database } from "~/data/db/database.server";
import { findAccount } from "~/data/access/accounts.server";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import { startRun } from "~/commands/imports/start-run.server";
import { takeUpRuns } from "~/jobs/imports/resume-runs.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { stored } from "./stored";
import { MAPPING, requireApplied, writeTurn } from "./steps";
import { openWireProxy, type WireProxy } from "./wire-proxy";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

type Addresses = { url: string; outsideUrl: string };
type Ready = { child: ChildProcess; proxy: WireProxy; gone: Promise<void> };

export type KilledRuns = {
  /** A process that is killed before its statement of this number; what it left is taken up by another. Null where it ran clean. */
  killAt(at: number): Promise<{ statement: string; applied: boolean } | null>;
  close(): Promise<void>;
};

/** Imports in processes of their own, into a database of which `db` sees what is stored; `userId` may import. */
export async function openKilledRuns(db: Database, addresses: Addresses, userId: string): Promise<KilledRuns> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-killed-"));
  const program = await bundleChild();
  const file = path.join(dataFolder, "calls.csv");
  const { account } = (await findAccount(db, userId)) ?? assert.fail("There is no such account.");
  let turn = 0;
  let next = readyChild(program, addresses);
  next.catch(() => undefined);

  /** What whoever is left does: runs that wait are taken up, and a request that left no trace is sent again. */
  async function recover(requestKey: string): Promise<void> {
    const takeUpRun = (id: string) => workRun(db, id, { dataFolder, clock: () => new Date() });
    const run = () => db.inside.importRun.findFirst({ where: { requestKey } });
    if ((await run()) === null) {
      const { size: bytes } = await stat(file);
      const requested = {
        path: file,
        bytes,
        dataFolder,
        requestKey,
        fileName: "calls.csv",
        mapping: MAPPING,
        vendor: null,
        dryRun: false,
      };
      await startRun(db, viewerOfAccount(account), { takeUpRun }, requested);
    }
    for (let waited = 0; (await run())?.finishedAt === null; waited += 20) {
      assert(waited < 20_000, "The run is never taken up.");
      await takeUpRuns({ db, dataFolder, takeUpRun });
      await sleep(20);
    }
    assert.equal((await run())?.state, "applied");
  }

  return {
    async killAt(at) {
      turn += 1;
      const requestKey = `killed ${turn}`;
      await writeTurn(file, turn);
      const { child, proxy, gone } = await next;
      next = readyChild(program, addresses);
      next.catch(() => undefined);
      const before = await stored(db);
      proxy.arm({ at, act: () => void child.kill("SIGKILL") });
      const done = new Promise<void>((resolve) => child.once("message", () => resolve()));
      const { size: bytes } = await stat(file);
      child.send({ path: file, bytes, dataFolder, requestKey, userId });
      await Promise.race([done, gone]);
      const statement = proxy.struckAt();
      child.kill("SIGKILL");
      await gone;
      await proxy.close();

      const applied = (await db.inside.importBatch.count({ where: { requestKey } })) > 0;
      if (applied) await requireApplied(db, turn, requestKey);
      else assert.equal(await stored(db), before, `Something is stored after ${statement}`);
      if (statement === null) assert(applied, "The process ended by itself.");
      await recover(requestKey);
      await requireApplied(db, turn, requestKey);
      return statement === null ? null : { statement, applied };
    },
    async close() {
      const { child, proxy, gone } = await next;
      child.kill("SIGKILL");
      await gone;
      await proxy.close();
      await rm(dataFolder, { recursive: true, force: true });
      await rm(path.dirname(program), { recursive: true, force: true });
    },
  };
}

/** The child as one file, so that it starts in no time. It lies in the project, where it finds its packages. */
async function bundleChild(): Promise<string> {
  await mkdir(path.join(PROJECT, ".cache"), { recursive: true });
  const folder = await mkdtemp(path.join(PROJECT, ".cache/killed-"));
  const outfile = path.join(folder, "run-child.mjs");
  const entry = path.join(PROJECT, "tests/support/survival/run-child.ts");
  await build({
    absWorkingDir: PROJECT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

async function readyChild(program: string, { url, outsideUrl }: Addresses): Promise<Ready> {
  const proxy = await openWireProxy(url);
  const child = fork(program, [proxy.through(url), outsideUrl], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let output = "";
  child.stderr?.on("data", (piece: Buffer) => (output += piece.toString()));
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const ready = new Promise<boolean>((resolve) => child.once("message", () => resolve(true)));
  const received = await Promise.race([ready, gone.then(() => false)]);
  if (!received) throw new Error(`The process did not start: ${output}`);
  return { child, proxy, gone };
}
