import { useLocation } from "@remix-run/react";
import {
  isColumnShown,
  ROW_COLUMNS,
  TOTALS_BY,
  type ColumnTotal,
  type RowColumn,
  type RowsSort,
  type RowsView,
} from "~/domain/scorecards/rows-view";
import { preliminaryText } from "~/wording/metrics/preliminary";
import { formatCount } from "~/wording/shared/figures";
import { addsUpText, countRows, isFiltered, offTargetText, rowsDivision } from "~/wording/scorecards/rows";
import { classNames } from "../ui/class-names";
import { Card } from "../ui/card";
import { changedAddress } from "../ui/changed-address";
import type { ColumnSort } from "../ui/use-sorted-rows";
import { DataTable, type FooterRow } from "../ui/data-table";
import { Pagination } from "../ui/pagination";
import { SectionHeading } from "../ui/section-heading";
import { FILTER_PARTS, RowFilters } from "./row-filters";
import { RowsTotals } from "./rows-totals";
import { amountKey, explainedColumns, FooterAmount } from "./rows-behind";
import { RowsOverTime } from "./rows-over-time";
import { ROWS_TEXT } from "~/wording/scorecards/rows-page";

/** The rows that count in a figure: how they make it, what each reason, agent and site adds, and the rows themselves. */
export function RowsBody({ view }: { view: RowsView }) {
  const { pathname, search } = useLocation();
  const address = `${pathname}${search}`;
  const change = (parts: Readonly<Record<string, string | null>>) => changedAddress(address, { page: null, ...parts });
  // Most partners' files name no team.
  const shown = TOTALS_BY.filter((by) => by !== "team" || view.totals.team.shown.some(({ name }) => name !== ""));
  return (
    <>
      <Card>
        <p className="text-lead font-medium text-balance">{rowsDivision(view)}</p>
        <p className="mt-1 text-sm text-ink-2">
          {isFiltered(view) ? ROWS_TEXT.titleShowsValueAll(addsUpText(view)) : addsUpText(view)}
          {view.preliminary !== null && ROWS_TEXT.partly(preliminaryText(view.preliminary))}
        </p>
      </Card>
      {view.shown.rows > 0 && <RowsOverTime view={view} change={change} />}
      <div className={classNames("grid items-start gap-x-6", shown.length > 3 ? "lg:grid-cols-2" : "lg:grid-cols-3")}>
        {shown.map((by) => (
          <RowsTotals key={by} by={by} view={view} hrefOf={(name) => change({ [FILTER_PARTS[by]]: name })} />
        ))}
      </div>
      {view.rule !== null && <p className="mt-2 text-xs text-ink-3">{offTargetText(view)}</p>}
      <section id="rows">
        <SectionHeading title={ROWS_TEXT.rows} detail={formatCount(view.shown.rows)} />
        <RowFilters view={view} address={address} change={change} />
        <DataTable
          caption={ROWS_TEXT.rowsThatContributeThis}
          columns={sortedColumns(view, (key) => change({ sort: key }))}
          footer={view.rows.length > 0 ? footerOf(view) : []}
          rows={view.rows}
          rowKey={({ key }) => key}
          layout="scroll"
          empty={isFiltered(view) ? ROWS_TEXT.noRowsMatchThese : ROWS_TEXT.noRowsContributeThis}
        />
        <Pages view={view} hrefOf={(page) => changedAddress(address, { page: page > 1 ? String(page) : null })} />
      </section>
    </>
  );
}

/** What the address calls a column that the rows are sorted by. */
const SORTS: Readonly<Record<string, string>> = {
  when: "when",
  id: "id",
  agent: "agent",
  team: "team",
  reason: "reason",
  slice: "site",
};

/** Sorted on the server, as only a page of the rows is here. */
function sortedColumns(view: RowsView, hrefOf: (sort: string) => string) {
  const sortTo = (key: string, { key: by, isDescending }: RowsSort): ColumnSort => {
    if (key !== by) return { href: hrefOf(key), direction: null };
    return { href: hrefOf(isDescending ? key : `-${key}`), direction: isDescending ? "descending" : "ascending" };
  };
  const kinds = new Set(view.rows.map(({ kind }) => kind));
  const columns = explainedColumns({
    columns: view.columns,
    rows: view.rows,
    areTotalsOnly: kinds.size === 1 && kinds.has("totals"),
    areTotalsAmong: kinds.has("totals"),
  });
  return columns
    .filter(({ key }) => isColumnShown(view, choiceOf(key)))
    .map((column) => {
      const key = column.key.startsWith("amount:") ? column.key : SORTS[column.key];
      return key === undefined ? column : { ...column, sort: sortTo(key, view.sort) };
    });
}

/** Which choice shows a column: those of amounts and of the parts of a ratio are shown together. */
function choiceOf(key: string): RowColumn | "when" {
  if (key.startsWith("amount:")) return "amounts";
  if (key === "numerator" || key === "denominator") return "parts";
  return ROW_COLUMNS.find((column) => column === key) ?? "when";
}

/** Every number over all rows shown, not those of the page alone. */
function footerOf(view: RowsView): FooterRow[] {
  const { columnTotals, partTotals, shown } = view;
  const row = (key: keyof ColumnTotal, label: string): FooterRow => ({
    when: label,
    ...Object.fromEntries(columnTotals.map((of, index) => [amountKey(index), <FooterAmount key={key} of={of[key]} />])),
    ...(partTotals && {
      numerator: <FooterAmount of={partTotals.numerator[key]} />,
      denominator: <FooterAmount of={partTotals.denominator[key]} />,
    }),
  });
  return [row("total", ROWS_TEXT.totalOf(countRows(shown.rows))), row("average", ROWS_TEXT.averageOf)];
}

function Pages({ view, hrefOf }: { view: RowsView; hrefOf: (page: number) => string }) {
  const { page, pageSize, rows, shown } = view;
  const first = (page - 1) * pageSize;
  return (
    <Pagination
      of="rows"
      first={shown.rows === 0 ? 0 : first + 1}
      last={first + rows.length}
      total={shown.rows}
      previousHref={page > 1 ? `${hrefOf(page - 1)}#rows` : null}
      nextHref={first + rows.length < shown.rows ? `${hrefOf(page + 1)}#rows` : null}
    />
  );
}
