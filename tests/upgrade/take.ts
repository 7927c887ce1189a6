import { isDeepStrictEqual } from "node:util";
import { execFileSync } from "node:child_process";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { projectFolder } from "~/config/project-folder.server";
import { openCluster } from "~/data/cluster/cluster.server";
import { answersOf } from "./answers";
import { dumpDatabase, dumpFolder, onConnection, writeDump, type Dump } from "./dump";
import { openInstallation, type Installation } from "./installation";
import { observe } from "./observe";
import { newFolder, restoreEmbedded } from "./restored";
import { fillInstallation } from "./world";

// `npm run db:dump`: makes a small installation with the code as it is, dumps it to tests/upgrade/dumps/<commit>.json.gz with what it
// answers, and so lets every later release be held to it. Dumps are never taken again or changed: a new one stands beside them.

async function takeDump(madeBy: string): Promise<Dump> {
  const made = await makeInstallation();
  const dump = { madeBy, ...made.dump, expected: null };
  const dataFolder = await restoreEmbedded(dump);
  const restored = await openInstallation(dataFolder);
  try {
    const expected = await answersOf(restored, made.dump.access);
    if (!isDeepStrictEqual(made.answers, expected.before))
      throw new Error("The restored installation answers otherwise than the one that was dumped.");
    return { ...dump, expected };
  } finally {
    await restored.close();
    await rm(dataFolder, { recursive: true });
  }
}

async function makeInstallation() {
  const dataFolder = await newFolder();
  // Held while the installation comes and goes, so that its server is there to be dumped.
  const cluster = await openCluster({ dataFolder, durable: false });
  try {
    const installation = await openInstallation(dataFolder);
    const { access, answers } = await fillAndAsk(installation).finally(() => installation.close());
    const stored = await onConnection(cluster.url("owner"), dumpDatabase);
    return { dump: { ...stored, files: await dumpFolder(dataFolder), access }, answers };
  } finally {
    await cluster.release();
    await rm(dataFolder, { recursive: true });
  }
}

async function fillAndAsk(installation: Installation) {
  const access = await fillInstallation(installation);
  await installation.opened.db.pool.query("ANALYZE");
  const answers: unknown = await observe(installation, access);
  return { access, answers };
}

const git = (...args: string[]) => execFileSync("git", args, { cwd: projectFolder(), encoding: "utf8" }).trim();
const commit = git("rev-parse", "--short", "HEAD");
const file = path.join(projectFolder(), "tests", "upgrade", "dumps", `${commit}.json.gz`);
await writeDump(file, await takeDump(commit));
process.stdout.write(
  `Wrote ${path.relative(projectFolder(), file)} (${Math.round((await stat(file)).size / 1024)} kB).\n`,
);
