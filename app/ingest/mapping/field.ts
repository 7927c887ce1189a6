import { z } from "zod";
import type { FieldType } from "~/domain/facts/fact-fields";
import { conditionSchema } from "./condition";
import { caseSchema, lookupSchema, partSchema } from "./derived";
import { dateFormat, heading, timeZone, word, words } from "./plain-values";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

/** Where a value comes from, and in which rows it is stated. */
const origin = {
  column: heading.optional(),
  /** Several columns joined by `join` (a space unless stated), such as a date and a time. */
  columns: z.array(heading).min(2).max(6).optional(),
  join: z.string().max(10).optional(),
  constant: word.optional(),
  /** The first case that holds in a row gives the value; where none does, nothing is stated. */
  cases: z.array(caseSchema).min(1).max(50).optional(),
  /** A part of the text, cut out before anything else is read into it. */
  part: partSchema.optional(),
  /** In rows for which this is not true, the field is blank. */
  when: conditionSchema.optional(),
  /** A row without a value is rejected. */
  required: z.boolean().optional(),
};

const vocabulary = {
  /** Words in the file → words meant, looked up before anything else is read into them. */
  values: z.record(z.string(), word).optional(),
};

export const numeral = {
  /** The decimal sign ("." unless stated). The other of "." and ",", spaces and apostrophes are thousands separators. */
  decimal: z.enum([".", ","]).optional(),
};

const range = z.tuple([z.number(), z.number()]).refine(([least, most]) => least < most, MAPPING_PROBLEMS.lowestFirst);

const ends = z.tuple([z.number(), z.number()]).refine(([from, to]) => from !== to, MAPPING_PROBLEMS.twoScores);

export const DURATION_UNITS = [
  "ms",
  "s",
  "min",
  "h",
  "d",
  "hh:mm:ss",
  "mm:ss",
  "hh:mm",
  "h.mm.ss",
  "h:mm a",
  "spelled",
] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const ORIGIN_WANTED = MAPPING_PROBLEMS.oneSource;

type Origins = Partial<Record<"column" | "columns" | "constant" | "cases" | "name" | "between" | "lookup", unknown>>;

function hasOneOrigin({ column, columns, constant, cases, name, between, lookup }: Origins): boolean {
  const given = [column, columns, constant, cases, name, between].filter((part) => part !== undefined).length;
  return given === 1 || (given === 0 && lookup !== undefined);
}

export const textField = z
  .strictObject({
    ...origin,
    ...vocabulary,
    /** What becomes of a word that `values` does not hold; it is kept unless stated. */
    otherwise: z.enum(["keep", "reject", "blank"]).optional(),
    /** The part of the file's name, without its extension, that holds the text. */
    name: partSchema.optional(),
    lookup: lookupSchema.optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED);
export const numberField = z
  .strictObject({
    ...origin,
    ...vocabulary,
    ...numeral,
    unit: z.enum(["percent"]).optional(),
    /**
     * The scale on which scores were given and the one on which they are kept; a score outside of the first is rejected. Where the lowest
     * score is the best, the second begins with its highest: from 1–5 to 5–1.
     */
    scale: z.strictObject({ from: range, to: ends }).optional(),
    lookup: lookupSchema.optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED);
export const booleanField = z
  .strictObject({
    ...origin,
    ...vocabulary,
    trueValues: words.optional(),
    falseValues: words.optional(),
    /** What a word in neither list means; such a row is rejected unless stated. */
    otherwise: z.enum(["reject", "true", "false", "blank"]).optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED);
export const instantField = z
  .strictObject({
    ...origin,
    /** The form of a date in the file's name, such as yyyy-MM in calls-2026-10.csv. */
    name: dateFormat.optional(),
    /** Needed unless the date is in the file's name. */
    format: z.union([dateFormat, z.array(dateFormat).min(1).max(8)]).optional(),
    /** Of the times in this field, where it differs from that of the file. */
    timeZone: timeZone.optional(),
    /** What letters for a zone behind a time mean where they may mean several things: { "IST": "+05:30" }. */
    zones: z.record(z.string().regex(/^[A-Z]{2,5}$/), z.string().regex(/^[+-](0\d|1[0-5]):[0-5]\d$/)).optional(),
  })
  .refine(hasOneOrigin, ORIGIN_WANTED)
  .refine(({ format, name }) => format !== undefined || name !== undefined, MAPPING_PROBLEMS.dateFormat)
  .transform(({ format, ...field }) => ({ ...field, format: format ?? field.name ?? "iso" }));
const secondsField = z
  .strictObject({
    ...origin,
    ...vocabulary,
    ...numeral,
    /** Seconds unless stated. */
    unit: z.enum(DURATION_UNITS).optional(),
    /** The time from one instant to another, instead of a column. */
    between: z.strictObject({ from: instantField, until: instantField }).optional(),
  })
  .refine(hasOneOrigin, MAPPING_PROBLEMS.oneSourceOrBetween);

/** How a field of each type may be described. */
export const FIELD_SCHEMAS = {
  text: textField,
  number: numberField,
  integer: numberField,
  boolean: booleanField,
  instant: instantField,
  seconds: secondsField,
  day: instantField,
} as const satisfies Record<FieldType, z.ZodType>;

export type Origin = Pick<
  z.infer<typeof textField>,
  "column" | "columns" | "join" | "constant" | "cases" | "part" | "when" | "required"
>;
export type TextField = z.infer<typeof textField>;
export type NumberField = z.infer<typeof numberField>;
export type BooleanField = z.infer<typeof booleanField>;
export type InstantField = z.infer<typeof instantField>;
export type SecondsField = z.infer<typeof secondsField>;

/** The fields of a kind of rows, each of which may be left out. */
export function fieldsSchema(fields: Readonly<Record<string, FieldType>>) {
  return z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, FIELD_SCHEMAS[type].optional()])),
  );
}
