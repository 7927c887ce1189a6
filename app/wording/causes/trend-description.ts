import { formatFigure, type FigureFormat } from "../shared/figures";
import { dayLabel } from "~/domain/calendar/labels";
import { parsePeriod } from "~/domain/calendar/period";
import { markOf, type PointMark, type TrendView, type TrendPeriod, type TrendValue } from "~/domain/causes/trend";
import { countText, capitalized, PERIOD_NOUNS } from "../shared/text";
import { levelText } from "../contracts/levels";
import type { MetricDirection } from "~/domain/metrics/catalog/metric-definition";
import { againstLevels, minimumLabel, verdictLabel } from "../contracts/verdict-names";
import { SIDE_LABELS } from "../contracts/verdicts";

/** Everything that a trend's chart tells, in sentences, for those who cannot see it. */
export function describeTrend(trend: TrendView, name: string): string {
  const format: FigureFormat = trend;
  const [first, last] = [trend.periods[0], trend.periods.at(-1)];
  if (first === undefined || last === undefined) return `${name}: no periods.`;
  return [
    `${name} from ${first.label} to ${last.label}, ${countText(trend.periods.length, "point", "points")}.`,
    ...trend.series.map((series) => seriesSentence(series, trend, format)),
    levelSentence(trend, format),
    unjudgedSentence(trend),
    ...trend.pins.map((pin) => `Note ${pin.number} on ${dayLabel(pin.day).label}: ${pin.title}.`),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function seriesSentence({ name, values }: TrendView["series"][number], trend: TrendView, format: FigureFormat): string {
  const points = values.flatMap(({ value }, index) => {
    const label = trend.periods[index]?.label;
    return value === null || label === undefined ? [] : [{ value, label }];
  });
  const [lowest] = points.toSorted((a, b) => a.value - b.value);
  const highest = points.toSorted((a, b) => a.value - b.value).at(-1);
  const newest = points.at(-1);
  if (lowest === undefined || highest === undefined || newest === undefined) return `${name}: no data.`;
  const gaps = values.length - points.length;
  const missing = gaps === 0 ? "" : ` ${countText(gaps, "point", "points")} without data.`;
  return (
    `${name}: lowest ${formatFigure(lowest.value, format)} (${lowest.label}), highest ` +
    `${formatFigure(highest.value, format)} (${highest.label}), last ${formatFigure(newest.value, format)}.${missing}`
  );
}

/** The expected levels, with the period from which each holds. */
function levelSentence({ periods }: TrendView, format: FigureFormat): string {
  const steps = periods.filter(({ expected }, index) => {
    return expected !== null && JSON.stringify(expected) !== JSON.stringify(periods[index - 1]?.expected ?? null);
  });
  const words = steps.flatMap(({ expected, label }) =>
    expected === null ? [] : [`${levelText(expected, format)} from ${label}`],
  );
  return words.length === 0 ? "No target." : `Expected: ${words.join(", ")}.`;
}

function unjudgedSentence({ periods, series }: TrendView): string {
  if (!series.some(({ values }) => values.some(({ unjudged }) => unjudged !== undefined))) return "";
  const kind = parsePeriod(periods[0]?.key ?? "")?.kind;
  return `${kind === undefined ? "These periods" : capitalized(PERIOD_NOUNS[kind].many)} are not scored by the contract.`;
}

const MARK_MEANINGS: Readonly<Record<PointMark, string>> = {
  running: "Ring: in progress",
  insufficient: "Dashed ring: small sample",
  missed: "Diamond: minimum missed or limit exceeded",
  below: "Triangle: off target",
};

/** What the marks mean that a chart has; empty where it has none. */
export function trendLegend(trend: TrendView): string {
  const marks = new Set(trend.series.flatMap(({ values }) => values.map((value, at) => markOf(trend, value, at))));
  return (["running", "insufficient", "missed", "below"] as const)
    .flatMap((mark) => (marks.has(mark) ? MARK_MEANINGS[mark] : []))
    .join(" · ");
}

/** What is stated of a point: its verdict, or how it lies to its levels where no SOW judges it. */
export function pointText(value: TrendValue | undefined, period: TrendPeriod, direction: MetricDirection): string {
  if (value === undefined) return verdictLabel("no-data", againstLevels(direction, period));
  return statusText(value, period, direction) ?? verdictLabel(value.verdict, againstLevels(direction, period));
}

/** How a point lies to its levels where no SOW judges it: `under minimum`. Null where it is judged or has no levels. */
export function statusText(
  { unjudged }: TrendValue,
  { minimum }: TrendPeriod,
  direction: MetricDirection,
): string | null {
  if (unjudged === undefined) return null;
  if (unjudged === "met") return "as expected";
  if (unjudged === "insufficient") return "small sample";
  const level = unjudged === "missed" && minimum !== null ? minimumLabel(direction) : "expected";
  return `${SIDE_LABELS[direction]} ${level}`;
}
