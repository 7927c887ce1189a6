import { Worker } from "node:worker_threads";

export type ThreadSetting = { url: string; outsideUrl: string; dataFolder: string };

export type RunThreads = {
  /** Works on a run in a thread; rejects where the thread ends with an error. */
  work(runId: string): Promise<void>;
  /** Ends every thread as it is: what was not committed has not happened, and is resumed. */
  stop(): Promise<void>;
};

/** A file that makes the work need more than this ends its thread, not the process. */
const MAX_HEAP_MB = 1_024;

export function createRunThreads(setting: ThreadSetting): RunThreads {
  const threads = new Set<Worker>();
  return {
    async work(runId) {
      const thread = startThread({ runId, ...setting });
      threads.add(thread);
      try {
        await new Promise<void>((resolve, reject) => {
          thread.once("error", reject);
          thread.once("exit", () => resolve());
        });
      } finally {
        threads.delete(thread);
      }
    },
    stop: async () => {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

/** The built program, or the source where the process itself runs from sources. */
function startThread(work: ThreadSetting & { runId: string }): Worker {
  const here = import.meta.url;
  const isSource = here.endsWith(".ts");
  return new Worker(new URL(isSource ? "../../server/launch/thread.mjs" : "./import-run.js", here), {
    workerData: { work, ...(isSource ? { program: new URL("./thread.ts", here).href } : {}) },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
}
