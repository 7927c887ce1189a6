import { defineConfig } from "vitest/config";
import base from "./vitest.e2e.config";

/** `npm run test:faults`: the long walks in a real browser. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ["tests/faults/e2e/**/*.test.ts"] },
});
