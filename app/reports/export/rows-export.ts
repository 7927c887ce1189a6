import type { RowFilterName } from "~/domain/scorecards/rows-view";
import { formatCount } from "~/wording/shared/figures";
import { addsUpText } from "~/wording/scorecards/rows";
import { ROWS_EXPORTED, type RowsExport } from "../scorecards/rows.server";
import { explainedCells, explainedHeader } from "./explained-cells";
import type { ExportAbout, ExportFile } from "./export-file";
import { parameterText } from "./line-cells";
import { scopeAbout, statusAbout, UNITS } from "./view-exports";

const FILTERS: Readonly<Record<RowFilterName, string>> = {
  site: "only site",
  agent: "only agent",
  team: "only team",
  reason: "only reason",
  search: "search",
  offTarget: "only off target",
};

/** The rows that count in a figure, as they are filtered and sorted. */
export function rowsExport({ view, rows }: RowsExport): ExportFile {
  const { metric, partner, range, shown, whole, value } = view;
  const result = (of: typeof value) => (of.status === "measured" ? of.value : null);
  const filters = (["site", "agent", "team", "reason", "search", "offTarget"] as const).flatMap((name) => {
    const filter = view.filters[name];
    return filter === null ? [] : [[FILTERS[name], filter === "" ? "(blank)" : filter] as const];
  });
  const about: ExportAbout = [
    ["Plumbline", "rows"],
    ["metric", metric.name],
    ["formula", metric.formula],
    ["parameters", parameterText(view.parameters)],
    ["partner", partner.name],
    ["days", `${range.from} to ${range.to}`],
    ["time zone", view.timeZone],
    ["data to", view.dataUntil ?? "none"],
    ...scopeAbout(view.scope),
    ...filters,
    ["units", UNITS],
    ...statusAbout(view.preliminary),
    ["value of all rows", result(value)],
    ["value of these rows", result(shown.value)],
    ["numerator of these rows", shown.value.status === "measured" ? shown.value.numerator : null],
    ["denominator of these rows", shown.value.status === "measured" ? shown.value.denominator : null],
    ["rows", shown.rows],
    ["all rows", whole.rows],
    ["check", addsUpText(view)],
    ...(shown.rows > ROWS_EXPORTED ? [["limited to", `${formatCount(ROWS_EXPORTED)} rows`] as const] : []),
  ];
  return {
    name: `rows-${metric.key}-${partner.key}-${range.from}-${range.to}`,
    about,
    header: explainedHeader(view.columns),
    rows: explainedCells(rows),
  };
}
