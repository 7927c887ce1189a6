import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests in a real Chromium against one `npm start` for all files. One file at a time: each has the machine to itself. */
export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  test: {
    include: ["tests/e2e/**/*.test.ts"],
    globalSetup: ["tests/e2e/demo-server.setup.ts"],
    // Against a hang alone: no test depends on how fast the machine is.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    pool: "forks",
    fileParallelism: false,
  },
});
