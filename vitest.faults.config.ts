import { EVERYDAY_TESTS, testFiles, testRun, withLongProperties } from "./tests/support/test-run";

/**
 * `npm run test:faults`: faults put in, processes killed, attacks and long walks, on the run's own server; and the files of `npm test`
 * that try only some of their cases and runs there.
 */
export default testRun([...testFiles(["tests/faults"], ["tests/faults/e2e"]), ...withLongProperties(EVERYDAY_TESTS)], {
  PLUMBLINE_LONG_PROPERTIES: "1",
});
