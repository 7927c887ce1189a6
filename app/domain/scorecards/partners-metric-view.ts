import type { TrendPeriod, TrendValue, TrendView } from "../causes/trend";
import type { Finding } from "../causes/finding";
import type { MetricParameters } from "../metrics/catalog/metric-definition";
import type { MetricValue } from "../metrics/metric-value";
import type { Preliminary } from "../metrics/preliminary";
import type { TargetScope } from "../metrics/row-scope";
import type { MetricTarget, MetricView } from "./metric-view";

/** One partner, or one of its sites, programs or channels: its own figures against its own target. */
export type PartnerLine = {
  readonly key: string;
  readonly partner: { readonly key: string; readonly name: string };
  /** The site, program or channel; null: all of the partner, '': rows that name none. */
  readonly part: string | null;
  readonly parameters: MetricParameters;
  /** The parameters in words, such as `within 20 s`. */
  readonly detail: string;
  readonly currency: string | null;
  /** Of all days together. */
  readonly total: MetricValue;
  readonly preliminary: Preliminary | null;
  /** On the last day of the range; null where the SOW has none for this slice and these parameters. */
  readonly target: MetricTarget | null;
  /** Where the SOW has other targets for this metric, each slice once; `{}`: everywhere, with other parameters. */
  readonly otherTargetScopes: readonly TargetScope[];
  /** The periods with this partner's own levels, and a value for each. */
  readonly periods: readonly TrendPeriod[];
  readonly values: readonly TrendValue[];
  /** Which of the periods is the last that is over and measured. */
  readonly latest: number | null;
};

/** A metric of every partner in the viewer's sight, over the same days. */
export type PartnersMetricView = Pick<
  MetricView,
  | "metric"
  | "parameters"
  | "problems"
  | "ignored"
  | "partners"
  | "range"
  | "daysPresets"
  | "grain"
  | "coarser"
  | "by"
  | "requested"
  | "approximate"
  | "timeZone"
  | "dataUntil"
  | "choices"
> & {
  /** What the address sets for all partners; empty: each partner's as its SOW has them. */
  readonly chosen: MetricParameters;
  readonly finding: Finding;
  /** One series per line, without levels: each has its own. The first four are drawn. */
  readonly trend: TrendView;
  readonly lines: readonly PartnerLine[];
  /** How many lines with data there are beyond these, all with smaller samples. */
  readonly moreLines: number;
  /** Amounts of money in several currencies are not drawn on one axis. */
  readonly hasOneCurrency: boolean;
};
