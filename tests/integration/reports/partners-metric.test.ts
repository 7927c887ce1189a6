import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "~/domain/access/viewer";
import { partnersMetricExport, partnersTableExport } from "~/reports/export/partners-metric-export";
import { readMetricAddress } from "~/reports/metrics/metric-address";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { loadPartnersMetric } from "~/reports/scorecards/partners-metric.server";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead, makeVendor, partnerOf } from "./tiny-data";

const db = await createTestDatabase();
let alpha: number;
const DAYS = "from=2026-09-01&to=2026-10-31";

beforeAll(async () => {
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  alpha = await makeJudgedVendor(db, "alpha", "Alpha");
  await storeContacts(db, alpha, contactsOf(1));
  await storeContacts(db, await makeJudgedVendor(db, "beta", "Beta"), contactsOf(2).slice(0, 300));
  await storeContacts(db, await makeVendor(db, "gamma", "Gamma"), contactsOf(3).slice(0, 400));
});

async function pageOf(metric: string, address: string, viewer: Viewer = lead(), by = "vendor") {
  const question = readMetricPageQuestion(metric, new URLSearchParams(`by=${by}&${address}`));
  expect(question.isOfAllPartners).toBe(true);
  const view = await loadPartnersMetric(db, viewer, question, { clock });
  if (view === null) throw new Error("no view");
  return view;
}

async function partnerPage(metric: string, vendor: string, address: string) {
  const question = readMetricPageQuestion(metric, new URLSearchParams(`vendor=${vendor}&${address}`));
  const view = await loadMetricPage(db, lead(), question, { clock });
  if (view === null) throw new Error(`no page of ${vendor}`);
  return view;
}

describe("a metric, all partners", () => {
  test.each(["csat", "service-level", "first-response-time"])(
    "shows %s of each partner as its own page does, by month and in all",
    async (metric) => {
      const view = await pageOf(metric, `${DAYS}&grain=month`);
      expect(view.lines.map(({ partner }) => partner.key).toSorted()).toEqual(["alpha", "beta", "gamma"]);
      for (const line of view.lines) {
        const own = await partnerPage(metric, line.partner.key, `${DAYS}&grain=month`);
        expect(line.total).toEqual(own.total);
        expect(line.values).toEqual(own.trend.series[0]?.values);
        expect(line.periods).toEqual(own.trend.periods);
        expect(line.target).toEqual(own.target);
      }
    },
  );

  test("has no target in common: each partner keeps its own, and one without a SOW has none", async () => {
    const view = await pageOf("csat", `${DAYS}&grain=month`);
    expect(view.trend.periods.map(({ expected, minimum }) => [expected, minimum])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(view.trend.series.flatMap(({ values }) => values.map(({ verdict }) => verdict))).not.toContain("missed");
    const of = (key: string) => view.lines.find(({ partner }) => partner.key === key);
    expect(of("alpha")?.periods.map(({ expected }) => expected)).toEqual([0.2, 0.99]);
    expect(of("alpha")?.values.map(({ verdict }) => verdict)).toEqual(["met", "missed"]);
    expect(of("gamma")?.target).toBeNull();
    expect(of("gamma")?.values.map(({ verdict }) => verdict)).toEqual(["no-target", "no-target"]);
  });

  test("draws those with the largest sample first, whose figures are those of the API by vendor", async () => {
    const view = await pageOf("csat", `${DAYS}&grain=month`);
    const samples = view.lines.map(({ total }) => (total.status === "measured" ? total.n : 0));
    expect(samples).toEqual(samples.toSorted((a, b) => b - a));
    const requested = readMetricAddress(new URLSearchParams(`metric=csat&by=vendor&${DAYS}`));
    const rows = requested.ok ? await loadMetricRows(db, lead(), requested.question) : null;
    const fromApi = rows?.map(({ slice, value, n }) => [slice.vendor, value, n]).toSorted();
    const fromPage = view.trend.series.map(({ key, total }) => [key, total.value, total.n]).toSorted();
    expect(fromPage).toEqual(fromApi);
  });

  test("counts as each SOW says, and as the address says for all of them", async () => {
    const each = await pageOf("service-level", `${DAYS}&grain=month`);
    expect(each.chosen).toEqual({});
    const all = await pageOf("service-level", `${DAYS}&grain=month&thresholdSeconds=40`);
    expect(all.chosen).toMatchObject({ thresholdSeconds: 40 });
    for (const { parameters } of all.lines) expect(parameters).toMatchObject({ thresholdSeconds: 40 });
    expect(all.lines[0]?.target).toBeNull();
  });

  describe.each(["site", "channel"] as const)("by %s", (by) => {
    const split = (view: { lines: readonly { partner: { key: string }; part: string | null }[] }) =>
      view.lines.map(({ partner, part }) => `${partner.key} ${part}`);

    test.each(["csat", "service-level", "first-response-time"])(
      "shows %s of each part as the partner's page narrowed to it does, target and verdicts included",
      async (metric) => {
        const view = await pageOf(metric, `${DAYS}&grain=month`, lead(), `vendor,${by}`);
        expect(new Set(split(view)).size).toBeGreaterThan(2);
        for (const line of view.lines) {
          const own = await partnerPage(metric, line.partner.key, `${DAYS}&grain=month&${by}=${line.part}`);
          expect(line.total).toEqual(own.total);
          expect(line.values).toEqual(own.trend.series[0]?.values);
          expect(line.target).toEqual(own.target);
        }
      },
    );

    test("has the lines and figures of the API and of the CSV", async () => {
      const view = await pageOf("csat", `${DAYS}&grain=month`, lead(), `vendor,${by}`);
      const requested = readMetricAddress(new URLSearchParams(`metric=csat&by=vendor,${by}&grain=month&${DAYS}`));
      const rows = requested.ok ? await loadMetricRows(db, lead(), requested.question) : null;
      const fromApi = rows
        ?.map(({ period, slice, value, n }) => [period, slice.vendor, slice[by], value, n])
        .toSorted();
      const fromPage = view.lines
        .flatMap(({ partner, part, periods, values }) =>
          periods.map(({ key }, at) => [key, partner.key, part, values[at]?.value, values[at]?.n ?? 0]),
        )
        .toSorted();
      expect(fromPage).toEqual(fromApi);
      const [table = ""] = (await csvText(partnersMetricExport(view))).replace(/^\ufeff/, "").split("\r\n\r\n");
      const [header, ...lines] = table.split("\r\n");
      expect(header).toContain(`"partner name","${by}"`);
      expect(lines).toHaveLength(view.lines.length * 2);
    });

    test("shows only what the other filters leave", async () => {
      const [first] = (await pageOf("csat", DAYS, lead(), `vendor,${by}`)).lines;
      const view = await pageOf("csat", `${DAYS}&${by}=${first?.part}`, lead(), `vendor,${by}`);
      expect(new Set(view.lines.map(({ part }) => part))).toEqual(new Set([first?.part]));
    });

    test("says how many lines with smaller samples are left out", async () => {
      const address = new URLSearchParams(`by=vendor,${by}&${DAYS}`);
      const question = readMetricPageQuestion("csat", address);
      const all = await loadPartnersMetric(db, lead(), question, { clock });
      const few = await loadPartnersMetric(db, lead(), question, { clock, most: 2 });
      expect(few?.lines).toEqual(all?.lines.slice(0, 2));
      expect(few?.moreLines).toBe((all?.lines.length ?? 0) - 2);
    });
  });

  test("of more values than a file may have is given by a longer unit of time, then with fewer lines, and says so", async () => {
    const question = readMetricPageQuestion("csat", new URLSearchParams(`by=vendor&grain=day&${DAYS}`));
    const of = (mostValues: number) => loadPartnersMetric(db, lead(), question, { clock, points: 4000, mostValues });
    const [whole, weekly, short] = [await of(200), await of(30), await of(4)];
    expect([whole?.grain, whole?.coarser, whole?.lines.length]).toEqual(["day", null, 3]);
    expect([weekly?.grain, weekly?.coarser, weekly?.lines.length]).toEqual(["week", "too-many-points", 3]);
    expect([short?.grain, short?.lines.length, short?.moreLines]).toEqual(["month", 2, 1]);
    if (weekly === null) throw new Error("no view");
    expect(partnersMetricExport(weekly).about).toContainEqual(["time unit", "too many points for a shorter time unit"]);
  });

  test("is split by what the address names, and says what it cannot split by", () => {
    const read = (by: string) => readMetricPageQuestion("csat", new URLSearchParams(`by=${by}`));
    expect(read("vendor,site")).toMatchObject({ isOfAllPartners: true, by: "site", ignored: [] });
    expect(read("site,vendor")).toMatchObject({ isOfAllPartners: true, by: "site" });
    expect(read("site")).toMatchObject({ isOfAllPartners: false, by: "site" });
    expect(read("vendor,agent")).toMatchObject({ isOfAllPartners: true, by: null, ignored: [{ part: "by" }] });
  });

  test("shows an external viewer its own line alone, in its CSV too", async () => {
    const view = await pageOf("csat", `${DAYS}&grain=month`, partnerOf(alpha));
    expect(view.lines.map(({ partner }) => partner.key)).toEqual(["alpha"]);
    expect(view.partners).toEqual([{ key: "alpha", name: "Alpha" }]);
    const text = await csvText(partnersMetricExport(view));
    expect(text).toContain('"Alpha"');
    expect(text).not.toMatch(/beta|gamma/i);
  });

  test("the table of partners leaves as a CSV of its own: a row per partner, its figure of all days and its own levels", async () => {
    const view = await pageOf("csat", `${DAYS}&grain=month`);
    const [table = ""] = (await csvText(partnersTableExport(view))).replace(/^\ufeff/, "").split("\r\n\r\n");
    const [header = "", ...rows] = table.trimEnd().split("\r\n");
    expect(header).toContain('"latest verdict"');
    expect(rows).toHaveLength(view.lines.length);
    for (const [at, { partner, total, target }] of view.lines.entries()) {
      expect(rows[at]).toContain(`"${partner.key}","${partner.name}"`);
      if (total.status === "measured") expect(rows[at]).toContain(`,${total.value},${total.numerator},`);
      if (typeof target?.expected === "number") expect(rows[at]).toContain(`,${target.expected},`);
    }
  });

  test("leaves as CSV with a row for each period and partner, and that partner's levels and verdict", async () => {
    const text = await csvText(partnersMetricExport(await pageOf("csat", `${DAYS}&grain=month`)));
    const [table = ""] = text.replace(/^\ufeff/, "").split("\r\n\r\n");
    const lines = table.split("\r\n");
    expect(lines).toHaveLength(1 + 2 * 3);
    expect(lines.find((line) => line.startsWith('"2026-10"') && line.includes('"alpha"'))).toMatch(
      /,0\.99,0\.98,,,"minimum missed"$/,
    );
    expect(lines.find((line) => line.includes('"gamma"'))).toMatch(/,,,,,"[^"]*"$/);
  });
});
