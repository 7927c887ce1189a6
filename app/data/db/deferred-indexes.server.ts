import type pg from "pg";

/** Fewer rows are added to the indexes as they come. */
const MIN_ROWS = 20_000;
/** Shorter than the server waits before it looks for a deadlock: two first loads at once hold the table for reading already. */
const LOCK_PATIENCE = "500ms";
const NOT_LOCKED = ["55P03", "40P01"];
const INDEX_MEMORY = "256MB";

type Index = { name: string; definition: string; constraint: string | null };

/**
 * Runs work that adds many rows to a table. Where the table has no rows, and nobody else uses it, its indexes are taken away before
 * and built again at once afterwards, in the same transaction: nobody else reads the table until that has ended.
 */
export async function withDeferredIndexes<T>(
  client: pg.PoolClient,
  table: string,
  rows: number,
  work: () => Promise<T>,
): Promise<T> {
  if (rows < MIN_ROWS || !(await isEmpty(client, table)) || !(await lockedAlone(client, table))) return work();
  const buildAgain = await startAgain(client, table);
  const result = await work();
  await buildAgain();
  return result;
}

/**
 * Begins an empty table again, without its indexes, that this transaction has locked for itself; answers how to build them again. What
 * is written to a table that is made again in its transaction needs no log where the server is nobody's but ours.
 */
async function startAgain(client: pg.PoolClient, table: string): Promise<() => Promise<void>> {
  await client.query(`TRUNCATE ${table}`);
  const indexes = await indexesOf(client, table);
  for (const { name, constraint } of indexes) {
    await client.query(constraint ? `ALTER TABLE ${table} DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`);
  }
  return async () => {
    await client.query(`SET LOCAL maintenance_work_mem = '${INDEX_MEMORY}'`);
    for (const { name, definition, constraint } of indexes) {
      await client.query(constraint ? `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${constraint}` : definition);
    }
  };
}

async function isEmpty(client: pg.PoolClient, table: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM ${table} LIMIT 1`);
  return rowCount === 0;
}

/** Takes the table for this transaction alone, if nobody else has it and it is still empty. */
async function lockedAlone(client: pg.PoolClient, table: string): Promise<boolean> {
  await client.query("SAVEPOINT before_lock");
  try {
    await client.query(`SET LOCAL lock_timeout = '${LOCK_PATIENCE}'`);
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    await client.query("SET LOCAL lock_timeout = 0");
    if (await isEmpty(client, table)) return true;
  } catch (error) {
    if (!isRefusedLock(error)) throw error;
  }
  await client.query("ROLLBACK TO SAVEPOINT before_lock");
  return false;
}

function isRefusedLock(error: unknown): boolean {
  return error instanceof Error && "code" in error && NOT_LOCKED.includes(String(error.code));
}

/** The table's indexes, quoted, with what builds each again: the constraint that it belongs to, or its own statement. */
async function indexesOf(client: pg.PoolClient, table: string): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `SELECT quote_ident(relname) AS name, pg_get_indexdef(indexrelid) AS definition, pg_get_constraintdef(c.oid) AS constraint
     FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
     WHERE i.indrelid = $1::regclass ORDER BY i.indisprimary DESC, relname`,
    [table],
  );
  return rows;
}
