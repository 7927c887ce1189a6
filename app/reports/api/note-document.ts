import { z } from "zod";
import { CAUSE_CATEGORIES, FAULTS, NOTE_VISIBILITIES } from "~/domain/causes/root-cause-note";
import type { PinnedNote } from "~/domain/causes/pinned-note";
import type { NoteSummary } from "../causes/notes.server";
import { RESULT_FIELDS } from "~/wording/scorecards/api-fields";

const pathLabelSchema = {
  id: z.string(),
  title: z.string(),
  symptom: z.string(),
  metric: z.string(),
  from: z.string(),
  to: z.string().describe(RESULT_FIELDS.lastDay),
  category: z.enum(CAUSE_CATEGORIES),
  fault: z.enum(FAULTS).describe(RESULT_FIELDS.responsible),
  owner: z.string(),
};

/** A note as it stands beside a figure. */
export const noteSummarySchema = z
  .object({ ...pathLabelSchema, slice: z.array(z.string()), authorName: z.string(), writtenOn: z.string() })
  .meta({ id: "NoteSummary" });

/** A note with all that it says. */
export const noteSchema = z
  .object({
    ...pathLabelSchema,
    vendor: z.string(),
    site: z.string().describe(RESULT_FIELDS.noteScope),
    program: z.string(),
    channel: z.string(),
    segment: z.string(),
    whys: z.array(z.string()),
    evidence: z.string(),
    containment: z.string(),
    correction: z.string(),
    prevention: z.string(),
    due: z.string().nullable(),
    overdue: z.boolean(),
    proofMetric: z.string(),
    proofBaseline: z.string(),
    proofCriterion: z.string(),
    visibility: z.enum(NOTE_VISIBILITIES),
    revision: z.number(),
    authorName: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
    archivedAt: z.string().nullable(),
  })
  .meta({ id: "Note" });

export function pinnedNoteDocument(note: PinnedNote): z.output<typeof noteSummarySchema> {
  const { id, title, symptom, metric, from, to, category, fault, owner, slice, authorName, writtenOn } = note;
  return { id, title, symptom, metric, from, to, category, fault, owner, slice: [...slice], authorName, writtenOn };
}

export function noteDocument(note: NoteSummary): z.output<typeof noteSchema> {
  const { id, content, overdue, revision, authorName, createdAt, updatedAt, archivedAt } = note;
  return { id, ...content, overdue, revision, authorName, createdAt, updatedAt, archivedAt };
}
