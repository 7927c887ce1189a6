import { describe, expect, it } from "vitest";
import type { ExplainedTarget } from "~/domain/scorecards/explanation-view";
import type { Verdict } from "~/domain/contracts/verdict";
import { verdictText } from "./explanation";

const target: ExplainedTarget = {
  name: "Service level",
  clause: "4.1",
  version: 1,
  effectiveFrom: "2026-01-01",
  amendment: "",
  scope: {},
  comparator: ">=",
  expected: 0.85,
  minimum: 0.8,
  decimals: 1,
  rounding: "none",
  roundingMode: "half-up",
  minimumSample: 0,
  criticality: "critical",
  weight: 1,
  periodKind: "month",
  judgment: null,
  wouldBe: null,
  periodLabel: "October 2026",
};

function say(verdict: Verdict, compared: number, changed: Partial<ExplainedTarget> = {}): string {
  const { expected, minimum, ...others } = { ...target, ...changed };
  const judgment = { verdict, compared, variance: null, varianceToMinimum: null, expected, minimum };
  const judged = { ...others, expected, minimum, judgment };
  const metric = {
    key: "service-level",
    name: "Service level",
    formula: "",
    generalFormula: "",
    description: "",
    parameters: [],
    unit: "share",
    decimals: 1,
    kind: "ratio",
    sample: "contacts",
  } as const;
  return verdictText(judged, { value: { status: "no-data" }, metric, currency: null, target: judged });
}

describe("the verdict of an explanation", () => {
  it("names the level that decided", () => {
    expect(say("missed", 0.778)).toBe("77.8% is below the minimum of 80.0%: minimum missed.");
    expect(say("missed", 0.778, { minimum: null })).toBe("77.8% is below the expected 85.0%: target missed.");
    expect(say("below", 0.82)).toBe("82.0% is below the expected 85.0%, not below the minimum of 80.0%: off target.");
    expect(say("met", 0.86)).toBe("86.0% meets the expected level (at least 85.0%): on target.");
  });

  it("calls it a limit where the figure must stay low", () => {
    const low = { comparator: "<=", expected: 0.05, minimum: 0.08 } as const;
    expect(say("missed", 0.088, low)).toBe("8.8% is above the limit of 8.0%: limit exceeded.");
    expect(say("below", 0.06, low)).toBe("6.0% is above the expected 5.0%, not above the limit of 8.0%: off target.");
    expect(say("missed", 0.08, { ...low, comparator: "<" })).toBe(
      "8.0% is not below the limit of 8.0%: limit exceeded.",
    );
  });
});
