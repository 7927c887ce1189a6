import { beforeAll, describe, expect, test } from "vitest";
import type { Day } from "~/domain/calendar/day";
import { daysOf, rangeThrough } from "~/domain/calendar/day-range";
import { metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import type { Amounts } from "~/domain/metrics/measure-ref";
import type { SowDocument } from "~/domain/contracts/document";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import type { MetricQuestion } from "~/reports/metrics/metric-question";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { createTestDatabase } from "../../support/database";
import { lead, makeVendor, writeMeasures } from "./tiny-data";

const clock = () => new Date("2026-11-23T12:00:00Z");
const DAYS_PER_MONTH = 30.4375;

const TARGET: SowDocument["versions"][number]["targets"][number] = {
  id: "attrition",
  clause: "7",
  metric: "attrition",
  comparator: "<=",
  expected: 20,
  weight: 100,
};

describe("one figure has one value on the page, in the trend, on the scorecard and in the rows", async () => {
  const db = await createTestDatabase();
  let [harbor, gulf] = [0, 0];

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    harbor = await makeVendor(db, "harbor", "Harbor");
    gulf = await makeVendor(db, "gulf", "Gulf");
    const row = (vendorId: number, day: Day, site: string, amounts: Amounts) => ({ vendorId, day, site, amounts });
    const headcount = (vendorId: number, from: Day, through: Day, site: string, count: number) =>
      daysOf(rangeThrough(from, through)).map((day) => row(vendorId, day, site, { headcount: count }));
    await writeMeasures(db, [
      ...headcount(harbor, "2026-09-01", "2026-11-20", "North", 60),
      // The headcount of the south is stated from October on.
      ...headcount(harbor, "2026-10-01", "2026-11-20", "South", 40),
      ...headcount(gulf, "2026-11-01", "2026-11-15", "East", 50),
      row(harbor, "2026-09-10", "", { leavers: 3 }),
      row(harbor, "2026-10-10", "Leavers", { leavers: 5 }),
      row(harbor, "2026-11-10", "Leavers", { leavers: 4 }),
      row(gulf, "2026-11-05", "Leavers", { leavers: 2 }),
    ]);
    const document: SowDocument = {
      vendor: "harbor",
      title: "Harbor",
      currency: "USD",
      timeZone: "UTC",
      versions: [{ version: 1, effectiveFrom: "2026-01-01", targets: [TARGET] }],
    };
    await db.inside.sowDocument.create({
      data: { vendorId: harbor, revision: 1, document, sha256: "harbor", uploadedBy: "test" },
    });
  });

  const november = rangeThrough("2026-11-01", "2026-11-30");
  const rows = async (metric: MetricKey, question: Partial<MetricQuestion> = {}) =>
    (await loadMetricRows(db, lead(), {
      metric,
      parameters: metricOf(metric).defaults,
      range: november,
      by: [],
      ...question,
    })) ?? [];
  const page = async (metric: MetricKey, address: string) => {
    const question = readMetricPageQuestion(metric, new URLSearchParams(address));
    const view = await loadMetricPage(db, lead(), question, { clock });
    if (view === null) throw new Error("no page");
    return view;
  };

  test("attrition of a running month is scaled by the days that the data reaches, wherever it is shown", async () => {
    const expected = (4 / 100) * (12 / (20 / DAYS_PER_MONTH));
    const view = await page("attrition", "vendor=harbor&from=2026-11-01&to=2026-11-30&grain=month");
    expect(view.total).toMatchObject({ status: "measured", value: expect.closeTo(expected, 12) });
    const value = view.total.status === "measured" ? view.total.value : null;
    expect(view.trend.series[0]?.values.map((point) => point.value)).toEqual([value]);
    const scorecard = await loadScorecard(
      db,
      lead(),
      readScorecardQuestion("harbor", "2026-11", new URLSearchParams()),
      { clock },
    );
    expect(scorecard?.lines[0]?.result.value).toMatchObject({ value });
    expect(await rows("attrition", { vendor: "harbor" })).toMatchObject([{ value }]);
    expect(await rows("attrition", { vendor: "harbor", grain: "month" })).toMatchObject([{ value, period: "2026-11" }]);
    expect(await rows("attrition", { by: ["vendor"] })).toMatchObject([
      { slice: { vendor: "gulf" } },
      { slice: { vendor: "harbor" }, value },
    ]);
  });

  test("orders planned for days beyond the last day of data are in no figure", async () => {
    const days = daysOf(rangeThrough("2026-11-01", "2026-11-26"));
    await writeMeasures(db, [
      ...days.map((day) => ({ vendorId: harbor, day, site: "Shop", amounts: { orders: 100 } })),
      ...days.slice(0, 20).map((day) => ({ vendorId: harbor, day, site: "Desk", amounts: { unqueued: 10 } })),
    ]);
    await db.pool.query("UPDATE vendor SET revision = revision + 1");
    const { total } = await page("contact-rate", "vendor=harbor&from=2026-11-01&to=2026-11-30");
    expect(total).toMatchObject({ numerator: 200, denominator: 2000 });
    expect(await rows("contact-rate", { vendor: "harbor" })).toMatchObject([{ numerator: 200, denominator: 2000 }]);
    expect(await rows("contact-rate")).toMatchObject([{ numerator: 200, denominator: 2000 }]);
  });

  test("attrition of several partners scales each by its own days", async () => {
    // Person-years: 100 people over 20 days and 50 over 15.
    const years = (100 * (20 / DAYS_PER_MONTH) + 50 * (15 / DAYS_PER_MONTH)) / 12;
    const [together] = await rows("attrition");
    expect(together).toMatchObject({ numerator: 6, value: expect.closeTo(6 / years, 12) });
  });

  test("a partner's missing months are not taken from the days of another", async () => {
    const range = rangeThrough("2026-10-01", "2026-11-15");
    const years = (100 * (46 / DAYS_PER_MONTH) + 50 * (15 / DAYS_PER_MONTH)) / 12;
    const [together] = await rows("attrition", { range });
    expect(together).toMatchObject({ numerator: 11, leftOut: [{ from: "2026-10-01", to: "2026-10-31" }] });
    expect(together?.value).toBeCloseTo(11 / years, 12);
  });

  test("a trend split by site counts the months that each site states, as the whole of the site does", async () => {
    const address = "vendor=harbor&from=2026-09-01&to=2026-10-31&grain=month";
    await writeMeasures(db, [
      { vendorId: harbor, day: "2026-09-12", site: "South", program: "Left", amounts: { leavers: 7 } },
      { vendorId: harbor, day: "2026-10-12", site: "South", program: "Left", amounts: { leavers: 2 } },
    ]);
    await db.pool.query("UPDATE vendor SET revision = revision + 1");
    const split = await page("attrition", `${address}&by=site`);
    const whole = await page("attrition", `${address}&site=South`);
    const south = split.trend.series.find(({ name }) => name === "South");
    expect(whole.total).toMatchObject({ numerator: 2, value: expect.closeTo((2 / 40) * 12, 12) });
    expect(south?.total).toEqual({ ...whole.trend.series[0]?.total });
    expect(south?.values.map(({ value }) => value)).toEqual(whole.trend.series[0]?.values.map(({ value }) => value));
    expect(
      await rows("attrition", { vendor: "harbor", by: ["site"], range: rangeThrough("2026-09-01", "2026-10-31") }),
    ).toContainEqual(
      expect.objectContaining({ slice: { vendor: "harbor", site: "South" }, value: south?.total.value }),
    );
  });
});
