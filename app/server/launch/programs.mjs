import { build } from "esbuild";
import { projectFolder } from "./prepare.mjs";

/**
 * Bundles server, command line and the threads that import and read files, each as a program of its own. Packages stay in node_modules,
 * so the folder has to lie in the project.
 */
export function bundlePrograms(folder, names = Object.keys(PROGRAMS)) {
  return build({
    absWorkingDir: projectFolder,
    entryPoints: Object.fromEntries(names.map((name) => [name, PROGRAMS[name]])),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    jsx: "automatic",
    define: buildId(),
    logLevel: "warning",
  });
}

/** What `BUILD_ID` is in what is built now; nothing outside of a build. */
export function buildId() {
  const id = process.env.PLUMBLINE_BUILD_ID;
  return id ? { PLUMBLINE_BUILD_ID: JSON.stringify(id) } : {};
}

/** The file that each program begins with. */
export const PROGRAMS = {
  serve: "app/server/main.ts",
  plumbline: "app/cli/main.ts",
  "import-run": "app/jobs/imports/thread.ts",
  "file-work": "app/ingest/thread/thread.ts",
};
