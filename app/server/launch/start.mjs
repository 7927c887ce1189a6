import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { prepare, projectFolder } from "./prepare.mjs";
import { explainFailure } from "./step.mjs";

// `npm start`: from a fresh clone to a running server.

process.chdir(projectFolder);
// Before React is loaded: it reads this once.
process.env.NODE_ENV = "production";
process.setSourceMapsEnabled(true);
try {
  await prepare((line) => process.stdout.write(`${line}\n`));
  const { start } = await import(pathToFileURL(path.join(projectFolder, "build/programs/serve.js")).href);
  await start();
} catch (error) {
  explainFailure(error);
  process.exit(1);
}
