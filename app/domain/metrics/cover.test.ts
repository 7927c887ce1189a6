import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day } from "../calendar/day";
import { containsDay, daysOf, type DayRange } from "../calendar/day-range";
import { METRICS, type MetricKey } from "./catalog/catalog";
import type { CoverRule } from "./cover-rule";
import { coverOf, coverRule, daysToKnow, type Cover } from "./cover";
import { metricOf } from "./catalog/catalog";

function ruleOf(key: MetricKey): CoverRule {
  const rule = coverRule(metricOf(key), metricOf(key).defaults);
  if (rule === null) throw new Error(`no rule for ${key}`);
  return rule;
}

type StatedDays = Readonly<Record<string, readonly Day[]>>;

function cover(key: MetricKey, range: DayRange, byMeasure: StatedDays): Cover {
  const days = [...new Set(Object.values(byMeasure).flat())];
  const stated = days.map((day) => {
    return { day, stated: new Set(Object.keys(byMeasure).filter((ref) => byMeasure[ref]?.includes(day))) };
  });
  return coverOf(range, ruleOf(key), stated);
}

const october = { from: "2026-10-01", until: "2026-11-01" };
const november = { from: "2026-11-01", until: "2026-12-01" };
const daily = (from: Day, until: Day) => daysOf({ from, until });

describe("which days a ratio counts", () => {
  it("asks of every ratio, and looks at single days where the same rows state both sides", () => {
    const asking = Object.entries(METRICS).flatMap(([key, metric]) => {
      const rule = coverRule(metric, metric.defaults);
      if (rule === null) expect(metric.kind, key).not.toBe("ratio");
      return rule === null || rule.by === "together" ? [] : [[key, rule.by]];
    });
    expect(Object.fromEntries(asking)).toEqual({
      reopen: "day",
      aging: "same-day",
      occupancy: "day",
      adherence: "day",
      utilization: "day",
      shrinkage: "day",
      attrition: "month",
      "hours-delivered": "day",
      "headcount-delivered": "day",
      "forecast-accuracy": "day",
      "contact-rate": "day",
      "cost-per-contact": "month",
      "cost-per-resolution": "month",
    });
  });

  it("divides costs by the contacts of the months that were invoiced", () => {
    const range = { from: "2026-10-01", until: "2026-11-29" };
    const stated = { handled: daily("2026-10-01", "2026-11-24"), invoicedMinor: ["2026-10-31"] };
    expect(cover("cost-per-contact", range, stated)).toEqual({
      counted: [october],
      leftOut: { ranges: [{ from: "2026-11-01", until: "2026-11-29" }], missing: ["invoicedMinor"] },
    });
  });

  it("leaves a month out of which there is an invoice and no contact", () => {
    const stated = { handled: daily("2026-11-01", "2026-12-01"), invoicedMinor: ["2026-10-31", "2026-11-30"] };
    const { counted, leftOut } = cover("cost-per-contact", { from: "2026-10-01", until: "2026-12-01" }, stated);
    expect(leftOut).toMatchObject({ missing: ["handled"] });
    expect(counted.flatMap(daysOf)).not.toContain("2026-10-31");
    expect(counted.flatMap(daysOf)).toEqual(expect.arrayContaining(daysOf(november)));
  });

  it("divides the invoice of a whole month by no part of it", () => {
    const stated = { handled: daily("2026-10-01", "2026-11-01"), invoicedMinor: ["2026-10-31"] };
    const week = { from: "2026-10-26", until: "2026-11-02" };
    expect(cover("cost-per-contact", week, stated)).toEqual({
      counted: [{ from: "2026-11-01", until: "2026-11-02" }],
      leftOut: { ranges: [{ from: "2026-10-26", until: "2026-11-01" }], missing: [] },
    });
  });

  it("counts any days of costs that are stated by day, and a fiscal month as one month", () => {
    const both = daily("2026-10-01", "2026-11-01");
    const days = { from: "2026-10-05", until: "2026-10-12" };
    expect(cover("cost-per-contact", days, { handled: both, invoicedMinor: both }).leftOut).toBeNull();
    const fiscal = { from: "2026-09-22", until: "2026-10-22" };
    const stated = { handled: daily("2026-09-01", "2026-11-01"), invoicedMinor: ["2026-10-21"] };
    expect(cover("cost-per-contact", fiscal, stated)).toEqual({ counted: [fiscal], leftOut: null });
  });

  it("leaves out the days of which the time of agents is not reported", () => {
    const stated = {
      handleSeconds: daily("2026-10-01", "2026-11-01"),
      availableSeconds: daily("2026-10-01", "2026-10-11"),
    };
    expect(cover("occupancy", october, stated)).toEqual({
      counted: [{ from: "2026-10-01", until: "2026-10-11" }],
      leftOut: { ranges: [{ from: "2026-10-11", until: "2026-11-01" }], missing: ["availableSeconds"] },
    });
  });

  it("takes a few days without a contact for quiet ones, and a week for missing rows", () => {
    const orders = daily("2026-10-01", "2026-11-01");
    const quiet = [...daily("2026-10-01", "2026-10-10"), ...daily("2026-10-15", "2026-11-02")];
    expect(cover("contact-rate", october, { offered: quiet, orders }).leftOut).toBeNull();
    const late = daily("2026-10-01", "2026-10-29");
    expect(cover("contact-rate", october, { unqueued: late, orders }).leftOut).toEqual({
      ranges: [{ from: "2026-10-29", until: "2026-11-01" }],
      missing: ["offered", "unqueued"],
    });
  });

  it("takes totals that are reported once a month for those of the whole month", () => {
    const stated = { offered: daily("2026-10-01", "2026-11-01"), orders: ["2026-10-31"] };
    expect(cover("contact-rate", october, stated).leftOut).toBeNull();
    expect(cover("contact-rate", { from: "2026-10-15", until: "2026-11-01" }, stated).counted).toEqual([]);
    expect(cover("contact-rate", october, { offered: ["2026-10-01"], orders: ["2026-10-31"] }).leftOut).toBeNull();
  });

  it("takes what lies beyond the days of a viewer neither for silence nor for a whole month", () => {
    const known = { from: "2026-10-01", to: "2026-10-31" };
    const stated = daily("2026-10-01", "2026-11-01").map((day) => {
      return { day, stated: new Set(day < "2026-10-30" ? ["offered", "orders"] : ["orders"]) };
    });
    expect(coverOf(october, ruleOf("contact-rate"), stated, known).leftOut).toBeNull();
    const half = { from: "2026-10-16", until: "2026-11-01" };
    const seen = daily("2026-10-16", "2026-11-01").map((day) => {
      return { day, stated: new Set(day === "2026-10-31" ? ["handled", "invoicedMinor"] : ["handled"]) };
    });
    const limits = { from: "2026-10-16", to: "2026-10-31" };
    expect(coverOf(half, ruleOf("cost-per-contact"), seen, limits).counted).toEqual([]);
  });

  it("reads both parts of a stock on one day", () => {
    const stated = { backlogAged: ["2026-10-28"], backlogOpen: ["2026-10-28", "2026-10-31"] };
    expect(cover("aging", october, stated).counted.flatMap(daysOf)).not.toContain("2026-10-31");
  });

  it("scales attrition by the months whose headcount is known", () => {
    const stated = { headcount: daily("2026-10-01", "2026-11-01"), leavers: ["2026-09-30", "2026-10-05"] };
    const range = { from: "2026-08-01", until: "2026-11-01" };
    expect(cover("attrition", range, stated)).toEqual({
      counted: [october],
      leftOut: { ranges: [{ from: "2026-08-01", until: "2026-10-01" }], missing: ["headcount"] },
    });
    const attrition = metricOf("attrition");
    const value = attrition.evaluate({ leavers: 5, headcount: 100 }, attrition.defaults, { range, counted: [october] });
    expect(value).toMatchObject({ value: 0.6 });
  });

  it("counts and leaves out each day once, whatever is stated", () => {
    const day = fc.integer({ min: 0, max: 91 }).map((offset) => addDays("2026-09-01", offset));
    const side = fc.uniqueArray(day, { maxLength: 92 });
    const key = fc.constantFrom<MetricKey>("occupancy", "cost-per-contact", "aging", "contact-rate");
    fc.assert(
      fc.property(key, side, side, day, day, (metric, a, b, from, to) => {
        const range = from <= to ? { from, until: addDays(to, 1) } : { from: to, until: addDays(from, 1) };
        const refs = [...new Set(ruleOf(metric).sides.map(({ refs: [first = ""] }) => first))];
        const stated = Object.fromEntries(refs.map((ref, index) => [ref, index === 0 ? a : b]));
        const { counted, leftOut } = cover(metric, range, stated);
        const days = [...counted, ...(leftOut?.ranges ?? [])].flatMap(daysOf).toSorted();
        expect(days).toEqual(daysOf(range));
        const together = coverOf(
          range,
          ruleOf(metric),
          daysOf(range).map((one) => ({ day: one, stated: new Set(refs) })),
        );
        expect(together.leftOut).toBeNull();
      }),
    );
  });

  it("depends on no day beyond those that are to be known for the range", () => {
    const day = fc.integer({ min: 0, max: 150 }).map((offset) => addDays("2026-07-01", offset));
    const side = fc.uniqueArray(day, { maxLength: 150 });
    const key = fc.constantFrom<MetricKey>("occupancy", "cost-per-contact", "aging", "contact-rate", "attrition");
    const length = fc.integer({ min: 1, max: 92 });
    fc.assert(
      fc.property(key, side, side, day, length, (metric, a, b, from, days) => {
        const range = { from, until: addDays(from, days) };
        const refs = [...new Set(ruleOf(metric).sides.map(({ refs: [first = ""] }) => first))];
        const stated = Object.fromEntries(refs.map((ref, index) => [ref, index === 0 ? a : b]));
        const known = Object.fromEntries(
          Object.entries(stated).map(([ref, on]) => [ref, on.filter((one) => containsDay(daysToKnow(range), one))]),
        );
        expect(cover(metric, range, known)).toEqual(cover(metric, range, stated));
      }),
    );
  });
});
