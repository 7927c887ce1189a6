import type pg from "pg";
import { dayCounts } from "../../deliveries/received-days.server";
import { openInsertWhileReading, type ComingFile } from "./insert-while-reading.server";
import { stageRows, type StagedRow } from "./stage-rows.server";

/** Where the rows of a file are once all of it is read. */
export type LoadedRows = {
  /** The batch's number, where it was needed already. */
  batchId: number | null;
  /**
   * Whether all are in the table of their kind, each with an id that was not there: then their days are in `staged_day` and `touched_day`
   * and nothing is in `existing`, as after a merge. Else they are in `staging`, to be merged.
   */
  inserted: boolean;
};

export type LoadOptions = ComingFile & {
  signal: AbortSignal | undefined;
  /** Several rows may tell of one id. */
  ordered: boolean;
  /** All will be undone: others go on using the tables and the partners. */
  dryRun: boolean;
};

/** Reads a file's rows into the database, by the shortest way that they can take. */
export async function loadRows(
  client: pg.PoolClient,
  options: LoadOptions,
  rows: AsyncIterable<readonly StagedRow[]>,
): Promise<LoadedRows> {
  const { kind, unstatedFields, signal, ordered, dryRun } = options;
  const inserting = dryRun || ordered ? null : await openInsertWhileReading(client, options);
  const days = dayCounts();
  await stageRows(client, kind, rows, {
    unstatedFields,
    signal,
    onRecord: days.add,
    meanwhile: inserting?.meanwhile,
  });
  if (!inserting || !(await inserting.finish())) return { batchId: inserting?.batchId ?? null, inserted: false };
  await days.store(client);
  await client.query("CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT vendor_id, day FROM staged_day");
  await client.query("CREATE TEMPORARY TABLE existing (vendor_id integer, new_day date) ON COMMIT DROP");
  return { batchId: inserting.batchId, inserted: true };
}
