import { setTimeout as sleep } from "node:timers/promises";
import { holdLock, type HeldLock } from "~/data/db/locks.server";
import { removeOldStaged, stagedFolder } from "~/ingest/intake/upload-folder.server";
import { forget, scanDropFolder, nothingKnown, type ScanSetting } from "./scan.server";

export type DropWatch = {
  /** Ends after the step in hand. What is not at its end is taken up by whoever watches next. */
  stop(): Promise<void>;
};

const SCAN_EVERY_MS = 5_000;
/** While something is under way. */
const SCAN_SOON_MS = 1_000;
export const DROP_FOLDER_LOCK = "drop-folder";

/** Looks into the drop folder again and again, in one process at a time: others wait for the lock. */
export function watchDropFolder(setting: Omit<ScanSetting, "signal">): DropWatch {
  const { db, logger, dataFolder, clock } = setting;
  const stopping = new AbortController();
  const { signal } = stopping;
  let memory = nothingKnown();
  let lock: HeldLock | null = null;

  const look = async (): Promise<boolean> => {
    if (lock?.isLost()) {
      await lock.release();
      lock = null;
    }
    if (lock === null) {
      lock = await holdLock(db, DROP_FOLDER_LOCK);
      if (lock === null) return false;
      await forget(setting, memory, () => true);
      memory = nothingKnown();
      await removeOldStaged(stagedFolder(dataFolder), clock());
      logger.info({ folder: setting.dropFolder }, "watching the drop folder");
    }
    return scanDropFolder({ ...setting, signal }, memory);
  };

  const goOn = async () => {
    while (!signal.aborted) {
      const underWay = await look().catch((error: unknown) => {
        logger.error({ err: error }, "error while watching the drop folder");
        return false;
      });
      await sleep(underWay ? SCAN_SOON_MS : SCAN_EVERY_MS, null, { signal }).catch(() => undefined);
    }
    await forget(setting, memory, () => true);
    await lock?.release();
  };
  const going = goOn();
  return {
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
