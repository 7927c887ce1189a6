import { scaleLinear } from "d3-scale";
import type { MetricUnit } from "~/domain/metrics/catalog/metric-definition";
import type { BaseLevel } from "~/domain/contracts/verdict";
import { type Day, daysBetween } from "~/domain/calendar/day";
import type { TrendView, TrendPeriod, TrendPin, TrendValue } from "~/domain/causes/trend";

/** The value axis: its ends on round figures and the ticks between them, in the unit of the values; how ticks are written. */
export type ValueAxis = {
  from: number;
  until: number;
  ticks: readonly number[];
  /** A tick is its value times `factor`, with these decimals and this unit after it. */
  shown: { factor: number; decimals: number; suffix: string };
};

/** An axis that holds every level and every value; null where there is nothing to hold. */
export function valueAxis(trend: TrendView, tickCount: number): ValueAxis | null {
  const levels = [
    ...trend.periods.flatMap((period) => [...levelEdges(period.expected), ...levelEdges(period.minimum)]),
    ...trend.series.flatMap((series) => series.values.map((value) => value.value)),
    ...(trend.usual ? [withinUnit(trend.usual.low, trend.unit), withinUnit(trend.usual.high, trend.unit)] : []),
  ].filter((level) => level !== null);
  if (levels.length === 0) return null;
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)];
  const { factor, suffix } = shownUnit(trend.unit, highest);
  const room = (highest - lowest || Math.abs(highest) || 1) * 0.06;
  const bottom = lowest >= 0 ? Math.max(0, lowest - room) : lowest - room;
  const top = trend.unit === "share" && highest <= 1 ? Math.min(1, highest + room) : highest + room;
  const scale = scaleLinear()
    .domain([bottom * factor, top * factor])
    .nice(tickCount);
  const ticks = scale.ticks(tickCount);
  const [from = 0, until = 1] = scale.domain();
  const step = (ticks[1] ?? until) - (ticks[0] ?? from);
  return {
    from: from / factor,
    until: until / factor,
    ticks: ticks.map((tick) => tick / factor),
    shown: { factor, suffix, decimals: tickDecimals(step) },
  };
}

/** A limit that the unit itself cannot pass is drawn where the unit ends. */
export function withinUnit(limit: number, unit: MetricUnit): number {
  if (unit === "share") return Math.min(1, Math.max(0, limit));
  return unit === "score" || unit === "ratio" ? limit : Math.max(0, limit);
}

/** Long durations have their ticks on whole minutes or hours, shares on per cent. */
function shownUnit(unit: MetricUnit, highest: number): { factor: number; suffix: string } {
  if (unit === "share") return { factor: 100, suffix: "%" };
  if (unit !== "seconds") return { factor: 1, suffix: "" };
  if (highest >= 7_200) return { factor: 1 / 3_600, suffix: "\u00a0h" };
  return highest >= 1_000 ? { factor: 1 / 60, suffix: "\u00a0min" } : { factor: 1, suffix: "\u00a0s" };
}

/** The figures that a level is drawn at: none, one, or the two ends of a band. */
export function levelEdges(level: BaseLevel | null): readonly number[] {
  if (level === null) return [];
  return typeof level === "number" ? [level] : [level.low, level.high];
}

/** Decimals that tell ticks of this step apart. */
export function tickDecimals(step: number): number {
  return step > 0 ? Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9))) : 0;
}

/** A value that belongs to the line: measured, enough to count, and its period over. */
export function isOnLine(value: TrendValue, period: TrendPeriod): value is TrendValue & { value: number } {
  return value.value !== null && value.verdict !== "insufficient" && !period.running;
}

/** Which periods carry a label on the time axis: evenly spread from the last one backwards, as many as fit. */
export function tickIndexes(count: number, room: number): number[] {
  if (count === 0) return [];
  const step = Math.max(1, Math.ceil(count / Math.max(1, room)));
  const indexes: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) indexes.unshift(index);
  return indexes;
}

/** Where a day stands among the periods, in steps between their middles; null outside of them. */
export function dayPosition(day: Day, periods: readonly TrendPeriod[]): number | null {
  const index = periods.findIndex((period) => period.from <= day && day < period.until);
  const period = periods[index];
  if (!period) return null;
  const length = daysBetween(period.from, period.until);
  const middle = (daysBetween(period.from, day) + 0.5) / length;
  return Math.min(periods.length - 1, Math.max(0, index + middle - 0.5));
}

export type PlacedPin = TrendPin & {
  position: number;
  /** How many pins it stands below, so that none hides another. */ row: number;
};

/** Pins from left to right; one that would touch its neighbor moves a row down. */
export function layoutPins(pins: readonly TrendPin[], periods: readonly TrendPeriod[], touching: number): PlacedPin[] {
  const placed: PlacedPin[] = [];
  const seen = pins
    .map((pin) => ({ pin, position: dayPosition(pin.day, periods) }))
    .filter((entry): entry is { pin: TrendPin; position: number } => entry.position !== null)
    .sort((a, b) => a.position - b.position || a.pin.number - b.pin.number);
  for (const { pin, position } of seen) {
    const taken = placed.filter((other) => position - other.position < touching).map((other) => other.row);
    let row = 0;
    while (taken.includes(row)) row += 1;
    placed.push({ ...pin, position, row });
  }
  return placed;
}

/** A label in two lines at most of so many letters; what is longer still is cut. */
export function wrapped(words: string, room: number): string[] {
  if (words.length <= room) return [words];
  const cut = (line: string) => (line.length > room ? `${line.slice(0, room - 1)}…` : line);
  const space = words.lastIndexOf(" ", room);
  return space <= 0 ? [cut(words)] : [words.slice(0, space), cut(words.slice(space + 1))];
}

/** Heights for labels that want to stand at these heights, at least `gap` apart and inside `from`–`until`. Keeps the order. */
export function spreadLabels(wanted: readonly number[], gap: number, from: number, until: number): number[] {
  const order = wanted.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  let lowest = from;
  for (const label of order) {
    label.height = Math.max(label.height, lowest);
    lowest = label.height + gap;
  }
  let highest = until;
  for (const label of order.toReversed()) {
    label.height = Math.min(label.height, highest);
    highest = label.height - gap;
  }
  const heights = [...wanted];
  for (const label of order) heights[label.index] = label.height;
  return heights;
}
