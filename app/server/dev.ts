import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import { parseEnvironment } from "~/config/environment";
import { projectFolder } from "~/config/project-folder.server";
import { serve } from "./serve.server";

/** `npm run dev`: the same server, with pages made by Vite as they change. */
await serve(parseEnvironment(process.env, projectFolder()), async () => {
  const vite = await createServer({ server: { middlewareMode: true } });
  return {
    build: async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild,
    files: [vite.middlewares],
  };
});
