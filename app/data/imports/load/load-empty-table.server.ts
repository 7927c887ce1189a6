import type pg from "pg";
import type { FileKind } from "~/domain/facts/fact-fields";
import { dayCounts } from "../../deliveries/received-days.server";
import { copyRows, copyText } from "../../db/copy-rows.server";
import { isRefusedLock, lockedAlone, startAgain } from "../../db/deferred-indexes.server";
import { saidColumns, stageRows, type StagedRow } from "./stage-rows.server";
import { factTable } from "../../sql/fact-table";
import { lockParameters, lockVendors } from "../../db/transaction.server";

/** A file on its way in, before its rows are read. */
export type ComingFile = {
  kind: FileKind;
  /** How large the file is. */
  bytes: number;
  source: string;
  /** Numbers the batch. */
  number: () => Promise<number>;
  /** The partner whose rows these are; null: any that is known. */
  vendorId: number | null;
  saysNothingOf: readonly string[];
  requestKey: string | null;
};

export type FirstLoad = ComingFile & { signal: AbortSignal | undefined };

type Rows = AsyncIterable<readonly StagedRow[]>;

/** For less it is not worth while to take the indexes away. */
const MIN_BYTES = 64_000;
/** With more of them the file goes through staging, which holds any number. */
const MAX_PROBLEMS_HELD = 5_000;
const SAVEPOINT = "before_first_load";
const REPEATED_KEY = "23505";

/**
 * Sends the rows of a file straight into the table of its kind, where that is empty and nobody else uses it: there is nothing to
 * compare them with, and that no two of them share an id shows when the key is built. Leaves their days in `staged_day` and
 * `touched_day`, rejected lines in `staging` and nothing in `existing`, as a merge does. Answers the batch's number, or null, with everything as it was before,
 * where it cannot be done so: then the rows have to be read again and merged. Partners and table stay locked until the transaction ends.
 */
export async function loadFirst(client: pg.PoolClient, load: FirstLoad, rows: () => Rows): Promise<number | null> {
  if (load.bytes < MIN_BYTES || (load.kind !== "contacts" && load.kind !== "reviews")) return null;
  await client.query(`SAVEPOINT ${SAVEPOINT}`);
  try {
    if (await hasTableAlone(client, load)) return await fillTable(client, load, rows());
  } catch (error) {
    if (!(error instanceof TooManyProblems) && !isRefusedLock(error) && !isRepeatedKey(error)) throw error;
  }
  await client.query(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
  return null;
}

class TooManyProblems extends Error {}

export function isRepeatedKey(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === REPEATED_KEY;
}

/** Takes the locks in the order of every import. Rosters and calendars would have a say in the rows, so there must be none. */
async function hasTableAlone(client: pg.PoolClient, { kind, vendorId, requestKey }: FirstLoad): Promise<boolean> {
  const { name } = factTable(kind);
  const isFirst = async () => {
    const { rows } = await client.query<{ first: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM ${name}) AND NOT EXISTS (SELECT FROM roster_entry) AND NOT EXISTS (SELECT FROM calendar_entry)
         AND NOT EXISTS (SELECT FROM import_batch WHERE request_key = $1) AS first`,
      [requestKey],
    );
    return rows[0]?.first ?? false;
  };
  if (!(await isFirst())) return false;
  await lockParameters(client, "share");
  const known = await client.query<{ id: number }>("SELECT id FROM vendor WHERE $1::integer IS NULL OR id = $1", [
    vendorId,
  ]);
  await lockVendors(
    client,
    known.rows.map(({ id }) => id),
  );
  return (await lockedAlone(client, name)) && (await isFirst());
}

async function fillTable(client: pg.PoolClient, load: FirstLoad, rows: Rows): Promise<number> {
  const { kind, source, saysNothingOf, signal } = load;
  const batchId = await load.number();
  const table = factTable(kind);
  const said = saidColumns(table.columns, saysNothingOf, "");
  const names = ["vendor_id", "source", "external_id", "batch_id", "line", "day", ...said.names];
  const origin = `\t${copyText(source)}\t`;
  const days = dayCounts();
  const problems: StagedRow[] = [];
  const cellsOf = (row: StagedRow): string | null => {
    if ("problem" in row) {
      if (problems.push(row) > MAX_PROBLEMS_HELD) throw new TooManyProblems();
      return null;
    }
    const { vendorId, externalId, line, day } = row;
    days.add(vendorId, day);
    return `${vendorId}${origin}${copyText(externalId)}\t${batchId}\t${line}\t${day}${said.cells(row)}`;
  };
  // COPY is refused where row-level security holds for the owner too. Until the transaction ends nobody else sees the table.
  await client.query(`ALTER TABLE ${table.name} NO FORCE ROW LEVEL SECURITY`);
  const buildIndexes = await startAgain(client, table.name);
  await copyRows(client, `${table.name} (${names.join(", ")})`, { pieces: rows, cellsOf }, { signal });
  await buildIndexes();
  await client.query(`ALTER TABLE ${table.name} FORCE ROW LEVEL SECURITY`);
  await stageRows(client, kind, inOnePiece(problems), { saysNothingOf, signal });
  await days.store(client);
  await noteAllNew(client);
  return batchId;
}

async function* inOnePiece(rows: readonly StagedRow[]): AsyncGenerator<readonly StagedRow[]> {
  yield rows;
}

/** The rows are new, so the days that they touch are their own, and none was there before. */
export async function noteAllNew(client: pg.PoolClient): Promise<void> {
  await client.query("CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT vendor_id, day FROM staged_day");
  await client.query("CREATE TEMPORARY TABLE existing (vendor_id integer, new_day date) ON COMMIT DROP");
}
