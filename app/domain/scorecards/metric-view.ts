import type { Assurance } from "../causes/capability";
import type { Day } from "../calendar/day";
import type { PeriodKind } from "../calendar/period";
import type { DaysPreset } from "../calendar/period-choices";
import type { RangeVerdict } from "./range-verdict";
import type { MetricKey } from "../metrics/catalog/catalog";
import type {
  MetricDirection,
  MetricParameters,
  MetricUnit,
  ParameterLabel,
} from "../metrics/catalog/metric-definition";
import type { Preliminary } from "../metrics/preliminary";
import type { MetricValue } from "../metrics/metric-value";
import type { BaseLevel } from "../contracts/verdict";
import type { TargetScope } from "../metrics/row-scope";
import type { Finding } from "../causes/finding";
import type { PinnedNote } from "../causes/pinned-note";
import type { TrendView } from "../causes/trend";

export type ChosenParameter = ParameterLabel & { readonly name: string; readonly value: string | number };

/** A target for the metric as it stands on the last day of the range. */
export type MetricTarget = {
  readonly clause: string;
  readonly version: number;
  readonly scope: TargetScope;
  readonly expected: BaseLevel;
  readonly minimum: BaseLevel | null;
  readonly parameters: MetricParameters;
  readonly periodKind: PeriodKind;
};

/** One metric of one partner over time. */
export type MetricView = {
  readonly metric: {
    readonly key: MetricKey;
    readonly name: string;
    readonly shortName: string;
    readonly description: string;
    /** With the parameters filled in. */
    readonly formula: string;
    readonly detail: string;
    readonly unit: MetricUnit;
    readonly decimals: number;
    readonly direction: MetricDirection;
    readonly isRatio: boolean;
  };
  readonly parameters: readonly ChosenParameter[];
  readonly parameterValues: MetricParameters;
  /** What of the address could not be read as days, unit of time or split, so that the usual stands in. */
  readonly ignored: readonly { readonly part: string; readonly value: string }[];
  /** What of the address could not be read as a parameter. */
  readonly problems: readonly string[];
  readonly partner: { readonly key: string; readonly name: string };
  readonly partners: readonly { readonly key: string; readonly name: string }[];
  readonly range: { readonly from: Day; readonly to: Day; readonly until: Day; readonly label: string };
  readonly daysPresets: readonly DaysPreset[];
  /** How the figure of all days compares with the target; null where none holds, or nothing was measured. */
  readonly verdict: RangeVerdict | null;
  readonly grain: "day" | "week" | "month";
  /** Why a coarser unit of time is used than requested; null where it is the one requested. */
  readonly coarser: "too-many-points" | "months-only" | null;
  readonly by: "site" | "program" | "channel" | null;
  readonly requested: {
    readonly site: string | null;
    readonly program: string | null;
    readonly channel: string | null;
  };
  readonly total: MetricValue;
  /** What of it is not settled yet. */
  readonly preliminary: Preliminary | null;
  /** The same length of time just before: `months` calendar months, or as many days where null. Null beyond the viewer's days. */
  readonly before: {
    readonly label: string;
    readonly months: number | null;
    readonly value: MetricValue;
    /** The days of it that have data, where these are not all: then nothing is compared. */
    readonly part?: readonly string[];
  } | null;
  readonly finding: Finding;
  readonly trend: TrendView;
  /** Whether it can hold its target; null where the periods are not the contract's own, are split, or are fewer than twelve. */
  readonly assurance: Assurance | null;
  /** Percentiles from histograms, within 1%. */
  readonly approximate: boolean;
  readonly currency: string | null;
  readonly target: MetricTarget | null;
  /** Targets for this metric that hold elsewhere: for another slice, or with other parameters. */
  readonly otherTargets: readonly MetricTarget[];
  readonly notes: readonly PinnedNote[];
  readonly timeZone: string;
  readonly dataUntil: Day | null;
  readonly choices: {
    readonly sites: readonly string[];
    readonly programs: readonly string[];
    readonly channels: readonly string[];
  };
};
