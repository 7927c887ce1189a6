import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import { parseEnvironment } from "~/config/environment";
import { projectFolder } from "~/config/project-folder.server";
import { serve } from "./serve.server";

/** `npm run dev`: the same server, with pages made by Vite as they change. */
await serve(parseEnvironment(process.env, projectFolder()), async () => {
  const ours = process.listeners("SIGTERM");
  const vite = await createServer({ server: { middlewareMode: true } });
  // Remix starts a second Vite, which would end the process at a SIGTERM before the database has stopped.
  for (const listener of process.listeners("SIGTERM")) if (!ours.includes(listener)) process.off("SIGTERM", listener);
  return {
    build: async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild,
    files: [vite.middlewares],
  };
});
