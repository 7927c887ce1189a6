import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Database } from "~/data/db/database.server";
import { askToCancel, insertRun, type Idempotency, findRun } from "~/data/imports/import-runs.server";
import { ownHost } from "~/data/db/own-host.server";
import { actorOf } from "~/domain/access/actor";
import type { Viewer } from "~/domain/access/viewer";

/** What takes up runs that wait. */
export type RunQueue = { takeUpRun: (id: string) => Promise<void> };

export type RunRequest = {
  /** Below the data folder. */
  path: string;
  dataFolder: string;
  fileName: string;
  bytes: number;
  /** A mapping document as it came (JSON). */
  mapping: unknown;
  vendor: { key: string; name: string } | null;
  dryRun: boolean;
  /** Runs with the same key apply a file once. */
  requestKey: string;
  /** Of a request by an API key. */
  idempotency?: Idempotency;
};

/** Puts an import into the queue as this viewer's doing, and answers the id under which it can be watched. */
export async function startRun(
  db: Database,
  viewer: Viewer,
  queue: RunQueue,
  requested: Omit<RunRequest, "idempotency">,
): Promise<string> {
  const id = await writeRun(db, viewer, requested);
  await queue.takeUpRun(id);
  return id;
}

/** Writes down an import that shall be done, without having it taken up yet. */
export async function writeRun(
  db: Database,
  viewer: Viewer,
  requested: Omit<RunRequest, "idempotency">,
): Promise<string> {
  const id = await writeRunOnce(db, viewer, requested);
  if (id === null) throw new Error("A run without an idempotency key was not recorded");
  return id;
}

/** The same; null where this API key has used the idempotency key before, and nothing was written. */
export async function writeRunOnce(db: Database, viewer: Viewer, requested: RunRequest): Promise<string | null> {
  const id = randomUUID();
  const { dataFolder, path: file, bytes: fileBytes, idempotency = null, ...rest } = requested;
  const isNew = await insertRun(db, {
    ...rest,
    id,
    path: path.relative(dataFolder, file),
    host: ownHost(dataFolder),
    fileBytes,
    requestedBy: actorOf(viewer),
    userId: "userId" in viewer ? viewer.userId : null,
    keyId: viewer.kind === "key" ? viewer.keyId : null,
    idempotency,
  });
  if (!isNew) return null;
  return id;
}

/** Asks to stop a run that the viewer may know of. What was applied before it could be stopped stays applied. */
export async function cancelRun(db: Database, viewer: Viewer, id: string): Promise<"requested" | "not-found"> {
  if ((await findRun(db, viewer, id)) === null) return "not-found";
  await askToCancel(db, id);
  return "requested";
}
