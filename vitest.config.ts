import { EVERYDAY_TESTS, testRun } from "./tests/support/test-run";

/** Unit and integration tests. Those in a real browser are in vitest.e2e.config.ts, those of faults in vitest.faults.config.ts. */
export default testRun(EVERYDAY_TESTS);
