import type { Day } from "../calendar/day";
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

/** The rows of one day, week or month. */
export type RowsBar = {
  readonly key: string;
  readonly label: string;
  readonly tick: string;
  readonly from: Day;
  /** Excluded. */
  readonly until: Day;
  readonly rows: number;
  readonly offTarget: number;
};

/** A column of numbers over all rows shown; null where none states one, or where the amounts of days are not added. */
export type ColumnTotal = { readonly total: number | null; readonly average: number | null };

/** The columns of rows that can be left out; `amounts` are what the metric counts. */
export const ROW_COLUMNS = ["id", "slice", "measure", "agent", "team", "reason", "amounts", "parts", "from"] as const;
export type RowColumn = (typeof ROW_COLUMNS)[number];

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
  /** The rows shown, over time. */
  readonly chart: { readonly grain: "day" | "week" | "month"; readonly bars: readonly RowsBar[] };
  /** For each of `columns`. */
  readonly columnTotals: readonly ColumnTotal[];
  /** Of what rows add to numerator and denominator; null where they add to neither. */
  readonly partTotals: { readonly numerator: ColumnTotal; readonly denominator: ColumnTotal } | null;
  /** Null: every column. */
  readonly columnsShown: readonly RowColumn[] | null;
  readonly page: number;
  readonly pageSize: number;
  /** What stands in each of a row's amounts. */
  readonly columns: readonly string[];
  readonly rows: readonly ExplainedRow[];
};

/** Whether a column is on the page: the time always is, the others as chosen. */
export function isColumnShown({ columnsShown }: Pick<RowsView, "columnsShown">, column: RowColumn | "when"): boolean {
  return column === "when" || columnsShown === null || columnsShown.includes(column);
}

/** What files have of each row, in this order. A row is identified by its time and its place in a file. */
export const FILE_PARTS = [
  "when",
  "id",
  "source",
  "slice",
  "agent",
  "team",
  "reason",
  "measure",
  "amounts",
  "parts",
  "from",
] as const satisfies readonly (RowColumn | "when" | "source")[];
export type FilePart = (typeof FILE_PARTS)[number];

/** Of a file, what the columns shown have. */
export function shownFileParts(view: Pick<RowsView, "columnsShown">): FilePart[] {
  return FILE_PARTS.filter((part) => part === "source" || isColumnShown(view, part));
}
