import type { TrendView } from "~/domain/causes/trend";
import { statusText } from "~/wording/causes/trend-description";
import { formatCount, formatFigure } from "~/wording/shared/figures";
import { isJudged, type BaseLevel } from "~/domain/contracts/verdict";
import { againstLevels, minimumLabel, verdictLabel } from "~/wording/contracts/verdict-names";
import { TREND_POINT_TEXT } from "~/wording/shared/charts";

/** Where the rows behind a point are, by the numbers of its period and of its series; null where they have no page. */
export type PointHref = (at: number, series: number) => string | null;

export type PointText = {
  period: string;
  lines: readonly { key: string; name: string; figure: string; sample: string; href: string | null }[];
  /** Expected and minimum, where there are any. */
  levels: string;
  notes: readonly { number: number; title: string; href: string | null }[];
};

/** Everything known of one period of a trend, in words. Null beyond its ends. */
export function pointText(trend: TrendView, index: number, pointHref?: PointHref): PointText | null {
  const period = trend.periods[index];
  if (!period) return null;
  const levels = [
    levelText("expected", period.expected, trend),
    levelText(minimumLabel(trend.direction), period.minimum, trend),
  ];
  return {
    period: period.running ? TREND_POINT_TEXT.inProgress(period.label) : period.label,
    lines: trend.series.flatMap((series, number) => {
      const point = series.values[index];
      if (!point) return [];
      return [
        {
          key: series.key,
          name: series.name,
          href: point.value === null ? null : (pointHref?.(index, number) ?? null),
          figure: point.value === null ? TREND_POINT_TEXT.noData : formatFigure(point.value, trend),
          sample: [
            point.n === null ? "" : `n ${formatCount(point.n)}`,
            isJudged(point.verdict) || point.verdict === "insufficient"
              ? verdictLabel(point.verdict, againstLevels(trend.direction, period))
              : (statusText(point, period, trend.direction) ?? ""),
          ]
            .filter(Boolean)
            .join(", "),
        },
      ];
    }),
    levels: levels.filter(Boolean).join(", "),
    notes: trend.pins.filter((pin) => period.from <= pin.day && pin.day < period.until),
  };
}

/** The same as one short sentence, to be read out. */
export function announcedPoint(words: PointText): string {
  const lines = words.lines.map((line) => [line.name, line.figure, line.sample].filter(Boolean).join(" "));
  const notes = words.notes.map((note) => TREND_POINT_TEXT.note(note.number, note.title));
  return [words.period, ...lines, words.levels, ...notes].filter(Boolean).join("; ");
}

function levelText(name: string, level: BaseLevel | null, trend: TrendView): string {
  if (level === null) return "";
  if (typeof level === "number") return `${name} ${formatFigure(level, trend)}`;
  return TREND_POINT_TEXT.levelRange(name, formatFigure(level.low, trend), formatFigure(level.high, trend));
}
