import { spawn } from "node:child_process";
import process from "node:process";

// Runs `npm test`, then `npm run test:faults` whatever the result of the first, and ends with the failures of both and one line `N passed, N failed`
// that adds both up.

const VERDICT = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

const FAILURE = /^FAILED {2}/;
const failures = [];

/** Passes a command's lines on, its verdict and failures aside; a command without a verdict or with a code that contradicts it is one failure. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn("npm", args, { stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });
    let verdict = null;
    let rest = "";
    const take = (line) => {
      const found = VERDICT.exec(line.trim());
      if (found) verdict = found.slice(1).map((count) => Number(count ?? 0));
      else if (FAILURE.test(line)) failures.push(line);
      else process.stdout.write(`${line}\n`);
    };
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(take);
    });
    child.once("error", (error) => take(error.message));
    child.once("close", (code) => {
      if (rest) take(rest);
      const [passed, failed, skipped] = verdict ?? [0, 1, 0];
      resolve({ passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped });
    });
  });
}

const main = await run(["test"]);
const faults = await run(["run", "test:faults"]);
const [passed, failed, skipped] = ["passed", "failed", "skipped"].map((count) => main[count] + faults[count]);
if (failures.length > 0) process.stdout.write(`\n${failures.join("\n")}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed > 0 ? 1 : 0;
