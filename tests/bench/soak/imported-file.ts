import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { openDatabase, type Database } from "~/data/db/database.server";
import { requireRollUpsEqualFacts, requireWholeBatches } from "../../support/survival/stored";
import { buildImportChild } from "../rows/built-child";
import { CONTACT_COLUMNS, VENDORS } from "../rows/contact-file";
import { openThrowAwayServer, type ThrowAwayDatabase, type ThrowAwayServer } from "../rows/throw-away-server";

/** The headings of a contact file, as the benchmark's mapping reads it. */
export const HEADINGS = CONTACT_COLUMNS.map(([name]) => name);

/** The cells of a good row. */
export function goodCells(row: number): string[] {
  const at = new Date(Date.UTC(2025, 0, 1) + (row % 86_400) * 30_000).toISOString().slice(0, 19);
  const vendor = VENDORS[row % VENDORS.length] ?? "";
  const slice = [vendor, "Manila", "Billing", "Phone", `A${row % 90}`];
  return [`H-${row}`, ...slice, `${at}Z`, "true", String(row % 300), "120", "5", "30", "true", ""];
}

const PIECE_CHARS = 1 << 18;

/** Writes lines as fast as the disk takes them; the last one is written as it is. */
export async function writeLines(path: string, lines: Iterable<string>, lastLine = ""): Promise<void> {
  function* pieces() {
    let text = "";
    for (const line of lines) {
      text += `${line}\n`;
      if (text.length < PIECE_CHARS) continue;
      yield text;
      text = "";
    }
    yield text + lastLine;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

/** A new database on a server of its own, and the server with its folder for files. */
export async function withServer<T>(
  work: (db: Database, database: ThrowAwayDatabase, server: ThrowAwayServer) => Promise<T>,
): Promise<T> {
  const server = await openThrowAwayServer();
  try {
    const database = await server.createDatabase();
    const db = await openDatabase({ ...database, connections: 4 });
    try {
      return await work(db, database, server);
    } finally {
      await db.close();
    }
  } finally {
    await server.close();
  }
}

/** So many contacts, of so many batches, and roll-ups that say the same. */
export async function requireContacts(db: Database, wanted: { contacts: number; batches: number }): Promise<void> {
  const { rows } = await db.pool.query(
    `SELECT (SELECT count(*)::int FROM contact) AS contacts, (SELECT count(*)::int FROM import_batch) AS batches,
       (SELECT coalesce(sum(offered), 0)::int FROM measure_day) AS offered`,
  );
  assert.deepEqual(rows[0], { ...wanted, offered: wanted.contacts });
  await requireWholeBatches(db);
  await requireRollUpsEqualFacts(db);
}

const importedSchema = z.object({ rssBytes: z.number(), read: z.number(), accepted: z.number(), rejected: z.number() });

/** The import by a process that does nothing else: what it counted, and the most memory that it held. */
export async function importInChild(words: readonly string[]): Promise<z.infer<typeof importedSchema>> {
  const { stdout } = await promisify(execFile)(process.execPath, [await buildImportChild(), ...words]);
  return importedSchema.parse(JSON.parse(stdout));
}

const MAX_RSS_BYTES = 400e6;

/** What an importing process may hold, whatever the file; answers how many megabytes it were. */
export function requireFewMegabytes(rssBytes: number): number {
  const megabytes = Math.round(rssBytes / 1e6);
  assert(rssBytes < MAX_RSS_BYTES, `The process grew to ${megabytes} MB.`);
  return megabytes;
}
