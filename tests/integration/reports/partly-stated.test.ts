import { beforeAll, describe, expect, test } from "vitest";
import { addDays, type Day } from "~/domain/calendar/day";
import { daysOf, rangeThrough } from "~/domain/calendar/day-range";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { leftOutText } from "~/wording/metrics/left-out";
import { explanationExport, metricExport } from "~/reports/export/view-exports";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import type { MetricQuestion } from "~/reports/metrics/metric-question";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { lead, makeVendor, partnerOf, writeMeasures } from "./tiny-data";

const clock = () => new Date("2026-11-29T12:00:00Z");

describe("a ratio whose sides are stated on different days", async () => {
  const db = await createTestDatabase();
  let [harbor, gulf] = [0, 0];

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    harbor = await makeVendor(db, "harbor", "Harbor");
    gulf = await makeVendor(db, "gulf", "Gulf");
    const row = (vendorId: number, day: Day, program: string, amounts: Amounts) => ({
      vendorId,
      day,
      program,
      amounts,
    });
    const days = daysOf(rangeThrough("2026-10-01", "2026-11-28"));
    await writeMeasures(db, [
      ...days.flatMap((day) => [
        row(harbor, day, "Orders", { handled: 100, offered: 100, resolved: 80, handleSeconds: 30_000 }),
        row(harbor, day, "Refunds", { handled: 50, offered: 50, resolved: 40, handleSeconds: 15_000 }),
        row(gulf, day, "Orders", { handled: 10, offered: 10 }),
      ]),
      row(harbor, "2026-10-31", "", { invoicedMinor: 1_162_500 }),
      row(gulf, "2026-10-31", "", { invoicedMinor: 31_000 }),
      row(gulf, "2026-11-28", "", { invoicedMinor: 28_000 }),
      ...daysOf(rangeThrough("2026-10-01", "2026-10-20")).map((day) =>
        row(harbor, addDays(day, 0), "", { availableSeconds: 15_000, orders: 1_000 }),
      ),
    ]);
  });

  const both = { from: "2026-10-01", until: "2026-11-29" };
  const rows = (metric: MetricKey, question: Partial<MetricQuestion> = {}, viewer = lead()) => {
    const parameters = metricOf(metric).defaults;
    return loadMetricRows(db, viewer, { metric, parameters, range: both, by: [], vendor: "harbor", ...question });
  };
  const november = [{ from: "2026-11-01", to: "2026-11-28" }];

  test("costs are divided by the contacts of the months that were invoiced, and the rest is reported as missing", async () => {
    expect(await rows("cost-per-contact")).toEqual([
      {
        period: "2026-10-01/2026-11-28",
        slice: { vendor: "harbor" },
        numerator: 1_162_500,
        denominator: 4_650,
        value: 250,
        n: 4_650,
        leftOut: november,
        compared: null,
        preliminary: null,
      },
    ]);
    expect(await rows("cost-per-resolution")).toMatchObject([{ denominator: 3_720, leftOut: november }]);
    const months = await rows("cost-per-contact", { grain: "month" });
    expect(months?.map(({ value }) => value)).toEqual([250, null]);
  });

  test("a partner sees the same figure as the organization", async () => {
    expect(await rows("cost-per-contact", {}, partnerOf(harbor))).toEqual(await rows("cost-per-contact"));
  });

  test("an invoice is for its whole month and divided by no part of it", async () => {
    const weeks = await rows("cost-per-contact", { grain: "week" });
    expect(new Set(weeks?.map(({ value }) => value))).toEqual(new Set([null]));
    expect(await rows("cost-per-contact", { range: rangeThrough("2026-10-16", "2026-11-28") })).toMatchObject([
      { value: null },
    ]);
  });

  test("partners together count the months that each was invoiced for", async () => {
    const { vendor: _all, ...question } = { vendor: "harbor", metric: "cost-per-contact" as const, range: both };
    const all = { ...question, parameters: {}, by: [] };
    const [whole] = (await loadMetricRows(db, lead(), all)) ?? [];
    expect(whole).toMatchObject({ numerator: 1_162_500 + 31_000 + 28_000, denominator: 4_650 + 310 + 280 });
    const byVendor = await loadMetricRows(db, lead(), { ...all, by: ["vendor"] });
    expect(byVendor?.map(({ slice, value, leftOut }) => [slice.vendor, value, leftOut])).toEqual([
      ["gulf", 100, undefined],
      ["harbor", 250, november],
    ]);
  });

  test("occupancy and contact rate count the days on which both sides are stated", async () => {
    const [occupancy] = (await rows("occupancy")) ?? [];
    expect(occupancy).toMatchObject({ value: 0.75, leftOut: [{ from: "2026-10-21", to: "2026-11-28" }] });
    expect(await rows("contact-rate")).toMatchObject([{ numerator: 3_000, denominator: 20_000, value: 0.15 }]);
  });

  const page = (address: string) =>
    loadMetricPage(db, lead(), readMetricPageQuestion("cost-per-contact", new URLSearchParams(address)), { clock });

  test("page, export and explanation agree with it, down to the rows", async () => {
    const view = await page("vendor=harbor&from=2026-10-01&to=2026-11-28&grain=week");
    expect(view?.total).toMatchObject({ value: 250, denominator: 4_650 });
    expect(view && leftOutText(view.total)).toBe("1–28 Nov 2026 left out: no data for invoiced");
    expect([view?.grain, view?.coarser]).toEqual(["month", "months-only"]);
    expect(view && (await csvText(metricExport(view)))).toContain(
      '"left out","1–28 Nov 2026 left out: no data for invoiced"\r\n',
    );
    const question = readExplainQuestion(
      new URLSearchParams("vendor=harbor&metric=cost-per-contact&from=2026-10-01&to=2026-11-28"),
    );
    const explained = question && (await loadExplanation(db, lead(), question, { clock }));
    expect(explained?.value).toEqual(view?.total);
    expect(explained?.measures.map(({ amount }) => amount)).toEqual([1_162_500, 4_650]);
    expect(explained && (await csvText(explanationExport({ view: explained, rows: [] })))).toContain(
      '"left out","1–28 Nov 2026 left out',
    );
  });
});
