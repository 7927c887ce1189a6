import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { prepare, projectFolder } from "../server/launch/prepare.mjs";
import { explainFailure, StepFailure } from "../server/launch/step.mjs";

// `npm run plumbline -- …`: paths among the arguments belong to the folder it was called from.

const words = process.argv.slice(2);
const json = words.includes("--json");
process.env.NODE_ENV = "production";
process.setSourceMapsEnabled(true);
try {
  await prepare((line) => process.stderr.write(`${line}\n`));
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  const program = pathToFileURL(path.join(projectFolder, "build/programs/plumbline.js")).href;
  const { runCommandLine } = await import(program);
  process.exitCode = await runCommandLine(words);
} catch (error) {
  explainFailure(error);
  if (json) {
    const detail = error instanceof StepFailure ? error.advice : undefined;
    process.stdout.write(`${JSON.stringify({ type: "about:blank", title: error.message, status: 500, detail })}\n`);
  }
  process.exitCode = 1;
}
