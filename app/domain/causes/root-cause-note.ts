import { z } from "zod";
import { isReportedDay } from "../calendar/day";

/** Where a cause sits. */
export const CAUSE_CATEGORIES = ["people", "process", "product", "tool", "policy", "volume", "data"] as const;
export type CauseCategory = (typeof CAUSE_CATEGORIES)[number];

/** Whose doing it was; `unclear` until it is agreed. */
export const FAULTS = ["vendor", "client", "shared", "unclear"] as const;
export type Fault = (typeof FAULTS)[number];

/** Who may read a note besides the client's own people. */
export const NOTE_VISIBILITIES = ["inside", "partner"] as const;
export type NoteVisibility = (typeof NOTE_VISIBILITIES)[number];

/** How many times "why?" is asked. */
export const WHYS = 5;

/** Days as the database and the calendar know them; a date that does not exist (30 February) is refused. */
const day = (message: string) => z.iso.date({ error: message }).refine(isReportedDay, message);
const required = (longest: number, message: string) =>
  z.string({ error: message }).trim().min(1, message).max(longest, `Use at most ${longest} characters.`);
const optional = (longest: number) => z.string().trim().max(longest, `Use at most ${longest} characters.`).default("");

/**
 * What a lead writes down about a dip: where and when it was, what it was, why, whose, what is done about it and what
 * will prove it fixed. Days are inclusive at both ends, as people write them.
 */
export const noteContentSchema = z
  .object({
    vendor: required(80, "Choose a partner."),
    metric: required(80, "Choose a metric."),
    site: optional(120),
    program: optional(120),
    channel: optional(120),
    from: day("Enter the first day, for example 2026-10-01."),
    to: day("Enter the last day, for example 2026-10-31."),
    title: required(140, "Enter a title."),
    symptom: required(4000, "Describe the symptom."),
    segment: optional(400),
    category: z.enum(CAUSE_CATEGORIES, { error: "Choose a category." }),
    fault: z.enum(FAULTS, { error: "Choose who is responsible, or Unclear." }),
    whys: z
      .array(optional(600))
      .max(WHYS, `Enter at most five whys.`)
      .default([])
      .transform((whys) => whys.filter((why) => why !== "")),
    evidence: optional(4000),
    containment: optional(4000),
    correction: optional(4000),
    prevention: optional(4000),
    owner: optional(140),
    due: day("Enter a day, for example 2026-11-15.").nullable().default(null),
    proofMetric: optional(80),
    proofBaseline: optional(140),
    proofCriterion: optional(400),
    visibility: z.enum(NOTE_VISIBILITIES).default("inside"),
  })
  .refine((note) => note.from <= note.to, {
    path: ["to"],
    message: "The last day must not be before the first day.",
  });

export type NoteContent = z.output<typeof noteContentSchema>;
/** A note as a form holds it, before it was checked. */
export type NoteFormValues = z.input<typeof noteContentSchema>;

/** The fields that differ between two states of a note, in the order in which the note shows them. */
export function changedNoteFields(before: NoteContent, after: NoteContent): (keyof NoteContent)[] {
  return NOTE_FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Every field of a note, in reading order. */
export const NOTE_FIELDS = [
  "vendor",
  "metric",
  "site",
  "program",
  "channel",
  "from",
  "to",
  "title",
  "symptom",
  "segment",
  "category",
  "fault",
  "whys",
  "evidence",
  "containment",
  "correction",
  "prevention",
  "owner",
  "due",
  "proofMetric",
  "proofBaseline",
  "proofCriterion",
  "visibility",
] as const satisfies readonly (keyof NoteContent)[];
