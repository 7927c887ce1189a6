import { Link } from "@remix-run/react";
import { formatCount, formatFigure } from "~/wording/shared/figures";
import type { BaseLevel } from "~/domain/contracts/verdict";
import { againstLevels, minimumLabel } from "~/wording/contracts/verdict-names";
import { type Column, DataTable } from "../ui/data-table";
import { Pin } from "../marks/pin";
import type { TrendView, TrendPeriod, TrendValue } from "~/domain/causes/trend";
import { VerdictMark } from "../marks/verdict-mark";
import { statusText } from "~/wording/causes/trend-description";
import { capitalized } from "~/wording/shared/text";
import type { PointHref } from "./trend-text";
import { TREND_TABLE_TEXT } from "~/wording/shared/charts";

type Row = { at: number; period: TrendPeriod; values: readonly TrendValue[]; pins: readonly number[] };

/** A trend as rows, oldest first: what the chart draws, in figures. */
export function TrendTable({
  caption,
  trend,
  pointHref,
}: {
  caption: string;
  trend: TrendView;
  pointHref?: PointHref | undefined;
}) {
  const rows = trend.periods.map((period, index) => ({
    at: index,
    period,
    values: trend.series.flatMap((series) => series.values[index] ?? []),
    pins: trend.pins.filter((pin) => period.from <= pin.day && pin.day < period.until).map((pin) => pin.number),
  }));
  return (
    <div className="max-h-[32rem] overflow-y-auto rounded-lg">
      <DataTable
        caption={caption}
        columns={columnsOf(trend, pointHref)}
        rows={rows}
        rowKey={(row) => row.period.key}
        layout={trend.series.length > 1 ? "scroll" : "fit"}
      />
    </div>
  );
}

function columnsOf(trend: TrendView, pointHref?: PointHref): Column<Row>[] {
  const alone = trend.series.length === 1;
  const hasLevels = alone || trend.periods.some(({ expected }) => expected !== null);
  const level = (value: BaseLevel | null) => {
    if (value === null) return "–";
    if (typeof value === "number") return formatFigure(value, trend);
    return `${formatFigure(value.low, trend)} – ${formatFigure(value.high, trend)}`;
  };
  return [
    {
      key: "period",
      header: TREND_TABLE_TEXT.period,
      rowHeader: true,
      cell: ({ period, pins }) => (
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          {period.label}
          {pins.map((number) => (
            <Pin key={number} number={number} />
          ))}
        </span>
      ),
    },
    ...trend.series.flatMap((series, index): Column<Row>[] => [
      {
        key: series.key,
        header: series.name,
        align: "end",
        cell: ({ at, values }) => {
          const value = values[index]?.value ?? null;
          if (value === null) return <span className="text-ink-3">{TREND_TABLE_TEXT.noData}</span>;
          const href = pointHref?.(at, index) ?? null;
          const figure = formatFigure(value, trend);
          return href === null ? (
            figure
          ) : (
            <Link to={href} title={TREND_TABLE_TEXT.showRows} className="underline-offset-3 hover:underline">
              {figure}
            </Link>
          );
        },
      },
      {
        key: `${series.key}-n`,
        header: "n",
        align: "end",
        cell: ({ values }) => {
          const n = values[index]?.n ?? null;
          return <span className="text-ink-3">{n === null ? "–" : formatCount(n)}</span>;
        },
      },
    ]),
    ...(hasLevels
      ? [
          {
            key: "expected",
            header: TREND_TABLE_TEXT.expected,
            align: "end" as const,
            cell: ({ period }: Row) => level(period.expected),
          },
          {
            key: "minimum",
            header: capitalized(minimumLabel(trend.direction)),
            align: "end" as const,
            cell: ({ period }: Row) => level(period.minimum),
          },
        ]
      : []),
    ...(alone
      ? [
          {
            key: "verdict",
            header: trend.series[0]?.values.some(({ unjudged }) => unjudged !== undefined)
              ? TREND_TABLE_TEXT.vsLevels
              : TREND_TABLE_TEXT.verdict,
            cell: ({ period, values }: Row) => {
              const value = values[0];
              if (value === undefined) return null;
              const status = statusText(value, period, trend.direction);
              if (status !== null) return <span className="text-xs text-ink-2">{status}</span>;
              return (
                <VerdictMark verdict={value.verdict} against={againstLevels(trend.direction, period)} n={value.n} />
              );
            },
          },
        ]
      : []),
  ];
}
