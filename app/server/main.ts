import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { parseEnvironment } from "~/config/environment";
import { projectFolder } from "~/config/project-folder.server";
import { builtFiles } from "./built-files.server";
import { serve } from "./serve.server";

/** Serves the pages that were built. */
export async function start(): Promise<void> {
  const folder = projectFolder();
  await serve(parseEnvironment(process.env, folder), async () => {
    const build: ServerBuild = await import(pathToFileURL(path.join(folder, "build/server/index.js")).href);
    return { build, files: builtFiles(path.join(folder, "build/client")) };
  });
}
