import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { findRun, type ImportRun } from "~/data/imports/import-runs.server";
import type { Viewer } from "~/domain/access/viewer";
import { implausibleFindingSchema } from "~/domain/imports/implausible-figures";
import { RUN_STATES } from "~/domain/imports/import-run";
import { dryRunOutcomeSchema } from "~/domain/imports/dry-run-outcome";
import { KEPT, SKIPPED, problemSchema } from "./record-documents";

const countsSchema = z.object({
  read: z.number(),
  skipped: z.number().default(0).describe(SKIPPED),
  accepted: z.number(),
  collapsed: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  kept: z.number().default(0).describe(KEPT),
  rejected: z.number(),
});
const rowProblems = z
  .array(z.object({ line: z.number(), column: z.string(), code: z.string(), text: z.string() }))
  .describe("The first hundred rows that were set aside");
const appliedSchema = countsSchema.extend({
  errors: rowProblems,
  implausible: z
    .array(implausibleFindingSchema)
    .default([])
    .describe("Figures of accepted rows that cannot all be right, by measures or fields"),
});

/** An import on its way, or at its end. */
export const importRunSchema = z
  .object({
    id: z.string(),
    state: z.enum(RUN_STATES).describe("queued and running go on; the others are ends"),
    dryRun: z.boolean(),
    fileName: z.string(),
    fileBytes: z.number(),
    vendor: z.string().nullable().describe("Null: the mapping says whose rows these are"),
    askedBy: z.string(),
    host: z.string().nullable().describe("The host that has the file and works on it; the others only know of it"),
    progress: z.object({
      phase: z.string().describe("reading, merging or rolling-up; '' before the work started"),
      bytesRead: z.number(),
      rowsRead: z.number(),
      rowsRejected: z.number(),
    }),
    batch: z.number().nullable().describe("Of /imports; there once the state is applied"),
    result: appliedSchema.nullable().describe("Of an applied import; read = accepted + collapsed + rejected"),
    dryRunResult: dryRunOutcomeSchema
      .nullable()
      .describe("What a dry run found: it would do this, and nothing was stored"),
    problem: problemSchema.nullable().describe("Why it failed"),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: "ImportRun" });

export function importRunDocument(run: ImportRun): z.output<typeof importRunSchema> {
  const { id, state, dryRun, fileName, fileBytes, vendor, askedBy, phase, bytesRead, rowsRead, rowsRejected } = run;
  const { batchId, outcome, refusal, createdAt, startedAt, finishedAt } = run;
  return {
    id,
    state,
    dryRun,
    fileName,
    fileBytes,
    vendor: vendor?.key ?? null,
    askedBy,
    host: run.host?.name ?? null,
    progress: { phase, bytesRead, rowsRead, rowsRejected },
    batch: batchId,
    result: state === "applied" && outcome !== null ? appliedSchema.parse(outcome) : null,
    dryRunResult: state === "tried" ? dryRunOutcomeSchema.parse(outcome) : null,
    problem: refusal && {
      type: `urn:plumbline:import:${refusal.code}`,
      title: "The file was not imported",
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
