import process from "node:process";
import { z } from "zod";
import { openDatabase } from "~/data/db/database.server";
import { findAccount } from "~/data/access/accounts.server";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import { startRun } from "~/commands/imports/start-run.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { MAPPING } from "./steps";

// A process that asks for an import and works on it, to be killed on the way: says "ready" once it is connected, waits for what to
// do, and says "done".

const taskSchema = z.object({
  path: z.string(),
  bytes: z.number(),
  dataFolder: z.string(),
  requestKey: z.string(),
  userId: z.string(),
});

const [url = "", outsideUrl = ""] = process.argv.slice(2);
const db = await openDatabase({ url, outsideUrl, connections: 4 });
process.once("message", (requested) => void work(taskSchema.parse(requested)));
process.send?.("ready");

async function work({ userId, ...task }: z.infer<typeof taskSchema>): Promise<void> {
  const found = await findAccount(db, userId);
  if (!found) throw new Error("There is no such account.");
  await startRun(
    db,
    viewerOfAccount(found.account),
    { takeUpRun: (id) => workRun(db, id, { ...task, clock: () => new Date() }) },
    { ...task, fileName: "calls.csv", mapping: MAPPING, vendor: null, dryRun: false },
  );
  process.send?.("done");
}
