import { describe, expect, it } from "vitest";
import { readTarget } from "./targets";
import type { Sow, Target } from "~/domain/contracts/sow";
import { validateSow } from "~/domain/contracts/validate";

function target(given: Record<string, unknown>): Target {
  const reading = validateSow({
    vendor: "lumina",
    title: "Lumina",
    currency: "USD",
    timeZone: "UTC",
    versions: [{ version: 1, effectiveFrom: "2026-01-01", targets: [{ id: "t", clause: "4.1", ...given }] }],
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const sow: Sow = reading.sow;
  const first = sow.versions[0]?.targets[0];
  if (first === undefined) throw new Error("no target");
  return first;
}

const words = (given: Record<string, unknown>) => readTarget(target(given), "USD");

describe("a target read aloud", () => {
  it("states what is on target, off target and past the minimum", () => {
    expect(
      words({ metric: "csat", comparator: ">=", expected: 85, minimum: 80, scope: { program: "Buyer support" } }),
    ).toEqual({
      subject: expect.stringMatching(/ · program Buyer support$/),
      rule: "At least 85.0% each month. Between 80.0% and 85.0% is off target. Below 80.0% misses the minimum.",
      conditions: "Rounded to 1 decimal before comparison. No minimum sample.",
    });
  });

  it("turns round where lower is better", () => {
    const { rule } = words({ metric: "asa", comparator: "<=", expected: 30, minimum: 45, period: "week" });
    expect(rule).toBe(
      "At most 30\u00a0s each week. Between 30\u00a0s and 45\u00a0s is off target. Above 45\u00a0s exceeds the limit.",
    );
  });

  it("reads a band, and money in the contract's currency", () => {
    expect(words({ metric: "aht", comparator: "band", expected: { low: 360, high: 440 } }).rule).toBe(
      "Within 360\u2060–\u2060440\u00a0s each month. Outside this range the target is missed.",
    );
    expect(words({ metric: "cost-per-contact", comparator: "<=", expected: 4.25 }).rule).toBe(
      "At most $4.25 each month. Anything else is a missed target.",
    );
  });

  it("names the sample, and what stands outside the score", () => {
    const given = { metric: "qa-score", comparator: ">=", expected: 90, minimumSample: 100, weight: 0 };
    expect(words(given).conditions).toMatch(/Minimum sample: 100 reviews\. Not part of the weighted score\.$/);
  });
});
