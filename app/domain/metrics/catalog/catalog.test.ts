import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMetric, isMetricKey, METRIC_KEYS, METRICS, metricOf, type MetricKey } from "./catalog";
import { exactSum, toMillionth } from "../exact-sum";
import { exactToFixed } from "../exact";
import type { Amounts } from "../measure-ref";
import { measureDefinition } from "../measure-ref";
import { METRIC_GROUPS } from "./metric-definition";
import { NO_DATA } from "../metric-value";
import { monthsIn } from "./people-metrics";

const OCTOBER = { range: { from: "2026-10-01", until: "2026-11-01" } };

function valueOf(key: MetricKey, amounts: Amounts, given: Record<string, unknown> = {}, context = OCTOBER) {
  const metric = metricOf(key);
  const reading = metric.readParameters(given);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const result = metric.evaluate(amounts, reading.parameters, context);
  return result.status === "measured" ? result.value : null;
}

describe("the catalog", () => {
  it("describes every metric completely and names only measures that exist", () => {
    for (const key of METRIC_KEYS) {
      const metric = METRICS[key];
      expect(metric.key).toBe(key);
      expect(METRIC_GROUPS).toContain(metric.group);
      for (const words of [metric.name, metric.shortName, metric.formula, metric.description, metric.sample]) {
        expect(words.length).toBeGreaterThan(1);
      }
      for (const ref of metric.measures(metric.defaults)) expect(measureDefinition(ref), ref).not.toBeNull();
      expect(Object.keys(metric.parameterLabels)).toEqual(Object.keys(metric.defaults));
      expect(metric.percentile(metric.defaults) !== null).toBe(metric.kind === "percentile");
    }
  });

  it("has no value where nothing was measured", () => {
    for (const key of METRIC_KEYS) expect(valueOf(key, {}), key).toBeNull();
  });

  it("has no ratio where the measures are zero", () => {
    for (const key of METRIC_KEYS) {
      const metric = metricOf(key);
      const zeros = Object.fromEntries(metric.measures(metric.defaults).map((ref) => [ref, 0]));
      if (metric.kind === "ratio") expect(valueOf(key, zeros), key).toBeNull();
    }
    expect(valueOf("backlog", { backlogOpen: 0 })).toBe(0);
    expect(valueOf("volume", { offered: 0 })).toBe(0);
  });

  it("knows nothing by the names that every object has", () => {
    expect(["constructor", "toString", "__proto__", "CSAT"].filter(isMetricKey)).toEqual([]);
    expect(findMetric("constructor")).toBeNull();
  });
});

describe("parameters", () => {
  const serviceLevel = METRICS["service-level"];

  it("are filled in, and read from the text of an address", () => {
    expect(serviceLevel.defaults).toEqual({ variant: 3, thresholdSeconds: 20, shortAbandonSeconds: 5 });
    const reading = serviceLevel.readParameters({ variant: "1", thresholdSeconds: "30" });
    expect(reading).toEqual({ ok: true, parameters: { variant: 1, thresholdSeconds: 30, shortAbandonSeconds: 5 } });
  });

  it("are refused by name where they are unknown or out of range", () => {
    const wrong = (given: Record<string, unknown>) => {
      const reading = serviceLevel.readParameters(given);
      return reading.ok ? [] : reading.problems.map(({ path }) => path.join("."));
    };
    expect(wrong({ variant: 7 })).toEqual(["variant"]);
    expect(wrong({ threshold: 20 })).toEqual(["threshold"]);
    expect(wrong({ thresholdSeconds: -1 })).toEqual(["thresholdSeconds"]);
    expect(wrong({ thresholdSeconds: "soon" })).toEqual(["thresholdSeconds"]);
    expect(metricOf("resolution-within-days").readParameters({ withinDays: "2" }).ok).toBe(true);
    expect(metricOf("resolution-within-days").readParameters({ withinDays: 1.5 }).ok).toBe(false);
    expect(metricOf("resolution-within-days").readParameters({ withinDays: 251 }).ok).toBe(false);
  });

  it("are shown beside the number, and in its formula", () => {
    const described = (key: MetricKey, given: Record<string, string | number> = {}) => {
      const metric = metricOf(key);
      return metric.describe({ ...metric.defaults, ...given });
    };
    expect(described("service-level")).toBe("variant 3 · 20 s");
    expect(described("service-level", { variant: 5 })).toBe("variant 5 · 20 s · short 5 s");
    expect(described("csat")).toBe("4–5 of 5");
    expect(described("csat", { topFrom: 5 })).toBe("5 of 5");
    expect(described("dsat")).toBe("1–2 of 5");
    expect(described("talk-time", { quantile: 0.995 })).toBe("p99.5");
    expect(described("resolution-within")).toBe("within 24 h");
    expect(described("resolution-within-days")).toBe("within 3 business days");
    expect(described("first-response-within-days")).toBe("within 1 business day");
    expect(described("first-response-within-days", { withinDays: 0 })).toBe("on the same business day");
    expect(described("fcr")).toBe("");
    expect(described("fcr", { variant: "no-repeat" })).toBe("no repeat in 7 d");
    expect(serviceLevel.formulaOf({ ...serviceLevel.defaults, variant: 1 })).toBe(
      "(answered within 20 s + abandoned within 20 s) ÷ offered",
    );
    expect(serviceLevel.formulaOf({ ...serviceLevel.defaults, variant: 6 })).toBe(
      "answered within 20 s ÷ (offered − abandoned within 5 s)",
    );
    expect(serviceLevel.formulaOf({ ...serviceLevel.defaults, variant: 4 })).toBe(
      "answered within 20 s ÷ (offered − abandoned within 20 s)",
    );
  });
});

describe("metrics", () => {
  it("divide the speed of answer by what the contract says", () => {
    const amounts = { waitSeconds: 6_000, waitKnown: 200, offered: 240 };
    expect(valueOf("asa", amounts)).toBe(30);
    expect(valueOf("asa", amounts, { dividedBy: "received" })).toBe(25);
  });

  it("take short abandons out of both sides of abandonment", () => {
    const amounts = { offered: 1060, abandoned: 60, "abandonedWait<=5": 10 };
    expect(valueOf("abandonment", amounts)).toBeCloseTo(60 / 1060, 12);
    expect(valueOf("abandonment", amounts, { shortAbandonSeconds: 5 })).toBeCloseTo(50 / 1050, 12);
  });

  it("cannot take short abandons out where no abandoned contact's wait is known", () => {
    expect(valueOf("abandonment", { offered: 100, abandoned: 7 }, { shortAbandonSeconds: 5 })).toBeNull();
    expect(valueOf("abandonment", { offered: 100, abandoned: 0 }, { shortAbandonSeconds: 5 })).toBe(0);
  });

  it("put NPS between −100 and 100", () => {
    expect(valueOf("nps", { npsPromoters: 50, npsDetractors: 20, npsResponses: 100 })).toBe(30);
    expect(valueOf("nps", { npsPromoters: 0, npsDetractors: 4, npsResponses: 4 })).toBe(-100);
  });

  it("count reopened contacts per resolved or per handled", () => {
    const amounts = { reopened: 6, resolved: 100, reopenKnown: 120 };
    expect(valueOf("reopen", amounts)).toBe(0.06);
    expect(valueOf("reopen", amounts, { per: "handled" })).toBe(0.05);
  });

  it("tell first-contact resolution by the flag or, where the contract says so, by repeats", () => {
    const fcr = METRICS.fcr;
    const amounts = { resolvedFirstContact: 71, fcrKnown: 100, "noRepeat<=7": 81, "repeatKnown<=7": 90 };
    expect(valueOf("fcr", amounts)).toBe(0.71);
    expect(valueOf("fcr", amounts, { variant: "no-repeat" })).toBe(0.9);
    expect(valueOf("fcr", amounts, { variant: "no-repeat", days: 14 })).toBeNull();
    expect(fcr.measures(fcr.defaults)).toEqual(["resolvedFirstContact", "fcrKnown"]);
    expect(fcr.measures({ variant: "no-repeat", days: 14 })).toEqual(["noRepeat<=14", "repeatKnown<=14"]);
    expect(fcr.formulaOf({ variant: "no-repeat", days: 14 })).toBe(
      "no repeat within 14 d ÷ resolved with 14 d of data after it",
    );
    const wrong = [{ days: 0 }, { days: 91 }, { days: 1.5 }, { variant: "callback" }];
    expect(wrong.filter((given) => fcr.readParameters(given).ok)).toEqual([]);
  });

  it("take the sample of a QA score from the reviews, not from the points", () => {
    const value = METRICS["qa-score"].evaluate({ pointsEarned: 1586, pointsPossible: 1800, reviews: 36 }, {}, OCTOBER);
    expect(value).toMatchObject({ numerator: 1586, denominator: 1800, n: 36 });
  });

  it("let a critical error take its review's points where the contract says so", () => {
    const amounts = { pointsEarned: 1586, pointsEarnedClean: 1420, pointsPossible: 1800, reviews: 36 };
    const zeroing = METRICS["qa-score"].readParameters({ criticalError: "zeroes-the-review" });
    if (!zeroing.ok) throw new Error("parameters");
    expect(METRICS["qa-score"].measures(zeroing.parameters)).toEqual([
      "pointsEarnedClean",
      "pointsPossible",
      "reviews",
    ]);
    const value = METRICS["qa-score"].evaluate(amounts, zeroing.parameters, OCTOBER);
    expect(value).toMatchObject({ numerator: 1420, denominator: 1800, n: 36 });
    expect(METRICS["qa-score"].formulaOf(zeroing.parameters)).toContain(
      "Σ points earned (0 in reviews with a critical error) ÷ Σ points possible",
    );
    expect(METRICS["qa-score"].evaluate({ pointsEarned: 9, pointsPossible: 10 }, zeroing.parameters, OCTOBER)).toEqual(
      NO_DATA,
    );
  });

  it("judge critical errors by their type", () => {
    const amounts = { endUserClean: 98, endUserReviewed: 100, complianceClean: 40, complianceReviewed: 50 };
    expect(valueOf("critical-accuracy", amounts)).toBe(0.98);
    expect(valueOf("critical-accuracy", amounts, { type: "compliance" })).toBe(0.8);
    expect(valueOf("critical-accuracy", amounts, { type: "business" })).toBeNull();
  });

  it("tell precision from recall", () => {
    const amounts = { truePositives: 90, falsePositives: 10, falseNegatives: 30 };
    expect(valueOf("precision", amounts)).toBe(0.9);
    expect(valueOf("recall", amounts)).toBe(0.75);
    expect(valueOf("recall", { truePositives: 90 })).toBeNull();
  });

  it("put handling and availability together in occupancy", () => {
    expect(valueOf("occupancy", { handleSeconds: 30_600, availableSeconds: 5_400 })).toBe(0.85);
    expect(valueOf("occupancy", { handleSeconds: 30_600 })).toBeNull();
    expect(METRICS.adherence.evaluate({ adherentSeconds: 9_000, scheduledSeconds: 10_000 }, {}, OCTOBER)).toMatchObject(
      { n: 2 },
    );
  });

  it("scale attrition to a year by months or by days", () => {
    const amounts = { leavers: 3, headcount: 120 };
    expect(valueOf("attrition", amounts)).toBeCloseTo(0.3, 12);
    expect(valueOf("attrition", amounts, { annualizedBy: "days" })).toBeCloseTo((3 / 120) * (365 / 31), 12);
    const quarter = { range: { from: "2026-10-01", until: "2027-01-01" } };
    expect(valueOf("attrition", amounts, {}, quarter)).toBeCloseTo(0.1, 12);
    expect(monthsIn({ from: "2026-09-22", until: "2026-10-22" })).toBe(1);
    expect(monthsIn({ from: "2026-10-01", until: "2026-10-08" })).toBeCloseTo(7 / 30.4375, 12);
  });

  it("measure forecasts by absolute error, over forecast or actual", () => {
    const amounts = { forecastAbsoluteError: 50, forecastContacts: 1000, forecastActual: 800 };
    expect(valueOf("forecast-accuracy", amounts)).toBe(0.95);
    expect(valueOf("forecast-accuracy", amounts, { dividedBy: "actual" })).toBe(0.9375);
  });

  it("give the double nearest to the exact ratio of decimal sums", () => {
    expect(valueOf("average-talk", { talkSeconds: 270.4, talkKnown: 338 })).toBe(0.8);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 9_999 }), (thousandths, n) => {
        // A mean of thousandths times n, divided by n, is the mean again.
        const total = Number(exactToFixed({ numerator: BigInt(thousandths * n), denominator: 1000n }, 3));
        expect(valueOf("average-talk", { talkSeconds: total, talkKnown: n })).toBe(thousandths / 1000);
      }),
    );
  });

  it("count average times in business hours where the contract does", () => {
    const amounts = { firstResponseBusinessSeconds: 600, firstResponseBusinessKnown: 2, firstResponseSeconds: 9_000 };
    expect(valueOf("average-first-response", amounts, { clock: "business" })).toBe(300);
    expect(valueOf("average-resolution", amounts)).toBeNull();
  });

  it("count contacts with and without a queue as volume, and over orders as contact rate", () => {
    expect(valueOf("volume", { offered: 5000, unqueued: 1000 })).toBe(6000);
    expect(valueOf("volume", { unqueued: 1000 })).toBe(1000);
    expect(valueOf("contact-rate", { offered: 50, unqueued: 10, orders: 1200 })).toBe(0.05);
  });

  it("keep cost in minor units", () => {
    expect(valueOf("cost-per-contact", { invoicedMinor: 1_000_000, handled: 2_500 })).toBe(400);
    expect(valueOf("cost-per-resolution", { invoicedMinor: 1_000_000, resolved: 2_000 })).toBe(500);
  });

  it("leave percentiles to the durations themselves", () => {
    const method = "interpolated";
    expect(METRICS["talk-time"].percentile({ quantile: 0.9 })).toEqual({ distribution: "talk", quantile: 0.9, method });
    expect(METRICS["talk-time"].percentile({ method: "nearest-rank" })).toMatchObject({ method: "nearest-rank" });
    expect(METRICS["resolution-time"].percentile(METRICS["resolution-time"].defaults)).toEqual({
      distribution: "resolution",
      quantile: 0.9,
      method,
    });
  });

  it.each([
    ["first-response-within", { "firstResponse<=3600": 8, firstResponseKnown: 10 }, 0.8],
    ["resolution-within", { "resolution<=86400": 7, resolutionTimeKnown: 10 }, 0.7],
    [
      "first-response-within-days",
      { "firstResponseBusinessDays<=1": 9, firstResponseBusinessDaysKnown: 12, firstResponseKnown: 20 },
      0.75,
    ],
    [
      "resolution-within-days",
      { "resolutionBusinessDays<=3": 3, resolutionBusinessDaysKnown: 4, resolutionTimeKnown: 20 },
      0.75,
    ],
    ["answer-rate", { answered: 9, offered: 10 }, 0.9],
    ["aht", { handleSeconds: 4_120, handleKnown: 10 }, 412],
    ["average-talk", { talkSeconds: 3_000, talkKnown: 10, handled: 12 }, 300],
    ["average-hold", { holdSeconds: 90, holdKnown: 6 }, 15],
    ["average-wrap", { wrapSeconds: 100, wrapKnown: 8 }, 12.5],
    ["average-first-response", { firstResponseSeconds: 7_200, firstResponseKnown: 4 }, 1_800],
    ["average-resolution", { resolutionSeconds: 115_200, resolutionTimeKnown: 2 }, 57_600],
    ["csat-average", { csatScoreSum: 41, csatResponses: 10 }, 4.1],
    ["fcr", { resolvedFirstContact: 71, fcrKnown: 100 }, 0.71],
    ["resolution-rate", { resolved: 3, resolutionKnown: 4 }, 0.75],
    ["csat", { "csat>=4": 8, csatResponses: 10 }, 0.8],
    ["dsat", { "csat<=2": 1, csatResponses: 10 }, 0.1],
    ["transfer", { transferred: 2, transferKnown: 8 }, 0.25],
    ["escalation", { escalated: 1, escalationKnown: 8 }, 0.125],
    ["aging", { backlogAged: 4, backlogOpen: 16 }, 0.25],
    ["moderation-accuracy", { decisionsCorrect: 98, decisionsAudited: 100 }, 0.98],
    ["overturn", { appealsOverturned: 1, appealsDecided: 4 }, 0.25],
    ["appeal-rate", { appeals: 1, actions: 50 }, 0.02],
    ["turnaround", { doneInSla: 495, due: 890 }, 495 / 890],
    ["utilization", { productiveSeconds: 60, paidSeconds: 80 }, 0.75],
    ["shrinkage", { unavailableSeconds: 20, paidSeconds: 80 }, 0.25],
    ["hours-delivered", { deliveredSeconds: 90, scheduledSeconds: 80 }, 1.125],
    ["headcount-delivered", { headcountDelivered: 95, headcountRequired: 100 }, 0.95],
  ] as const)("%s is the ratio of its sums", (key, amounts, expected) => {
    expect(valueOf(key, amounts)).toBeCloseTo(expected, 12);
  });
});

describe("the average satisfaction score", () => {
  const average = (scores: readonly number[], [least, most]: readonly [number, number], scale: string) => {
    // As an import keeps scores that were given on another scale.
    const retained = scores.map((score) => toMillionth(1 + ((score - least) * 4) / (most - least)));
    const value = valueOf(
      "csat-average",
      { csatScoreSum: exactSum(retained), csatResponses: retained.length },
      { scale },
    );
    return value;
  };

  it.each([
    ["1-10", [1, 10], [7, 10], 8.5],
    ["1-10", [1, 10], Array.from({ length: 1_000 }, (_, at) => (at % 2 === 0 ? 7 : 10)), 8.5],
    ["0-10", [0, 10], [8, 9], 8.5],
    ["1-7", [1, 7], [6, 6, 5, 7], 6],
    ["0-100", [0, 100], [81, 84, 90], 85],
    ["1-4", [1, 4], [3, 4], 3.5],
    ["1-5", [1, 5], [4, 5], 4.5],
  ] as const)("is stated on the scale of the target: %s", (scale, ends, scores, expected) => {
    expect(average(scores, ends, scale)).toBe(expected);
  });

  it("is what scores average to as they stand where an import kept them so", () => {
    expect(valueOf("csat-average", { csatScoreSum: 17, csatResponses: 2 }, { scale: "as-imported" })).toBe(8.5);
  });

  it("names its scale in the formula", () => {
    const metric = findMetric("csat-average");
    expect(metric?.formulaOf({ scale: "0-10" })).toBe("Σ scores (converted to a scale of 0 to 10) ÷ responses");
    expect(metric?.describe({ scale: "0-10" })).toBe("a scale of 0 to 10");
    expect(metric?.formulaOf({ scale: "1-5" })).toBe("Σ scores ÷ responses");
  });
});
