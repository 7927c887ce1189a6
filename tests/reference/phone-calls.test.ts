import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { METRICS, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { contactAmounts, contactDuration, type ContactFacts } from "~/domain/metrics/contact-amounts";
import type { Amounts, MeasureRef } from "~/domain/metrics/measure-ref";
import { quantileOf } from "~/domain/metrics/quantile";
import { sketchOf, sketchQuantile } from "~/domain/metrics/histogram";
import { contactSaying } from "~/domain/metrics/test-contacts";
import { partnerFiles } from "../support/partner-files/partner-files";

// The totals of the real file are published with it. The reading below is by hand on purpose: it shares nothing with the import.
const RANGE = { range: { from: "2021-01-01", until: "2021-04-01" } };

function readCalls(folder: string): ContactFacts[] {
  const [, ...lines] = readFileSync(path.join(folder, "phone-calls/phone-calls.csv"), "utf8").trim().split(/\r?\n/);
  return lines.map((line) => {
    const [, , , , , answered, resolved, wait = "", talk = "", rating = ""] = line.split(",");
    const [hours = 0, minutes = 0, seconds = 0] = talk.split(".").map(Number);
    return contactSaying({
      answered: answered === "Y",
      resolved: resolved === "Y",
      waitSeconds: wait === "" ? null : Number(wait),
      talkSeconds: talk === "" ? null : hours * 3_600 + minutes * 60 + seconds,
      csatScore: rating === "" ? null : Number(rating),
    });
  });
}

function sumOf(calls: readonly ContactFacts[], refs: readonly MeasureRef[]): Amounts {
  const sums: Record<MeasureRef, number> = {};
  for (const call of calls) {
    for (const [ref, amount] of Object.entries(contactAmounts(call, refs, new Date())))
      sums[ref] = (sums[ref] ?? 0) + (amount ?? 0);
  }
  return sums;
}

describe.each(await partnerFiles())("phone calls in a file $made", ({ folder, phoneCalls: known }) => {
  const calls = readCalls(folder);
  const value = (key: MetricKey, given: Record<string, string | number> = {}) => {
    const metric = METRICS[key];
    const parameters = { ...metric.defaults, ...given };
    return metric.evaluate(sumOf(calls, metric.measures(parameters)), parameters, RANGE);
  };

  it("were answered, resolved and rated as is known", () => {
    const shareOf = (percent: number) => ({ value: expect.closeTo(percent / 100, 8) });
    const { calls: all, answered, resolved } = known;
    expect(value("answer-rate")).toMatchObject({ numerator: answered, denominator: all, value: answered / all });
    expect(value("resolution-rate")).toMatchObject({ numerator: resolved, denominator: answered });
    expect(value("resolution-rate")).toMatchObject(shareOf(known.resolvedPercent));
    expect(value("csat")).toMatchObject({ denominator: answered, ...shareOf(known.topRatedPercent) });
    expect(value("service-level", { thresholdSeconds: 60 })).toMatchObject({
      denominator: all,
      ...shareOf(known.withinMinutePercent),
    });
    expect(value("abandonment")).toMatchObject({ numerator: all - answered, denominator: all });
  });

  it("were talked over for as long as is known at the median and p90, within one per cent by the histogram", () => {
    const talk = calls.map((call) => contactDuration(call, "talk")).filter((seconds) => seconds !== null);
    const sorted = talk.sort((a, b) => a - b);
    expect(sorted).toHaveLength(known.answered);
    expect([0.5, 0.9].map((q) => quantileOf(sorted, q))).toEqual([known.talkMedian, known.talkP90]);
    const sketch = sketchOf(sorted);
    const offAt = (q: number, seconds: number) => Math.abs((sketchQuantile(sketch, q) ?? 0) - seconds);
    expect(offAt(0.5, known.talkMedian)).toBeLessThanOrEqual(known.talkMedian / 100);
    expect(offAt(0.9, known.talkP90)).toBeLessThanOrEqual(known.talkP90 / 100);
  });
});
