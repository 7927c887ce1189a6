import { defineFileWork } from "../file-threads/file-work";
import path from "node:path";
import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { viewerKey, type Viewer } from "~/domain/access/viewer";
import { inFileThread } from "../file-threads/file-threads.server";
import type { RejectedRow, RejectedRows } from "./rejected-rows.server";
import { spooled } from "./spooled.server";

/** Writes the rejected rows of a file, piece by piece. */
export const REJECTED_WORK = defineFileWork<RejectedRows, string>("rejected", "rejected");

const row = z.array(z.union([z.string(), z.number()]));

/**
 * The headings and the rejected rows of a file, made in a thread that is free again as soon as the file is read, however slowly they are
 * taken.
 */
export async function readRejectedRows(
  db: Database,
  viewer: Viewer,
  requested: RejectedRows,
): Promise<{ headings: string[]; rows: AsyncGenerator<RejectedRow> }> {
  const user = { key: viewerKey(viewer), shared: db.shared, signal: db.signal };
  const lines = linesOf(spooled(inFileThread(REJECTED_WORK, requested, user), path.dirname(requested.path)));
  const first = await lines.next();
  const rows = (async function* () {
    for await (const line of lines) yield row.parse(JSON.parse(line));
  })();
  return { headings: first.done ? [] : row.parse(JSON.parse(first.value)).map(String), rows };
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
