import { Link } from "@remix-run/react";
import type { RowsTotal, RowsView, TotalsBy } from "~/domain/scorecards/rows-view";
import { formatCount } from "~/wording/shared/figures";
import { FILTER_LABELS, formatOf, nameOrNone, TOTALS_TITLES, totalsDetail } from "~/wording/scorecards/rows";
import { ROWS_TEXT } from "~/wording/scorecards/rows-page";
import { Figure } from "../marks/figure";
import { DataTable, type Column } from "../ui/data-table";
import { SectionHeading } from "../ui/section-heading";

type RowsTotalsProps = { by: TotalsBy; view: RowsView; hrefOf: (name: string) => string };

/** The rows added up by one part: how many, how many of them off target, and their figure. */
export function RowsTotals({ by, view, hrefOf }: RowsTotalsProps) {
  const { groups, shown } = view.totals[by];
  return (
    <section className="min-w-0">
      <SectionHeading title={TOTALS_TITLES[by]} detail={totalsDetail(view, groups, shown.length)} />
      <div className="max-h-72 overflow-y-auto rounded-lg">
        <DataTable
          caption={TOTALS_TITLES[by]}
          columns={columnsOf(by, view, hrefOf)}
          rows={shown}
          rowKey={({ name }) => name}
          sortName={by}
          empty={ROWS_TEXT.noRows}
        />
      </div>
    </section>
  );
}

function columnsOf(by: TotalsBy, view: RowsView, hrefOf: (name: string) => string): Column<RowsTotal>[] {
  const { shown } = view.totals[by];
  const most = Math.max(0, ...shown.map(({ offTarget }) => offTarget));
  return [
    {
      key: "name",
      header: FILTER_LABELS[by],
      rowHeader: true,
      sortValue: ({ name }) => name,
      cell: ({ name }) => (
        <Link to={hrefOf(name)} preventScrollReset className="prose-link" title={ROWS_TEXT.showOnlyTheseRows}>
          {nameOrNone(name)}
        </Link>
      ),
    },
    {
      key: "rows",
      header: ROWS_TEXT.rows,
      align: "end",
      sortValue: ({ rows }) => rows,
      sortsDown: true,
      cell: ({ rows }) => <span className="figures">{formatCount(rows)}</span>,
    },
    ...(view.rule === null
      ? []
      : [
          {
            key: "off",
            header: FILTER_LABELS.offTarget,
            align: "end",
            sortValue: ({ offTarget }: RowsTotal) => offTarget,
            sortsDown: true,
            cell: ({ offTarget }: RowsTotal) => <OffTarget count={offTarget} most={most} />,
          } satisfies Column<RowsTotal>,
        ]),
    ...(view.addsUp === null
      ? []
      : [
          {
            key: "value",
            header: view.metric.shortName,
            align: "end",
            sortValue: ({ value }: RowsTotal) => (value.status === "measured" ? value.value : null),
            sortsDown: true,
            cell: ({ value }: RowsTotal) => <Figure value={value} {...formatOf(view)} />,
          } satisfies Column<RowsTotal>,
        ]),
  ];
}

const BAR_WIDTH = 40;

function OffTarget({ count, most }: { count: number; most: number }) {
  return (
    <span className="figures inline-flex items-center justify-end gap-2 whitespace-nowrap">
      {formatCount(count)}
      <svg width={BAR_WIDTH} height="6" aria-hidden="true" className="fill-ink-3">
        {count > 0 && <rect width={Math.max(2, (BAR_WIDTH * count) / most)} height="6" rx="1" />}
      </svg>
    </span>
  );
}
