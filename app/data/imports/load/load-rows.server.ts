import type pg from "pg";
import { dayCounts } from "../../deliveries/received-days.server";
import { stageRows, type StagedRow } from "./stage-rows.server";
import { loadFirst, noteAllNew, type FirstLoad } from "./load-empty-table.server";
import { openInsertWhileReading } from "./insert-while-reading.server";

/** Where the rows of a file are once all of it is read. */
export type RowsIn = {
  /** The batch's number, where it was needed already. */
  batchId: number | null;
  /**
   * filled: in the table of their kind, which was empty before; landed: there too, each with an id that was not there. Both leave
   * their days in `staged_day` and `touched_day` and nothing in `existing`, as a merge does; staged: in `staging`, to be merged.
   */
  way: "filled" | "landed" | "staged";
};

export type RowsInOptions = FirstLoad & {
  /** Several rows may tell of one id. */
  ordered: boolean;
  /** All will be undone: others go on using the tables and the partners. */
  dryRun: boolean;
};

/** Reads a file's rows into the database, by the shortest way that they can take. */
export async function takeRowsIn(
  client: pg.PoolClient,
  options: RowsInOptions,
  rows: () => AsyncIterable<readonly StagedRow[]>,
): Promise<RowsIn> {
  const { kind, saysNothingOf, signal, ordered, dryRun } = options;
  const mayBeShort = !dryRun && !ordered;
  const filled = mayBeShort ? await loadFirst(client, options, rows) : null;
  if (filled !== null) return { batchId: filled, way: "filled" };
  const inserting = mayBeShort ? await openInsertWhileReading(client, options) : null;
  const days = dayCounts();
  await stageRows(client, kind, rows(), { saysNothingOf, signal, onRecord: days.add, meanwhile: inserting?.meanwhile });
  if (!inserting || !(await inserting.settle())) return { batchId: inserting?.batchId ?? null, way: "staged" };
  await days.store(client);
  await noteAllNew(client);
  return { batchId: inserting.batchId, way: "landed" };
}
