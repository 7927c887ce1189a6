import { describe, expect, it } from "vitest";
import { findingTitle } from "./findings";

const share = { unit: "share", decimals: 1 } as const;
const say = (finding: Parameters<typeof findingTitle>[0], direction: "up" | "down" | "band" = "up") =>
  findingTitle(finding, { name: "CSAT", format: share, direction, when: "in October 2026" });

describe("the finding of a trend", () => {
  const missed = { code: "missed", missed: 11, of: 31, level: "minimum", at: 0.8, judged: false } as const;

  it("says on how many days a level was crossed, and in which way that is bad", () => {
    expect(say(missed)).toBe("CSAT was below its minimum of 80.0% on 11 of 31 days in October 2026");
    expect(say(missed, "down")).toBe("CSAT was above its limit of 80.0% on 11 of 31 days in October 2026");
    expect(say({ ...missed, missed: 31, level: "expected", at: null }, "band")).toBe(
      "CSAT was outside the expected level on all 31 days with data in October 2026",
    );
    expect(say({ code: "below", below: 2, of: 31, at: 0.85, judged: false })).toBe(
      "CSAT was below the expected 85.0%, but not below its minimum, on 2 of 31 days in October 2026",
    );
  });

  it("calls a miss only what the contract judges", () => {
    expect(say({ ...missed, judged: true })).toBe("CSAT missed its minimum of 80.0% on 11 of 31 days in October 2026");
    expect(say({ ...missed, judged: true }, "down")).toContain("exceeded its limit of 80.0%");
    expect(say({ ...missed, judged: true }, "band")).toContain("was outside its limits of 80.0%");
  });

  it("never makes a trend of two points", () => {
    expect(say({ code: "too-few", points: 2, first: 0.8, last: 0.9 })).toBe(
      "CSAT: 80.0% and 90.0%; two days are not enough for a trend",
    );
  });

  it("names the lowest and the highest slice", () => {
    const [lowest, highest] = [
      { name: "Manila", value: 0.741 },
      { name: "Cebu", value: 0.86 },
    ];
    expect(say({ code: "split", lowest, highest })).toBe(
      "CSAT in October 2026: lowest Manila 74.1%, highest Cebu 86.0%",
    );
  });
});
