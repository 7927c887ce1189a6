import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isAlive, ownIdentity } from "~/data/cluster/process-identity.server";

/** A folder without the name of its process is of an unfinished run from then on. */
const MAX_AGE_MS = 24 * 3_600_000;

/**
 * A new folder of this run, called by the prefix and the process. Folders of the prefix are removed first where their process has ended: a
 * run that was killed removes nothing itself.
 */
export async function runFolder(parent: string, prefix: string, now = Date.now()): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent))
    if (name.startsWith(prefix) && (await isAbandoned(path.join(parent, name), name.slice(prefix.length), now)))
      await rm(path.join(parent, name), { recursive: true, force: true });
  return mkdtemp(path.join(parent, `${prefix}${ownIdentity()}-`));
}

async function isAbandoned(folder: string, mark: string, now: number): Promise<boolean> {
  const identity = /^(\d+-\d+)-/.exec(mark)?.[1];
  if (identity !== undefined) return !isAlive(identity);
  const known = await stat(folder).catch(() => null);
  return known !== null && now - known.mtimeMs > MAX_AGE_MS;
}
