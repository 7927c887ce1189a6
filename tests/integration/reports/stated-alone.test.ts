import { beforeAll, describe, expect, test } from "vitest";
import { registerParameters } from "~/data/rollups/parameters.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { addDays } from "~/domain/calendar/day";
import { daysOf, rangeThrough } from "~/domain/calendar/day-range";
import { leftOutText } from "~/wording/metrics/left-out";
import { metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { contactSaying } from "~/domain/metrics/test-contacts";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { createTestDatabase } from "../../support/database";
import { clock, makeJudgedVendor, storeContacts, type TestContact } from "./judged-data";
import { lead } from "./tiny-data";

/** Scored contacts on three days of the month, totals without boxes on all of its days. */
const SCORED_DAYS = ["2026-10-05", "2026-10-06", "2026-10-07"];
const OCTOBER = rangeThrough("2026-10-01", "2026-10-31");
const UNSTATED = ["2026-10-01", "2026-10-02"];

function contactOn(day: string, csatScore: number): TestContact {
  return { day, site: "", channel: "", ...contactSaying({ csatScore }) };
}

describe("totals that state the responses and not the boxes", async () => {
  const db = await createTestDatabase();
  let vendor = 0;

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    vendor = await makeJudgedVendor(db, "alpha", "Alpha");
    await registerParameters(db, ["csat>=4"], null);
    const scores = Array.from({ length: 93 }, (_, index) => (index < 71 ? 5 : 2));
    await storeContacts(
      db,
      vendor,
      scores.map((score, index) => contactOn(SCORED_DAYS[index % 3] ?? "", score)),
    );
    const totals = [...SCORED_DAYS, ...UNSTATED].flatMap((day) => [
      { day, measure: "csatResponses", amount: 30 },
      { day, measure: "csatScoreSum", amount: 120 },
      { day, measure: "answered", amount: 50 },
    ]);
    const boxes = { day: "2026-10-20", measure: "wait<=25", amount: 40 };
    const given = [...totals, boxes, { ...boxes, measure: "answered", amount: 50 }];
    await db.inside.total.createMany({
      data: given.map(({ day, ...total }, line) => {
        return {
          ...total,
          day: new Date(day),
          vendorId: vendor,
          source: "report",
          externalId: `${line}`,
          batchId: 1,
          line,
        };
      }),
    });
    await rollUpDays(db, vendor, daysOf(OCTOBER));
    await db.pool.query("UPDATE vendor SET revision = revision + 1");
  });

  const address = (metric: string, more = "") =>
    new URLSearchParams(`vendor=alpha&metric=${metric}&from=2026-10-01&to=2026-10-31${more}`);
  const page = (metric: MetricKey, more = "") =>
    loadMetricPage(db, lead(), readMetricPageQuestion(metric, address(metric, more)), { clock });
  const rows = (metric: MetricKey, given = {}, by: "site"[] = []) => {
    const reading = metricOf(metric).readParameters(given);
    const parameters = reading.ok ? reading.parameters : {};
    return loadMetricRows(db, lead(), { metric, parameters, range: OCTOBER, by, vendor: "alpha" });
  };
  const explanation = async (metric: MetricKey, more = "") => {
    const question = readExplainQuestion(address(metric, more));
    return question === null ? null : loadExplanation(db, lead(), question, { clock });
  };

  test("page, trend, scorecard, rows and explanation divide the boxes by the responses of the same days", async () => {
    const expected = { numerator: 71, denominator: 93, value: 71 / 93 };
    const view = await page("csat", "&grain=month");
    expect(view?.total).toMatchObject(expected);
    expect(view && leftOutText(view.total)).toBe("1–2 Oct 2026 left out: no data for rated 4 or higher");
    expect(view?.trend.series[0]?.values.map(({ value }) => value)).toEqual([expected.value]);
    const question = readScorecardQuestion("alpha", "2026-10", new URLSearchParams());
    const scorecard = await loadScorecard(db, lead(), question, { clock });
    expect(scorecard?.lines.find(({ metric }) => metric === "csat")?.result.value).toMatchObject(expected);
    expect(await rows("csat")).toMatchObject([expected]);
    expect(await rows("csat", {}, ["site"])).toMatchObject([expected]);
    const explained = await explanation("csat");
    expect(explained?.value).toEqual(view?.total);
    expect(explained?.measures.map(({ amount }) => amount)).toEqual([71, 93]);
  });

  test("a limit that the roll-ups do not hold is divided by the same days", async () => {
    expect((await page("csat", "&topFrom=3"))?.total).toMatchObject({ numerator: 71, denominator: 93 });
    expect((await page("dsat"))?.total).toMatchObject({ numerator: 22, denominator: 93 });
    expect(await rows("dsat")).toMatchObject([{ numerator: 22, denominator: 93 }]);
    const waits = { variant: 2, thresholdSeconds: 25 };
    expect(await rows("service-level", waits)).toMatchObject([{ numerator: 40, denominator: 50 }]);
    expect((await page("service-level", "&variant=2&thresholdSeconds=25"))?.total).toMatchObject({ value: 0.8 });
  });

  test("the average of the scores counts the totals that state it", async () => {
    const sum = 71 * 5 + 22 * 2;
    expect((await page("csat-average"))?.total).toMatchObject({ numerator: sum + 240, denominator: 93 + 60 });
  });

  test("the explanation names every kind of rows that states a part of a measure, and no other", async () => {
    const statedBy = async (metric: MetricKey, more = "") =>
      (await explanation(metric, more))?.measures.map((measure) => measure.statedBy);
    expect(await statedBy("csat")).toEqual([["contacts"], ["contacts"]]);
    expect(await statedBy("csat-average")).toEqual([
      ["contacts", "totals"],
      ["contacts", "totals"],
    ]);
    expect(await statedBy("service-level", "&variant=2&thresholdSeconds=25")).toEqual([["totals"], ["totals"]]);
    expect(await statedBy("aht")).toEqual([[], []]);
  });

  test("days of which only the responses are stated have no figure", async () => {
    const range = { from: UNSTATED[0] ?? "", until: addDays(UNSTATED[1] ?? "", 1) };
    const parameters = metricOf("csat").defaults;
    const [row] =
      (await loadMetricRows(db, lead(), { metric: "csat", parameters, range, by: [], vendor: "alpha" })) ?? [];
    expect(row).toMatchObject({ value: null });
  });
});
