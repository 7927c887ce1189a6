/** Where an import in the background stands. `tried`: a dry run ended well; `applied`: the batch is there. */
export const RUN_STATES = ["queued", "running", "applied", "tried", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What is known of an import in the background while it goes on. */
export type RunFigures = {
  readonly id: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly state: RunState;
  /** reading | merging | rolling-up; "" before the work started. */
  readonly phase: string;
  readonly fileBytes: number;
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly cancelRequested: boolean;
  readonly refusal: { readonly code: string; readonly words: string } | null;
  readonly batchId: number | null;
  readonly startedAt: Date | null;
};

/** The same as its page shows it. */
export type RunView = Omit<RunFigures, "startedAt"> & {
  readonly isOver: boolean;
  /** 0–1 of the file's bytes; null where it is unknown. */
  readonly share: number | null;
  /** Null before a second of reading and when the reading is done. */
  readonly rowsPerSecond: number | null;
  /** Until the file is read, at the rate so far; null where it cannot be determined. */
  readonly secondsLeft: number | null;
};

const MIN_SECONDS = 1;

/** Whether a run in this state has come to its end. */
export function isOver(state: RunState): boolean {
  return state !== "queued" && state !== "running";
}

/** How far a run is at this time. Rate and time left follow from what was read since the work started. */
export function viewRun(run: RunFigures, now: Date): RunView {
  const { id, fileName, dryRun, state, phase, fileBytes, bytesRead, rowsRead, rowsRejected } = run;
  const { cancelRequested, refusal, batchId, startedAt } = run;
  const seconds = startedAt === null ? 0 : (now.getTime() - startedAt.getTime()) / 1000;
  const hasRate = state === "running" && phase === "reading" && seconds >= MIN_SECONDS;
  const left = Math.max(0, fileBytes - bytesRead);
  return {
    id,
    fileName,
    dryRun,
    state,
    phase,
    fileBytes,
    bytesRead,
    rowsRead,
    rowsRejected,
    cancelRequested,
    refusal,
    batchId,
    isOver: isOver(state),
    share: state === "queued" || phase === "" || fileBytes === 0 ? null : Math.min(1, bytesRead / fileBytes),
    rowsPerSecond: hasRate ? rowsRead / seconds : null,
    secondsLeft: hasRate && bytesRead > 0 ? Math.ceil((left * seconds) / bytesRead) : null,
  };
}
