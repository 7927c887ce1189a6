import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint, isStamped, stamp } from "./fingerprint.mjs";
import { runQuietly, StepFailure } from "./step.mjs";

// Runs before anything is installed: nothing but Node's own modules may be imported here.

export const projectFolder = fileURLToPath(new URL("../../../", import.meta.url));

const OLDEST_NODE = [20, 19];

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StepFailure(
    `Node.js ${process.versions.node} is not supported.`,
    `Install Node.js ${OLDEST_NODE.join(".")} or later (https://nodejs.org), then try again.`,
  );
}

/** Whether node_modules already holds what the lock file names, however it came there. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(path.join(projectFolder, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(
      readFileSync(path.join(projectFolder, "node_modules/.package-lock.json"), "utf8"),
    ).packages;
    return Object.entries(wanted).every(
      ([folder, { version, optional }]) =>
        folder === "" || present[folder]?.version === version || (optional && !present[folder]),
    );
  } catch {
    return false;
  }
}

/** Installs what the lock file names, development packages included: the build needs them in production too. */
async function install(say) {
  const file = path.join(projectFolder, "node_modules/.plumbline-installed");
  const hash = fingerprint(projectFolder, ["package-lock.json"]);
  if (isStamped(file, hash)) return;
  if (!isInstalled()) {
    say("Installing packages …");
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const [program, before] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
    await runQuietly(program, [...before, ...args], {
      cwd: projectFolder,
      what: "Packages could not be installed",
      advice:
        "Check the connection to the npm registry and that 2 GB of disk space are free, then try again. " +
        "For details, run `npm ci --loglevel=notice`.",
    });
  }
  stamp(file, hash);
}

/** Writes Prisma's client from the schema. Needs no engine: the path given for it is a program that does nothing. */
async function generateClient(say) {
  const folder = path.join(projectFolder, "app/data/generated");
  const file = path.join(folder, ".stamp");
  const hash = fingerprint(projectFolder, ["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (isStamped(file, hash)) return;
  say("Generating the database client …");
  await runQuietly(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    cwd: projectFolder,
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: existsSync("/bin/true") ? "/bin/true" : process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    what: "The database client could not be generated",
    advice: "Fix the error above in prisma/schema.prisma, then try again.",
  });
  stamp(file, hash);
}

const BUILT_FROM = [
  "app",
  "seed",
  "public",
  "prisma/schema.prisma",
  "package-lock.json",
  "vite.config.ts",
  "remix.config.js",
  "tsconfig.json",
];
const isNotBuilt = (name) => name.startsWith("app/data/generated") || /\.test\.tsx?$/.test(name);

/** Builds pages and programs. */
async function build(say) {
  const file = path.join(projectFolder, "build/.stamp");
  const hash = fingerprint(projectFolder, BUILT_FROM, isNotBuilt);
  if (isStamped(file, hash)) return;
  say("Building …");
  rmSync(file, { force: true });
  const advice = "Fix the error above, then try again. For details, run `npm run check`.";
  const env = { NODE_ENV: "production", PLUMBLINE_BUILD_ID: hash };
  await runQuietly(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], {
    cwd: projectFolder,
    env,
    what: "Pages could not be built",
    advice,
  });
  await runQuietly(process.execPath, ["app/server/launch/bundle.mjs"], {
    cwd: projectFolder,
    env,
    what: "Server could not be built",
    advice,
  });
  await runQuietly(process.execPath, ["app/server/launch/compress.mjs"], {
    cwd: projectFolder,
    env,
    what: "Page scripts could not be compressed",
    advice: "Free some disk space, then try again.",
  });
  stamp(file, hash);
}

/** Everything between a fresh clone and something that runs; what is done already is not done again. */
export async function prepare(say, { built = true } = {}) {
  requireNode();
  await install(say);
  await generateClient(say);
  if (built) await build(say);
}
