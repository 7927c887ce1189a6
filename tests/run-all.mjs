import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { prepare, projectFolder } from "../app/server/launch/prepare.mjs";
import { explainFailure } from "../app/server/launch/step.mjs";

// `npm test`: installs and builds if needed, then runs everything and ends with the line `N passed, N failed`. The tests in a browser
// need one core, as the checks do, so both run side by side; the others take all cores.
// `npm run check`: the checks alone (--checks). `npm test -- --unit` or `-- --browser`: those alone.
// `npm run test:faults` (--faults): faults put in, processes killed, attacks, long walks and long properties; never part of `npm test`.

process.chdir(projectFolder);
const chosen = ["--checks", "--unit", "--browser"].filter((part) => process.argv.includes(part));
const faults = process.argv.includes("--faults");
const wants = (part) => (chosen.length === 0 && !faults) || chosen.includes(part);

const CHECKS = [
  [
    "types",
    "typescript-native",
    ["-p", ".", "--incremental", "--tsBuildInfoFile", "node_modules/.cache/types.tsbuildinfo"],
  ],
  ["format", "prettier", ["--check", "--log-level=warn", "--cache", "--cache-strategy=content", "."]],
  ["lint", "oxlint", ["--quiet"]],
  [
    "boundaries",
    "dependency-cruiser",
    ["app", "seed", "tests", "prisma/write-migration.ts", "--config", ".dependency-cruiser.cjs"],
  ],
  ["dead code", "knip", ["--no-progress"]],
  ["retired words", "tests/checks/retired-words.mjs", []],
  ["sentences", "tests/checks/sentences-main.ts", []],
];

/** The script behind a package's command, so that no shell and no npx stands between. */
function commandOf(name) {
  const folder = path.join(projectFolder, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const wanted = { "typescript-native": "tsc", "dependency-cruiser": "depcruise" }[name] ?? name;
  return path.join(folder, typeof bin === "string" ? bin : bin[wanted]);
}

function run(script, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

const say = (line) => process.stdout.write(`${line}\n`);
const total = { passed: 0, failed: 0, skipped: 0 };
/** A line for each failure, printed together at the end, where the part of a long log that CI shows has them. */
const failures = [];
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** So many checks at a time: the types alone take about as long as the others together. */
async function runChecks(atATime) {
  const left = [...CHECKS];
  const work = async () => {
    for (let check = left.shift(); check; check = left.shift()) await runCheck(check);
  };
  await Promise.all(Array.from({ length: atATime }, work));
}

async function runBrowserTests() {
  await prepare(say, { built: true });
  await runVitest("vitest.e2e.config.ts");
}

async function runCheck([name, tool, args]) {
  const started = performance.now();
  const own = [...(tool.endsWith(".ts") ? ["--import", "tsx"] : []), tool];
  const [script, ...others] = tool.startsWith("tests/") ? [...own, ...args] : [commandOf(tool), ...args];
  const { ok, output } = await run(script, others, { quiet: true });
  total[ok ? "passed" : "failed"] += 1;
  if (!ok) failures.push(`FAILED  ${name}`);
  process.stdout.write(
    `${ok ? "passed" : "failed"}  ${name} (${seconds(started)})\n${ok ? "" : `${output.trimEnd()}\n`}`,
  );
}

/** Counts a Vitest run from its own report: a file that could not be read counts as one failure, as does a run without a report. */
async function runVitest(config, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "plumbline-report-"));
  const report = path.join(folder, "report.json");
  const args = ["run", `--config=${config}`, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // Set for `npm start`; tests ask for what they need.
  const { ok } = await run(commandOf("vitest"), args, { env: { NODE_ENV: "test", ...env } });
  let failed = 0;
  try {
    const found = JSON.parse(readFileSync(report, "utf8"));
    total.passed += found.numPassedTests;
    total.skipped += found.numPendingTests + (found.numTodoTests ?? 0);
    const unread = found.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.every((one) => one.status !== "failed"),
    );
    failed = found.numFailedTests + unread.length;
    failures.push(...found.testResults.flatMap(failuresOf));
  } catch {
    failures.push(`FAILED  ${config}: the run left no report`);
  }
  total.failed += ok ? failed : Math.max(failed, 1);
  rmSync(folder, { recursive: true, force: true });
}

/** A line per failed test of a file, or one for a file that could not be read. */
function failuresOf({ name, status, message, assertionResults }) {
  if (status !== "failed") return [];
  const file = path.relative(projectFolder, name);
  const failed = assertionResults.filter((one) => one.status === "failed");
  if (failed.length === 0) return [`FAILED  ${file}: ${firstLine(message)}`];
  return failed.map((one) => `FAILED  ${file} > ${one.fullName}: ${firstLine(one.failureMessages?.[0])}`);
}

const firstLine = (text) => (text ?? "no message").trim().split("\n")[0].slice(0, 300);

/** The seed of all property tests of this run: PROPERTY_SEED, else the same each time in `npm test` and in CI, else a new one. */
function propertySeed() {
  if (process.env.PROPERTY_SEED) return process.env.PROPERTY_SEED;
  return faults && !process.env.CI ? String(Math.floor(Math.random() * 2 ** 31)) : "20261129";
}

async function runSeeded(config) {
  const seed = propertySeed();
  process.stdout.write(`Property tests use PROPERTY_SEED=${seed}\n`);
  await runVitest(config, { PROPERTY_SEED: seed });
}

try {
  await prepare(say, { built: faults });
  const browser = wants("--browser");
  const ended = await Promise.allSettled([
    browser && runBrowserTests(),
    wants("--checks") && runChecks(browser ? 1 : 2),
  ]);
  for (const { status, reason } of ended) if (status === "rejected") throw reason;
  if (wants("--unit")) {
    await prepare(say, { built: true });
    await runSeeded("vitest.config.ts");
  }
  if (faults) {
    await runSeeded("vitest.faults.config.ts");
    await runVitest("vitest.faults-e2e.config.ts");
  }
} catch (error) {
  explainFailure(error, "The tests could not run");
  failures.push(`FAILED  the tests could not run: ${firstLine(error?.message)}`);
  total.failed += 1;
}
if (failures.length > 0) process.stdout.write(`\n${failures.join("\n")}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
