import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { METRICS, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { contactAmounts, contactDuration, type ContactFacts } from "~/domain/metrics/contact-amounts";
import type { Amounts, MeasureRef } from "~/domain/metrics/measure-ref";
import { quantileOf } from "~/domain/metrics/quantile";
import { sketchOf, sketchQuantile } from "~/domain/metrics/histogram";
import { contactSaying } from "~/domain/metrics/test-contacts";

// The totals are published with the file. The reading below is by hand on purpose: it shares nothing with the import.
const FILE = path.resolve(import.meta.dirname, "../../../shared/data/phone-calls/phone-calls.csv");
const present = existsSync(FILE);
if (!present) console.warn("Skipped: phone-calls.csv is not beside the repository.");

const RANGE = { range: { from: "2021-01-01", until: "2021-04-01" } };

function readCalls(): ContactFacts[] {
  const [, ...lines] = readFileSync(FILE, "utf8").trim().split(/\r?\n/);
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

describe.runIf(present)("five thousand phone calls", () => {
  const calls = present ? readCalls() : [];
  const value = (key: MetricKey, given: Record<string, string | number> = {}) => {
    const metric = METRICS[key];
    const parameters = { ...metric.defaults, ...given };
    return metric.evaluate(sumOf(calls, metric.measures(parameters)), parameters, RANGE);
  };

  it("were answered, resolved and rated as published", () => {
    expect(value("answer-rate")).toMatchObject({ numerator: 4054, denominator: 5000, value: 0.8108 });
    expect(value("resolution-rate")).toMatchObject({ numerator: 3646, denominator: 4054 });
    expect(value("resolution-rate")).toMatchObject({ value: expect.closeTo(0.89935866, 8) });
    expect(value("csat")).toMatchObject({ denominator: 4054, value: expect.closeTo(0.49901332, 8) });
    expect(value("service-level", { thresholdSeconds: 60 })).toMatchObject({ value: 0.3592, denominator: 5000 });
    expect(value("abandonment")).toMatchObject({ numerator: 946, denominator: 5000 });
  });

  it("were talked over for 226 s at the median and 378 s at p90, within one per cent by the histogram", () => {
    const talk = calls.map((call) => contactDuration(call, "talk")).filter((seconds) => seconds !== null);
    const sorted = talk.sort((a, b) => a - b);
    expect(sorted).toHaveLength(4054);
    expect([0.5, 0.9].map((q) => quantileOf(sorted, q))).toEqual([226, 378]);
    const sketch = sketchOf(sorted);
    expect(Math.abs((sketchQuantile(sketch, 0.5) ?? 0) - 226)).toBeLessThanOrEqual(2.26);
    expect(Math.abs((sketchQuantile(sketch, 0.9) ?? 0) - 378)).toBeLessThanOrEqual(3.78);
  });
});
