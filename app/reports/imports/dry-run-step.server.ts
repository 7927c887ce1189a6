import type { Database } from "~/data/db/database.server";
import { findRun } from "~/data/imports/import-runs.server";
import type { Viewer } from "~/domain/access/viewer";
import { dryRunOutcomeSchema, type DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import { viewRun, type RunView } from "~/domain/imports/import-run";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadMapping, withOffers, type CheckedGroup } from "~/ingest/wizard/check-upload.server";
import { findBlockers, type Blocker } from "~/ingest/wizard/blockers.server";

export type DryRunStep = {
  blockers: Blocker[];
  /** Null: none was started, or it was of another mapping. */
  run: RunView | null;
  outcome: DryRunOutcome | null;
  groups: CheckedGroup[];
};

/** The dry run of an upload as its mapping stands now. */
export async function loadDryRunStep(db: Database, viewer: Viewer, staged: StagedFile, now: Date): Promise<DryRunStep> {
  const nothing = { run: null, outcome: null, groups: [] };
  const blockers = await findBlockers(db, viewer, staged);
  if (blockers.length > 0) return { ...nothing, blockers };
  const made = await loadMapping(db, viewer, staged);
  if (!made.ok || made.value.mapping === null) return { ...nothing, blockers };
  const { mapping, fingerprint, reading } = made.value;
  const run = staged.dryRun?.of === fingerprint ? await findRun(db, viewer, staged.dryRun.runId) : null;
  if (run === null) return { ...nothing, blockers };
  const outcome = run.state === "tried" ? dryRunOutcomeSchema.parse(run.outcome) : null;
  const groups = (outcome?.problems ?? []).map((group) => withOffers(group, mapping, reading.headings));
  return { blockers, run: viewRun(run, now), outcome, groups };
}
