import { describe, expect, test } from "vitest";
import { viewRun, type RunFigures } from "./import-run";

const NOW = new Date("2026-11-23T09:00:10Z");
const RUN: RunFigures = {
  id: "r",
  fileName: "calls.csv",
  dryRun: false,
  state: "running",
  phase: "reading",
  fileBytes: 4_000,
  bytesRead: 1_000,
  rowsRead: 500,
  rowsRejected: 3,
  cancelRequested: false,
  refusal: null,
  batchId: null,
  startedAt: new Date("2026-11-23T09:00:00Z"),
};

describe("a run while it goes on", () => {
  test("says its share, its rate and how long the rest will take at that rate", () => {
    expect(viewRun(RUN, NOW)).toMatchObject({ share: 0.25, rowsPerSecond: 50, secondsLeft: 30, isOver: false });
  });

  test("promises nothing before a second has gone by, and nothing of the time after the reading", () => {
    const early = viewRun({ ...RUN, startedAt: new Date("2026-11-23T09:00:09.500Z") }, NOW);
    expect([early.rowsPerSecond, early.secondsLeft]).toEqual([null, null]);
    const merging = viewRun({ ...RUN, phase: "merging", bytesRead: 4_000 }, NOW);
    expect([merging.share, merging.rowsPerSecond, merging.secondsLeft]).toEqual([1, null, null]);
  });

  test("has no share while it waits, and never more than all of it", () => {
    expect(viewRun({ ...RUN, state: "queued", startedAt: null }, NOW).share).toBeNull();
    expect(viewRun({ ...RUN, bytesRead: 9_000 }, NOW)).toMatchObject({ share: 1, secondsLeft: 0 });
  });

  test.each(["applied", "tried", "failed", "cancelled"] as const)("is over when %s", (state) => {
    expect(viewRun({ ...RUN, state }, NOW)).toMatchObject({ isOver: true, secondsLeft: null });
  });
});
