import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { findRun, type ImportRun } from "~/data/imports/import-runs.server";
import type { Viewer } from "~/domain/access/viewer";
import { implausibleFindingSchema } from "~/domain/imports/implausible-figures";
import { RUN_STATES } from "~/domain/imports/import-run";
import { dryRunOutcomeSchema } from "~/domain/imports/dry-run-outcome";
import { problemSchema } from "./record-documents";
import { IMPORT_FIELDS as text } from "~/wording/imports/api-fields";

const countsSchema = z.object({
  read: z.number(),
  skipped: z.number().default(0).describe(text.skipped),
  accepted: z.number(),
  collapsed: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  superseded: z.number().default(0).describe(text.superseded),
  rejected: z.number(),
});
const rowProblems = z
  .array(z.object({ line: z.number(), column: z.string(), code: z.string(), text: z.string() }))
  .describe(text.rejectedRows);
const appliedSchema = countsSchema.extend({
  errors: rowProblems,
  implausible: z.array(implausibleFindingSchema).default([]).describe(text.implausible),
});

/** An import on its way, or at its end. */
export const importRunSchema = z
  .object({
    id: z.string(),
    state: z.enum(RUN_STATES).describe(text.state),
    dryRun: z.boolean(),
    fileName: z.string(),
    fileBytes: z.number(),
    vendor: z.string().nullable().describe(text.vendor),
    requestedBy: z.string(),
    host: z.string().nullable().describe(text.host),
    progress: z.object({
      phase: z.string().describe(text.phase),
      bytesRead: z.number(),
      rowsRead: z.number(),
      rowsRejected: z.number(),
    }),
    batch: z.number().nullable().describe(text.batch),
    result: appliedSchema.nullable().describe(text.result),
    dryRunResult: dryRunOutcomeSchema.nullable().describe(text.dryRunResult),
    problem: problemSchema.nullable().describe(text.problem),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: "ImportRun" });

export function importRunDocument(run: ImportRun): z.output<typeof importRunSchema> {
  const { id, state, dryRun, fileName, fileBytes, vendor, requestedBy, phase, bytesRead, rowsRead, rowsRejected } = run;
  const { batchId, outcome, refusal, createdAt, startedAt, finishedAt } = run;
  return {
    id,
    state,
    dryRun,
    fileName,
    fileBytes,
    vendor: vendor?.key ?? null,
    requestedBy,
    host: run.host?.name ?? null,
    progress: { phase, bytesRead, rowsRead, rowsRejected },
    batch: batchId,
    result: state === "applied" && outcome !== null ? appliedSchema.parse(outcome) : null,
    dryRunResult: state === "tried" ? dryRunOutcomeSchema.parse(outcome) : null,
    problem: refusal && {
      type: `urn:plumbline:import:${refusal.code}`,
      title: text.notImported,
      status: 422,
      detail: refusal.words,
    },
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** A run as the interface returns it; null where the viewer may know of none. */
export async function loadRunDocument(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<z.output<typeof importRunSchema> | null> {
  const run = await findRun(db, viewer, id);
  return run && importRunDocument(run);
}
