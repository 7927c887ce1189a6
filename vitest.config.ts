import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

/** Unit and integration tests. Those in a real browser are in vitest.e2e.config.ts, those of faults in vitest.faults.config.ts. */
export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  test: {
    include: ["app/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}", "seed/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "tests/e2e/**", "tests/faults/**", "./build/**", "./data/**"],
    globalSetup: ["tests/support/cluster.setup.ts"],
    setupFiles: ["tests/support/property-seed.setup.ts"],
    // Against a hang alone: no test depends on how fast the machine is.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
