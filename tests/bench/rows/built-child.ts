import path from "node:path";
import { build } from "esbuild";

/** Builds the program that imports one file as production builds its own, and answers where it is. */
export async function buildImportChild(): Promise<string> {
  const outfile = path.resolve("build/bench/import-child.js");
  await build({
    entryPoints: ["tests/bench/rows/import-child.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
