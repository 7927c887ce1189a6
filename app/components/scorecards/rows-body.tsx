import { Form, Link, useLocation } from "@remix-run/react";
import type { RowsSort, RowsTotal, RowsView, TotalsBy } from "~/domain/scorecards/rows-view";
import { preliminaryWords } from "~/wording/metrics/preliminary";
import { formatCount } from "~/wording/shared/figures";
import {
  addsUpWords,
  FILTER_LABELS,
  formatOf,
  isFiltered,
  nameOrNone,
  rowsDivision,
  TOTALS_TITLES,
} from "~/wording/scorecards/rows";
import { Figure } from "../marks/figure";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { changedAddress } from "../ui/changed-address";
import { DataTable, type Column, type ColumnSort } from "../ui/data-table";
import { INPUT_CLASSES } from "../ui/forms/field";
import { Pagination } from "../ui/pagination";
import { SectionHeading } from "../ui/section-heading";
import { explainedColumns } from "./rows-behind";

/** What the address calls each filter. */
const FILTER_PARTS = {
  site: "only-site",
  agent: "only-agent",
  team: "only-team",
  reason: "only-reason",
  search: "q",
} as const;
const FILTERS = ["search", "reason", "agent", "team", "site"] as const;
const TOTALS = ["reason", "agent", "site"] as const;

/** The rows that count in a figure: how they make it, what each reason, agent and site adds, and the rows themselves. */
export function RowsBody({ view }: { view: RowsView }) {
  const { pathname, search } = useLocation();
  const address = `${pathname}${search}`;
  const change = (parts: Readonly<Record<string, string | null>>) => changedAddress(address, { page: null, ...parts });
  return (
    <>
      <Card>
        <p className="text-lead font-medium text-balance">{rowsDivision(view)}</p>
        <p className="mt-1 text-sm text-ink-2">
          {isFiltered(view) ? `The figure of all rows is in the title. ${addsUpWords(view)}` : addsUpWords(view)}
          {view.preliminary !== null && ` Partly ${preliminaryWords(view.preliminary)}.`}
        </p>
      </Card>
      <div className="grid items-start gap-x-6 lg:grid-cols-3">
        {TOTALS.map((by) => (
          <Totals key={by} by={by} view={view} hrefOf={(name) => change({ [FILTER_PARTS[by]]: name })} />
        ))}
      </div>
      <section id="rows">
        <SectionHeading title="Rows" detail={formatCount(view.shown.rows)} />
        <RowFilters view={view} address={address} change={change} />
        <DataTable
          caption="Rows behind the figure"
          columns={sortedColumns(view, (key) => change({ sort: key }))}
          rows={view.rows}
          rowKey={({ key }) => key}
          layout="scroll"
          empty={isFiltered(view) ? "No row passes these filters." : "No row counts in this figure."}
        />
        <Pages view={view} hrefOf={(page) => changedAddress(address, { page: page > 1 ? String(page) : null })} />
      </section>
    </>
  );
}

function Totals({ by, view, hrefOf }: { by: TotalsBy; view: RowsView; hrefOf: (name: string) => string }) {
  const { groups, shown } = view.totals[by];
  const isDivided = shown.some(({ value }) => value.status === "measured" && value.denominator !== null);
  const amount = (pick: (value: Measured) => number | null) => {
    return ({ value }: RowsTotal) => (value.status === "measured" ? pick(value) : null);
  };
  const figures = (header: string, pick: (total: RowsTotal) => number | null): Column<RowsTotal> => ({
    key: header,
    header,
    align: "end",
    sortValue: pick,
    sortsDown: true,
    cell: (total) => <span className="figures">{amountOrNone(pick(total))}</span>,
  });
  const columns: Column<RowsTotal>[] = [
    {
      key: "name",
      header: FILTER_LABELS[by],
      rowHeader: true,
      sortValue: ({ name }) => name,
      cell: ({ name }) => (
        <Link to={hrefOf(name)} preventScrollReset className="prose-link" title="Show only these rows">
          {nameOrNone(name)}
        </Link>
      ),
    },
    ...(view.addsUp === null
      ? []
      : [
          {
            key: "value",
            header: view.metric.shortName,
            align: "end",
            sortValue: amount(({ value }) => value),
            sortsDown: true,
            cell: ({ value }: RowsTotal) => <Figure value={value} {...formatOf(view)} />,
          } satisfies Column<RowsTotal>,
        ]),
    ...(isDivided
      ? [
          figures(
            "Numerator",
            amount(({ numerator }) => numerator),
          ),
          figures(
            "Denominator",
            amount(({ denominator }) => denominator),
          ),
        ]
      : [figures("Rows", ({ rows }) => rows)]),
  ];
  return (
    <section className="min-w-0">
      <SectionHeading
        title={TOTALS_TITLES[by]}
        detail={
          groups > shown.length
            ? `${formatCount(shown.length)} of ${formatCount(groups)}, most rows first`
            : formatCount(groups)
        }
      />
      <div className="max-h-80 overflow-y-auto rounded-lg">
        <DataTable
          caption={TOTALS_TITLES[by]}
          columns={columns}
          rows={shown}
          rowKey={({ name }) => name}
          sortName={by}
          empty="No rows."
        />
      </div>
    </section>
  );
}

type Measured = Extract<RowsTotal["value"], { status: "measured" }>;
type Change = (parts: Readonly<Record<string, string | null>>) => string;

/** A search, and each filter with the way out of it. */
function RowFilters({ view, address, change }: { view: RowsView; address: string; change: Change }) {
  const kept = [...new URLSearchParams(address.split("?")[1] ?? "")].filter(
    ([name]) => name !== "q" && name !== "page",
  );
  const chosen = FILTERS.flatMap((name) => {
    const value = view.filters[name];
    return value === null ? [] : [{ name, value }];
  });
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-2">
      <Form method="get" action="/rows" preventScrollReset className="flex gap-2">
        {kept.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <input
          type="search"
          name="q"
          aria-label="Search id, agent or reason"
          placeholder="Id, agent or reason"
          maxLength={300}
          defaultValue={view.filters.search ?? ""}
          key={view.filters.search ?? ""}
          className={`${INPUT_CLASSES} h-8 w-56`}
        />
        <Button>Search</Button>
      </Form>
      {chosen.map(({ name, value }) => (
        <Link
          key={name}
          to={change({ [FILTER_PARTS[name]]: null })}
          preventScrollReset
          aria-label={`Remove filter ${FILTER_LABELS[name]}: ${nameOrNone(value)}`}
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-brand bg-surface px-2.5 text-xs text-ink shadow-card hover:bg-sunken"
        >
          {FILTER_LABELS[name]}: {nameOrNone(value)} <span aria-hidden="true">×</span>
        </Link>
      ))}
      {chosen.length > 1 && (
        <Link
          to={change(Object.fromEntries(FILTERS.map((name) => [FILTER_PARTS[name], null])))}
          preventScrollReset
          className="prose-link text-xs"
        >
          Clear filters
        </Link>
      )}
    </div>
  );
}

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
  const amounts = view.columns.map((column, index) => [`amount ${column}`, `amount:${index}`] as const);
  const sorts = new Map([...Object.entries(SORTS), ...amounts]);
  const kinds = new Set(view.rows.map(({ kind }) => kind));
  const columns = explainedColumns({
    columns: view.columns,
    rows: view.rows,
    areTotalsOnly: kinds.size === 1 && kinds.has("tallies"),
    areTotalsAmong: kinds.has("tallies"),
  });
  return columns.map((column) => {
    const key = sorts.get(column.key);
    return key === undefined ? column : { ...column, sort: sortTo(key, view.sort) };
  });
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

const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

function amountOrNone(amount: number | null) {
  return amount === null ? <span className="text-ink-3">–</span> : NUMBER.format(amount);
}
