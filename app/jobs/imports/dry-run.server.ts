import type { TouchedDays } from "~/data/imports/load/try-batch.server";
import { compareDays, listRowChanges } from "~/data/imports/batch-changes.server";
import { findBatch, groupProblems } from "~/data/imports/batches.server";
import type { Database } from "~/data/db/database.server";
import { findVendors } from "~/data/access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import type { DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import type { ImportResult } from "~/ingest/load/import-file.server";
import { futureRowsOf } from "./future-rows.server";
import { loadVerdictChanges } from "~/reports/scorecards/verdict-changes.server";

const MAX_CHANGES_STORED = 100;
const MAX_PROBLEMS_STORED = 50;
const MAX_VERDICTS_STORED = 200;

/** What an import would do, looked at from inside its transaction and compared with the database as it is. */
export async function showDryRun(
  { live, inside }: { live: Database; inside: Database },
  viewer: Viewer,
  { tried, touched }: { tried: ImportResult; touched: TouchedDays },
  clock: () => Date,
): Promise<DryRunOutcome> {
  const batch = await findBatch(inside, viewer, tried.batch);
  if (batch === null) throw new Error(`Batch ${tried.batch} not found during its dry run`);
  const { firstDay, lastDay } = batch;
  const keys = new Set(batch.vendors.map(({ key }) => key));
  const vendorIds = (await findVendors(inside, viewer)).filter(({ key }) => keys.has(key)).map(({ id }) => id);
  // Of what changes no figure at all, the days that it covers are listed.
  const days = touched ?? (firstDay === null || lastDay === null ? null : { firstDay, lastDay });
  const { judged, changes } =
    days === null
      ? { judged: 0, changes: [] }
      : await loadVerdictChanges(
          { before: live, after: inside },
          viewer,
          { vendorIds, first: days.firstDay, last: days.lastDay },
          { clock },
        );
  return {
    ...figuresOf(tried),
    kind: batch.kind,
    firstDay,
    lastDay,
    future: await futureRowsOf(inside, tried.batch, clock),
    problems: (await groupProblems(inside, viewer, tried.batch)).slice(0, MAX_PROBLEMS_STORED),
    changes: await listRowChanges(inside, tried.batch, { offset: 0, limit: MAX_CHANGES_STORED }),
    days: await compareDays(inside, tried.batch),
    judged,
    verdicts: changes.slice(0, MAX_VERDICTS_STORED),
  };
}

function figuresOf({
  read,
  skipped,
  accepted,
  collapsed,
  changed,
  unchanged,
  superseded,
  rejected,
  implausible,
  ...rest
}: ImportResult) {
  return { implausible, read, skipped, accepted, collapsed, new: rest.new, changed, unchanged, superseded, rejected };
}
