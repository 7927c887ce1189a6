import type { Database } from "~/data/database.server";
import { listRunsToTakeUp } from "~/data/import-runs.server";
import type { RunQueue } from "./start-run.server";

/** Puts runs back into the queue that wait there no longer: those whose process was killed, or never got to send them. */
export async function takeUpRuns({ db, takeUpRun }: { db: Database } & RunQueue): Promise<void> {
  for (const id of await listRunsToTakeUp(db)) await takeUpRun(id);
}
