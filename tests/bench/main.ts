import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { serve } from "../support/served";
import { printFigure, type BenchFigure } from "./figure";
import { measureServed } from "./pages/measure-served";
import { measureRows } from "./rows/measure-rows";
import { runSoak } from "./soak/run-soak";

/** Imports of more rows are measured once. */
const MAX_ROWS_TO_REPEAT = 200_000;
const json = process.argv.includes("--json");
const say = (line: string): void => void (json || process.stdout.write(`${line}\n`));
const print = (figure: BenchFigure) => printFigure(figure, json);

/** A new clone's first start, packages installed from an empty cache, and the demo data seeded. */
async function measureFreshStart(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-clone-"));
  const clone = path.join(folder, "plumbline");
  await promisify(execFile)("git", ["clone", "--quiet", process.cwd(), clone]);
  const served = await serve(path.join(folder, "data"), {
    project: clone,
    limitSeconds: 600,
    environment: { npm_config_cache: path.join(folder, "npm-cache") },
  });
  await served.stop();
  print({ name: "start.clone", value: served.readySeconds, unit: "s", against: 120 });
  await rm(folder, { recursive: true, force: true });
}

/** The whole number given after a word of the command line, or null where the word is not there. */
function numberAfter(word: string): number | null {
  const position = process.argv.indexOf(word);
  if (position < 0) return null;
  const given = Number(process.argv[position + 1]);
  if (!Number.isInteger(given) || given < 1) throw new Error(`Give a whole number after ${word}.`);
  return given;
}

/** The soak ends by itself after this long, unless stated otherwise. */
const SOAK_MINUTES = 60;

const rows = numberAfter("--rows");
if (process.argv.includes("--soak")) {
  const held = await runSoak({ minutes: numberAfter("--minutes") ?? SOAK_MINUTES, json });
  process.exitCode = held ? 0 : 1;
} else if (rows === null) {
  if (process.argv.includes("--fresh")) await measureFreshStart();
  await measureServed(print, say);
} else {
  await measureRows({ rows, turns: numberAfter("--turns") ?? (rows > MAX_ROWS_TO_REPEAT ? 1 : 3) }, print, say);
}
