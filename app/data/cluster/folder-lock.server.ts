import { randomInt } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, ownIdentity } from "./process-identity.server";

/** Marks of one sort (`entering`, `using`) that living processes hold in the folder. Marks of the dead are swept away. */
export async function livingMarks(folder: string, sort: string): Promise<string[]> {
  const living: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${sort}.`)) continue;
    if (isAlive(name.split(".")[1] ?? "")) living.push(name);
    else await rm(path.join(folder, name), { force: true });
  }
  return living;
}

/** Leaves a mark that this process holds something; the name alone says everything, so that a mark is never half written. */
export async function leaveMark(folder: string, sort: string): Promise<string> {
  const name = `${sort}.${ownIdentity()}.${randomInt(2 ** 40).toString(36)}`;
  await writeFile(path.join(folder, name), "", { flag: "wx", mode: 0o600 });
  return name;
}

/**
 * Runs `work` while no other process is inside for the same folder. Each contender raises its own mark first and then looks for
 * others: of two at once at least one sees the other and steps back, and the mark of a process that died counts for nothing, so
 * that no stale lock ever has to be broken.
 */
export async function insideFolderLock<T>(folder: string, work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const mine = await leaveMark(folder, "entering");
    try {
      const others = (await livingMarks(folder, "entering")).filter((name) => name !== mine);
      if (others.length === 0) return await work();
      if (Date.now() > giveUpAt) {
        throw new Error(
          `Another process (${others.map((name) => name.split(".")[1]?.split("-")[0]).join(", ")}) has been starting or stopping ` +
            `the database in ${path.dirname(folder)} for ${Math.round(patienceMs / 1000)} s. End it, then start again.`,
        );
      }
    } finally {
      await rm(path.join(folder, mine), { force: true });
    }
    await sleep(randomInt(20, 120));
  }
}
