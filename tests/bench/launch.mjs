import { spawn } from "node:child_process";
import process from "node:process";
import { prepare, projectFolder } from "../../app/server/launch/prepare.mjs";
import { explainFailure } from "../../app/server/launch/step.mjs";

// `npm run bench`: installs and builds if needed, then measures starts and pages. `--json` prints a line per figure and nothing else;
// `--fresh` also measures the first start of a new clone, installing included. `--rows 1000000` measures imports of that many contacts
// beside the same job written by hand in SQL and beside plain COPY instead (`--turns 3`: so many readings, of which the middle counts;
// `--rows 100000` takes a minute a turn). `--soak` strikes at imports in all the ways that take too long for `npm test`, a line for each,
// for no more than an hour (`--minutes 30`: for so long). Killing web, worker and server before each of their statements takes most of it,
// as each is started again after every one; the files of 2 GB need 7 GB of disk.

process.chdir(projectFolder);
const json = process.argv.includes("--json");

try {
  await prepare((line) => json || process.stdout.write(`${line}\n`), {
    built: !process.argv.includes("--rows"),
  });
  const bench = spawn(process.execPath, ["--import", "tsx", "tests/bench/main.ts", ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  bench.once("close", (code) => (process.exitCode = code ?? 1));
} catch (error) {
  explainFailure(error, "The benchmark could not run");
  process.exitCode = 1;
}
