import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createApiKey } from "~/commands/access/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import type { Database } from "~/data/db/database.server";
import { stored } from "./stored";
import { MAPPING, requireApplied, writeTurn } from "./steps";
import { openWireProxy } from "./wire-proxy";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));
const PATIENCE_MS = 120_000;
/** What the queue says of its own accord is not of the import; that a job is put into it is. */
const OF_THE_IMPORT = /^\s*INSERT INTO pgboss\.job\b|^(?![^]*pgboss)/;

type Web = { child: ChildProcess; origin: string; gone: Promise<void> };

export type KilledWeb = {
  /** An import sent to a server that is killed before its statement of this number and started again; null where it ran clean. */
  killAt(at: number): Promise<{ statement: string; applied: boolean } | null>;
  close(): Promise<void>;
};

/** The built server as `npm start` runs it, on a database of which `db` sees what is stored. */
export async function openKilledWeb(
  db: Database,
  { url, outsideUrl }: { url: string; outsideUrl: string },
): Promise<KilledWeb> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-web-"));
  const file = path.join(dataFolder, "calls.csv");
  const proxy = await openWireProxy(url);
  const made = await createApiKey(db, CONSOLE_VIEWER, { name: "soak", role: "analyst", vendorId: null });
  assert(made.ok);
  const { key } = made;
  const start = () => startWeb({ dataFolder, url: proxy.through(url), outsideUrl });
  let web = await start();
  let turn = 0;

  const send = async (idempotencyKey: string): Promise<number | null> => {
    const body = new FormData();
    body.set("mapping", JSON.stringify(MAPPING));
    body.set("file", new File([await readFile(file)], "calls.csv"));
    const headers = { Authorization: `Bearer ${key}`, "Idempotency-Key": idempotencyKey };
    return fetch(`${web.origin}/api/v1/imports`, { method: "POST", headers, body }).then(
      ({ status }) => status,
      () => null,
    );
  };
  const runOf = (idempotencyKey: string) => db.inside.importRun.findFirst({ where: { idempotencyKey } });
  const ended = async (idempotencyKey: string) => {
    for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
      const run = await runOf(idempotencyKey);
      if (run?.finishedAt) return run;
      if (proxy.struckAt() !== null) return null;
      await sleep(50);
    }
    return assert.fail("The run is never taken up.");
  };

  return {
    async killAt(at) {
      turn += 1;
      const idempotencyKey = `turn ${turn}`;
      await writeTurn(file, turn);
      const before = await stored(db);
      proxy.arm({ at, act: () => void web.child.kill("SIGKILL"), only: OF_THE_IMPORT });
      const answer = await send(idempotencyKey);
      if (answer !== null) await ended(idempotencyKey);
      const statement = proxy.struckAt();
      proxy.arm(null);
      if (statement !== null) {
        await web.gone;
        const run = await runOf(idempotencyKey);
        const applied =
          run !== null && (await db.inside.importBatch.count({ where: { requestKey: run.requestKey } })) > 0;
        if (run !== null && applied) await requireApplied(db, turn, run.requestKey);
        else assert.equal(await stored(db), before, `Something is stored after ${statement}`);
        web = await start();
        assert.equal(await send(idempotencyKey), 202);
        await requireEnded(idempotencyKey);
        return { statement, applied };
      }
      assert.equal(answer, 202);
      await requireEnded(idempotencyKey);
      return null;
    },
    async close() {
      web.child.kill("SIGKILL");
      await web.gone;
      await proxy.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };

  /** The server itself took up what waited: the run is applied, and every row of it is there once. */
  async function requireEnded(idempotencyKey: string): Promise<void> {
    const run = await ended(idempotencyKey);
    assert(run !== null);
    assert.equal(run.state, "applied", run.refusalMessage ?? "");
    await requireApplied(db, turn, run.requestKey);
  }
}

async function startWeb(to: { dataFolder: string; url: string; outsideUrl: string }): Promise<Web> {
  const child = spawn(process.execPath, ["app/server/launch/start.mjs"], {
    cwd: PROJECT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: "0",
      PLUMBLINE_DATA: to.dataFolder,
      PLUMBLINE_DEMO: "0",
      LOG_LEVEL: "error",
      DATABASE_URL: to.url,
      DATABASE_OUTSIDE_URL: to.outsideUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (output += piece.toString()));
  let isGone = false;
  const gone = new Promise<void>((resolve) => child.once("close", () => ((isGone = true), resolve())));
  for (let waited = 0; waited < PATIENCE_MS && !isGone; waited += 20) {
    const origin = /running at (http:\S+)/.exec(output)?.[1];
    if (origin) return { child, origin, gone };
    await sleep(20);
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not start: ${output}`);
}
