import type { RunView } from "~/domain/imports/import-run";
import { count, countText, sizeText } from "../shared/text";

/** The phase of a run. */
export function phaseText(run: Pick<RunView, "state" | "phase" | "cancelRequested">): string {
  if (run.state === "queued") return "Queued";
  if (run.cancelRequested && run.state === "running") return "Stopping";
  switch (run.phase) {
    case "reading":
      return "Reading and validating rows";
    case "merging":
      return "Merging rows";
    case "rolling-up":
      return "Updating totals";
    default:
      return "Starting";
  }
}

/** `12.4 of 80 MB · 120,000 rows · 3 rejected · 41,000 rows/s · about 2 minutes left` */
export function progressFigures(run: RunView): string[] {
  if (run.state === "queued") return [sizeText(run.fileBytes)];
  return [
    `${sizeText(run.bytesRead)} of ${sizeText(run.fileBytes)}`,
    countText(run.rowsRead, "row", "rows"),
    `${count(run.rowsRejected)} rejected`,
    ...(run.rowsPerSecond === null ? [] : [`${count(Math.round(run.rowsPerSecond))} rows/s`]),
    ...(run.secondsLeft === null ? [] : [leftText(run.secondsLeft)]),
  ];
}

/** `about 40 seconds left`, in steps that do not flicker. */
export function leftText(seconds: number): string {
  if (seconds < 5) return "a few seconds left";
  if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  if (seconds < 90 * 60) return `about ${countText(Math.round(seconds / 60), "minute", "minutes")} left`;
  return `about ${countText(Math.round(seconds / 3600), "hour", "hours")} left`;
}
