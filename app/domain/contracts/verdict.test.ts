import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CSAT_TARGET, readSow, documentWith, readTarget } from "./test-documents";
import { NO_DATA, ratio, figure } from "../metrics/metric-value";
import { baseLevels, isJudged, judge, VERDICTS } from "./verdict";
import type { Target } from "./sow";

const csat = readTarget(CSAT_TARGET);
const verdict = (target: Target, numerator: number, denominator: number) =>
  judge(target, ratio(numerator, denominator), "over").verdict;

describe("verdicts", () => {
  it("tell met from below expected from missed", () => {
    expect([8_500, 8_490, 8_000, 7_990].map((count) => verdict(csat, count, 10_000))).toEqual([
      "met",
      "below",
      "below",
      "missed",
    ]);
  });

  it("miss whatever is not met where the contract has no minimum", () => {
    const strict = readTarget({ id: "csat", metric: "csat", comparator: ">=", expected: 85 });
    expect(verdict(strict, 84, 100)).toBe("missed");
    expect(judge(strict, ratio(84, 100), "over").varianceToMinimum).toBeNull();
  });

  it("say why nothing was judged, in this order: no target, running, no data, too few", () => {
    const sampled = readTarget({ ...CSAT_TARGET, minimumSample: 30 });
    const few = ratio(29, 29);
    expect(judge(null, few, "over").verdict).toBe("no-target");
    expect(judge(sampled, few, "running").verdict).toBe("running");
    expect(judge(sampled, NO_DATA, "running").verdict).toBe("running");
    expect(judge(sampled, NO_DATA, "over").verdict).toBe("no-data");
    expect(judge(sampled, few, "over").verdict).toBe("insufficient");
    expect(judge(sampled, ratio(30, 30), "over").verdict).toBe("met");
    expect(VERDICTS.filter(isJudged)).toEqual(["met", "below", "missed"]);
  });

  it("take zero for a result, not for a lack of one", () => {
    expect(verdict(csat, 0, 40)).toBe("missed");
    const none = readTarget({ id: "a", metric: "abandonment", comparator: "<=", expected: 0 });
    expect(verdict(none, 0, 40)).toBe("met");
  });

  it("hold a level that is met to the digit, whatever binary fractions make of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100 }), fc.integer({ min: 1, max: 1000 }), (percent, times) => {
        const target = readTarget({ ...CSAT_TARGET, expected: percent, minimum: percent, rounding: "none" });
        return verdict(target, percent * times, 100 * times) === "met";
      }),
      { numRuns: 200 },
    );
  });

  it("round before they compare only where the contract says so", () => {
    const rounded = readTarget({ ...CSAT_TARGET, expected: 99, minimum: 98, decimals: 1 });
    const raw = readTarget({ ...CSAT_TARGET, expected: 99, minimum: 98, rounding: "none" });
    const cut = readTarget({ ...CSAT_TARGET, expected: 99, minimum: 98, decimals: 1, roundingMode: "down" });
    expect([rounded, raw, cut].map((target) => verdict(target, 9_895, 10_000))).toEqual(["met", "below", "below"]);
    expect([rounded, raw, cut].map((target) => judge(target, ratio(9_895, 10_000), "over").compared)).toEqual([
      0.99, 0.9895, 0.989,
    ]);
  });

  it("distinguish strict comparators from those that allow the level itself", () => {
    const at = (comparator: ">=" | ">", expected: number) =>
      verdict(readTarget({ ...CSAT_TARGET, comparator, expected }), 85, 100);
    expect([at(">=", 85), at(">", 85)]).toEqual(["met", "below"]);
    const down = (comparator: "<=" | "<") =>
      verdict(readTarget({ id: "a", metric: "abandonment", comparator, expected: 5, minimum: 8 }), 5, 100);
    expect([down("<="), down("<")]).toEqual(["met", "below"]);
  });

  it("keep a band's ends inside it, and its wider band for the minimum", () => {
    const aht = readTarget({
      id: "aht",
      metric: "aht",
      comparator: "band",
      expected: { low: 360, high: 440 },
      minimum: { low: 320, high: 480 },
    });
    const results = [360, 440, 441, 320, 319, 480, 481].map((seconds) => judge(aht, ratio(seconds * 7, 7), "over"));
    expect(results.map((result) => result.verdict)).toEqual([
      "met",
      "met",
      "below",
      "below",
      "missed",
      "below",
      "missed",
    ]);
    expect(results.map((result) => result.variance)).toEqual([0, 0, -1, -40, -41, -40, -41]);
    expect(results[0]?.expected).toEqual({ low: 360, high: 440 });
  });

  it("compare money in minor units with the contract's major ones", () => {
    const cost = readTarget({ id: "c", metric: "cost-per-contact", comparator: "<=", expected: 4.25, minimum: 4.5 });
    const result = judge(cost, ratio(1_075_000, 2_500), "over");
    expect(result).toMatchObject({ verdict: "below", compared: 430, variance: -5, expected: 425, minimum: 450 });
    const [yen] =
      readSow(
        documentWith([{ id: "c", metric: "cost-per-contact", comparator: "<=", expected: 640 }], { currency: "JPY" }),
      ).versions[0]?.targets ?? [];
    expect(yen && judge(yen, ratio(640_400, 1_000), "over")).toMatchObject({
      verdict: "met",
      compared: 640,
      variance: 0,
    });
  });

  it("compare percentiles and scaled ratios too", () => {
    const p90 = readTarget({ id: "r", metric: "resolution-time", comparator: "<=", expected: 86_400 });
    expect(judge(p90, figure(86_400.4, 50), "over").verdict).toBe("met");
    const attrition = readTarget({ id: "at", metric: "attrition", comparator: "<=", expected: 30 });
    expect(judge(attrition, ratio(3, 120, { factor: 12 }), "over")).toMatchObject({ verdict: "met", compared: 0.3 });
    expect(judge(attrition, ratio(4, 120, { factor: 12 }), "over").verdict).toBe("missed");
  });
});

describe("variance", () => {
  it("is positive where the result is better than expected, whichever way is good", () => {
    expect(judge(csat, ratio(784, 1000), "over")).toMatchObject({ variance: -0.066, varianceToMinimum: -0.016 });
    expect(judge(csat, ratio(860, 1000), "over").variance).toBe(0.01);
    const asa = readTarget({ id: "asa", metric: "asa", comparator: "<=", expected: 30 });
    expect([25, 47].map((seconds) => judge(asa, ratio(seconds * 10, 10), "over").variance)).toEqual([5, -17]);
  });

  it("is the difference of the figures as they are shown", () => {
    expect(judge(csat, ratio(84_96, 100_00), "over")).toMatchObject({ compared: 0.85, variance: 0, verdict: "met" });
  });

  it("is shown for a running month, which is not judged", () => {
    expect(judge(csat, ratio(784, 1000), "running")).toMatchObject({ verdict: "running", variance: -0.066 });
    expect(judge(csat, NO_DATA, "over")).toMatchObject({ variance: null, expected: 0.85, minimum: 0.8 });
  });

  it("never makes a better result a worse verdict", () => {
    const order = ["missed", "below", "met"];
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        const [worse, better] = [Math.min(a, b), Math.max(a, b)];
        return order.indexOf(verdict(csat, worse, 1000)) <= order.indexOf(verdict(csat, better, 1000));
      }),
    );
  });
});

it("levels are given in the metric's own unit", () => {
  expect(baseLevels(csat)).toEqual({ expected: 0.85, minimum: 0.8 });
  expect(baseLevels(readTarget({ ...CSAT_TARGET, expected: 98.95, minimum: 97.9, decimals: 2 }))).toEqual({
    expected: 0.9895,
    minimum: 0.979,
  });
});
