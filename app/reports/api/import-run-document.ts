import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { findRun, type ImportRun } from "~/data/imports/import-runs.server";
import type { Viewer } from "~/domain/access/viewer";
import { implausibleFindingSchema } from "~/domain/imports/implausible-figures";
import { RUN_STATES } from "~/domain/imports/import-run";
import { dryRunOutcomeSchema, futureRowsSchema } from "~/domain/imports/dry-run-outcome";
import { problemSchema } from "./record-documents";
import { FUTURE_REMEDY, futureText } from "~/wording/imports/dry-run";
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
  .array(
    z.object({ line: z.number(), column: z.string(), code: z.string().describe(text.rejectedCode), text: z.string() }),
  )
  .describe(text.rejectedRows);
const { code: implausibleCode } = implausibleFindingSchema.shape;
const describedFinding = implausibleFindingSchema.extend({ code: implausibleCode.describe(text.implausibleCode) });
/** Rows of future days, with the sentence that the dry run of a page says of them. */
const futureSchema = futureRowsSchema.extend({ message: z.string() }).nullable().describe(text.future);
/** An applied import as it is stored with its run. */
const storedSchema = countsSchema.extend({
  errors: rowProblems,
  implausible: z.array(describedFinding).default([]).describe(text.implausible),
  future: futureRowsSchema.nullable().default(null),
});
const appliedSchema = storedSchema.extend({ future: futureSchema });
const triedSchema = dryRunOutcomeSchema.extend({ future: futureSchema });

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
    dryRunResult: triedSchema.nullable().describe(text.dryRunResult),
    problem: problemSchema.nullable().describe(text.problem),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: "ImportRun" });

type Future = z.output<typeof futureRowsSchema> | null;

function withMessage<Outcome extends { future: Future }>({ future, ...outcome }: Outcome) {
  const message = future === null ? "" : `${futureText(future)}. ${FUTURE_REMEDY}`;
  return { ...outcome, future: future === null ? null : { ...future, message } };
}

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
    result: state === "applied" && outcome !== null ? withMessage(storedSchema.parse(outcome)) : null,
    dryRunResult: state === "tried" ? withMessage(dryRunOutcomeSchema.parse(outcome)) : null,
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
