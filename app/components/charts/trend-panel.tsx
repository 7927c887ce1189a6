import { lazy, Suspense } from "react";
import { ChartFrame } from "./chart-frame";
import type { TrendView } from "~/domain/causes/trend";
import type { PointHref } from "./trend-text";
import { TrendTable } from "./trend-table";
import { trendLegend } from "~/wording/causes/trend-description";
import { useHydrated } from "../ui/use-hydrated";

const TrendChart = lazy(() => import("./trend-chart"));

type TrendPanelProps = {
  /** The finding. */
  title: string;
  detail?: string | undefined;
  /** The short text alternative, one sentence. */
  sentence: string;
  /** The long description. */
  description: string;
  trend: TrendView;
  /** With series that the chart has no room for, behind those that it draws. */
  tableTrend?: TrendView | undefined;
  withoutScript?: "table" | "words" | undefined;
  csvHref?: string | null | undefined;
  level?: 2 | 3 | undefined;
  pointHref?: PointHref | undefined;
};

/** A trend as a chart, in words and as a table. The chart's code comes after the page; the words and the table are in it. */
export function TrendPanel({ sentence, trend, tableTrend = trend, pointHref, ...frame }: TrendPanelProps) {
  const hydrated = useHydrated();
  return (
    <ChartFrame
      {...frame}
      legend={trendLegend(trend)}
      chart={
        <div className="chart-area h-72 p-2 sm:h-80">
          {hydrated && (
            <Suspense fallback={null}>
              <TrendChart trend={trend} label={sentence} pointHref={pointHref} />
            </Suspense>
          )}
        </div>
      }
      table={<TrendTable caption={frame.title} trend={tableTrend} pointHref={pointHref} />}
    />
  );
}
