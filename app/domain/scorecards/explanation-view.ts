import type { Day } from "../calendar/day";
import type { DaysPreset } from "../calendar/period-choices";
import type { FactKind } from "../facts/fact-fields";
import type { MetricKey } from "../metrics/catalog/catalog";
import type { MeasureUnit } from "../metrics/measures";
import type { MetricParameters, MetricUnit } from "../metrics/catalog/metric-definition";
import type { Preliminary } from "../metrics/preliminary";
import type { MetricValue } from "../metrics/metric-value";
import type { BaseLevel, Judgment } from "../contracts/verdict";
import type { Criticality } from "../contracts/document";
import type { RoundingMode } from "../metrics/exact";
import type { Target } from "../contracts/sow";
import type { WouldBe } from "./would-be";
import type { TargetScope } from "../metrics/row-scope";

/** One measure that a figure is made of. Null: nothing stated it. */
export type ExplainedMeasure = {
  readonly ref: string;
  readonly label: string;
  readonly description: string;
  readonly unit: MeasureUnit;
  /** Every kind of rows that states a part of the amount. */
  readonly statedBy: readonly FactKind[];
  readonly amount: number | null;
};

/** What another side says of a measure on days and slices where its word does not count, and what counts on the same ones. */
export type ExplainedCheck = {
  readonly ref: string;
  readonly label: string;
  readonly unit: MeasureUnit;
  readonly kind: FactKind;
  readonly sources: readonly string[];
  readonly stated: number;
  readonly counted: number;
};

/** The contract's part in a figure. */
export type ExplainedTarget = {
  readonly name: string;
  readonly clause: string;
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly amendment: string;
  readonly scope: TargetScope;
  readonly comparator: Target["comparator"];
  readonly expected: BaseLevel;
  readonly minimum: BaseLevel | null;
  readonly decimals: number;
  readonly rounding: Target["rounding"];
  readonly roundingMode: RoundingMode;
  readonly minimumSample: number;
  readonly criticality: Criticality;
  readonly weight: number;
  readonly periodKind: Target["period"];
  /** The judgment, where the days are a period of the contract; null where they are not. */
  readonly judgment: Judgment | null;
  /** The comparison that stands in for a verdict which the contract does not give. */
  readonly wouldBe: WouldBe | null;
  readonly periodLabel: string;
};

export type ExplainedBatch = {
  /** Null for external viewers. */
  readonly id: number | null;
  /** The id for the organization's own people, a random reference for external viewers. */
  readonly importName: string;
  readonly fileName: string;
  readonly source: string;
  readonly kind: string;
  readonly appliedOn: string;
  /** Null for external viewers. */
  readonly appliedBy: string | null;
  readonly rows: number;
};

/** A row behind a figure. `numerator` and `denominator` are what it alone adds to each; null for percentiles and stocks. */
export type ExplainedRow = {
  readonly key: string;
  readonly kind: FactKind;
  readonly when: string;
  /** ISO 8601 with the reporting zone's offset; of rows that name a day only, the day. */
  readonly at: string;
  readonly slice: readonly string[];
  readonly agent: string;
  readonly team: string;
  readonly reason: string;
  readonly measure: string;
  readonly source: string;
  readonly externalId: string;
  /** As of ExplainedBatch; '' where the viewer may not see the whole file. */
  readonly importName: string;
  readonly line: number;
  readonly amounts: readonly (number | null)[];
  readonly numerator: number | null;
  readonly denominator: number | null;
};

export type ExplainedRows = {
  readonly kind: FactKind;
  readonly counts: readonly { readonly kind: FactKind; readonly rows: number }[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  /** What stands in each of a row's amounts. */
  readonly columns: readonly string[];
  readonly rows: readonly ExplainedRow[];
};

/** What a page says of the one figure that it is about. */
export type FigureHead = {
  readonly parameters: MetricParameters;
  readonly partner: { readonly key: string; readonly name: string };
  readonly range: { readonly from: Day; readonly to: Day; readonly until: Day; readonly label: string };
  readonly daysPresets: readonly DaysPreset[];
  readonly scope: TargetScope;
  readonly currency: string | null;
  readonly state: "running" | "over";
  readonly dataUntil: Day | null;
  readonly timeZone: string;
  readonly value: MetricValue;
  /** What of it is not settled yet. */
  readonly preliminary: Preliminary | null;
};

/** A figure taken apart, down to the rows behind it. */
export type ExplanationView = FigureHead & {
  readonly metric: {
    readonly key: MetricKey;
    readonly name: string;
    readonly formula: string;
    readonly generalFormula: string;
    readonly description: string;
    /** Each parameter and what it is set to, in words. */
    readonly parameters: readonly string[];
    readonly unit: MetricUnit;
    readonly decimals: number;
    readonly kind: "ratio" | "percentile" | "stock" | "count";
    readonly sample: string;
  };
  readonly measures: readonly ExplainedMeasure[];
  readonly checks: readonly ExplainedCheck[];
  readonly target: ExplainedTarget | null;
  readonly batches: readonly ExplainedBatch[];
  /** Null where the viewer may see no single rows. */
  readonly rows: ExplainedRows | null;
};
