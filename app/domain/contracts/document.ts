import { z } from "zod";
import { FISCAL_START_DAY_LIMITS, isYearStart, PERIOD_KINDS } from "../calendar/period";
import { isDay } from "../calendar/day";
import { isTimeZone } from "../calendar/time-zone";
import { creditSchemeSchema } from "./credits/scheme";
import { DELIVERY_DEFAULTS, EVERY_WEEKDAY, LAST_MONTH_DAY, MAX_GRACE_DAYS, parseClock } from "./delivery-schedule";
import { FACT_KINDS } from "../facts/fact-fields";
import { METRIC_KEYS, METRICS } from "../metrics/catalog/catalog";
import { ROUNDING_MODES } from "../metrics/exact";

/**
 * The statement of work as a document. Levels are written as the contract writes them: shares in per cent (85 for
 * 85%), times in seconds, scores on their scale, money in major units of the currency (4.25).
 */

const text = (maximum: number) =>
  z.string().trim().min(1, "Must not be empty").max(maximum, `At most ${maximum} characters`);
const optionalText = (maximum: number) => z.string().trim().max(maximum, `At most ${maximum} characters`).default("");
const day = z.string().refine(isDay, "Must be a day as YYYY-MM-DD");
const level = z.number().min(-1e12).max(1e12);
const sliceName = text(200).optional().describe("Absent: any");

const band = z.strictObject({ low: level, high: level }).describe("Both ends are included");

const scope = z
  .strictObject({ program: sliceName, site: sliceName, channel: sliceName, severity: sliceName })
  .describe("Scope of the target. If several targets cover the same metric, the most specific scope applies");

export const CRITICALITIES = ["critical", "key"] as const;
export const LEVEL_COMPARATORS = [">=", ">", "<=", "<"] as const;

const targetFields = {
  id: text(80).describe("Names the target across versions, such as csat-buyer"),
  clause: optionalText(80).describe("Clause of the contract, such as 4.2(a)"),
  name: optionalText(120).describe("What the contract calls it; the metric's own name when empty"),
  metric: z.enum(METRIC_KEYS).describe("Key of a metric in the catalog"),
  parameters: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .default({})
    .describe("Parameters of the metric; defaults apply to the others"),
  scope: scope.default({}),
  decimals: z.int().min(0).max(6).optional().describe("Decimals of the level; default: those of the metric"),
  rounding: z
    .enum(["before-comparison", "none"])
    .default("before-comparison")
    .describe("Whether the result is rounded to these decimals before comparison"),
  roundingMode: z.enum(ROUNDING_MODES).default("half-up"),
  period: z.enum(PERIOD_KINDS).default("month"),
  weight: z.number().min(0).max(1000).default(1).describe("Weight in the weighted score; 0: not included"),
  criticality: z
    .enum(CRITICALITIES)
    .default("key")
    .describe("Critical targets carry credits; key targets are reported"),
  minimumSample: z.int().min(0).max(1e9).default(0).describe("Below this sample the result is shown but not scored"),
};

const levelTarget = z.strictObject({
  ...targetFields,
  comparator: z.enum(LEVEL_COMPARATORS),
  expected: level,
  minimum: level.optional().describe("Default: no minimum; any result off the expected level is missed"),
});

const bandTarget = z.strictObject({
  ...targetFields,
  comparator: z.literal("band"),
  expected: band,
  minimum: band.optional().describe("The wider band. Default: none; any result outside the expected band is missed"),
});

export const targetSchema = z.discriminatedUnion("comparator", [levelTarget, bandTarget]);

const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Must be the name of an import source: lowercase letters, digits, hyphens");

const sourceSchema = z.strictObject({
  source: sourceName,
  metrics: z
    .array(z.enum(METRIC_KEYS))
    .min(1, "List at least one metric, or omit the list for all")
    .max(METRIC_KEYS.length)
    .optional()
    .describe("Default: all metrics without another source"),
});

const weekday = z.int().min(1).max(7);

const deliveryFields = {
  name: optionalText(120).describe("What the contract calls the file; its kind and source when empty"),
  kind: z.enum(FACT_KINDS),
  source: sourceName.optional().describe("Default: any source of this kind"),
  dueTime: z
    .string()
    .refine((time) => parseClock(time) !== null, "Must be a time of the day such as 09:00")
    .default("09:00")
    .describe("In the organization's time zone"),
  graceDays: z.int().min(0).max(MAX_GRACE_DAYS).default(DELIVERY_DEFAULTS.graceDays).describe("Grace period in days"),
  incompletePercent: z
    .int()
    .min(0)
    .max(100)
    .default(DELIVERY_DEFAULTS.incompletePercent)
    .describe("Below this percentage of typical rows a file is incomplete; 0 turns it off"),
};

const deliverySchema = z.discriminatedUnion("every", [
  z.strictObject({
    every: z.literal("day"),
    weekdays: z
      .array(weekday)
      .min(1, "List at least one day, or omit the list for all")
      .max(7)
      .default([...EVERY_WEEKDAY])
      .describe("Days that a file covers, 1 (Monday) to 7 (Sunday); due the day after"),
    ...deliveryFields,
  }),
  z.strictObject({
    every: z.literal("week"),
    dueOn: weekday.describe("1 (Monday) to 7 (Sunday); the file covers the seven days before"),
    ...deliveryFields,
  }),
  z.strictObject({
    every: z.literal("month"),
    dueOn: z.int().min(1).max(LAST_MONTH_DAY).describe("Day of the month; the file covers the month before"),
    ...deliveryFields,
  }),
]);

export const versionSchema = z.strictObject({
  version: z.int().min(1).max(9999),
  effectiveFrom: day.describe("First day in force"),
  effectiveUntil: day.optional().describe("Last day in force. Default: until the next version starts"),
  amendment: optionalText(2000).describe("What this version changes and why"),
  sources: z
    .array(sourceSchema)
    .max(50)
    .default([])
    .describe(
      "Whose totals count where several sources state the same days and slice. Without a word on it single contacts and " +
        "reviews win over totals",
    ),
  deliveries: z
    .array(deliverySchema)
    .max(50)
    .default([])
    .describe("Files expected from the partner, and their due times"),
  targets: z.array(targetSchema).min(1, "A version needs at least one target").max(200),
  creditScheme: creditSchemeSchema.optional().describe("What results cost. Default: no money follows from results"),
});

const calendar = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("monthly"),
    fiscalMonthStartDay: z
      .int()
      .min(FISCAL_START_DAY_LIMITS.first)
      .max(FISCAL_START_DAY_LIMITS.last)
      .default(FISCAL_START_DAY_LIMITS.first)
      .describe("Day on which fiscal months begin; a fiscal month is named by the month in which it ends"),
  }),
]);

export const sowDocumentSchema = z.strictObject({
  format: z.literal("plumbline-sow/1").default("plumbline-sow/1"),
  vendor: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Must be the partner's key: lowercase letters, digits, hyphens")
    .max(80),
  title: text(200),
  currency: z.string().regex(/^[A-Z]{3}$/, "Must be a currency code such as USD"),
  timeZone: z
    .string()
    .refine(isTimeZone, "Must be a time zone such as America/Phoenix")
    .describe("Sets the day that an event belongs to"),
  contractYearStart: z
    .string()
    .refine((date) => /^\d{2}-\d{2}$/.test(date) && isYearStart(date), "Must be a date of every year such as 07-01")
    .optional()
    .describe("Date on which contract years begin. Default: that of the first day in force"),
  calendar: calendar.default({ kind: "monthly", fiscalMonthStartDay: FISCAL_START_DAY_LIMITS.first }),
  versions: z.array(versionSchema).min(1, "At least one version is needed").max(200),
});

/** The document as it is written and stored. */
export type SowDocument = z.input<typeof sowDocumentSchema>;
/** The document with the plain defaults filled in. */
export type ReadSowDocument = z.output<typeof sowDocumentSchema>;
export type ReadSowVersion = ReadSowDocument["versions"][number];
export type ReadDelivery = z.output<typeof deliverySchema>;
export type ReadTarget = z.output<typeof targetSchema>;
export type LevelComparator = (typeof LEVEL_COMPARATORS)[number];
export type Criticality = (typeof CRITICALITIES)[number];

/** JSON Schema (2020-12) of the document, with each metric's own parameters. */
export function sowJsonSchema() {
  return z.toJSONSchema(sowDocumentSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === sowDocumentSchema) {
        jsonSchema.title = "Statement of work";
        jsonSchema.description =
          "Levels use contract units: shares in percent (85 for 85%), times in seconds, " +
          "money in major units of the currency.";
      }
      if (zodSchema === targetSchema) jsonSchema.allOf = METRIC_KEYS.map(parametersOfMetric);
    },
  });
}

/** Either it is another metric, or its parameters are those of this one. */
function parametersOfMetric(key: (typeof METRIC_KEYS)[number]): z.core.JSONSchema.JSONSchema {
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(METRICS[key].parameterSchema, { io: "input" });
  return { anyOf: [{ properties: { metric: { not: { const: key } } } }, { properties: { parameters } }] };
}
