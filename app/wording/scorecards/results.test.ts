import { expect, it } from "vitest";
import { judge } from "~/domain/contracts/verdict";
import { CSAT_TARGET, readTarget } from "~/domain/contracts/test-documents";
import { attentionSentence } from "./results";

const measured = (value: number) =>
  ({ status: "measured", value, numerator: value * 1000, denominator: 1000, n: 1000 }) as const;

function say(input: Parameters<typeof readTarget>[0], figure: number, belowExpected = 1): string {
  const target = readTarget(input);
  const value = measured(figure);
  const judgment = judge(target, value, "over");
  const { comparator } = target;
  const result = { key: "", label: "", shortLabel: "", from: "2026-10-01", until: "2026-11-01", version: 1 } as const;
  return attentionSentence(
    {
      shortName: "",
      detail: "",
      scope: {},
      unit: "share",
      decimals: 1,
      comparator,
      periodKind: "month",
      sample: "",
      judgment,
      result: { ...result, state: "over", value, judgment, preliminary: null, wouldBe: null },
      streak: { belowExpected, missed: 0 },
      change: {
        signal: null,
        isProvisional: false,
        side: null,
        usual: null,
        difference: null,
        isBetter: null,
        since: null,
        sincePart: null,
      },
    },
    null,
  );
}

it("calls the level that must not be passed by the way in which the figure is bad", () => {
  expect(say(CSAT_TARGET, 0.82, 2)).toBe("82.0% vs expected 85.0%, minimum 80.0%; second month in a row off target.");
  const abandonment = { id: "a", metric: "abandonment", comparator: "<=", expected: 5, minimum: 8 } as const;
  expect(say(abandonment, 0.06, 2)).toBe("6.0% vs expected 5.0%, limit 8.0%; second month in a row off target.");
  const occupancy = {
    id: "o",
    metric: "occupancy",
    comparator: "band",
    expected: { low: 75, high: 85 },
    minimum: { low: 70, high: 90 },
  } as const;
  expect(say(occupancy, 0.95)).toBe("95.0% vs expected 75.0\u2060–\u206085.0%, limits 70.0\u2060–\u206090.0%.");
});
