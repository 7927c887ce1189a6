import { rm } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { bundlePrograms, PROGRAMS } from "../../app/server/launch/programs.mjs";
import { runFolder } from "./run-folders";

const PROJECT = path.resolve(import.meta.dirname, "../..");
const THREADS = ["import-run", "file-work"] as const;

/**
 * Bundles the programs of threads from the sources as they are, once for a run of the tests: a thread that reads each source by itself
 * takes a second longer to start.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await runFolder(path.join(PROJECT, "node_modules/.cache"), "plumbline-threads-");
  // A bundled program finds the others by this form of its own path.
  const programs = path.join(folder, "build/programs");
  await bundlePrograms(programs, [...THREADS]);
  process.env["PLUMBLINE_BUNDLED_THREADS"] = JSON.stringify(
    Object.fromEntries(
      THREADS.map((name) => [
        pathToFileURL(path.join(PROJECT, PROGRAMS[name])).href,
        pathToFileURL(path.join(programs, `${name}.js`)).href,
      ]),
    ),
  );
  return () => rm(folder, { recursive: true, force: true });
}
