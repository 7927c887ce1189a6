import type pg from "pg";
import type { FileKind } from "~/domain/facts/fact-fields";
import type { Meanwhile } from "../../db/copy-rows.server";
import { factTable, orBlank, PRELIMINARY, snakeCase } from "../../sql/fact-table";
import { lockParameters, lockVendors } from "../../db/transaction.server";

/** A file before its rows are read. */
export type ComingFile = {
  kind: FileKind;
  /** How large the file is. */
  bytes: number;
  source: string;
  /** Numbers the batch. */
  number: () => Promise<number>;
  /** The partner whose rows these are; null: any that is known. */
  vendorId: number | null;
  unstatedFields: readonly string[];
  requestKey: string | null;
};

/** Rows on their way from `staging` into the table of their kind while the rest of their file is read. */
export type InsertWhileReading = {
  batchId: number;
  meanwhile: Meanwhile;
  /** Whether every staged record is in the table. If not, none is: those that were have been taken out again. */
  finish(): Promise<boolean>;
};

/** Smaller files are read in a moment. */
const MIN_BYTES = 200_000;
/** A file that is sent again is known by its first rows. */
const FIRST_BYTES = 64_000;
const PART_BYTES = { least: 8_000_000, most: 16_000_000 };
/** Each part is a transaction within the import's; the server keeps up to 64 of them at hand. */
const MAX_PARTS = 60;
const BEFORE_ALL = "(0,0)";

/**
 * Most large files bring new rows only, which need not wait until all of the file is staged: each part that was staged is inserted at
 * once. The first row whose id is there already, or came before in the same file, ends that, and all is left to the merge. Null where a file cannot
 * be inserted so: it is small, was applied before, or says which rows are preliminary. Else its partners stay locked until the transaction ends.
 */
export async function openInsertWhileReading(
  client: pg.PoolClient,
  file: ComingFile,
): Promise<InsertWhileReading | null> {
  const { kind, bytes, source, number, vendorId, unstatedFields, requestKey } = file;
  if (bytes < MIN_BYTES || (kind !== "contacts" && kind !== "reviews") || !unstatedFields.includes(PRELIMINARY))
    return null;
  const table = factTable(kind);
  const { rows: known } = await client.query<{ id: number }>(
    "SELECT id FROM vendor WHERE $1::integer IS NULL OR id = $1",
    [vendorId],
  );
  await lockParameters(client, "share");
  await lockVendors(
    client,
    known.map(({ id }) => id),
  );
  if (await wasApplied(client, requestKey)) return null;
  const batchId = await number();
  const unused = new Set(unstatedFields.map(snakeCase));
  const stated = table.columns.filter(({ name }) => !unused.has(name));
  const insert = `
    INSERT INTO ${table.name} (vendor_id, source, external_id, batch_id, line, day, ${stated.map(({ name }) => name).join(", ")})
    SELECT s.vendor_id, $1, s.external_id, $2, s.line, s.day, ${stated.map((column) => orBlank(column, `s.${column.name}`)).join(", ")}
    FROM staging s WHERE s.ctid > $3 AND s.problem_code IS NULL`;
  let last = BEFORE_ALL;
  let whole = true;
  const insertPart = async (): Promise<number | null> => {
    const values = [source, batchId, last];
    if (last === BEFORE_ALL) return (await client.query(`${insert} ON CONFLICT DO NOTHING`, values)).rowCount;
    return insertOrNone(client, insert, values);
  };
  const take = async (): Promise<boolean> => {
    const inserted = await insertPart();
    const { rows } = await client.query<{ records: number; last: string | null }>(
      "SELECT (count(*) FILTER (WHERE problem_code IS NULL))::int AS records, max(ctid)::text AS last FROM staging WHERE ctid > $1",
      [last],
    );
    last = rows[0]?.last ?? last;
    whole = inserted === rows[0]?.records;
    return whole;
  };
  const finish = async (): Promise<boolean> => {
    if (whole) return true;
    await client.query(
      `DELETE FROM ${table.name} t USING staging s
       WHERE s.ctid <= $3 AND t.vendor_id = s.vendor_id AND t.source = $1 AND t.external_id = s.external_id AND t.batch_id = $2`,
      [source, batchId, last],
    );
    return false;
  };
  const partBytes = Math.min(Math.max(bytes / MAX_PARTS, PART_BYTES.least), PART_BYTES.most);
  return { batchId, meanwhile: { firstBytes: FIRST_BYTES, bytes: partBytes, take }, finish };
}

/** Inserts all rows, which is quicker where the server need not look beforehand for those that are there already; null: none, as one is. */
async function insertOrNone(client: pg.PoolClient, insert: string, values: unknown[]): Promise<number | null> {
  await client.query(`SAVEPOINT ${SAVEPOINT}`);
  try {
    const { rowCount } = await client.query(insert, values);
    await client.query(`RELEASE SAVEPOINT ${SAVEPOINT}`);
    return rowCount;
  } catch (error) {
    if (!isRepeatedKey(error)) throw error;
    await client.query(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
    return null;
  }
}

const SAVEPOINT = "before_part";
const REPEATED_KEY = "23505";

function isRepeatedKey(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === REPEATED_KEY;
}

async function wasApplied(client: pg.PoolClient, requestKey: string | null): Promise<boolean> {
  if (requestKey === null) return false;
  const { rowCount } = await client.query("SELECT FROM import_batch WHERE request_key = $1", [requestKey]);
  return rowCount !== 0;
}
