import { Link } from "@remix-run/react";
import { addDays } from "~/domain/calendar/day";
import type { RowsBar, RowsView } from "~/domain/scorecards/rows-view";
import { formatCount } from "~/wording/shared/figures";
import {
  ROWS_CHART_TEXT,
  rowsChartDescription,
  rowsChartDetail,
  rowsChartTitle,
  shareText,
} from "~/wording/scorecards/rows-chart";
import { ChartFrame } from "../charts/chart-frame";
import { RowsChart } from "../charts/rows-chart";
import { DataTable, type Column } from "../ui/data-table";

type RowsOverTimeProps = { view: RowsView; change: (parts: Readonly<Record<string, string | null>>) => string };

/** How many rows each day, week or month has, and how many of them are off target. */
export function RowsOverTime({ view, change }: RowsOverTimeProps) {
  const { bars } = view.chart;
  const isJudged = view.rule !== null;
  const title = rowsChartTitle(view);
  const hrefOf = ({ from, until }: RowsBar) => change({ from, to: addDays(until, -1) });
  return (
    <div className="mt-5 -mb-4">
      <ChartFrame
        title={title}
        detail={rowsChartDetail(view)}
        description={rowsChartDescription(view)}
        chart={
          <>
            <RowsChart bars={bars} isJudged={isJudged} label={title} hrefOf={hrefOf} />
            {isJudged && <Legend />}
          </>
        }
        table={
          <div className="max-h-72 overflow-y-auto rounded-lg">
            <DataTable
              caption={title}
              columns={columnsOf(isJudged, hrefOf)}
              rows={bars}
              rowKey={({ key }) => key}
              sortName="periods"
            />
          </div>
        }
      />
    </div>
  );
}

function Legend() {
  return (
    <p aria-hidden="true" className="flex gap-4 px-4 pb-3 text-2xs text-ink-3">
      <span className="inline-flex items-center gap-1.5">
        <svg width="10" height="10">
          <rect width="10" height="10" rx="2" className="fill-series-1" opacity="0.55" />
        </svg>
        {ROWS_CHART_TEXT.legendRows}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <svg width="10" height="10">
          <rect width="10" height="10" rx="2" className="fill-below" />
        </svg>
        {ROWS_CHART_TEXT.legendOffTarget}
      </span>
    </p>
  );
}

function columnsOf(isJudged: boolean, hrefOf: (bar: RowsBar) => string): Column<RowsBar>[] {
  const count = (key: string, header: string, pick: (bar: RowsBar) => number): Column<RowsBar> => ({
    key,
    header,
    align: "end",
    sortValue: pick,
    sortsDown: true,
    cell: (bar) => <span className="figures">{formatCount(pick(bar))}</span>,
  });
  return [
    {
      key: "period",
      header: ROWS_CHART_TEXT.period,
      rowHeader: true,
      sortValue: ({ from }) => from,
      cell: (bar) => (
        <Link to={hrefOf(bar)} className="prose-link whitespace-nowrap" title={ROWS_CHART_TEXT.showTheseRows}>
          {bar.label}
        </Link>
      ),
    },
    count("rows", ROWS_CHART_TEXT.rows, ({ rows }) => rows),
    ...(isJudged
      ? [
          count("off", ROWS_CHART_TEXT.offTarget, ({ offTarget }) => offTarget),
          {
            key: "share",
            header: ROWS_CHART_TEXT.share,
            align: "end",
            sortValue: ({ rows, offTarget }: RowsBar) => (rows === 0 ? null : offTarget / rows),
            sortsDown: true,
            cell: (bar: RowsBar) => <span className="figures">{bar.rows === 0 ? "–" : shareText(bar)}</span>,
          } satisfies Column<RowsBar>,
        ]
      : []),
  ];
}
