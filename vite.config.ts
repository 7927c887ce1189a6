import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // Chunks below this many bytes join others: a shared page asks for a dozen scripts, not forty.
  build: { rollupOptions: { output: { experimentalMinChunkSize: 12_000 } } },
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
});
