import type { TrendView } from "~/domain/causes/trend";
import { layoutPins, type PlacedPin, valueAxis, type ValueAxis, withinUnit } from "./trend-geometry";
import type { Size } from "./use-size";

export const PIN_SIZE = 18;
/** Room beside the first and the last point, in steps. */
const SIDE_STEPS = 0.4;
/** Below this there is no room for axes, lines and names. */
const NARROWEST = 220;

/** Where everything in a chart of this size stands, in pixels. */
export type TrendLayout = {
  size: Size;
  axis: ValueAxis;
  plot: { left: number; top: number; right: number; bottom: number };
  /** Ends of the time axis, in steps. */
  steps: { from: number; until: number };
  pins: readonly PlacedPin[];
  x(step: number): number;
  y(value: number): number;
  /** The period whose point is nearest to a place. */
  nearest(left: number): number;
};

/** Null where the trend has nothing to draw. */
export function trendLayout(trend: TrendView, size: Size): TrendLayout | null {
  const axis = valueAxis(trend, size.height > 250 ? 5 : 4);
  const count = trend.periods.length;
  if (axis === null || count === 0 || size.width < NARROWEST) return null;
  const narrow = size.width < 480;
  const steps = { from: -SIDE_STEPS, until: count - 1 + SIDE_STEPS };
  const across = { left: narrow ? 40 : 48, right: size.width - (narrow ? 68 : 92) };
  const stepWidth = (across.right - across.left) / (steps.until - steps.from);
  const pins = layoutPins(trend.pins, trend.periods, (PIN_SIZE + 2) / stepWidth);
  const pinRows = pins.reduce((rows, pin) => Math.max(rows, pin.row + 1), 0);
  const plot = { ...across, top: 12 + pinRows * (PIN_SIZE + 3), bottom: size.height - 26 };
  return {
    size,
    axis,
    plot,
    steps,
    pins,
    x: (step) => plot.left + (step - steps.from) * stepWidth,
    y: (value) => plot.bottom - ((value - axis.from) / (axis.until - axis.from)) * (plot.bottom - plot.top),
    nearest: (left) => Math.min(count - 1, Math.max(0, Math.round((left - plot.left) / stepWidth + steps.from))),
  };
}

/** Where the usual range is drawn: across all periods. `readUntil`: where the periods end that it was read from. */
export type UsualBand = { left: number; right: number; top: number; bottom: number; readUntil: number };

export function usualBand({ usual, unit }: TrendView, { x, y, steps }: TrendLayout): UsualBand | null {
  if (usual === undefined) return null;
  return {
    left: x(steps.from),
    right: x(steps.until),
    top: y(withinUnit(usual.high, unit)),
    bottom: y(withinUnit(usual.low, unit)),
    readUntil: x(usual.periods - 0.5),
  };
}
