import { z } from "zod";
import { withCurrentNames } from "~/domain/input/former-names";
import { FORMER_MAPPING_NAMES } from "./former-names";
import {
  CALENDAR_FIELDS,
  CONTACT_FIELDS,
  REVIEW_FIELDS,
  ROSTER_FIELDS,
  ROSTER_LOOKUPS,
} from "~/domain/facts/fact-fields";
import { BLANKS } from "./blanks";
import { collapseSchema } from "./collapse";
import { booleanField, fieldsSchema, instantField, textField } from "./field";
import { fileFormatSchema } from "./file-format";
import { heading, slug, timeZone, word } from "./plain-values";
import { TOTAL_PERIODS, totalSchema } from "./total";
import { unpivotSchema } from "./unpivot";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

/** In characters. */
export const LONGEST_MAPPING_NAME = 120;

const about = {
  key: slug,
  name: z.string().trim().min(1).max(LONGEST_MAPPING_NAME),
  version: z.number().int().min(1).optional(),
  /** Name space of the row ids: a row replaces the row of the same partner, source and id. */
  source: slug,
  file: fileFormatSchema,
  /** Words that mean "not stated", besides an empty cell. */
  nulls: z.array(word).max(100).default([]),
  /** Of the local times in the file. */
  timeZone,
  vendor: z
    .union([
      z.strictObject({ constant: slug }),
      z.strictObject({ column: heading, values: z.record(z.string(), slug).optional() }),
    ])
    .optional(),
};

const idColumns = z.union([
  z.strictObject({ column: heading }),
  z.strictObject({ columns: z.array(heading).min(2).max(8) }),
]);

const blanks = z.enum(BLANKS).optional();

/** How a file is read: which column feeds which field, in which unit, zone and words. Plain data, kept by key and version. */
export const mappingSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...about,
    kind: z.literal("contacts"),
    blanks,
    externalId: idColumns,
    collapse: collapseSchema.optional(),
    fields: fieldsSchema(CONTACT_FIELDS).refine(has("openedAt"), MAPPING_PROBLEMS.openedAt).superRefine(checkLookups),
  }),
  z.strictObject({
    ...about,
    kind: z.literal("reviews"),
    blanks,
    externalId: idColumns,
    collapse: collapseSchema.optional(),
    fields: fieldsSchema(REVIEW_FIELDS)
      .refine(has("reviewedAt"), MAPPING_PROBLEMS.reviewedAt)
      .superRefine(checkLookups),
  }),
  z.strictObject({
    ...about,
    kind: z.literal("totals"),
    /** `erase`: the blank amount of a row that is there takes back the amount known before. */
    blanks,
    /** Without it, day or time and slice name the row. */
    externalId: idColumns.optional(),
    /** `number`: of rows of a file with the same id, each is a row of its own, such as two equal lines of an invoice. */
    sameIds: z.literal("number").optional(),
    unpivot: unpivotSchema.optional(),
    /** The days that a row is about, where they are not its own day alone: its totals are spread over them. */
    period: z.enum(TOTAL_PERIODS).optional(),
    fields: z
      .strictObject({
        /** A date as the partner counts its days. */
        day: instantField.optional(),
        /** An instant, such as the start of an interval, in place of a day. */
        at: instantField.optional(),
        site: textField.optional(),
        program: textField.optional(),
        channel: textField.optional(),
        agent: textField.optional(),
        team: textField.optional(),
        reason: textField.optional(),
        preliminary: booleanField.optional(),
      })
      .refine((fields) => (fields.day === undefined) !== (fields.at === undefined), MAPPING_PROBLEMS.dayOrAt),
    totals: z.array(totalSchema).min(1).max(200),
  }),
  z.strictObject({
    ...about,
    kind: z.literal("roster"),
    blanks,
    /** Without it, the agent and the first day name the row. */
    externalId: idColumns.optional(),
    fields: fieldsSchema(ROSTER_FIELDS)
      .refine(has("agent"), MAPPING_PROBLEMS.rosterAgent)
      .refine(has("startsOn"), MAPPING_PROBLEMS.rosterStart),
  }),
  z.strictObject({
    ...about,
    kind: z.literal("calendar"),
    blanks,
    /** Without it, the program, the weekdays or date and the first day name the row. */
    externalId: idColumns.optional(),
    /** For a column per weekday. A blank cell is a day without hours. */
    unpivot: unpivotSchema.optional(),
    fields: fieldsSchema(CALENDAR_FIELDS).refine(
      (fields) => fields["weekdays"] !== undefined || fields["date"] !== undefined,
      MAPPING_PROBLEMS.calendarDays,
    ),
  }),
]);
export type Mapping = z.infer<typeof mappingSchema>;
export type MappingProblem = { path: string; message: string };

/** The mapping that a JSON value holds, or what is wrong with it, place by place. */
export function readMapping(
  value: unknown,
): { ok: true; mapping: Mapping } | { ok: false; problems: MappingProblem[] } {
  const parsed = mappingSchema.safeParse(withCurrentNames(value, FORMER_MAPPING_NAMES));
  if (parsed.success) return { ok: true, mapping: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join(".") || "(document)",
    message: issue.message,
  }));
  return { ok: false, problems };
}

function has(name: string): (fields: Record<string, unknown>) => boolean {
  return (fields) => fields[name] !== undefined;
}

function checkLookups(fields: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  const asking = Object.keys(fields).filter((name) => asksRoster(fields[name]));
  if (asking.length > 0 && fields["agent"] === undefined)
    context.addIssue({ code: "custom", message: MAPPING_PROBLEMS.rosterLookup });
  for (const name of asking.filter((field) => !ROSTER_LOOKUPS.some((known) => known === field)))
    context.addIssue({
      code: "custom",
      path: [name],
      message: MAPPING_PROBLEMS.rosterFields(ROSTER_LOOKUPS.join(", ")),
    });
}

/** Whether a field of the mapping is left to the roster where the file says nothing. */
export function asksRoster(field: unknown): boolean {
  return typeof field === "object" && field !== null && "lookup" in field && field.lookup !== undefined;
}
