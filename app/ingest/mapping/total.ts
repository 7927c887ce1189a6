import { z } from "zod";
import { isCurrency } from "~/domain/money/currency";
import { parseMeasureRef } from "~/domain/metrics/measure-ref";
import { conditionSchema } from "./condition";
import { DURATION_UNITS, numeral } from "./field";
import { heading, words } from "./plain-values";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

/** `week`: Monday to Sunday around the day of the row; `week-from` and `week-to`: the seven days that begin or end with it. */
export const TOTAL_PERIODS = ["day", "week", "week-from", "week-to", "month"] as const;
export type TotalPeriod = (typeof TOTAL_PERIODS)[number];

const measure = z.string().refine((ref) => parseMeasureRef(ref) !== null, MAPPING_PROBLEMS.measure);

export const totalSchema = z
  .strictObject({
    /** A measure of the catalog, such as offered or wait<=20. */
    measure,
    column: heading.optional(),
    constant: z.number().optional(),
    /** The column of the volume that an average or a share belongs to: amount = column × volume. */
    times: heading.optional(),
    /** How that volume is written where it is a time. */
    timesUnit: z.enum(DURATION_UNITS).optional(),
    /**
     * The column is the share that this measure of the row has of both together, as handle time has of the time that agents handle or are
     * available: amount = measure × (1 ÷ share − 1).
     */
    restOf: measure.optional(),
    /** A multiplier, such as 100 for money in major units. */
    factor: z.number().optional(),
    unit: z.enum(["percent", ...DURATION_UNITS]).optional(),
    ...numeral,
    /** The ISO 4217 code of the amounts; a row whose cell names another currency is rejected. */
    inCurrency: z.string().refine(isCurrency, MAPPING_PROBLEMS.currency).optional(),
    /** The column that says in which currency an amount is, and the words of the one that is kept; a row with another is rejected. */
    currency: z.strictObject({ column: heading, is: words }).optional(),
    when: conditionSchema.optional(),
    required: z.boolean().optional(),
  })
  .refine((total) => (total.column === undefined) !== (total.constant === undefined), MAPPING_PROBLEMS.columnOrConstant)
  .refine(
    (total) => total.unit !== "percent" || total.times !== undefined || total.restOf !== undefined,
    MAPPING_PROBLEMS.shareVolume,
  )
  .refine((total) => total.restOf === undefined || total.times === undefined, MAPPING_PROBLEMS.timesOrRest);
export type TotalField = z.infer<typeof totalSchema>;
