import type pg from "pg";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Database } from "./database.server";
import type { Prisma } from "../generated/client";
import { openScope, requireScope, type OpenedScope } from "./read-as.server";

/** Rows that are in memory at a time, whatever an export holds. */
export const EXPORT_BATCH_ROWS = 500;

/**
 * The rows of the statements, one after the other, in batches: read through cursors of one read-only transaction that sees the
 * database as it was at its beginning. A batch is fetched when it is requested. The transaction and its connection, of which
 * exports have their own, end with the last row, with `return`, or when the request ends.
 */
export function exportRows<Row extends pg.QueryResultRow>(
  db: Database,
  viewer: Viewer,
  statements: readonly Prisma.Sql[],
): AsyncGenerator<Row[]> {
  const end = () => void rows.return(undefined).catch(() => undefined);
  const rows = readBatches<Row>(db, viewer, statements, () => db.signal?.removeEventListener("abort", end));
  db.signal?.addEventListener("abort", end);
  return rows;
}

async function* readBatches<Row extends pg.QueryResultRow>(
  db: Database,
  viewer: Viewer,
  statements: readonly Prisma.Sql[],
  ended: () => void,
): AsyncGenerator<Row[]> {
  const pool = isOutside(viewer) ? db.exports.outside : db.exports.inside;
  const client = await pool.connect();
  let cancel: () => void = () => undefined;
  let broken = true;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    cancel = () => cancelStatement(db, viewer, rows[0]?.pid ?? 0);
    db.signal?.addEventListener("abort", cancel);
    db.signal?.throwIfAborted();
    if (isOutside(viewer)) await setScope(client, db, viewer);
    for (const { text, values } of statements) {
      await client.query(`DECLARE export NO SCROLL CURSOR FOR ${text}`, values);
      for (;;) {
        const batch = await client.query<Row>(`FETCH ${EXPORT_BATCH_ROWS} FROM export`);
        if (batch.rows.length > 0) yield batch.rows;
        if (batch.rows.length < EXPORT_BATCH_ROWS) break;
      }
      await client.query("CLOSE export");
    }
    broken = false;
  } finally {
    db.signal?.removeEventListener("abort", cancel);
    ended();
    // A reader that has gone leaves the transaction open; the connection is good all the same.
    const undone = await client.query("ROLLBACK").catch(() => null);
    client.release(broken && undone === null);
  }
}

async function setScope(client: pg.PoolClient, db: Database, viewer: Viewer): Promise<void> {
  const { text, values } = openScope(db, viewer);
  requireScope(viewer, (await client.query<OpenedScope>(text, values)).rows);
}

/** Ends the statement in hand of another connection of the same role, so that one nobody waits for does not run on. */
function cancelStatement(db: Database, viewer: Viewer, pid: number): void {
  const client = isOutside(viewer) ? db.outside : db.inside;
  void client.$queryRaw`SELECT pg_cancel_backend(${pid}::int)`.catch(() => undefined);
}
