import type { ImportRun, RunState } from "~/data/import-runs.server";

/** How far a run is, as its page shows it. */
export type RunView = {
  id: string;
  fileName: string;
  dryRun: boolean;
  state: RunState;
  phase: string;
  bytesRead: number;
  bytesTotal: number;
  /** 0–1 of the bytes; null where nothing can be said yet. */
  share: number | null;
  rows: number;
  rejected: number;
  /** Null before a second of work. */
  rowsPerSecond: number | null;
  /** Until the file is read; null where it cannot be told. */
  secondsLeft: number | null;
  cancelAsked: boolean;
  refusal: { code: string; words: string } | null;
  batchId: number | null;
};

export function isOver(state: RunState): boolean {
  return state !== "queued" && state !== "running";
}

/** Rate and time left follow from what was read since the work began. */
export function viewRun(run: ImportRun, now: Date): RunView {
  const seconds = run.startedAt === null ? 0 : (now.getTime() - run.startedAt.getTime()) / 1000;
  const isReading = run.state === "running" && run.phase === "reading";
  const byteRate = seconds >= 1 && run.bytesRead > 0 ? run.bytesRead / seconds : null;
  const left = Math.max(0, run.fileBytes - run.bytesRead);
  return {
    id: run.id,
    fileName: run.fileName,
    dryRun: run.dryRun,
    state: run.state,
    phase: run.phase,
    bytesRead: run.bytesRead,
    bytesTotal: run.fileBytes,
    share: run.state === "queued" || run.fileBytes === 0 ? null : Math.min(1, run.bytesRead / run.fileBytes),
    rows: run.rowsRead,
    rejected: run.rowsRejected,
    rowsPerSecond: isReading && seconds >= 1 ? run.rowsRead / seconds : null,
    secondsLeft: isReading && byteRate !== null ? Math.ceil(left / byteRate) : null,
    cancelAsked: run.cancelAsked,
    refusal: run.refusal,
    batchId: run.batchId,
  };
}
