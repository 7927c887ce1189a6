import { forgetGone } from "~/ingest/intake/upload-quota.server";
import { removeOldReceived } from "~/ingest/intake/received/received-files.server";
import { removeOldStaged, stagedFolder } from "~/ingest/intake/upload-folder.server";
import type { JobContext } from "./job-context";

/** Clears this host's disk of uploads that nobody came back to and of what was left half-way, and its records of files that are gone. */
export async function removeLeftovers({ db, dataFolder, clock, logger }: JobContext): Promise<void> {
  const staged = await removeOldStaged(stagedFolder(dataFolder), clock());
  const received = await removeOldReceived(dataFolder, clock());
  const records = await forgetGone(db, dataFolder);
  logger.info({ removed: { staged, received, records } }, "uploads that nobody came back to are removed");
}
