import { describe, expect, it } from "vitest";
import type { TrendView } from "~/domain/causes/trend";
import { trendLayout, usualBand } from "./trend-layout";

const periods = ["2026-09-29", "2026-09-30", "2026-10-01", "2026-10-02"].map((day) => {
  return { key: day, label: day, tick: day, from: day, until: day, running: false, expected: 0.8, minimum: null };
});
const point = (value: number) => ({ value, numerator: null, denominator: null, n: 10, verdict: "no-target" }) as const;
const trend: TrendView = {
  unit: "share",
  decimals: 1,
  direction: "up",
  periods,
  series: [{ key: "csat", name: "CSAT", values: [0.78, 0.82, 0.6, 0.7].map(point), total: point(0.72) }],
  pins: [],
};

describe("the usual range on a chart", () => {
  const usual = { low: 0.7, high: 0.9, periods: 2, isProvisional: true };
  const layout = trendLayout(trend, { width: 600, height: 300 });
  if (layout === null) throw new Error("nothing to draw");

  it("is drawn across the judged month too, and marks where the days end that it was read from", () => {
    const band = usualBand({ ...trend, usual }, layout);
    expect(band?.left).toBe(layout.plot.left);
    expect(band?.right).toBe(layout.plot.right);
    expect(band?.right).toBeGreaterThan(layout.x(3));
    expect(band?.readUntil).toBe((layout.x(1) + layout.x(2)) / 2);
  });

  it("ends where the unit ends, and is not drawn where it is not known", () => {
    expect(usualBand({ ...trend, usual: { ...usual, high: 1.2 } }, layout)?.top).toBe(layout.y(1));
    expect(usualBand(trend, layout)).toBeNull();
  });
});
