import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // What pages need of packages is made ready at the start. Looking for more would come upon those of the server, which cannot be.
  optimizeDeps: {
    noDiscovery: true,
    include: [
      "@conform-to/zod/v4",
      "@date-fns/tz",
      "d3-scale",
      "date-fns",
      "lucide-react",
      "react-aria-components",
      "react-dom/client",
      "recharts",
      "zod",
    ],
  },
  // The styles need browsers of 2023 (Tailwind 4): scripts need not be rewritten for older ones.
  build: { target: "es2022" },
  // Licenses of packages stand once, at the end of each script.
  esbuild: { legalComments: "eof" },
  define: process.env["PLUMBLINE_BUILD_ID"]
    ? { PLUMBLINE_BUILD_ID: JSON.stringify(process.env["PLUMBLINE_BUILD_ID"]) }
    : {},
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
});
