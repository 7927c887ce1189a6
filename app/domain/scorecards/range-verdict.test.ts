import { expect, it } from "vitest";
import { CSAT_TARGET, documentWith, readSow } from "../contracts/test-documents";
import { metricOf } from "../metrics/catalog/catalog";
import { NO_DATA, ratio } from "../metrics/metric-value";
import { rangeVerdict } from "./range-verdict";

const { defaults: parameters } = metricOf("csat");
const sow = readSow(documentWith([{ ...CSAT_TARGET, scope: { program: "Buyer support" } }]));
const BUYERS = { program: "Buyer support" };
const OCTOBER = { from: "2026-10-01", until: "2026-11-01" };
const WEEK = { from: "2026-10-12", until: "2026-10-19" };
const figure = { metric: "csat", parameters, scope: BUYERS, range: OCTOBER } as const;
const bad = ratio(700, 1000);

it("the days of one contract period have the contract's verdict", () => {
  expect(rangeVerdict(sow, figure, bad, "2026-12-01")).toMatchObject({
    judgment: { verdict: "missed" },
    wouldBe: null,
    scoredBy: "month",
  });
});

it("a filtered slice has a would-be verdict, and no verdict", () => {
  const scope = { ...BUYERS, site: "Manila" };
  expect(rangeVerdict(sow, { ...figure, scope }, bad, "2026-12-01")).toMatchObject({
    judgment: { verdict: "no-target" },
    wouldBe: { basis: "other-slice", isSoFar: false, judgment: { verdict: "missed" } },
  });
});

it("days that are no contract period have a would-be verdict", () => {
  expect(rangeVerdict(sow, { ...figure, range: WEEK }, bad, "2026-12-01")?.wouldBe).toMatchObject({
    basis: "other-period",
    judgment: { verdict: "missed" },
  });
});

it("a contract period in progress is compared so far", () => {
  expect(rangeVerdict(sow, figure, bad, "2026-10-20")).toMatchObject({
    judgment: { verdict: "running" },
    wouldBe: { basis: "contract", isSoFar: true, judgment: { verdict: "missed" } },
  });
});

it("nothing is compared without data, without a target or without a SOW", () => {
  expect(rangeVerdict(sow, figure, NO_DATA, "2026-12-01")).toBeNull();
  expect(rangeVerdict(sow, { ...figure, scope: {} }, bad, "2026-12-01")).toBeNull();
  expect(rangeVerdict(null, figure, bad, "2026-12-01")).toBeNull();
});
