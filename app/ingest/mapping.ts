import { z } from "zod";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { CONTACT_FIELDS, REVIEW_FIELDS, type FieldType } from "~/domain/facts/fact-fields";
import { parseMeasureRef } from "~/domain/metrics/measure-ref";
import { dateFormatProblem } from "./date-format";

const heading = z.string().trim().min(1).max(200);
const word = z.string().max(200);
const words = z.array(word).min(1).max(1000);
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "use at most 63 lower-case letters, digits and hyphens, the first not a hyphen");
const timeZone = z.string().refine(isTimeZone, "this is not a time zone name such as Europe/Madrid or UTC");
const dateFormat = z.string().superRefine((format, context) => {
  const problem = dateFormatProblem(format);
  if (problem) context.addIssue({ code: "custom", message: problem });
});

/** True of a row by the cell of one column. Words are compared without case and outer spaces. */
const conditionSchema = z
  .strictObject({
    column: heading,
    is: words.optional(),
    isNot: words.optional(),
    startsWith: words.optional(),
    blank: z.boolean().optional(),
  })
  .refine(
    ({ is, isNot, startsWith, blank }) =>
      [is, isNot, startsWith, blank].filter((part) => part !== undefined).length === 1,
    "give exactly one of is, isNot, startsWith and blank",
  );

/** Where a value comes from, and in which rows it is said. */
const origin = {
  column: heading.optional(),
  /** Several columns joined by `join` (a space unless said), such as a date and a time. */
  columns: z.array(heading).min(2).max(6).optional(),
  join: z.string().max(10).optional(),
  constant: word.optional(),
  /** In rows for which this is not true, the field is blank. */
  when: conditionSchema.optional(),
  /** A row without a value is rejected. */
  required: z.boolean().optional(),
};

const lookup = {
  /** Words in the file → words meant, looked up before anything else is read into them. */
  values: z.record(z.string(), word).optional(),
};

const numeral = {
  /** The decimal sign ("." unless said). The other of "." and ",", spaces and apostrophes are thousands separators. */
  decimal: z.enum([".", ","]).optional(),
};

const DURATION_UNITS = ["ms", "s", "min", "h", "d", "hh:mm:ss", "mm:ss", "hh:mm", "h.mm.ss"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const ORIGIN_WANTED = "give exactly one of column, columns and constant";

function hasOneOrigin(field: { column?: unknown; columns?: unknown; constant?: unknown; between?: unknown }): boolean {
  return [field.column, field.columns, field.constant, field.between].filter((part) => part !== undefined).length === 1;
}

const textField = z
  .strictObject({
    ...origin,
    ...lookup,
    /** What becomes of a word that `values` does not hold; it is kept unless said. */
    otherwise: z.enum(["keep", "reject", "blank"]).optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED);
const numberField = z
  .strictObject({ ...origin, ...lookup, ...numeral, unit: z.enum(["percent"]).optional() })
  .refine(hasOneOrigin, ORIGIN_WANTED);
const booleanField = z
  .strictObject({
    ...origin,
    ...lookup,
    trueWords: words.optional(),
    falseWords: words.optional(),
    /** What a word in neither list means; such a row is rejected unless said. */
    otherwise: z.enum(["reject", "true", "false", "blank"]).optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED);
const instantField = z
  .strictObject({
    ...origin,
    format: z.union([dateFormat, z.array(dateFormat).min(1).max(8)]),
    /** Of the times in this field, where it differs from that of the file. */
    timeZone: timeZone.optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED);
const secondsField = z
  .strictObject({
    ...origin,
    ...lookup,
    ...numeral,
    /** Seconds unless said. */
    unit: z.enum(DURATION_UNITS).optional(),
    /** The time from one instant to another, instead of a column. */
    between: z.strictObject({ from: instantField, until: instantField }).optional(),
  })
  .refine(hasOneOrigin, "give exactly one of column, columns, constant and between");

/** How a field of each type may be described. */
export const FIELD_SCHEMAS = {
  text: textField,
  number: numberField,
  integer: numberField,
  boolean: booleanField,
  instant: instantField,
  seconds: secondsField,
} as const satisfies Record<FieldType, z.ZodType>;

export type Condition = z.infer<typeof conditionSchema>;
export type Origin = Pick<z.infer<typeof textField>, "column" | "columns" | "join" | "constant" | "when" | "required">;
export type TextField = z.infer<typeof textField>;
export type NumberField = z.infer<typeof numberField>;
export type BooleanField = z.infer<typeof booleanField>;
export type InstantField = z.infer<typeof instantField>;
export type SecondsField = z.infer<typeof secondsField>;

function fieldsSchema(fields: Readonly<Record<string, FieldType>>) {
  return z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, FIELD_SCHEMAS[type].optional()])),
  );
}

const tallySchema = z
  .strictObject({
    /** A measure of the catalogue, such as offered or wait<=20. */
    measure: z.string().refine((ref) => parseMeasureRef(ref) !== null, "this is not a measure that Plumbline knows"),
    column: heading.optional(),
    constant: z.number().optional(),
    /** The column of the volume that an average or a share belongs to: amount = column × volume. */
    times: heading.optional(),
    /** A multiplier, such as 100 for money in major units. */
    factor: z.number().optional(),
    unit: z.enum(["percent", ...DURATION_UNITS]).optional(),
    ...numeral,
    when: conditionSchema.optional(),
    required: z.boolean().optional(),
  })
  .refine((tally) => (tally.column === undefined) !== (tally.constant === undefined), "give either column or constant")
  .refine(
    (tally) => tally.unit !== "percent" || tally.times !== undefined,
    "a share can be used only with its volume: name the column of the volume in times",
  );
export type TallyField = z.infer<typeof tallySchema>;

const about = {
  key: slug,
  name: z.string().trim().min(1).max(120),
  version: z.number().int().min(1).optional(),
  /** Name space of the row ids: a row replaces the row of the same partner, source and id. */
  source: slug,
  file: z.strictObject({
    format: z.literal("csv"),
    encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"]).default("auto"),
    delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
    /** The line that holds the headings; what stands above is passed over. 0: there are none, columns are called #1, #2 … */
    headerRow: z.number().int().min(0).max(100).default(1),
    /** Rows that are no data, such as totals and footers. */
    skipRowsWhen: z.array(conditionSchema).max(20).default([]),
  }),
  /** Words that mean "not said", besides an empty cell. */
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

/** How a file is read: which column feeds which field, in which unit, zone and words. Plain data, kept by key and version. */
export const mappingSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...about,
    kind: z.literal("contacts"),
    externalId: idColumns,
    fields: fieldsSchema(CONTACT_FIELDS).refine(has("openedAt"), "openedAt is needed: it decides the day of a contact"),
  }),
  z.strictObject({
    ...about,
    kind: z.literal("reviews"),
    externalId: idColumns,
    fields: fieldsSchema(REVIEW_FIELDS).refine(
      has("reviewedAt"),
      "reviewedAt is needed: it decides the day of a review",
    ),
  }),
  z.strictObject({
    ...about,
    kind: z.literal("tallies"),
    /** Without it, day or time and slice name the row. */
    externalId: idColumns.optional(),
    fields: z
      .strictObject({
        /** A date as the partner counts its days. */
        day: instantField.optional(),
        /** An instant, such as the start of an interval, in place of a day. */
        at: instantField.optional(),
        site: textField.optional(),
        program: textField.optional(),
        channel: textField.optional(),
      })
      .refine((fields) => (fields.day === undefined) !== (fields.at === undefined), "give either day or at"),
    tallies: z.array(tallySchema).min(1).max(200),
  }),
]);
export type Mapping = z.infer<typeof mappingSchema>;
export type MappingProblem = { path: string; message: string };

/** The mapping that a JSON value holds, or what is wrong with it, place by place. */
export function readMapping(
  value: unknown,
): { ok: true; mapping: Mapping } | { ok: false; problems: MappingProblem[] } {
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return { ok: true, mapping: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join(".") || "(document)",
    message: issue.message,
  }));
  return { ok: false, problems };
}

/** Every column that the mapping needs in a file, once, in the order of the document. */
export function columnsOf(mapping: Mapping): string[] {
  const columns = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (value !== null && typeof value === "object") {
      for (const [name, part] of Object.entries(value)) {
        if ((name === "column" || name === "times") && typeof part === "string") columns.add(part);
        else if (name === "columns" && Array.isArray(part)) part.forEach((column) => columns.add(String(column)));
        else if (name !== "values") visit(part);
      }
    }
  };
  visit([
    mapping.externalId,
    mapping.vendor,
    mapping.fields,
    mapping.kind === "tallies" ? mapping.tallies : [],
    mapping.file,
  ]);
  return [...columns];
}

function has(name: string): (fields: Record<string, unknown>) => boolean {
  return (fields) => fields[name] !== undefined;
}
