import { describe, expect, it } from "vitest";
import { figureParts, formatCount, formatDifference, formatFigure, formatShortCount } from "./figures";

describe("how figures are written", () => {
  it("writes shares as per cent with fixed decimals", () => {
    expect(formatFigure(0.784, { unit: "share", decimals: 1 })).toBe("78.4%");
    expect(formatFigure(0.85, { unit: "share", decimals: 1 })).toBe("85.0%");
    expect(formatFigure(1.005 / 100, { unit: "share", decimals: 2 })).toBe("1.01%");
  });

  it("parts the unit from the figure", () => {
    expect(figureParts(412.4, { unit: "seconds", decimals: 0 })).toEqual({ figure: "412", unit: "\u00a0s" });
  });

  it("writes long durations in hours, and short ones too where their row does", () => {
    expect(formatFigure(11_160, { unit: "seconds", decimals: 0 })).toBe("3.1\u00a0h");
    expect(figureParts(1800, { unit: "seconds", decimals: 0 }, 90_000).figure).toBe("0.5");
  });

  it("writes money from minor units with the decimals requested", () => {
    expect(formatFigure(1_840_000, { unit: "money", decimals: 0, currency: "USD" })).toBe("$18,400");
    expect(formatFigure(512, { unit: "money", decimals: 2, currency: "USD" })).toBe("$5.12");
    expect(formatFigure(512, { unit: "money", decimals: 0, currency: "JPY" })).toMatch(/512$/);
  });

  it("gives differences of shares in percentage points, with a sign", () => {
    expect(formatDifference(-0.066, { unit: "share", decimals: 1 })).toBe("−6.6\u00a0pp");
    expect(formatDifference(12, { unit: "seconds", decimals: 0 })).toBe("+12\u00a0s");
    expect(formatDifference(-0.0002, { unit: "share", decimals: 1 })).toBe("0.0\u00a0pp");
  });

  it("never writes a negative zero, and a true minus sign otherwise", () => {
    expect(formatFigure(-0.0001, { unit: "share", decimals: 1 })).toBe("0.0%");
    expect(formatFigure(-12, { unit: "score", decimals: 0 })).toBe("−12");
  });

  it("parts thousands, also beyond a billion", () => {
    expect(formatCount(22_542)).toBe("22,542");
    expect(formatCount(9_290_000_000)).toBe("9,290,000,000");
    expect(formatFigure(1_234_567_890_123, { unit: "money", decimals: 2, currency: "USD" })).toBe("$12,345,678,901.23");
    expect(formatCount(1e21)).toBe("1,000,000,000,000,000,000,000");
  });

  it("shortens counts from a million on, also beyond a billion", () => {
    expect(formatShortCount(999_999)).toBe("999,999");
    expect(formatShortCount(9_290_000)).toBe("9.29M");
    expect(formatShortCount(9_999_999)).toBe("10.0M");
    expect(formatShortCount(-99_990_000)).toBe("−100M");
    expect(formatShortCount(1_234_567_890)).toBe("1,235M");
  });

  it("rounds half away from zero, by the figure as it is written and not as it is stored", () => {
    expect(formatFigure(0.0785, { unit: "share", decimals: 1 })).toBe("7.9%");
    expect(formatFigure(1.005, { unit: "ratio", decimals: 2 })).toBe("1.01");
    expect(formatFigure(-0.5, { unit: "score", decimals: 0 })).toBe("−1");
    expect(formatFigure(2.5, { unit: "seconds", decimals: 0 })).toBe("3\u00a0s");
  });

  it("puts the minus sign before the currency, and none before nothing", () => {
    expect(formatFigure(-425, { unit: "money", decimals: 2, currency: "EUR" })).toBe("−€4.25");
    expect(formatFigure(-0, { unit: "money", decimals: 2, currency: "EUR" })).toBe("€0.00");
    expect(formatFigure(-0.4, { unit: "count", decimals: 0 })).toBe("0");
  });

  it("rounds a difference once, from the unrounded figures", () => {
    const share = { unit: "share", decimals: 1 } as const;
    const [now, before] = [0.81149, 0.85198];
    expect([formatFigure(now, share), formatFigure(before, share)]).toEqual(["81.1%", "85.2%"]);
    expect(formatDifference(now - before, share)).toBe("−4.0\u00a0pp");
    expect(formatDifference(0.0004, share)).toBe("0.0\u00a0pp");
  });

  it("writes a difference in the unit of the figure beside it", () => {
    const seconds = { unit: "seconds", decimals: 0 } as const;
    expect(formatDifference(-1_800, seconds, 11_160)).toBe("−0.5\u00a0h");
    expect(formatDifference(-1_800, seconds, 6_000)).toBe("−1,800\u00a0s");
  });

  it("refuses what is not a figure rather than writing NaN on a page", () => {
    expect(() => formatCount(Number.NaN)).toThrow(RangeError);
  });
});
