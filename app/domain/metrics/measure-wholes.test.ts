import { expect, test } from "vitest";
import { METRIC_KEYS, METRICS } from "./catalog/catalog";
import { measureDefinition, type MeasureRef } from "./measure-ref";
import { MEASURE_KEYS } from "./measures";
import { wholesOf } from "./measure-wholes";

const WITH_LIMITS = ["wait<=20", "csat>=4", "csat<=2", "noRepeat<=7", "repeatKnown<=7", "resolution<=60"];

test("what a measure is divided by leads to measures that add up, and never back to itself", () => {
  const above = (ref: MeasureRef): MeasureRef[] => wholesOf(ref).flatMap((whole) => [whole, ...above(whole)]);
  for (const ref of [...MEASURE_KEYS, ...WITH_LIMITS]) {
    expect(above(ref)).not.toContain(ref);
    for (const whole of wholesOf(ref)) expect([whole, measureDefinition(whole)?.aggregate]).toEqual([whole, "sum"]);
  }
  expect(wholesOf("noRepeat<=7")[0]).toBe("repeatKnown<=7");
  expect(wholesOf("toString")).toEqual([]);
});

test("the two sides of every ratio are spread over days together", () => {
  const apart = METRIC_KEYS.filter((key) => {
    const metric = METRICS[key];
    if (metric.kind !== "ratio") return false;
    const refs = metric.measures(metric.defaults);
    return !refs.some((ref) => refs.some((other) => wholesOf(ref).includes(other)));
  });
  // Stocks and money are not divided by counts of the same row; business volume stands beside contacts; amounts of a contract stand for themselves.
  expect(apart).toEqual([
    "aging",
    "attrition",
    "contact-rate",
    "cost-per-contact",
    "cost-per-resolution",
    "stated-share",
    "stated-average",
    "stated-time",
  ]);
});
