import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TrendPanel } from "~/components/charts/trend-panel";
import type { TrendValue, TrendView } from "~/domain/causes/trend";

const DAYS = ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"] as const;

function trendOf(values: readonly Partial<TrendValue>[], runningAt = -1): TrendView {
  const filled = values.map((value): TrendValue => ({
    value: 0.8,
    numerator: 8,
    denominator: 10,
    n: 10,
    verdict: "met",
    ...value,
  }));
  return {
    unit: "share",
    decimals: 1,
    direction: "up",
    periods: values.map((_value, at) => ({
      key: DAYS[at] ?? "",
      label: DAYS[at] ?? "",
      tick: DAYS[at] ?? "",
      from: DAYS[at] ?? "",
      until: DAYS[at + 1] ?? "2026-10-05",
      running: at === runningAt,
      expected: 0.9,
      minimum: 0.7,
    })),
    series: [{ key: "all", name: "CSAT", values: filled, total: filled[0] ?? { ...filledNothing } }],
    pins: [],
  };
}

const filledNothing: TrendValue = { value: null, numerator: null, denominator: null, n: null, verdict: "no-data" };

const shown = (trend: TrendView) =>
  renderToStaticMarkup(createElement(TrendPanel, { title: "CSAT", sentence: "CSAT", description: "CSAT", trend }));

test("a chart explains each of its marks, and only those that it has", () => {
  const small = shown(trendOf([{ verdict: "insufficient" }, {}]));
  expect(small).toContain("Dashed ring: small sample");
  expect(small).not.toContain("Diamond");
  const all = shown(trendOf([{ verdict: "insufficient" }, { verdict: "missed" }, { verdict: "below" }, {}], 3));
  expect(all).toContain(
    "Ring: in progress · Dashed ring: small sample · Diamond: minimum missed or limit exceeded · Triangle: off target",
  );
  expect(shown(trendOf([{}, {}]))).not.toMatch(/Ring|Diamond|Triangle/);
});
