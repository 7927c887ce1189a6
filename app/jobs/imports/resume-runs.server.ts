import type { Database } from "~/data/db/database.server";
import { listRunsToTakeUp } from "~/data/imports/import-runs.server";
import { ownHost } from "~/data/db/own-host.server";
import type { RunQueue } from "~/commands/imports/start-run.server";

/** Puts this host's runs back into the queue that wait there no longer: those whose process was killed, or never got to send them. */
export async function takeUpRuns({
  db,
  dataFolder,
  takeUpRun,
}: { db: Database; dataFolder: string } & RunQueue): Promise<void> {
  for (const id of await listRunsToTakeUp(db, ownHost(dataFolder).id)) await takeUpRun(id);
}
