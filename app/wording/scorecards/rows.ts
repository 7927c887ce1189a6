import type { RowFilterName, RowsView, TotalsBy } from "~/domain/scorecards/rows-view";
import { scopeWords } from "./results";
import { countedSample } from "../metrics/sample";
import { formatCount, formatFigure } from "../shared/figures";

type FormatOf = Pick<RowsView, "metric" | "currency">;

export function formatOf({ metric, currency }: FormatOf) {
  return { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
}

/** `Rows behind 78.7%`. */
export function rowsTitle(view: RowsView): string {
  const { value } = view;
  return value.status === "no-data"
    ? "Rows behind a figure without data"
    : `Rows behind ${formatFigure(value.value, formatOf(view))}`;
}

const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

export function countRows(rows: number): string {
  return rows === 1 ? "1 row" : `${formatCount(rows)} rows`;
}

/** How the rows shown make their figure: `352 rows: 277 ÷ 352 = 78.7%`. */
export function rowsDivision(view: RowsView): string {
  const { value, rows } = view.shown;
  const count = isFiltered(view) ? `${formatCount(rows)} of ${countRows(view.whole.rows)}` : countRows(rows);
  if (value.status === "no-data") return view.addsUp === null ? count : `${count}, and nothing measured in them`;
  const result = formatFigure(value.value, formatOf(view));
  if (value.denominator === null) return `${count}: ${result}, of ${countedSample(value.n, view.metric.sample)}`;
  const factor = value.factor === undefined || value.factor === 1 ? "" : `${NUMBER.format(value.factor)} × `;
  return `${count}: ${factor}${NUMBER.format(value.numerator)} ÷ ${NUMBER.format(value.denominator)} = ${result}`;
}

/** Whether the rows are all of it. */
export function addsUpWords({ addsUp, metric }: RowsView): string {
  if (addsUp === null) return `Rows of ${metric.name.toLowerCase()} are not added up: each day states it anew.`;
  if (addsUp) return "All rows together give the figure.";
  return "All rows together do not give the figure: its days have totals of overlapping slices. The page of the figure shows what each side states.";
}

export function isFiltered({ filters }: RowsView): boolean {
  return Object.values(filters).some((value) => value !== null);
}

export const FILTER_LABELS: Readonly<Record<RowFilterName, string>> = {
  site: "Site",
  agent: "Agent",
  team: "Team",
  reason: "Reason",
  search: "Search",
};

export const TOTALS_TITLES: Readonly<Record<TotalsBy, string>> = {
  reason: "By contact reason",
  agent: "By agent",
  site: "By site",
};

export function nameOrNone(name: string): string {
  return name === "" ? "Not given" : name;
}

/** Which part of a partner the figure is of. */
export function rowsScope({ scope }: RowsView): string {
  return scopeWords(scope);
}

/** Titles of links on figures. */
export const LEADS_TO_ROWS = "Show the rows of this figure";
export const LEADS_TO_CALCULATION = "Show how this figure is calculated";
