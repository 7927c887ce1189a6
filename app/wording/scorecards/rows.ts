import type { RowFilterName, RowsView, TotalsBy } from "~/domain/scorecards/rows-view";
import { levelText } from "../contracts/levels";
import { scopeText } from "./results";
import { countedSample } from "../metrics/sample";
import { formatCount, formatFigure } from "../shared/figures";

type FormatOf = Pick<RowsView, "metric" | "currency">;

export function formatOf({ metric, currency }: FormatOf) {
  return { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
}

/** `Rows behind 78.7%`. */
export function rowsTitle(view: RowsView): string {
  const { value } = view;
  return value.status === "no-data" ? "Rows: no data" : `Rows behind ${formatFigure(value.value, formatOf(view))}`;
}

const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

export function countRows(rows: number): string {
  return rows === 1 ? "1 row" : `${formatCount(rows)} rows`;
}

/** How the rows shown make their figure: `352 rows: 277 ÷ 352 = 78.7%`. */
export function rowsDivision(view: RowsView): string {
  const { value, rows } = view.shown;
  const count = isFiltered(view) ? `${formatCount(rows)} of ${countRows(view.whole.rows)}` : countRows(rows);
  if (value.status === "no-data") return view.addsUp === null ? count : `${count}, no data`;
  const result = formatFigure(value.value, formatOf(view));
  if (value.denominator === null) return `${count}: ${result}, of ${countedSample(value.n, view.metric.sample)}`;
  const factor = value.factor === undefined || value.factor === 1 ? "" : `${NUMBER.format(value.factor)} × `;
  return `${count}: ${factor}${NUMBER.format(value.numerator)} ÷ ${NUMBER.format(value.denominator)} = ${result}`;
}

/** Whether the rows are all of it. */
export function addsUpText({ addsUp, metric }: RowsView): string {
  if (addsUp === null) return `Rows of ${metric.name.toLowerCase()} are not added: each day reports the current level.`;
  if (addsUp) return "All rows add up to the value.";
  return "The rows do not add up to the value because some totals overlap. Open the calculation to compare the sources.";
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
  offTarget: "Off target",
};

export const TOTALS_TITLES: Readonly<Record<TotalsBy, string>> = {
  reason: "By contact reason",
  agent: "By agent",
  team: "By team",
  site: "By site",
};

export function nameOrNone(name: string): string {
  return name === "" ? "(blank)" : name;
}

/** Which part of a partner the figure is of. */
export function rowsScope({ scope }: RowsView): string {
  return scopeText(scope);
}

const LEVEL_WORDS = { ">=": "at least", ">": "more than", "<=": "at most", "<": "less than", band: "within" } as const;

/** When a row counts as off target: `Off target: rows whose CSAT is not at least 85.0%, the target in the SOW.` */
export function offTargetText(view: FormatOf & Pick<RowsView, "rule">): string | null {
  const { rule, metric } = view;
  if (rule === null) return null;
  const format = formatOf(view);
  const { low, high } = rule.expected;
  const level = levelText(low === high ? low : { low, high }, format);
  const source = rule.isAgreed ? "the target in the SOW" : "because the SOW has no target";
  return `Off target: rows whose ${metric.shortName} is not ${LEVEL_WORDS[rule.comparator]} ${level}, ${source}.`;
}

/** `Off target only (75)`. */
export function offTargetOnly(rows: number): string {
  return `Off target only (${formatCount(rows)})`;
}

/** A filter in use: `Reason: Refund`. */
export function filterText(name: RowFilterName, value: string): string {
  return name === "offTarget" ? "Off target only" : `${FILTER_LABELS[name]}: ${nameOrNone(value)}`;
}

/** Names the way out of a filter: `Remove filter Reason: Refund`. */
export function removeFilter(name: RowFilterName, value: string): string {
  return `Remove filter ${filterText(name, value)}`;
}

/** How many groups there are, and which come first. */
export function totalsDetail({ rule }: Pick<RowsView, "rule">, groups: number, shown: number): string {
  const count = groups > shown ? `${formatCount(shown)} of ${formatCount(groups)}` : formatCount(groups);
  if (groups < 2) return count;
  return `${count}, ${rule === null ? "most rows first" : "most off target first"}`;
}

export const ALL_OF = { reason: "All reasons", agent: "All agents", team: "All teams", site: "All sites" } as const;
