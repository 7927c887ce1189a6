import { describe, expect, it } from "vitest";
import { METRICS } from "~/domain/metrics/catalog/catalog";
import { figureParts } from "~/wording/shared/figures";

// A common day: offered 1060, answered 1000, abandoned 60; answered within 20 s 860; abandoned within 20 s 20, within 5 s 10.
const DAY = {
  offered: 1060,
  answered: 1000,
  abandoned: 60,
  "wait<=20": 860,
  "abandonedWait<=20": 20,
  "abandonedWait<=5": 10,
};
const RANGE = { range: { from: "2026-10-01", until: "2026-10-02" } };

describe("service level: one day, six contracts", () => {
  it.each([
    [1, 880, 1060, "83.02"], // (860 + 20) ÷ 1060
    [2, 860, 1000, "86.00"], // 860 ÷ 1000
    [3, 860, 1060, "81.13"], // 860 ÷ 1060
    [4, 860, 1040, "82.69"], // 860 ÷ (1060 − 20)
    [5, 870, 1060, "82.08"], // (860 + 10) ÷ 1060
    [6, 860, 1050, "81.90"], // 860 ÷ (1060 − 10)
  ])("variant %i is %i of %i: %s%%", (variant, numerator, denominator, percent) => {
    const parameters = { variant, thresholdSeconds: 20, shortAbandonSeconds: 5 };
    const requested = METRICS["service-level"].measures(parameters);
    const amounts = Object.fromEntries(Object.entries(DAY).filter(([ref]) => requested.includes(ref)));
    const value = METRICS["service-level"].evaluate(amounts, parameters, RANGE);
    expect(value).toMatchObject({ status: "measured", numerator, denominator, n: denominator });
    const share = value.status === "measured" ? value.value : Number.NaN;
    expect(figureParts(share, { unit: "share", decimals: 2 }).figure).toBe(percent);
  });

  it("needs the wait of abandoned contacts only where there are some", () => {
    const parameters = { variant: 1, thresholdSeconds: 20, shortAbandonSeconds: 5 };
    const evaluate = (abandoned: number) =>
      METRICS["service-level"].evaluate({ offered: 100, abandoned, "wait<=20": 80 }, parameters, RANGE);
    expect(evaluate(0)).toMatchObject({ numerator: 80, denominator: 100 });
    expect(evaluate(5)).toEqual({ status: "no-data" });
  });
});
