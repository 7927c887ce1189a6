import { describe, expect, it } from "vitest";
import { ratio } from "~/domain/metrics/metric-value";
import { judge } from "~/domain/contracts/verdict";
import { readTarget } from "~/domain/contracts/test-documents";

describe("rounding before comparing", () => {
  // A real contract: the author rounds to three decimals as a fraction, so 4.96% is 0.050, and 0.050 is not under 5%.
  it("makes 4.96% a miss of “under 5%” where results are rounded to one decimal of a percent", () => {
    const target = { id: "abandonment", metric: "abandonment", comparator: "<", expected: 5 } as const;
    const rounded = readTarget({ ...target, decimals: 1 });
    const exact = readTarget({ ...target, rounding: "none" });
    expect(judge(rounded, ratio(496, 10_000), "over").verdict).toBe("missed");
    expect(judge(rounded, ratio(494, 10_000), "over").verdict).toBe("met");
    expect(judge(exact, ratio(496, 10_000), "over").verdict).toBe("met");
  });

  // Bands of 98.0–98.9 and 97.0–97.9 leave 98.95 undefined until a rule says which way it rounds.
  it("decides 98.95% by the rounding rule of the contract", () => {
    const target = { id: "uptime", metric: "turnaround", comparator: ">=", expected: 99, decimals: 1 } as const;
    const verdicts = (["half-up", "down", "up"] as const).map((roundingMode) => {
      return judge(readTarget({ ...target, roundingMode }), ratio(1979, 2000), "over").verdict;
    });
    expect(verdicts).toEqual(["met", "missed", "met"]);
  });

  it("takes four of five for 80% to the digit", () => {
    const target = readTarget({ id: "csat", metric: "csat", comparator: ">=", expected: 80, rounding: "none" });
    expect(judge(target, ratio(4, 5), "over")).toMatchObject({ verdict: "met", variance: 0 });
    expect(judge(target, ratio(3_999_999, 5_000_000), "over").verdict).toBe("missed");
  });
});
