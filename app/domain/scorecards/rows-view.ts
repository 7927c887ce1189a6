import type { MetricKey } from "../metrics/catalog/catalog";
import type { MetricUnit } from "../metrics/catalog/metric-definition";
import type { MetricValue } from "../metrics/metric-value";
import type { OffTargetRule } from "../metrics/off-target-rule";
import type { ExplainedRow, FigureHead } from "./explanation-view";

export type RowFilterName = "site" | "agent" | "team" | "reason" | "search" | "offTarget";
/** Null: not filtered by it. '' is "not given". `offTarget` is `yes` or null. */
export type RowFilters = Readonly<Record<RowFilterName, string | null>>;

export const TOTALS_BY = ["reason", "agent", "team", "site"] as const;
export type TotalsBy = (typeof TOTALS_BY)[number];

/** Rows added up: the metric of just these rows, and how many of them are off target by themselves. */
export type RowsTotal = {
  readonly name: string;
  readonly rows: number;
  readonly value: MetricValue;
  readonly offTarget: number;
};

/** Columns that rows are sorted by; `amount:0` is the first of a row's amounts. */
export type RowsSort = { readonly key: string; readonly isDescending: boolean };

/** The rows that count in one figure, narrowed and added up. */
export type RowsView = FigureHead & {
  readonly metric: {
    readonly key: MetricKey;
    readonly name: string;
    readonly shortName: string;
    readonly formula: string;
    readonly unit: MetricUnit;
    readonly decimals: number;
    readonly kind: "ratio" | "percentile" | "stock" | "count";
    readonly sample: string;
  };
  /** Whether all rows together give the figure; null where rows are not added up, as with stocks. */
  readonly addsUp: boolean | null;
  /** When a row is off target by itself; null where rows have no figure of their own, or no level. */
  readonly rule: OffTargetRule | null;
  /** Every row of the figure, and those that the filters leave. */
  readonly whole: RowsTotal;
  readonly shown: RowsTotal;
  readonly filters: RowFilters;
  readonly sort: RowsSort;
  readonly totals: Readonly<Record<TotalsBy, { readonly groups: number; readonly shown: readonly RowsTotal[] }>>;
  readonly page: number;
  readonly pageSize: number;
  /** What stands in each of a row's amounts. */
  readonly columns: readonly string[];
  readonly rows: readonly ExplainedRow[];
};
