import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { loadMapping } from "~/ingest/wizard/check-upload.server";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadDryRunStep } from "./dry-run-step.server";

/** What an import of an upload will do: whose file it is, by which mapping, and what its dry run found; null: none was run. */
export async function loadApplyStep(db: Database, viewer: Viewer, staged: StagedFile, now: Date) {
  const [made, { blockers, outcome }] = await Promise.all([
    loadMapping(db, viewer, staged),
    loadDryRunStep(db, viewer, staged, now),
  ]);
  const mapping = made.ok ? made.value.mapping : null;
  return {
    blockers,
    partner: made.ok ? (made.value.partner?.name ?? null) : null,
    mapping: mapping && { name: mapping.name, kind: mapping.kind, source: mapping.source },
    tried: outcome && {
      new: outcome.new,
      changed: outcome.changed,
      unchanged: outcome.unchanged,
      superseded: outcome.superseded,
      skipped: outcome.skipped,
      rejected: outcome.rejected,
      verdicts: outcome.verdicts.length,
      judged: outcome.judged,
      future: outcome.future,
      firstDay: outcome.firstDay,
      lastDay: outcome.lastDay,
    },
  };
}
