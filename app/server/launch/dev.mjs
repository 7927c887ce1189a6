import { spawn } from "node:child_process";
import process from "node:process";
import { prepare, projectFolder } from "./prepare.mjs";
import { explainFailure } from "./step.mjs";

// `npm run dev`: like `npm start`, but from the sources as they are.

process.chdir(projectFolder);
try {
  await prepare((line) => process.stdout.write(`${line}\n`), { built: false });
} catch (error) {
  explainFailure(error);
  process.exit(1);
}
const child = spawn(process.execPath, ["--import", "tsx", "app/server/dev.ts"], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "development" },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm's shell ends at a SIGTERM without passing it on; the server watches only this process.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  child.kill("SIGTERM");
}, 250);
child.once("exit", (code) => process.exit(code ?? 1));
