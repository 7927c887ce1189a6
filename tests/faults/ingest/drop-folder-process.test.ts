import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Database } from "~/data/db/database.server";
import { holdLock } from "~/data/db/locks.server";
import { listDropped } from "~/ingest/intake/dropped/list-dropped.server";
import { stagedIdOfContent, stageTaken } from "~/ingest/wizard/stage-dropped.server";
import { takeDropped } from "~/ingest/intake/dropped/take-dropped.server";
import { DROP_FOLDER_LOCK, watchDropFolder } from "~/jobs/drop-folder/watch.server";
import { takeUpRuns } from "~/jobs/imports/resume-runs.server";
import { FIRST, NEXT, useDropFolder } from "../../integration/ingest/dropped-files";

const data = useDropFolder();
const { drop, there, words, work, batches, setting, look, contacts } = data;

describe("a process that is killed", () => {
  test.each([
    [
      "after the copy",
      async () => {
        const [file] = await listDropped(path.join(data.dropFolder, "desk"));
        if (file) await takeDropped(setting(), file, new AbortController().signal);
      },
    ],
    [
      "after it was put where uploads wait",
      async () => {
        const [file] = await listDropped(path.join(data.dropFolder, "desk"));
        const [taken] = (file && (await takeDropped(setting(), file, new AbortController().signal))) ?? [];
        if (!taken) throw new Error("nothing was taken");
        const id = stagedIdOfContent("desk", taken.sha256, null);
        await stageTaken(data.dataFolder, taken, { id, vendorKey: "desk", now: data.now });
      },
    ],
    ["after its run was written down", () => look(2, async () => undefined)],
    [
      "while its run was being put into the queue",
      () =>
        look(2, async () => {
          throw new Error("killed");
        }),
    ],
    ["after it was applied, before it was archived", () => look(2)],
    [
      "between the text and the move",
      async () => {
        await look(2);
        await mkdir(path.join(data.dropFolder, "desk", "done"));
        await writeFile(path.join(data.dropFolder, "desk", "done", "calls.csv.txt"), "cut off");
      },
    ],
  ])("%s: the file is imported once and archived", async (_where, until) => {
    await drop("calls.csv", FIRST);
    await until();
    data.forget();
    await takeUpRuns({ db: data.db, dataFolder: data.dataFolder, takeUpRun: work });
    await look(4);
    const [batch, ...others] = await batches();
    expect([others, await contacts()]).toEqual([[], ["0 Ana", "1 Ana", "2 Ben"]]);
    expect(await there("desk")).toEqual(["done"]);
    expect(await there("desk", "done")).toEqual(["calls.csv", "calls.csv.txt"]);
    expect(await words("desk", "done", "calls.csv.txt")).toMatch(
      new RegExp(`import ${batch?.id}[:. ][^]*2 rows read, 2 new, 0 changed, 0 unchanged, 0 rejected`),
    );
    expect(await data.db.inside.importRun.count({ where: { state: { in: ["queued", "running"] } } })).toBe(0);
  });

  test("while a file is under way, which then is written again: the second comes after the first", async () => {
    await drop("calls.csv", FIRST);
    const started: string[] = [];
    await look(2, async (id) => void started.push(id));
    data.forget();
    await drop("calls.csv", NEXT);
    await look(4, async (id) => void started.push(id));
    expect(started).toHaveLength(1);
    await takeUpRuns({ db: data.db, dataFolder: data.dataFolder, takeUpRun: work });
    await look(4);
    expect((await batches()).map(({ rowsNew, rowsChanged }) => [rowsNew, rowsChanged])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
});

describe("the watch", () => {
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await sleep(50);
  };
  /** The database of this installation; tells each time that a connection is requested, as for the lock. */
  const countingLocks = (tell: () => void): Database => {
    const pool = new Proxy(data.db.pool, {
      get(target, name) {
        if (name === "connect") tell();
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return { ...data.db, pool };
  };
  const isWatched = async () => data.lines.some((line) => line.includes("watching the drop folder"));

  test("is one process's at a time, goes on when that one is gone, and ends on request", async () => {
    const other = await holdLock(data.db, DROP_FOLDER_LOCK);
    let requested = 0;
    const watch = watchDropFolder({ ...setting(), db: countingLocks(() => (requested += 1)) });
    await until(async () => requested > 1);
    expect(await isWatched()).toBe(false);
    await other?.release();
    await until(isWatched);
    expect(await holdLock(data.db, DROP_FOLDER_LOCK)).toBeNull();

    await drop("calls.csv", FIRST);
    await until(async () => {
      data.wait(5_000);
      return (await stat(path.join(data.dropFolder, "desk", "done", "calls.csv")).catch(() => null)) !== null;
    });
    expect(await batches()).toHaveLength(1);

    await watch.stop();
    const free = await holdLock(data.db, DROP_FOLDER_LOCK);
    expect(free).not.toBeNull();
    await free?.release();
  });

  test("waits for a folder that is not there", async () => {
    await rm(data.dropFolder, { recursive: true });
    await look(3);
    expect(data.lines.filter((line) => line.includes("ENOENT"))).toHaveLength(1);
    await mkdir(path.join(data.dropFolder, "desk"), { recursive: true });
    await drop("calls.csv", FIRST);
    await look();
    expect(await batches()).toHaveLength(1);
  });
});
