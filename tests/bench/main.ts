import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { MOST_SCRIPT_BYTES, scriptBytes } from "../support/sent-scripts";
import { removeDataFolder, serve, temporaryDataFolder, type Served } from "../support/served";
import { median, printFigure, type BenchFigure } from "./figure";
import { measureRows } from "./rows/measure-rows";
import { runSoak } from "./soak/run-soak";
import { Visitor } from "./visitor";

/** A server is open all day: what counts is a page whose code has been optimised, not one of the first dozens after a start. */
const WARM_UPS = 60;
const READINGS = 60;
/** The first load of a larger file is measured once. */
const MOST_ROWS_TO_REPEAT = 1_000_000;
const json = process.argv.includes("--json");
const say = (line: string): void => void (json || process.stdout.write(`${line}\n`));
const print = (figure: BenchFigure) => printFigure(figure, json);

/** A new clone's first start, packages installed from an empty cache, and the demo world seeded. */
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

/** The e-mail and the password that the console of a demo world names. */
function demoAccount(served: Served): [email: string, password: string] {
  const email = /lead@\S+/.exec(served.printed())?.[0];
  const password = /^\s*password\s+(\S+)$/m.exec(served.printed())?.[1];
  if (!email || !password) throw new Error("The console named no demo account.");
  return [email, password];
}

async function measurePage(visitor: Visitor, name: string, address: string): Promise<void> {
  const readings: number[] = [];
  for (let turn = 0; turn < WARM_UPS + READINGS; turn += 1) {
    const started = performance.now();
    await visitor.read(address);
    if (turn >= WARM_UPS) readings.push(performance.now() - started);
  }
  print({ name, value: median(readings), unit: "ms", against: 50 });
}

async function measureSharedPage(visitor: Visitor, view: string): Promise<void> {
  const answer = await visitor.post(`/links/new?${view}`, { name: "Benchmark", days: "1" });
  const shared = /https?:\/\/[^"'<>\s]+(\/s\/[\w-]+)/.exec(await answer.text())?.[1];
  if (!shared) throw new Error(`No link was made (${answer.status}).`);
  const document = await visitor.read(shared);
  const bytes = await scriptBytes(visitor.origin, document);
  print({ name: "share.javascript", value: bytes / 1000, unit: "kB", against: MOST_SCRIPT_BYTES / 1000 });
  await measurePage(visitor, "page.shared", shared);
}

/** The full month before the current one, where every partner of the demo world has its whole result. */
function lastMonth(today: Date): string {
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

async function measureServed(): Promise<void> {
  const dataFolder = await temporaryDataFolder();
  try {
    say("Starting with an empty data folder …");
    const first = await serve(dataFolder);
    print({ name: "start.seeded", value: first.readySeconds, unit: "s", against: 120 });
    await first.stop();
    const second = await serve(dataFolder);
    try {
      const visitor = new Visitor(second.origin);
      const asked = performance.now();
      await visitor.read("/sign-in");
      print({
        name: "start.second",
        value: second.readySeconds + (performance.now() - asked) / 1000,
        unit: "s",
        against: 5,
      });
      await visitor.signIn(...demoAccount(second));
      const month = lastMonth(new Date());
      await measurePage(visitor, "page.portfolio", `/portfolio?period=${month}`);
      await measurePage(visitor, "page.scorecard", `/scorecards/lumina/${month}`);
      await measurePage(visitor, "page.metric", "/metrics/csat?vendor=lumina&grain=day");
      await measureSharedPage(visitor, `view=scorecard&vendor=lumina&period=${month}`);
    } finally {
      await second.stop();
    }
  } finally {
    await removeDataFolder(dataFolder);
  }
}

/** The whole number given after a word of the command line, or null where the word is not there. */
function numberAfter(word: string): number | null {
  const place = process.argv.indexOf(word);
  if (place < 0) return null;
  const given = Number(process.argv[place + 1]);
  if (!Number.isInteger(given) || given < 1) throw new Error(`Give a whole number after ${word}.`);
  return given;
}

/** The soak ends by itself after this long, unless told otherwise. */
const SOAK_MINUTES = 60;

const rows = numberAfter("--rows");
if (process.argv.includes("--soak")) {
  const held = await runSoak({ minutes: numberAfter("--minutes") ?? SOAK_MINUTES, json });
  process.exitCode = held ? 0 : 1;
} else if (rows === null) {
  if (process.argv.includes("--fresh")) await measureFreshStart();
  await measureServed();
} else {
  await measureRows({ rows, turns: numberAfter("--turns") ?? (rows > MOST_ROWS_TO_REPEAT ? 1 : 3) }, print, say);
}
