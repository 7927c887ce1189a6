import { z } from "zod";
import type { DayRange } from "../../calendar/day-range";
import type { CoverRule } from "../cover-rule";
import type { Duration } from "../contact-amounts";
import type { Amounts, MeasureRef } from "../measure-ref";
import type { MetricValue } from "../metric-value";
import type { QuantileMethod } from "../quantile";
import { currentParameter } from "../former-names";

/** Share: 0–1, shown as per cent. Money: minor units. Ratio: a plain ratio. Score: its own scale. */
export type MetricUnit = "share" | "seconds" | "score" | "count" | "money" | "ratio";
/** Which way is good. `band`: neither; a target is usually a band. */
export type MetricDirection = "up" | "down" | "band";

export type ParameterValue = string | number;
/** Complete parameters of a metric, as `readParameters` returns them. */
export type MetricParameters = Readonly<Record<string, ParameterValue>>;

/**
 * What a metric needs to know besides the amounts: the days requested and, of these, those that were added up, by default all.
 * `parts`: what the amounts are the sum of, where not all of it was added up over the same days.
 */
export type EvaluationContext = {
  readonly range: DayRange;
  readonly counted?: readonly DayRange[];
  readonly parts?: readonly CountedAmounts[];
};

/** Amounts and the days over which they were added up. */
export type CountedAmounts = { readonly amounts: Amounts; readonly counted: readonly DayRange[] };

/** Where the percentile comes from; the value is computed from the durations themselves or from their histogram. */
export type PercentileSource = {
  readonly distribution: Duration;
  readonly quantile: number;
  readonly method: QuantileMethod;
};

export type ParameterLabel = {
  readonly label: string;
  /** What the figure is counted in, such as `s`; empty for choices. */
  readonly unit: string;
  readonly choices?: readonly { readonly value: ParameterValue; readonly label: string }[];
};

export type ParameterProblem = { readonly path: readonly PropertyKey[]; readonly message: string };
export type ParameterReading =
  | { readonly ok: true; readonly parameters: MetricParameters }
  | { readonly ok: false; readonly problems: readonly ParameterProblem[] };

export type MetricDefinition = {
  readonly key: string;
  readonly name: string;
  /** For narrow column headings. */
  readonly shortName: string;
  readonly group: MetricGroup;
  /** The formula in words, as printed beside the number. */
  readonly formula: string;
  readonly description: string;
  readonly unit: MetricUnit;
  readonly direction: MetricDirection;
  /** Decimals as displayed: of the per cent figure for shares, of major units for money. */
  readonly decimals: number;
  readonly kind: "ratio" | "percentile" | "stock" | "count";
  /** What `n` counts, in words: `answered`, `responses`. */
  readonly sample: string;
  /** Published in the SOW's JSON Schema; strict, every field with a default. */
  readonly parameterSchema: z.ZodType;
  readonly parameterLabels: Readonly<Record<string, ParameterLabel>>;
  readonly defaults: MetricParameters;
  /** Fills in defaults and checks what was given. Numbers may come as text, as from an address. */
  readParameters(given: Readonly<Record<string, unknown>>): ParameterReading;
  /** The formula with the parameters filled in: `answered within 20 s ÷ answered`. */
  formulaOf(parameters: MetricParameters): string;
  /** A few words to show beside the value, such as `variant 3 · 20 s`; empty where nothing needs saying. */
  describe(parameters: MetricParameters): string;
  /** The measures whose amounts `evaluate` reads; empty for percentiles. */
  measures(parameters: MetricParameters): readonly MeasureRef[];
  /** Which days count where its measures are not stated together; null: as `coverRule` finds from the measures. */
  cover(parameters: MetricParameters): CoverRule | null;
  /** Between which values every result lies; null: no such limits are known. */
  range(parameters: MetricParameters): readonly [least: number, most: number] | null;
  evaluate(amounts: Amounts, parameters: MetricParameters, context: EvaluationContext): MetricValue;
  /** Set for percentile metrics only: `evaluate` gives no data for them; use `percentileValue`. */
  percentile(parameters: MetricParameters): PercentileSource | null;
};

export const METRIC_GROUPS = [
  "queue",
  "handling",
  "customer",
  "quality",
  "trust",
  "people",
  "volume",
  "contract",
] as const;
export type MetricGroup = (typeof METRIC_GROUPS)[number];

type Values<S extends z.ZodRawShape> = z.output<z.ZodObject<S, z.core.$strict>>;

type MetricParts<S extends z.ZodRawShape> = Pick<
  MetricDefinition,
  "key" | "name" | "shortName" | "group" | "formula" | "description" | "unit" | "direction" | "decimals" | "sample"
> & {
  readonly kind?: MetricDefinition["kind"];
  readonly parameters: S;
  readonly labels: { readonly [K in keyof S]: ParameterLabel };
  formulaOf?(parameters: Values<S>): string;
  describe?(parameters: Values<S>): string;
  measures(parameters: Values<S>): readonly MeasureRef[];
  evaluate(amounts: Amounts, parameters: Values<S>, context: EvaluationContext): MetricValue;
  percentile?(parameters: Values<S>): PercentileSource;
  cover?(parameters: Values<S>): CoverRule | null;
  range?(parameters: Values<S>): readonly [least: number, most: number] | null;
};

/** Makes a catalog entry: typed parameters inside, plain ones outside. */
export function defineMetric<S extends z.ZodRawShape>(parts: MetricParts<S>): MetricDefinition {
  const schema = z.strictObject(parts.parameters);
  const complete = (parameters: MetricParameters): Values<S> => schema.parse(parameters);
  const asPlain = (values: Values<S>): MetricParameters => plainParameters.parse(values);
  return {
    key: parts.key,
    name: parts.name,
    shortName: parts.shortName,
    group: parts.group,
    formula: parts.formula,
    description: parts.description,
    unit: parts.unit,
    direction: parts.direction,
    decimals: parts.decimals,
    sample: parts.sample,
    kind: parts.kind ?? "ratio",
    parameterSchema: schema,
    parameterLabels: parts.labels,
    defaults: asPlain(schema.parse({})),
    readParameters(given) {
      const result = schema.safeParse(currentParameters(given));
      if (result.success) return { ok: true, parameters: asPlain(result.data) };
      return { ok: false, problems: result.error.issues.flatMap(problemsOf) };
    },
    formulaOf: (parameters) => parts.formulaOf?.(complete(parameters)) ?? parts.formula,
    describe: (parameters) => parts.describe?.(complete(parameters)) ?? "",
    measures: (parameters) => parts.measures(complete(parameters)),
    evaluate: (amounts, parameters, context) => parts.evaluate(amounts, complete(parameters), context),
    cover: (parameters) => parts.cover?.(complete(parameters)) ?? null,
    range: (parameters) => parts.range?.(complete(parameters)) ?? null,
    percentile: (parameters) => parts.percentile?.(complete(parameters)) ?? null,
  };
}

const plainParameters = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * Parameters under their current names. Choices among words never look like numbers, so that a number written as text can only be a
 * number.
 */
function currentParameters(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(given).map(([formerName, formerValue]) => {
    const [name, value] = currentParameter(formerName, formerValue);
    const isNumeric = typeof value === "string" && /^-?\d{1,12}(\.\d{1,12})?$/.test(value);
    return [name, isNumeric ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}

function problemsOf(issue: z.core.$ZodIssue): ParameterProblem[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: "This metric does not have this parameter" }));
}
