/** What a bullet measures against; shares as 0–1, all levels in the unit of the value. */
export type BulletTarget =
  | { kind: "at-least" | "at-most"; expected: number; minimum: number | null }
  | { kind: "band"; low: number; high: number; minimum: number | null };

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
 * Places bar, ticks and bands on an axis from 0 to 1. The axis is centred on the target and scaled by the distance between
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
  const place = (level: number) => Math.min(1, Math.max(0, (level - from) / (until - from)));
  return {
    from,
    until,
    bar: value === null ? null : place(value),
    ticks: target.kind === "band" ? [place(target.low), place(target.high)] : [place(target.expected)],
    missed: missedParts(target).map((part) => ({
      from: part.from === null ? 0 : place(part.from),
      until: part.until === null ? 1 : place(part.until),
    })),
  };
}

function usualAxis(target: BulletTarget): { from: number; until: number } {
  if (target.kind === "band") {
    const width = target.high - target.low || Math.abs(target.high) * 0.1 || 1;
    return { from: target.low - width, until: target.high + width };
  }
  const { expected, minimum } = target;
  const step = (minimum === null ? 0 : Math.abs(expected - minimum)) || Math.abs(expected) * 0.06 || 1;
  return { from: expected - 3 * step, until: expected + 2 * step };
}

function stretch(axis: { from: number; until: number }, value: number, margin: number) {
  return {
    from: value < axis.from + margin ? value - margin : axis.from,
    until: value > axis.until - margin ? value + margin : axis.until,
  };
}

function missedParts(target: BulletTarget): { from: number | null; until: number | null }[] {
  if (target.kind === "band") {
    return [
      { from: null, until: target.low },
      { from: target.high, until: null },
    ];
  }
  const level = target.minimum ?? target.expected;
  return target.kind === "at-least" ? [{ from: null, until: level }] : [{ from: level, until: null }];
}
