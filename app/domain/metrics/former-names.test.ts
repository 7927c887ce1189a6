import { expect, test } from "vitest";
import { metricOf } from "./catalog/catalog";

test("the parameters of earlier releases are read under their current names", () => {
  expect(metricOf("attrition").readParameters({ annualizedBy: "days" })).toMatchObject({
    ok: true,
    parameters: { annualizedBy: "days" },
  });
  expect(metricOf("csat-average").readParameters({ scale: "kept" })).toMatchObject({
    ok: true,
    parameters: { scale: "as-imported" },
  });
});
