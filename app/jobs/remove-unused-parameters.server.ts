import { removeUnusedParameters } from "~/data/rollups/parameters.server";
import { repeatsOfLinks } from "~/commands/sharing/links.server";
import type { JobContext } from "./job-context";

/** An import asks for its counts before it is applied. */
const UNUSED_RETENTION_MS = 86_400_000;

/** Removes counts with a limit from the roll-ups that no import, SOW or link uses any more. */
export async function removeUnusedCounts({ db, clock, logger }: JobContext): Promise<void> {
  const besides = await repeatsOfLinks(db, clock());
  const removed = await removeUnusedParameters(db, besides, new Date(clock().getTime() - UNUSED_RETENTION_MS));
  logger.info({ removed }, "counts that nothing uses are removed from the roll-ups");
}
