import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { assuranceOf } from "~/domain/causes/capability";
import { registerParameters } from "~/data/rollups/parameters.server";
import { explanationExport, metricExport } from "~/reports/export/view-exports";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { loadMetricCatalog } from "~/reports/scorecards/metric-catalog.server";
import { csvText } from "../../support/csv-text";
import { TrendTable } from "~/components/charts/trend-table";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead, makeVendor, partnerOf, writeMeasures } from "./tiny-data";

function present<T>(view: T | null): T {
  if (view === null) throw new Error("no view");
  return view;
}

describe("a metric and its figures", async () => {
  const db = await createTestDatabase();
  const contacts = contactsOf(1);
  let [alpha, beta] = [0, 0];

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    alpha = await makeJudgedVendor(db, "alpha", "Alpha");
    beta = await makeJudgedVendor(db, "beta", "Beta");
    await registerParameters(db, ["csat>=4", "wait<=20"], null);
    await storeContacts(db, alpha, contacts);
    await storeContacts(db, beta, contactsOf(2));
  });

  const metric = (key: string, address: string, viewer = lead()) =>
    loadMetricPage(db, viewer, readMetricPageQuestion(key, new URLSearchParams(address)), { clock });
  const explanation = async (address: string, viewer = lead()) => {
    const question = readExplainQuestion(new URLSearchParams(address));
    return question === null ? null : loadExplanation(db, viewer, question, { clock });
  };
  const scored = contacts.filter(({ day, csatScore }) => day.startsWith("2026-10") && csatScore !== null);

  test("the target steps with its amendment, and the last period is running", async () => {
    const view = await metric("csat", "vendor=alpha&from=2026-08-01&to=2026-11-30&grain=month");
    expect(view?.trend.periods.map(({ expected }) => expected)).toEqual([0.2, 0.2, 0.99, 0.99]);
    expect(view?.trend.periods.map(({ running }) => running)).toEqual([false, false, false, true]);
    expect(view?.trend.series[0]?.values.map(({ verdict }) => verdict)).toEqual(["met", "met", "missed", "running"]);
    expect(view?.finding).toMatchObject({ code: "missed", missed: 1, of: 3, level: "minimum", judged: true });
    expect(view?.target).toMatchObject({ version: 2, clause: "4.2", expected: 0.99 });
  });

  test("days with a smaller sample than the contract asks for are not held against its minimum", async () => {
    const view = await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31&grain=day");
    const values = view?.trend.series[0]?.values.filter(({ value }) => value !== null) ?? [];
    expect(values.length).toBeGreaterThan(20);
    expect(values.every(({ n }) => (n ?? 0) < 10)).toBe(true);
    expect(new Set(values.map(({ unjudged }) => unjudged))).toEqual(new Set(["insufficient"]));
    expect(view?.finding.code).toBe("range");
    const table = renderToStaticMarkup(createElement(TrendTable, { caption: "", trend: present(view).trend }));
    expect(table).toContain("small sample");
    expect(table).not.toContain("under minimum");
  });

  test("weeks of a monthly target are compared with its levels, not judged", async () => {
    const view = await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31&grain=week");
    const values = view?.trend.series[0]?.values ?? [];
    expect(values.filter(({ unjudged }) => unjudged === "missed").length).toBeGreaterThan(2);
    expect(values.filter(({ verdict }) => verdict !== "no-target" && verdict !== "no-data")).toEqual([]);
    expect(view?.finding).toMatchObject({ code: "missed", judged: false });
  });

  test("split by site, the parts make the whole", async () => {
    const whole = await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31&grain=month");
    const view = await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31&grain=month&by=site");
    expect(view?.trend.series.map(({ name }) => name).toSorted()).toEqual(["North", "South"]);
    const parts = view?.trend.series.map(({ total }) => total.numerator ?? 0) ?? [];
    const total = whole?.total.status === "measured" ? whole.total.numerator : null;
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
    expect(view?.finding.code).toBe("split");
  });

  test("a metric opens on the first vendor that has it", async () => {
    const zulu = await makeVendor(db, "zulu", "Zulu");
    await writeMeasures(db, [
      { vendorId: zulu, day: "2026-10-01", amounts: { npsResponses: 10, npsPromoters: 6, npsDetractors: 1 } },
    ]);
    expect((await metric("nps", ""))?.partner.key).toBe("zulu");
    expect((await metric("csat", ""))?.partner.key).toBe("alpha");
    expect((await metric("backlog", ""))?.partner.key).toBe("alpha");
  });

  test("two points are never a trend, nothing is no data", async () => {
    const two = await metric("csat", "vendor=alpha&from=2026-09-01&to=2026-10-31&grain=month");
    expect(two?.finding.code).toBe("too-few");
    const none = await metric("nps", "vendor=alpha&from=2026-09-01&to=2026-10-31");
    expect(none?.finding).toEqual({ code: "no-data" });
    expect(none?.total).toEqual({ status: "no-data" });
  });

  test("a percentile by week is exact, by day from histograms within one percent", async () => {
    const weekly = await metric("first-response-time", "vendor=alpha&from=2026-10-05&to=2026-10-11&grain=week");
    const daily = await metric("first-response-time", "vendor=alpha&from=2026-10-05&to=2026-10-11&grain=day");
    const times = contacts
      .filter(({ day }) => day >= "2026-10-05" && day <= "2026-10-11")
      .flatMap(({ firstResponseSeconds }) => firstResponseSeconds ?? [])
      .toSorted((a, b) => a - b);
    expect(weekly?.approximate).toBe(false);
    expect(weekly?.trend.series[0]?.values[0]?.value).toBe(times[3]);
    expect(daily?.approximate).toBe(true);
    const first =
      contacts.find(({ day, channel }) => day === "2026-10-05" && channel === "Email")?.firstResponseSeconds ?? 0;
    const shown = daily?.trend.series[0]?.values[0]?.value ?? 0;
    expect(Math.abs(shown - first) / first).toBeLessThan(0.0101);
  });

  test("parameters come from the address, else from the contract, and wrong ones are reported", async () => {
    const usual = await metric("service-level", "vendor=alpha&channel=Voice");
    expect(usual?.parameterValues).toMatchObject({ variant: 1, thresholdSeconds: 20 });
    const other = await metric("service-level", "vendor=alpha&channel=Voice&thresholdSeconds=30");
    expect(other?.parameterValues).toMatchObject({ variant: 1, thresholdSeconds: 30 });
    expect(other?.target).toBeNull();
    expect(other?.otherTargets).toHaveLength(1);
    const wrong = await metric("service-level", "vendor=alpha&channel=Voice&variant=9");
    expect(wrong?.problems).toHaveLength(1);
    expect(wrong?.parameterValues.variant).toBe(1);
  });

  test("a part of the address that cannot be read is reported, and the default applies", async () => {
    const usual = await metric("csat", "vendor=alpha");
    const wrong = await metric("csat", "vendor=alpha&from=2026-13-01&grain=fortnight&by=moon");
    expect(wrong?.ignored).toEqual([
      { part: "from", value: "2026-13-01" },
      { part: "grain", value: "fortnight" },
      { part: "by", value: "moon" },
    ]);
    expect([wrong?.range, wrong?.grain, wrong?.by]).toEqual([usual?.range, usual?.grain, null]);
    expect(usual?.ignored).toEqual([]);
    expect(wrong && (await csvText(metricExport(wrong)))).toContain('"not valid in the address","grain=fortnight"\r\n');
  });

  test("a whole month is compared with the month before, other days with as many days", async () => {
    const month = await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31");
    const before = await metric("csat", "vendor=alpha&from=2026-09-01&to=2026-09-30");
    expect(month?.before).toEqual({ label: "1–30 Sep 2026", months: 1, value: before?.total });
    const limited = lead({ fromDay: "2026-10-01", toDay: "2026-10-31" });
    expect((await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31", limited))?.before).toBeNull();
    expect((await metric("csat", "vendor=alpha&from=2026-10-02&to=2026-10-31"))?.before).toMatchObject({
      label: "2 Sep – 1 Oct 2026",
      months: null,
    });
  });

  test("whether it can hold its target is asked of the contract's own periods, from twelve on", async () => {
    const weeks = "vendor=alpha&from=2026-08-03&to=2026-11-15";
    const judged = await metric("asa", `${weeks}&grain=week`);
    const values = judged?.trend.series[0]?.values.flatMap(({ value }) => value ?? []) ?? [];
    expect(judged?.target).toMatchObject({ periodKind: "week" });
    expect(values.length).toBeGreaterThanOrEqual(12);
    expect(judged?.assurance).toBe(
      assuranceOf(values, { comparator: "<=", expected: Number(judged?.target?.expected) }),
    );
    expect(judged?.assurance).not.toBeNull();
    expect((await metric("asa", "vendor=alpha&from=2026-09-07&to=2026-11-15&grain=day"))?.assurance).toBeNull();
    expect((await metric("asa", `${weeks}&grain=week&by=site`))?.assurance).toBeNull();
    expect((await metric("asa", "vendor=alpha&from=2026-09-07&to=2026-11-15&grain=week"))?.assurance).toBeNull();
  });

  test("more than a hundred points are not drawn: a coarser unit stands in and says so", async () => {
    const view = await metric("csat", "vendor=alpha&from=2026-01-01&to=2026-11-20&grain=day");
    expect(view?.grain).toBe("week");
    expect(view?.coarser).toBe("too-many-points");
  });

  test("a figure is explained down to its rows, and the rows add up to it", async () => {
    const address = "vendor=alpha&metric=csat&from=2026-10-01&to=2026-10-31";
    const view = await explanation(address);
    const top = scored.filter(({ csatScore }) => (csatScore ?? 0) >= 4).length;
    expect(view?.value).toMatchObject({ numerator: top, denominator: scored.length });
    expect(view?.measures.map(({ amount }) => amount)).toEqual([top, scored.length]);
    expect(view?.target).toMatchObject({ clause: "4.2", version: 2, judgment: { verdict: "missed" } });
    expect(view?.batches).toMatchObject([{ fileName: `contacts of ${alpha}.csv`, rows: scored.length }]);
    const rows = view?.rows?.rows ?? [];
    expect(view?.rows?.total).toBe(scored.length);
    expect(rows.length).toBe(Math.min(100, scored.length));
    const rest = scored.length > 100 ? ((await explanation(`${address}&page=2`))?.rows?.rows ?? []) : [];
    const all = [...rows, ...rest];
    expect(all.reduce((sum, row) => sum + (row.numerator ?? 0), 0)).toBe(top);
    expect(all.reduce((sum, row) => sum + (row.denominator ?? 0), 0)).toBe(scored.length);
  });

  test("days that are no period of the contract are shown and not judged", async () => {
    const view = await explanation("vendor=alpha&metric=csat&from=2026-10-03&to=2026-10-20");
    expect(view?.value.status).toBe("measured");
    expect(view?.target?.judgment).toBeNull();
  });

  test("single rows are for those who may see them, and never of another partner", async () => {
    const address = "vendor=alpha&metric=csat&from=2026-10-01&to=2026-10-31";
    const stakeholder = { ...lead(), role: "stakeholder" } as const;
    expect((await explanation(address, stakeholder))?.rows).toBeNull();
    expect(await explanation(address, partnerOf(beta))).toBeNull();
    const own = await explanation(address, partnerOf(alpha));
    expect(own?.rows?.total).toBe(scored.length);
    expect(await explanation(address, lead({ fromDay: "2026-10-15" }))).toBeNull();
  });

  test("exports name themselves, and an agent who looks like a formula stays text", async () => {
    const view = await explanation("vendor=alpha&metric=csat&from=2026-10-01&to=2026-10-31");
    if (view === null) throw new Error("no view");
    const content = await csvText(explanationExport({ view, rows: view.rows === null ? [] : [view.rows.rows] }));
    expect(content).toContain(`,"'=agent ${alpha}",`);
    expect(content).toContain('"time zone","UTC"\r\n');
    const trend = await metric("csat", "vendor=alpha&from=2026-10-01&to=2026-10-31&grain=week");
    if (trend === null) throw new Error("no trend");
    const csv = metricExport(trend);
    expect(csv.name).toBe("csat-alpha-2026-10-01-2026-10-31");
    const exported = await csvText(csv);
    expect(exported).toContain('"partner","Alpha"\r\n');
    expect(exported.split("\r\n\r\n")[0]?.split("\r\n").at(-1)).toMatch(
      /^"2026-W44","2026-10-26","2026-10-31",false,"CSAT",0\.\d+,\d+,\d+,,\d+,0\.99,0\.98,,,"below minimum"$/,
    );
  });

  test("addresses that name no figure have none", async () => {
    expect(await explanation("vendor=alpha&metric=csat&from=2026-10-31&to=2026-10-01")).toBeNull();
    expect(await explanation("vendor=alpha&metric=toString&from=2026-10-01&to=2026-10-31")).toBeNull();
    expect(await metric("__proto__", "vendor=alpha")).toBeNull();
    expect(await metric("csat", "vendor=nobody")).toBeNull();
  });

  test("the catalog says whose contract uses a metric", async () => {
    const entries = await loadMetricCatalog(db, partnerOf(alpha), { clock });
    expect(entries.find(({ key }) => key === "csat")?.usedBy).toEqual([{ key: "alpha", name: "Alpha" }]);
    expect(entries.find(({ key }) => key === "nps")?.usedBy).toEqual([]);
  });
});
