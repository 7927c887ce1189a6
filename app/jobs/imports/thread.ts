import { workerData } from "node:worker_threads";
import { z } from "zod";
import { openDatabase } from "~/data/db/database.server";
import { workRun } from "./work-run.server";

// A thread of its own, with connections of its own, so that reading a large file keeps nobody's page waiting.

const { runId, dataFolder, url, outsideUrl } = z
  .object({
    work: z.object({ runId: z.string(), dataFolder: z.string(), url: z.string(), outsideUrl: z.string() }),
  })
  .parse(workerData).work;
const db = await openDatabase({ url, outsideUrl, connections: 5 });
try {
  await workRun(db, runId, { dataFolder, clock: () => new Date() });
} finally {
  await db.close();
}
