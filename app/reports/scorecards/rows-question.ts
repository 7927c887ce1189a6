import {
  ROW_COLUMNS,
  type RowColumn,
  type RowFilterName,
  type RowFilters,
  type RowsSort,
} from "~/domain/scorecards/rows-view";
import { readExplainQuestion, type ExplainQuestion } from "./explain-question";

/** Which figure's rows are requested, narrowed and sorted how. */
export type RowsQuestion = Omit<ExplainQuestion, "kind"> & {
  readonly filters: RowFilters;
  readonly sort: RowsSort;
  /** Null: every column. */
  readonly columns: readonly RowColumn[] | null;
};

/** What the address calls each filter; those of the figure's own slice have the plain names. */
export const FILTER_NAMES: Readonly<Record<RowFilterName, string>> = {
  site: "only-site",
  agent: "only-agent",
  team: "only-team",
  reason: "only-reason",
  search: "q",
  offTarget: "off-target",
};

const SORT_KEY = /^(-?)(when|id|site|agent|team|reason|amount:\d{1,2})$/;
const LONGEST_FILTER = 300;

/** Null where the address names no figure. */
export function readRowsQuestion(address: URLSearchParams): RowsQuestion | null {
  const requested = readExplainQuestion(address);
  if (requested === null) return null;
  const { kind: _kind, ...question } = requested;
  const [, minus = "", key = "when"] = SORT_KEY.exec(address.get("sort") ?? "") ?? [];
  return {
    ...question,
    filters: readFilters(address),
    sort: { key, isDescending: minus === "-" },
    columns: readColumns(address),
  };
}

/** `columns=id,agent`, or once for each as a form sends it. */
function readColumns(address: URLSearchParams): RowColumn[] | null {
  if (!address.has("columns")) return null;
  const named = address.getAll("columns").flatMap((names) => names.split(","));
  return ROW_COLUMNS.filter((column) => named.includes(column));
}

/** A part that is named and left empty asks for the rows that do not give it; an empty search is none. */
function readFilters(address: URLSearchParams): RowFilters {
  const read = (name: RowFilterName) => address.get(FILTER_NAMES[name])?.slice(0, LONGEST_FILTER) ?? null;
  const search = read("search")?.trim() ?? "";
  return {
    site: read("site"),
    agent: read("agent"),
    team: read("team"),
    reason: read("reason"),
    search: search === "" ? null : search,
    offTarget: read("offTarget") === "yes" ? "yes" : null,
  };
}
