import { markOf, type TrendView, type TrendValue } from "~/domain/causes/trend";
import { minimumLabel } from "~/wording/contracts/verdict-names";
import { SERIES_LOOK } from "./series-look";
import { isOnLine, levelEdges, spreadLabels, wrapped } from "./trend-geometry";
import { PIN_SIZE, type TrendLayout } from "./trend-layout";

type TrendMarksProps = { trend: TrendView; layout: TrendLayout; active: number | null };

/** What stands on the lines: pins, marks of misses, points that lines cannot show, names at the right end. */
export function TrendMarks({ trend, layout, active }: TrendMarksProps) {
  const { plot, x } = layout;
  return (
    <g>
      {active !== null && (
        <line
          x1={x(active)}
          x2={x(active)}
          y1={plot.top}
          y2={plot.bottom}
          stroke="var(--line-control)"
          strokeWidth="1"
        />
      )}
      <Pins layout={layout} />
      {trend.series.map((series, index) => (
        <g key={series.key}>
          <RunningTail trend={trend} layout={layout} values={series.values} stroke={strokeOf(index)} />
          {series.values.map((value, at) => (
            <PointMark
              key={trend.periods[at]?.key ?? at}
              trend={trend}
              layout={layout}
              values={series.values}
              at={at}
              stroke={strokeOf(index)}
            />
          ))}
          {active !== null && (
            <ActivePoint layout={layout} value={series.values[active]} at={active} stroke={strokeOf(index)} />
          )}
        </g>
      ))}
      <EndLabels trend={trend} layout={layout} />
    </g>
  );
}

function Pins({ layout }: { layout: TrendLayout }) {
  const { plot, pins, x } = layout;
  return pins.map((pin) => {
    const middle = 3 + PIN_SIZE / 2 + pin.row * (PIN_SIZE + 3);
    return (
      <g key={pin.number}>
        <line
          x1={x(pin.position)}
          x2={x(pin.position)}
          y1={middle}
          y2={plot.bottom}
          stroke="var(--line-strong)"
          strokeWidth="1"
        />
        <circle cx={x(pin.position)} cy={middle} r={PIN_SIZE / 2} fill="var(--ink)" />
        <text
          x={x(pin.position)}
          y={middle}
          dy="0.35em"
          textAnchor="middle"
          fontSize="11"
          fontWeight="600"
          fill="var(--surface)"
        >
          {pin.number}
        </text>
      </g>
    );
  });
}

type SeriesPart = { trend: TrendView; layout: TrendLayout; values: readonly TrendValue[]; stroke: string };

/** Leads from the last point that is over to the running one, dashed: the figure may still move. */
function RunningTail({ trend, layout, values, stroke }: SeriesPart) {
  const at = trend.periods.findIndex((period) => period.running);
  const [before, running] = [values[at - 1], values[at]];
  const previous = trend.periods[at - 1];
  if (!before || !previous || !isOnLine(before, previous) || !running || running.value === null) return null;
  return (
    <line
      x1={layout.x(at - 1)}
      y1={layout.y(before.value)}
      x2={layout.x(at)}
      y2={layout.y(running.value)}
      stroke={stroke}
      strokeWidth="1.25"
      strokeDasharray="2 3"
    />
  );
}

function PointMark({ trend, layout, values, at, stroke }: SeriesPart & { at: number }) {
  const [value, period] = [values[at], trend.periods[at]];
  if (!value || !period || value.value === null) return null;
  const transform = `translate(${layout.x(at)} ${layout.y(value.value)})`;
  const mark = markOf(trend, value, at);
  if (mark === "running")
    return <circle transform={transform} r="3.25" fill="var(--surface)" stroke={stroke} strokeWidth="1.5" />;
  if (mark === "insufficient") {
    return (
      <circle
        transform={transform}
        r="2.5"
        fill="var(--surface)"
        stroke="var(--quiet)"
        strokeWidth="1"
        strokeDasharray="1.5 1.5"
      />
    );
  }
  if (mark === "missed") {
    return (
      <path
        transform={transform}
        d="M0-4.5 4.5 0 0 4.5-4.5 0z"
        fill="var(--missed)"
        stroke="var(--surface)"
        strokeWidth="1"
      />
    );
  }
  if (mark === "below") {
    return (
      <path
        transform={transform}
        d="M0-4.2 4.2 3.2h-8.4z"
        fill="var(--below)"
        stroke="var(--surface)"
        strokeWidth="1"
      />
    );
  }
  const alone = [at - 1, at + 1].every((index) => {
    const [neighbor, beside] = [values[index], trend.periods[index]];
    return !neighbor || !beside || !isOnLine(neighbor, beside);
  });
  return alone ? <circle transform={transform} r="2.5" fill={stroke} /> : null;
}

type ActivePointProps = { layout: TrendLayout; value: TrendValue | undefined; at: number; stroke: string };

function ActivePoint({ layout, value, at, stroke }: ActivePointProps) {
  if (!value || value.value === null) return null;
  return (
    <circle
      cx={layout.x(at)}
      cy={layout.y(value.value)}
      r="4.5"
      fill="var(--surface)"
      stroke={stroke}
      strokeWidth="2"
    />
  );
}

const LABEL_GAP = 14;

/** Each line is named where it ends. */
function EndLabels({ trend, layout }: { trend: TrendView; layout: TrendLayout }) {
  const { plot, y } = layout;
  const last = trend.periods.at(-1);
  const labels = [
    ...trend.series.flatMap((series, index) => {
      const end = series.values.findLast((value) => value.value !== null)?.value;
      const text = SERIES_LOOK[index]?.text ?? "fill-ink";
      return end === undefined || end === null
        ? []
        : [{ key: series.key, words: series.name, level: end, look: `${text} font-semibold` }];
    }),
    ...endsOf("expected", last ? levelEdges(last.expected) : []),
    ...endsOf(minimumLabel(trend.direction), last ? levelEdges(last.minimum) : []),
  ];
  const room = Math.floor((layout.size.width - plot.right - 8) / 6.4);
  const written = labels.map(({ words }) => wrapped(words, room));
  const heights = spreadLabels(
    labels.map((label) => y(label.level)),
    LABEL_GAP * Math.max(1, ...written.map((lines) => lines.length)),
    plot.top,
    plot.bottom,
  );
  return labels.map((label, index) => (
    <text key={label.key} x={plot.right + 8} y={heights[index]} dy="0.35em" fontSize="11" className={label.look}>
      {written[index]?.map((line, at) => (
        <tspan key={line} x={plot.right + 8} dy={at === 0 ? undefined : "1.1em"}>
          {line}
        </tspan>
      ))}
    </text>
  ));
}

function endsOf(name: "expected" | ReturnType<typeof minimumLabel>, edges: readonly number[]) {
  const look = name === "expected" ? "fill-ink" : "fill-ink-3";
  return edges.map((level, index) => ({ key: `${name}-${index}`, words: name, level, look }));
}

function strokeOf(index: number): string {
  return SERIES_LOOK[index]?.stroke ?? "var(--quiet)";
}
