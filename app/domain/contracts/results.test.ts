import { describe, expect, it } from "vitest";
import { CSAT_TARGET, readTarget } from "./test-documents";
import { NO_DATA, ratio } from "../metrics/metric-value";
import { rankAttention, shortfall, type AttentionItem } from "../scorecards/attention";
import { changeSince } from "../metrics/change";
import { judge, type Verdict } from "./verdict";
import { missesInARow } from "./streak";
import { summarize } from "../scorecards/scorecard-summary";
import { creditOf, weightedScore } from "./weighted-score";

const csat = readTarget(CSAT_TARGET);
const result = (percent: number | null) => judge(csat, percent === null ? NO_DATA : ratio(percent * 10, 1000), "over");

describe("misses in a row", () => {
  const streak = (...verdicts: Verdict[]) => missesInARow(verdicts);

  it("count back from the newest period to the last one that met expected", () => {
    expect(streak("missed", "met", "below", "missed", "missed")).toEqual({ belowExpected: 3, missed: 2 });
    expect(streak("missed", "below")).toEqual({ belowExpected: 2, missed: 0 });
    expect(streak("missed", "met")).toEqual({ belowExpected: 0, missed: 0 });
    expect(streak()).toEqual({ belowExpected: 0, missed: 0 });
  });

  it("skip periods that say nothing: they neither count nor break the row", () => {
    expect(streak("missed", "no-data", "missed", "insufficient", "missed", "running").missed).toBe(3);
  });

  it("end at a period in which nothing was expected", () => {
    expect(streak("missed", "no-target", "missed").missed).toBe(1);
  });
});

describe("the weighted score", () => {
  it("credits met in full, missed with nothing, and what lies between by its part of the way", () => {
    expect([90, 85, 82.5, 80, 79.9].map((percent) => creditOf(result(percent)))).toEqual([
      1,
      1,
      expect.closeTo(0.5, 12),
      0,
      0,
    ]);
  });

  it("weighs what was judged and leaves the rest out of both sums", () => {
    const results = [
      { weight: 3, judgment: result(90) },
      { weight: 1, judgment: result(70) },
      { weight: 6, judgment: result(null) },
    ];
    expect(weightedScore(results)).toEqual({ score: 75, weight: 4, weightOfAll: 10 });
  });

  it("does not exist where nothing with a weight was judged", () => {
    expect(weightedScore([])).toBeNull();
    expect(weightedScore([{ weight: 0, judgment: result(90) }])).toBeNull();
    expect(weightedScore([{ weight: 1, judgment: result(null) }])).toBeNull();
  });

  it("credits a band by the way from its minimum end", () => {
    const aht = readTarget({
      id: "aht",
      metric: "aht",
      comparator: "band",
      expected: { low: 360, high: 440 },
      minimum: { low: 320, high: 480 },
    });
    const credit = (seconds: number) => creditOf(judge(aht, ratio(seconds, 1), "over"));
    expect([400, 450, 470, 330, 490].map(credit)).toEqual([1, 0.75, 0.25, 0.25, 0]);
  });
});

describe("the change since the period before", () => {
  it("is better or worse by the metric's direction", () => {
    const [now, before] = [ratio(3, 10), ratio(1, 4)];
    expect(changeSince(now, before, "up")).toEqual({ difference: expect.closeTo(0.05, 12), isBetter: true });
    expect(changeSince(now, before, "down")?.isBetter).toBe(false);
    expect(changeSince(now, before, "band")?.isBetter).toBeNull();
    expect(changeSince(now, now, "up")).toEqual({ difference: 0, isBetter: null });
  });

  it("cannot be determined where either period has no data", () => {
    expect(changeSince(NO_DATA, ratio(1, 4), "up")).toBeNull();
    expect(changeSince(ratio(1, 4), NO_DATA, "up")).toBeNull();
  });
});

describe("what needs attention", () => {
  type Item = AttentionItem & { id: string };
  const item = (id: string, percent: number | null, changes: Partial<AttentionItem> = {}): Item => ({
    id,
    criticality: "key",
    weight: 1,
    judgment: result(percent),
    streak: { belowExpected: 1, missed: 1 },
    ...changes,
  });

  it("comes in order of verdict, criticality, row of misses, distance and weight", () => {
    const items = [
      item("met", 90, { criticality: "critical" }),
      item("nothing", null),
      item("below critical", 84, { criticality: "critical", weight: 9 }),
      item("missed light", 75),
      item("missed heavy", 75, { weight: 5 }),
      item("missed far", 60),
      item("missed thrice", 79, { streak: { belowExpected: 3, missed: 3 } }),
      item("missed critical", 79, { criticality: "critical" }),
      item("below", 84),
    ];
    const expected = [
      "missed critical",
      "missed thrice",
      "missed far",
      "missed heavy",
      "missed light",
      "below critical",
      "below",
    ];
    expect(rankAttention(items).map(({ id }) => id)).toEqual(expected);
    expect(rankAttention(items.toReversed()).map(({ id }) => id)).toEqual(expected);
  });

  it("measures distance as a part of the level, so that seconds and shares can be compared", () => {
    expect(shortfall(result(68))).toBeCloseTo(0.2, 12);
    expect(shortfall(result(90))).toBe(0);
    expect(shortfall(result(null))).toBe(0);
    const none = readTarget({ id: "a", metric: "abandonment", comparator: "<=", expected: 0 });
    expect(shortfall(judge(none, ratio(5, 100), "over"))).toBe(0.05);
  });

  it("is what the first sentence of a scorecard is made of", () => {
    const items = [
      item("met", 90),
      item("missed", 70, { criticality: "critical" }),
      item("below", 84),
      item("none", null),
    ];
    const summary = summarize(items);
    expect(summary).toMatchObject({ judged: 3, missedCritical: 1, code: "missed-critical" });
    expect(summary.counts).toMatchObject({ met: 1, below: 1, missed: 1, "no-data": 1, running: 0 });
    expect(summary.attention.map(({ id }) => id)).toEqual(["missed", "below"]);
    const code = (...percents: (number | null)[]) => summarize(percents.map((percent) => item("", percent))).code;
    expect([code(null), code(90, null), code(90, 84), code(84, 70)]).toEqual([
      "nothing-judged",
      "all-met",
      "below",
      "missed",
    ]);
  });
});
