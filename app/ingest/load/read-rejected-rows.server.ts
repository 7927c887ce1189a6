import { defineFileWork } from "../file-threads/file-work";
import path from "node:path";
import type { Database } from "~/data/db/database.server";
import { viewerKey, type Viewer } from "~/domain/access/viewer";
import { inFileThread } from "../file-threads/file-threads.server";
import type { RejectedRows } from "./rejected-rows.server";
import { spooled } from "./spooled.server";

/** Writes the rejected rows of a file, piece by piece. */
export const REJECTED_WORK = defineFileWork<RejectedRows, string>("rejected", "rejected");

/** The rejected rows of a file, made in a thread that is free again as soon as the file is read, however slowly they are taken. */
export function readRejectedRows(db: Database, viewer: Viewer, requested: RejectedRows): AsyncGenerator<string> {
  const user = { key: viewerKey(viewer), shared: db.shared, signal: db.signal };
  return spooled(inFileThread(REJECTED_WORK, requested, user), path.dirname(requested.path));
}
