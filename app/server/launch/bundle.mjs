import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { projectFolder } from "./prepare.mjs";

// Server, command line and the threads that import and read files, each as a program of its own beside the pages that Remix built. Packages stay in node_modules.

const folder = path.join(projectFolder, "build/programs");
rmSync(folder, { recursive: true, force: true });
await build({
  absWorkingDir: projectFolder,
  entryPoints: {
    serve: "app/server/main.ts",
    plumbline: "app/cli/main.ts",
    "import-run": "app/jobs/imports/thread.ts",
    "file-work": "app/ingest/thread/thread.ts",
  },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: true,
  jsx: "automatic",
  logLevel: "warning",
});
