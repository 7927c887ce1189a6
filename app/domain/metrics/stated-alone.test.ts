import { describe, expect, it } from "vitest";
import type { Day } from "../calendar/day";
import { containsDay, daysOf, type DayRange } from "../calendar/day-range";
import { METRICS } from "./catalog/catalog";
import { coverOf, coverRule } from "./cover";
import { isParametricRef, type Amounts, type MeasureRef } from "./measure-ref";
import type { MetricDefinition, MetricParameters } from "./catalog/metric-definition";
import type { MetricValue } from "./metric-value";
import { periodAmounts, type DayAmounts } from "./period-amounts";

const OCTOBER = { from: "2026-10-01", until: "2026-11-01" };
const BOTH_MONTHS = { from: "2026-10-01", until: "2026-12-01" };
/** Any limit that is not 0, which stands for none. */
const LIMIT = 5;

/** Each choice of each parameter by itself, and each limit set. */
function variantsOf(metric: MetricDefinition): MetricParameters[] {
  const given = Object.entries(metric.parameterLabels).flatMap(([name, { choices }]) =>
    (choices?.map(({ value }) => value) ?? [LIMIT]).map((value) => ({ [name]: value })),
  );
  return [{}, ...given].flatMap((one) => {
    const reading = metric.readParameters(one);
    return reading.ok ? [reading.parameters] : [];
  });
}

const ratios = Object.entries(METRICS).filter(([, { kind }]) => kind === "ratio");
const cases = ratios.flatMap(([key, metric]) =>
  variantsOf(metric).map((parameters) => ({ name: `${key} ${JSON.stringify(parameters)}`, metric, parameters })),
);

const figureOf = (value: MetricValue) => (value.status === "measured" ? value.value : null);

function counted(metric: MetricDefinition, parameters: MetricParameters, rows: readonly DayAmounts[]): MetricValue {
  const rule = coverRule(metric, parameters);
  const stated = rows.map(({ day, amounts }) => {
    const refs = Object.keys(amounts);
    return { day, stated: new Set(refs), none: new Set(refs.filter((ref) => amounts[ref] === 0)) };
  });
  const days = rule === null ? [BOTH_MONTHS] : coverOf(BOTH_MONTHS, rule, stated).counted;
  return evaluate(metric, parameters, rows, days);
}

function evaluate(
  metric: MetricDefinition,
  parameters: MetricParameters,
  rows: readonly DayAmounts[],
  days: readonly DayRange[],
): MetricValue {
  const own = rows.filter(({ day }) => days.some((range) => containsDay(range, day)));
  const context = { range: BOTH_MONTHS, counted: days };
  return metric.evaluate(periodAmounts(own, metric.measures(parameters)), parameters, context);
}

const amountsOf = (refs: readonly MeasureRef[]): Amounts =>
  Object.fromEntries(refs.map((ref, index) => [ref, isParametricRef(ref) ? 10 + index : 100 * (index + 1) + index]));

/** Every day states everything, but for those that state only one of the measures. */
function amountsByDay(refs: readonly MeasureRef[], alone: MeasureRef, isAlone: (day: Day) => boolean): DayAmounts[] {
  const all = amountsOf(refs);
  return daysOf(BOTH_MONTHS).map((day) => ({ vendorId: 1, day, amounts: isAlone(day) ? { [alone]: 1_000 } : all }));
}

/** Nobody left in a month of which the headcount is stated and no leavers are. */
const ALONE_BY_DESIGN: readonly (readonly [key: string, alone: MeasureRef])[] = [["attrition", "headcount"]];
/** Totals of a day without a contact are of a quiet day, and costs and leavers are of whole months. */
const COUNT_SINGLE_DAYS = ["occupancy", "contact-rate", "cost-per-contact", "cost-per-resolution", "attrition"];

const isByDesign = (key: string, alone: MeasureRef) =>
  ALONE_BY_DESIGN.some((one) => one[0] === key && one[1] === alone);

describe("a side that is stated by one source alone on a day does not count", () => {
  it.each(cases)("in a month: $name", ({ metric, parameters }) => {
    const refs = metric.measures(parameters);
    const differing = refs.filter((alone) => {
      if (isByDesign(metric.key, alone)) return false;
      const rows = amountsByDay(refs, alone, (day) => day >= OCTOBER.until);
      const october = evaluate(metric, parameters, rows, [OCTOBER]);
      expect(october).toMatchObject({ status: "measured" });
      expect(figureOf(counted(metric, parameters, rows)), alone).toBe(figureOf(october));
      return figureOf(evaluate(metric, parameters, rows, [BOTH_MONTHS])) !== figureOf(october);
    });
    // Without a rule the figure would be another one.
    expect(differing).not.toEqual([]);
  });

  it.each(cases.filter(({ metric }) => !COUNT_SINGLE_DAYS.includes(metric.key)))("on a day: $name", (one) => {
    const { metric, parameters } = one;
    const refs = metric.measures(parameters);
    for (const alone of refs) {
      const rows = amountsByDay(refs, alone, (day) => day === "2026-10-15");
      const others = rows.filter(({ day }) => day !== "2026-10-15");
      const expected = evaluate(metric, parameters, others, [BOTH_MONTHS]);
      expect(figureOf(counted(metric, parameters, rows)), alone).toBe(figureOf(expected));
    }
  });
});

describe("a day on which none can be in time", () => {
  const queue = { answered: 8, offered: 10, abandoned: 2, "wait<=20": 6, "abandonedWait<=20": 1, waitSeconds: 80 };
  const allGaveUp = { answered: 0, offered: 10, abandoned: 10, "abandonedWait<=20": 4 };
  const noneGaveUp = { answered: 10, offered: 10, abandoned: 0, "wait<=20": 10, waitSeconds: 50 };
  const rows = [queue, allGaveUp, noneGaveUp].map((amounts, index) => {
    return { vendorId: 1, day: `2026-10-0${index + 1}`, amounts };
  });

  it.each([
    ["service-level", { variant: 3 }, 16 / 30],
    ["service-level", { variant: 1 }, 21 / 30],
    ["asa", { dividedBy: "received" }, 130 / 30],
    ["abandonment", { shortAbandonSeconds: 20 }, 7 / 25],
  ] as const)("counts: %s %o", (key, given, expected) => {
    const metric = METRICS[key];
    const reading = metric.readParameters(given);
    if (!reading.ok) throw new Error("no such parameters");
    expect(counted(metric, reading.parameters, rows)).toMatchObject({ value: expected });
  });
});
