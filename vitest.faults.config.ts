import { defineConfig } from "vitest/config";
import base from "./vitest.config";

/** `npm run test:faults`: faults put in, processes killed, attacks, long walks and long properties, on the run's own server. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["tests/faults/**/*.test.{ts,tsx}"],
    exclude: ["tests/faults/e2e/**"],
  },
});
