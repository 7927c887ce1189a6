import { beforeAll, describe, expect, test } from "vitest";
import type { Day } from "~/domain/calendar/day";
import { contactSaying } from "~/domain/metrics/test-contacts";
import { sketchOf, sketchQuantile } from "~/domain/metrics/histogram";
import type { SowDocument } from "~/domain/contracts/document";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { createTestDatabase } from "../../support/database";
import { clock, storeContacts } from "./judged-data";
import { lead, makeVendor } from "./tiny-data";

/** A time of which the histogram gives a longer one. */
const LIMIT = Array.from({ length: 100 }, (_, index) => 1000 + index).find(
  (seconds) => (sketchQuantile(sketchOf([seconds]), 0.5) ?? 0) > seconds + 1,
);

describe("verdicts of a trend of percentiles", async () => {
  const db = await createTestDatabase();
  if (LIMIT === undefined) throw new Error("no such time");

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    for (const period of ["day", "month"] as const) {
      const vendorId = await makeVendor(db, period, period);
      const document: SowDocument = {
        vendor: period,
        title: period,
        currency: "USD",
        timeZone: "UTC",
        versions: [
          {
            version: 1,
            effectiveFrom: "2026-01-01",
            targets: [
              {
                id: "frt",
                clause: "1",
                metric: "first-response-time",
                parameters: { quantile: 0.5 },
                comparator: "<=",
                expected: LIMIT,
                period,
                weight: 100,
              },
              { id: "volume", clause: "2", metric: "volume", comparator: ">=", expected: 3, period, weight: 0 },
            ],
          },
        ],
      };
      await db.inside.sowDocument.create({
        data: { vendorId, revision: 1, document, sha256: period, uploadedBy: "test" },
      });
      const contact = (day: Day, firstResponseSeconds: number) => {
        return { day, site: "North", channel: "Email", ...contactSaying({ firstResponseSeconds }) };
      };
      await storeContacts(db, vendorId, [
        contact("2026-10-05", LIMIT),
        contact("2026-10-06", LIMIT * 2),
        contact("2026-10-20", LIMIT),
        contact("2026-11-03", LIMIT),
      ]);
    }
  });

  const page = async (vendor: string, address: string, metric = "first-response-time") => {
    const question = readMetricPageQuestion(metric, new URLSearchParams(`vendor=${vendor}&${address}`));
    const view = await loadMetricPage(db, lead(), question, { clock });
    if (view === null) throw new Error("no page");
    return view;
  };
  const measured = ({ trend }: Awaited<ReturnType<typeof page>>) =>
    (trend.series[0]?.values ?? [])
      .map(({ value, verdict, unjudged }) => ({ value, verdict, unjudged }))
      .filter(({ value }) => value !== null);

  test("days of a daily target are judged by the exact percentile, as on the scorecard", async () => {
    const view = await page("day", "from=2026-10-01&to=2026-10-31&grain=day");
    expect(view.approximate).toBe(false);
    expect(measured(view)).toEqual([
      { value: LIMIT, verdict: "met", unjudged: undefined },
      { value: LIMIT * 2, verdict: "missed", unjudged: undefined },
      { value: LIMIT, verdict: "met", unjudged: undefined },
    ]);
    const scorecard = await loadScorecard(db, lead(), readScorecardQuestion("day", "2026-10", new URLSearchParams()), {
      clock,
    });
    const results = scorecard?.lines[0]?.results.filter(({ value }) => value.status === "measured") ?? [];
    expect(results.map(({ judgment }) => judgment.verdict)).toEqual(["met", "missed", "met"]);
  });

  test("an approximate percentile is never judged, and compared only where its error makes no difference", async () => {
    const view = await page("month", "from=2026-10-01&to=2026-10-31&grain=day");
    expect(view.approximate).toBe(true);
    expect(measured(view).map(({ verdict, unjudged }) => [verdict, unjudged])).toEqual([
      ["no-target", undefined],
      ["no-target", "missed"],
      ["no-target", undefined],
    ]);
    const bySite = await page("day", "from=2026-10-01&to=2026-10-31&grain=day&by=site");
    expect(bySite.approximate).toBe(true);
    expect(new Set(measured(bySite).map(({ verdict, unjudged }) => `${verdict} ${unjudged}`))).toEqual(
      new Set(["no-target undefined"]),
    );
  });

  test("a count is compared only with the level of as long a period: it grows with its days", async () => {
    const levels = async (vendor: string, address: string) => {
      const view = await page(vendor, address, "volume");
      const expected = new Set(view.trend.periods.map((period) => period.expected));
      return { expected: [...expected], verdicts: [...new Set(measured(view).map(({ verdict }) => verdict))] };
    };
    const october = "from=2026-10-01&to=2026-10-31";
    const uncompared = { expected: [null], verdicts: ["no-target"] };
    expect(await levels("month", `${october}&grain=month`)).toEqual({ expected: [3], verdicts: ["met"] });
    expect(await levels("month", "from=2026-10-06&to=2026-10-31&grain=month")).toEqual(uncompared);
    for (const grain of ["day", "week"]) expect(await levels("month", `${october}&grain=${grain}`)).toEqual(uncompared);
    expect(await levels("day", `${october}&grain=day`)).toEqual({ expected: [3], verdicts: ["missed"] });
  });

  test("a month is judged as a whole, a part of it only compared", async () => {
    const whole = await page("month", "from=2026-10-01&to=2026-10-31&grain=month");
    expect(measured(whole)).toEqual([{ value: LIMIT, verdict: "met", unjudged: undefined }]);
    const part = await page("month", "from=2026-10-06&to=2026-10-31&grain=month");
    expect(measured(part)).toEqual([{ value: LIMIT * 1.5, verdict: "no-target", unjudged: "missed" }]);
  });
});
