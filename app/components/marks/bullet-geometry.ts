import type { BaseLevel } from "~/domain/contracts/verdict";
import type { Target } from "~/domain/contracts/sow";

/** What a bullet measures against; levels in the unit of the value, shares as 0–1. */
export type BulletTarget = {
  comparator: Target["comparator"];
  expected: BaseLevel;
  minimum: BaseLevel | null;
};

export type BulletGeometry = {
  /** The ends of the axis, in the unit of the value. */
  from: number;
  until: number;
  /** Length of the bar as a share of the axis; null where nothing was measured. */
  bar: number | null;
  /** Where the target stands: one tick, or the two edges of a band. */
  ticks: readonly number[];
  /** Parts of the axis in which a result is a miss. */
  missed: readonly { from: number; until: number }[];
};

/**
 * Places bar, ticks and bands on an axis from 0 to 1. The axis is centerd on the target and scaled by the distance between
 * expected and minimum, so that rows of different metrics read alike; it stretches to hold a value beyond it.
 */
export function bulletGeometry(
  value: number | null,
  target: BulletTarget,
  limits: { floor: number | null; ceiling: number | null },
): BulletGeometry {
  const usual = usualAxis(target);
  const reach = usual.until - usual.from;
  const shown = value === null ? usual : stretch(usual, value, reach * 0.06);
  const from = limits.floor === null ? shown.from : Math.max(limits.floor, shown.from);
  const until =
    limits.ceiling === null ? shown.until : Math.min(Math.max(limits.ceiling, from + reach / 10), shown.until);
  const shareOf = (level: number) => Math.min(1, Math.max(0, (level - from) / (until - from)));
  return {
    from,
    until,
    bar: value === null ? null : shareOf(value),
    ticks: edges(target.expected).map(shareOf),
    missed: missedParts(target).map((part) => ({
      from: part.from === null ? 0 : shareOf(part.from),
      until: part.until === null ? 1 : shareOf(part.until),
    })),
  };
}

function usualAxis({ expected, minimum }: BulletTarget): { from: number; until: number } {
  if (typeof expected !== "number") {
    const width = expected.high - expected.low || Math.abs(expected.high) * 0.1 || 1;
    const [low = expected.low, high = expected.high] = minimum === null ? edges(expected) : edges(minimum);
    return { from: Math.min(low, expected.low) - width, until: Math.max(high, expected.high) + width };
  }
  const gap = typeof minimum === "number" ? Math.abs(expected - minimum) : 0;
  const step = gap || Math.abs(expected) * 0.06 || 1;
  return { from: expected - 3 * step, until: expected + 2 * step };
}

function stretch(axis: { from: number; until: number }, value: number, margin: number) {
  return {
    from: value < axis.from + margin ? value - margin : axis.from,
    until: value > axis.until - margin ? value + margin : axis.until,
  };
}

function missedParts({ comparator, expected, minimum }: BulletTarget): { from: number | null; until: number | null }[] {
  const level = minimum ?? expected;
  if (typeof level !== "number") {
    return [
      { from: null, until: level.low },
      { from: level.high, until: null },
    ];
  }
  const rises = comparator === ">=" || comparator === ">";
  return rises ? [{ from: null, until: level }] : [{ from: level, until: null }];
}

/** The figures that a level is drawn at: one, or the two ends of a band. */
function edges(level: BaseLevel): readonly number[] {
  return typeof level === "number" ? [level] : [level.low, level.high];
}
