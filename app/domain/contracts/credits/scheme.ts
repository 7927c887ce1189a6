import { z } from "zod";
import { isDay } from "../../calendar/day";
import { ROUNDING_MODES } from "../../metrics/exact";

/**
 * The credit scheme of a SOW version: what results cost, and whom. A rule says when it applies (`when`), how many units follow
 * (`quantity`) and what one unit costs (`price`). Levels are written as those of targets: shares in percent, times in seconds.
 * Money is in major units of the currency of the SOW.
 */

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "Must be an ID: lowercase letters, digits, hyphens")
  .describe("Names it within the version");
const clause = z.string().trim().max(80, "At most 80 characters").default("").describe("Clause of the contract");
const text = (maximum: number) =>
  z.string().trim().min(1, "Must not be empty").max(maximum, `At most ${maximum} characters`);
const day = z.string().refine(isDay, "Must be a day as YYYY-MM-DD");
const level = z.number().min(-1e12).max(1e12);
const money = z.number().min(0).max(1e12);
const percent = z.number().min(0).max(10_000);
const count = (maximum: number) => z.int().min(1).max(maximum);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "Must be a time of the day such as 06:00");
const rounding = z.strictObject({
  decimals: z.int().min(0).max(6),
  mode: z.enum(ROUNDING_MODES).default("half-up"),
});

export const CHARGE_KIND = /^[a-z0-9][a-z0-9-]{0,39}$/;
const chargeKinds = z
  .array(z.string().regex(CHARGE_KIND, "Must be a kind of charge: lowercase letters, digits, hyphens"))
  .min(1)
  .max(50);

const baseSchema = z
  .strictObject({
    id,
    name: text(120),
    amount: money.optional().describe("A fixed amount. Default: the charges of the period"),
    index: id.optional().describe("Index by which the fixed amount moves"),
    of: z.enum(["this-period", "next-period"]).default("this-period").describe("Whose charges they are"),
    months: count(60)
      .default(1)
      .describe("Charges of so many months that end with that one: 3 for a quarter, 12 for a rolling year"),
    includes: chargeKinds.optional().describe("Only these kinds of charges. Default: all"),
    excludes: chargeKinds.optional().describe("Not these kinds of charges, such as reimbursed-costs"),
  })
  .describe("An amount that percentages refer to");

const indexSchema = z
  .strictObject({
    id,
    name: text(120),
    changes: z
      .array(z.strictObject({ from: day, percent: z.number().min(-100).max(1000) }))
      .max(200)
      .describe("Changes in percent, each on the amount before it"),
    rounding: z.union([rounding, z.literal("none")]).default({ decimals: 2, mode: "half-up" }),
    rounds: z.enum(["each-change", "last-change"]).default("each-change").describe("When an amount is rounded"),
  })
  .describe("How amounts move with a published index");

const allowanceSchema = z
  .strictObject({
    id,
    name: text(120),
    total: z.number().min(0).max(1e9),
    shares: z.record(text(200), z.number().min(0).max(1e9)).describe("Printed share by name; they add up to the total"),
  })
  .describe("An allowance that a table of the contract shares out");

const poolSchema = z
  .strictObject({
    id,
    name: text(120),
    percent: percent.default(100).describe("Pool percentage"),
    atRiskPercent: percent.describe("Share of the base that is at risk: no more than this is credited in a period"),
    base: id,
    allocationLimit: percent.default(100).describe("What the allocations of the pool may add up to"),
  })
  .describe("Credit = pool percentage × allocation × amount at risk");

const threshold = z
  .union([
    level,
    z.strictObject({
      history: z.enum(["average", "best"]),
      periods: count(120).optional().describe("How many periods before. Default for best: all"),
      start: level.optional().describe("The best result before the first period measured"),
    }),
    z.strictObject({ allowance: id, share: text(200) }),
  ])
  .describe("A level; or the average or the best of earlier periods; or a share of an allowance");

const COMPARATORS = [">=", ">", "<=", "<"] as const;
const MEASURED_AGAINST = ["minimum", "expected"] as const;

const missesFields = {
  misses: z.enum(MEASURED_AGAINST).describe("Without a minimum, missing expected counts as missing the minimum"),
  inARow: count(60).optional().describe("This period and those just before it"),
  times: count(60).optional().describe("At least so many times within the periods given"),
  within: count(60).optional().describe("Periods that end with this one"),
};

const simpleCondition = z.union([
  z.strictObject(missesFields),
  z.strictObject({ result: z.enum(COMPARATORS), level: threshold, target: id.optional() }),
  z.strictObject({
    meets: z.enum(MEASURED_AGAINST),
    targets: z.union([z.array(id).min(1).max(200), z.literal("all")]),
  }),
  z.strictObject({ always: z.literal(true) }),
]);

const conditionSchema = z.union([
  simpleCondition,
  z.strictObject({ all: z.array(simpleCondition).min(1).max(20) }),
  z.strictObject({ any: z.array(simpleCondition).min(1).max(20) }),
]);

export const STEP_RULES = ["full", "started", "proportional"] as const;
const step = z.enum(STEP_RULES);
const side = z.enum(["above", "below"]).describe("On which side of the level units are counted");

const bandSchema = z.strictObject({
  from: level.optional().describe("Default: no lower end"),
  until: level.optional().describe("Default: no upper end"),
  includes: z.enum(["both", "from", "until", "neither"]).default("both").describe("Which ends belong to the band"),
  value: z.number().min(0).max(1e6).describe("Percent of the price, or points"),
});

const quantitySchema = z.discriminatedUnion("per", [
  z.strictObject({ per: z.literal("failure") }),
  z.strictObject({
    per: z.literal("distance"),
    from: threshold,
    side,
    unit: z.number().gt(0).max(1e9).default(1).describe("Length of one step: 1 for a percentage point or a second"),
    step: step.describe("Full steps only, started steps, or in proportion"),
    rounding: rounding.optional().describe("How the result is rounded first. Default: as compared with the target"),
    atLevel: z
      .enum(["free", "counts"])
      .default("free")
      .describe("Whether a result exactly at the level is a first step"),
    most: z.number().gt(0).max(1e9).optional().describe("At most so many steps"),
  }),
  z.strictObject({
    per: z.literal("excess"),
    over: threshold.describe("For shares: percent of the denominator"),
    side: side.default("above"),
    step: step.default("proportional"),
  }),
  z.strictObject({
    per: z.literal("band"),
    bands: z.array(bandSchema).min(1).max(60),
    rounding: rounding.optional(),
  }),
  z.strictObject({
    per: z.literal("incident-time"),
    unitMinutes: z.number().gt(0).max(1e6).default(1),
    freeMinutes: z.number().min(0).max(1e6).default(0).describe("First minutes of each incident that are free"),
    step,
    window: z.strictObject({ from: clock, until: clock }).optional().describe("Only minutes within these hours count"),
    clock: z
      .enum(["in-window", "always"])
      .default("in-window")
      .describe("Whether free minutes run within the window only, or from the start of the incident"),
  }),
]);

const priceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("amount"), amount: money, index: id.optional() }),
  z.strictObject({
    kind: z.literal("percent"),
    percent,
    base: id,
    dividedBy: z.number().gt(0).max(1e6).optional().describe("Such as the days of an assignment"),
  }),
  z.strictObject({ kind: z.literal("pool"), pool: id, allocation: percent }),
  z.strictObject({ kind: z.literal("points"), scheme: id }),
]);

const limit = z.union([z.strictObject({ amount: money, index: id.optional() }), z.strictObject({ percent, base: id })]);

export const RULE_KINDS = ["credit", "bonus", "charge"] as const;

const ruleSchema = z.strictObject({
  id,
  clause,
  name: z.string().trim().max(120).default(""),
  kind: z
    .enum(RULE_KINDS)
    .default("credit")
    .describe(
      "credit: due from the partner. bonus, charge: due from the client, for a good result or for a cause of its own",
    ),
  targets: z.array(z.string().trim().min(1).max(80)).min(1).max(50).describe("IDs of targets of the version"),
  failures: z
    .enum(["each", "once"])
    .default("each")
    .describe("Of several targets: each failure counts, or all count once"),
  when: conditionSchema.default({ misses: "minimum" }),
  quantity: quantitySchema.default({ per: "failure" }),
  price: priceSchema,
  repeat: z
    .array(z.strictObject({ inARow: z.int().min(2).max(60), times: z.number().gt(0).max(1000) }))
    .max(20)
    .default([])
    .describe("Multiplies when the rule also applied in the periods just before"),
  cap: limit.optional().describe("At most this for one period"),
  grace: z
    .strictObject({
      months: count(120),
      from: day.optional().describe("Day from which the months count, for all"),
      phases: z
        .array(z.strictObject({ name: text(200), completedOn: day }))
        .max(200)
        .default([]),
    })
    .optional()
    .describe("No money in the first months, of the whole rule or of a phase that incidents name"),
  egregious: z.boolean().default(false).describe("Not returned by an earn-back that leaves such credits out"),
  incident: id.optional().describe("Rules of one group: of one incident the client credits only one, the largest"),
});

const pointsSchema = z.strictObject({
  id,
  name: text(120),
  clause,
  over: z.enum(["period", "contract-year"]).default("period").describe("Over what points are added up"),
  base: id.describe("Amount that percentages refer to"),
  table: z
    .array(z.strictObject({ from: z.number().min(0).max(1e6), percent }))
    .min(1)
    .max(60)
    .optional()
    .describe("Percent of the base from so many points on"),
  between: z.enum(["lower", "upper", "proportional"]).default("lower").describe("Between two rows of the table"),
  prices: z
    .array(z.strictObject({ until: z.number().gt(0).max(1e6).optional(), amount: money, index: id.optional() }))
    .min(1)
    .max(60)
    .optional()
    .describe("Price of each point, band by band; an allowance is a first band at 0"),
});

const capSchema = z.strictObject({
  id,
  clause,
  per: z.enum(["period", "calendar-year", "contract-year", "term"]),
  limit,
  rules: z.array(id).min(1).max(200).optional().describe("Default: all credits"),
});

const earnBackSchema = z.strictObject({
  id,
  clause,
  rules: z.array(id).min(1).max(200).optional().describe("Default: all credits"),
  when: z.enum(["met", "exceeded", "no-credit"]).describe("What must hold in each of the periods after"),
  periods: count(60),
  percent: z.number().gt(0).max(100).default(100),
  returns: z.enum(["money", "offset"]).default("money").describe("An offset is used up by later credits"),
  exceptMonths: z.array(z.int().min(1).max(12)).max(11).default([]).describe("Peak months, which are skipped"),
  exceptEgregious: z.boolean().default(false),
});

const rightSchema = z.strictObject({
  id,
  clause,
  name: text(200).describe("What it gives a right to, such as Terminate for chronic failure"),
  targets: z
    .array(z.string().trim().min(1).max(80))
    .min(1)
    .max(200)
    .optional()
    .describe("Default: all critical targets"),
  ...missesFields,
});

const ratchetSchema = z.strictObject({
  id,
  clause,
  targets: z.array(z.string().trim().min(1).max(80)).min(1).max(200),
  periods: count(60).default(12),
  sharePercent: z
    .number()
    .gt(0)
    .max(100)
    .default(50)
    .describe("How far the level moves toward the average: 50 is halfway"),
  limitPercent: z.number().gt(0).max(100).optional().describe("At most this percentage of (100% − level)"),
});

const suspensionSchema = z.strictObject({
  id,
  clause,
  name: text(200),
  when: simpleCondition,
  targets: z.union([z.array(z.string().trim().min(1).max(80)).min(1).max(200), z.literal("all-others")]),
});

const patch = z.record(z.string(), z.json());
const readingSchema = z
  .strictObject({
    id,
    clause,
    question: text(500).describe("What the contract leaves open"),
    applies: text(500).describe("The reading that this document applies"),
    others: z
      .array(
        z.strictObject({
          reading: text(500),
          targets: z.record(z.string(), patch).default({}).describe("Fields of targets that would differ, by ID"),
          rules: z.record(z.string(), patch).default({}).describe("Fields of rules that would differ, by ID"),
        }),
      )
      .min(1)
      .max(10),
  })
  .describe("An open reading: statements name it, with the money of the other readings");

const exampleSchema = z
  .strictObject({
    id,
    clause,
    name: text(200),
    rule: id,
    result: level.optional().describe("Result of the target, as the contract writes it"),
    numerator: z.number().min(0).max(1e15).optional(),
    denominator: z.number().gt(0).max(1e15).optional(),
    amount: z.number().min(-1e12).max(1e12).describe("What the contract says it costs; a bonus is negative"),
  })
  .describe("A worked example that the contract prints; it is compared with the rule");

const LIST = 200;
const listOf = <S extends z.ZodType>(item: S) => z.array(item).max(LIST).default([]);

export const creditSchemeSchema = z.strictObject({
  bases: listOf(baseSchema),
  indexes: listOf(indexSchema),
  allowances: listOf(allowanceSchema),
  pools: listOf(poolSchema),
  points: listOf(pointsSchema),
  rules: listOf(ruleSchema),
  suspensions: listOf(suspensionSchema),
  caps: listOf(capSchema),
  minimumPayable: money.default(0).describe("A credit of a period is paid only above this amount"),
  earnBacks: listOf(earnBackSchema),
  rights: listOf(rightSchema),
  ratchets: listOf(ratchetSchema),
  readings: listOf(readingSchema),
  examples: listOf(exampleSchema),
});

/** A scheme with every default filled in. */
export type CreditScheme = z.output<typeof creditSchemeSchema>;
export type CreditRule = CreditScheme["rules"][number];
export type Condition = z.output<typeof conditionSchema>;
export type SimpleCondition = z.output<typeof simpleCondition>;
export type Threshold = z.output<typeof threshold>;
export type Quantity = z.output<typeof quantitySchema>;
export type QuantityOf<P extends Quantity["per"]> = Extract<Quantity, { per: P }>;
export type Price = z.output<typeof priceSchema>;
export type Limit = z.output<typeof limit>;
export type StepRule = (typeof STEP_RULES)[number];
export type RuleKind = (typeof RULE_KINDS)[number];
export type PointsScheme = CreditScheme["points"][number];
export type CreditBand = z.output<typeof bandSchema>;

export const NO_CREDITS: CreditScheme = creditSchemeSchema.parse({});
