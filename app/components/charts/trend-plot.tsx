import type { ReactNode } from "react";
import { CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import type { TrendView } from "~/domain/causes/trend";
import { formatFigure } from "~/wording/shared/figures";
import { SERIES_LOOK } from "./series-look";
import { isOnLine, levelEdges, tickIndexes } from "./trend-geometry";
import { usualBand, type TrendLayout } from "./trend-layout";

const TICK = { fontSize: 11, fill: "var(--ink-3)" };
const EDGES = [0, 1] as const;

type TrendPlotProps = { trend: TrendView; layout: TrendLayout; /** Drawn above the lines. */ children: ReactNode };

/** Axes and lines. A line breaks where nothing, or too little, was measured; levels are steps that hold for a whole period. */
export function TrendPlot({ trend, layout, children }: TrendPlotProps) {
  const { size, plot, axis, steps } = layout;
  const rows = trend.periods.map((period, index) => ({
    index,
    values: trend.series.map(({ values }) => {
      const value = values[index];
      return value && isOnLine(value, period) ? value.value : null;
    }),
    expected: levelEdges(period.expected),
    minimum: levelEdges(period.minimum),
  }));
  type Row = (typeof rows)[number];
  const ticks = tickIndexes(trend.periods.length, Math.floor((plot.right - plot.left) / 84));
  return (
    <ComposedChart
      width={size.width}
      height={size.height}
      data={rows}
      accessibilityLayer={false}
      margin={{ top: plot.top, right: size.width - plot.right, bottom: 0, left: 0 }}
    >
      <UsualBand trend={trend} layout={layout} />
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        type="number"
        dataKey="index"
        domain={[steps.from, steps.until]}
        ticks={ticks}
        interval={0}
        height={size.height - plot.bottom}
        tickFormatter={(index: number) => trend.periods[index]?.tick ?? ""}
        tick={TICK}
        tickLine={false}
        tickSize={0}
        tickMargin={12}
        axisLine={false}
      />
      <YAxis
        domain={[axis.from, axis.until]}
        ticks={[...axis.ticks]}
        interval={0}
        width={plot.left}
        tickFormatter={(value: number) => axisText(value, trend, layout)}
        tick={TICK}
        tickLine={false}
        tickSize={0}
        tickMargin={8}
        axisLine={false}
      />
      {EDGES.map((edge) => (
        <Line
          key={`minimum-${edge}`}
          type="step"
          dataKey={(row: Row) => row.minimum[edge] ?? null}
          stroke="var(--quiet)"
          strokeWidth={1.25}
          strokeDasharray="3 3"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {EDGES.map((edge) => (
        <Line
          key={`expected-${edge}`}
          type="step"
          dataKey={(row: Row) => row.expected[edge] ?? null}
          stroke="var(--target)"
          strokeWidth={1.25}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {trend.series.map((series, index) => (
        <Line
          key={series.key}
          type="linear"
          dataKey={(row: Row) => row.values[index] ?? null}
          stroke={SERIES_LOOK[index]?.stroke ?? "var(--quiet)"}
          strokeWidth={1.75}
          strokeLinejoin="round"
          {...dashOf(index)}
          dot={false}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
      ))}
      {children}
    </ComposedChart>
  );
}

/** Behind the periods that it was read from and the later ones, which are held against it; a line parts the two. */
function UsualBand({ trend, layout }: { trend: TrendView; layout: TrendLayout }) {
  const band = usualBand(trend, layout);
  if (band === null) return null;
  const { left, right, top, bottom, readUntil } = band;
  return (
    <g>
      <rect x={left} y={top} width={right - left} height={bottom - top} fill="var(--band-2)" />
      {readUntil < right && (
        <line x1={readUntil} x2={readUntil} y1={top} y2={bottom} stroke="var(--line-strong)" strokeWidth="1" />
      )}
    </g>
  );
}

function dashOf(index: number): { strokeDasharray?: string } {
  const dash = SERIES_LOOK[index]?.dash;
  return dash === undefined ? {} : { strokeDasharray: dash };
}

function axisText(value: number, trend: TrendView, { axis: { shown } }: TrendLayout): string {
  if (trend.unit === "money") return formatFigure(value, trend);
  return formatFigure(value * shown.factor, { unit: "ratio", decimals: shown.decimals }) + shown.suffix;
}
