import { describe, expect, it } from "vitest";
import { changeSignal, MIN_POINTS, FIRM_POINTS, usualRange } from "./usual-range";

const steady = (points: number) => Array.from({ length: points }, (_, index) => (index % 2 === 0 ? 10 : 12));

describe("whether something changed", () => {
  it("cannot be determined from fewer than six periods before", () => {
    expect(changeSignal(steady(MIN_POINTS - 1), 50, "up")).toEqual({ code: "too-few", points: 5 });
    expect(usualRange(steady(MIN_POINTS - 1))).toBeNull();
    expect(changeSignal(steady(MIN_POINTS), 50, "up").code).toBe("better");
  });

  it("is provisional from fewer than twelve", () => {
    expect(usualRange(steady(FIRM_POINTS - 1))?.isProvisional).toBe(true);
    expect(usualRange(steady(FIRM_POINTS))?.isProvisional).toBe(false);
  });

  it("is better or worse by the metric's direction, once outside the usual range", () => {
    const codes = (value: number) =>
      (["up", "down", "band"] as const).map((way) => changeSignal(steady(12), value, way).code);
    expect(codes(20)).toEqual(["better", "worse", "shifted"]);
    expect(codes(1)).toEqual(["worse", "better", "shifted"]);
    expect(codes(15)).toEqual(["usual", "usual", "usual"]);
  });

  it("is not claimed for a value that lies on the limit", () => {
    const range = usualRange(steady(12));
    expect(range && changeSignal(steady(12), range.high, "up").code).toBe("usual");
    expect(range && changeSignal(steady(12), range.low, "up").code).toBe("usual");
  });

  it("is claimed for any move out of a series that never moved", () => {
    expect(changeSignal([7, 7, 7, 7, 7, 7], 7.1, "up").code).toBe("better");
    expect(changeSignal([7, 7, 7, 7, 7, 7], 7, "up").code).toBe("usual");
  });
});
