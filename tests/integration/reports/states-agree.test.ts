import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { TrendTable } from "~/components/charts/trend-table";
import { ScorecardTable } from "~/components/scorecards/scorecard-table";
import { VERDICTS } from "~/domain/contracts/verdict";
import type { MetricView } from "~/domain/scorecards/metric-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { VIEW_STATE_CODES } from "~/domain/calendar/view-state";
import type { ExportFile } from "~/reports/export/export-file";
import { metricExport, scorecardExport } from "~/reports/export/view-exports";
import { scorecardDocument } from "~/reports/api/scorecard-document";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { readRowsQuestion } from "~/reports/scorecards/rows-question";
import { loadRows } from "~/reports/scorecards/rows.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { metricMeta, scorecardMeta, viewMeta } from "~/wording/scorecards/view-header";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead } from "./tiny-data";

async function columnOf({ header, rows }: ExportFile, name: string): Promise<string[]> {
  const at = header.findIndex((heading) => heading === name);
  if (at < 0) throw new Error(`no column ${name}`);
  const cells: string[] = [];
  for await (const row of rows) {
    const cell = row[at];
    cells.push(String(typeof cell === "object" && cell !== null && "value" in cell ? cell.value : cell));
  }
  return cells;
}

const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();

describe("a page and its exports state the same in the same words", async () => {
  const db = await createTestDatabase();
  let metric: MetricView;
  let scorecard: ScorecardView;

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    await storeContacts(db, await makeJudgedVendor(db, "alpha", "Alpha"), contactsOf(1));
    const parts = new URLSearchParams("vendor=alpha&from=2026-10-01&to=2026-10-31&grain=day");
    const page = await loadMetricPage(db, lead(), readMetricPageQuestion("csat", parts), { clock });
    const card = await loadScorecard(db, lead(), readScorecardQuestion("alpha", "2026-10", new URLSearchParams()), {
      clock,
    });
    if (page === null || card === null) throw new Error("no view");
    metric = page;
    scorecard = card;
  });

  const points = [
    ...VERDICTS.map((verdict) => ({ verdict, unjudged: undefined })),
    ...(["met", "below", "missed", "insufficient"] as const).map((unjudged) => ({
      verdict: "no-target" as const,
      unjudged,
    })),
  ];

  test.each(points)("of a point of a trend: $verdict $unjudged", async ({ verdict, unjudged }) => {
    const [period] = metric.trend.periods;
    const [series] = metric.trend.series;
    const value = series?.values.find((point) => point.value !== null);
    if (period === undefined || series === undefined || value === undefined) throw new Error("no trend");
    const trend = {
      ...metric.trend,
      periods: [period],
      series: [{ ...series, values: [{ ...value, verdict, unjudged }] }],
      pins: [],
    };
    const [stated] = await columnOf(metricExport({ ...metric, trend }), "verdict");
    const cells = renderToStaticMarkup(createElement(TrendTable, { caption: "x", trend })).split("<td");
    expect(textOf(`<td${cells.at(-1) ?? ""}`).trim()).toMatch(new RegExp(`(^|\\d )${stated}$`));
  });

  test.each(VERDICTS)("of a target: %s", async (verdict) => {
    const [line] = scorecard.lines;
    if (line === undefined) throw new Error("no line");
    const result = { ...line.result, wouldBe: null, judgment: { ...line.judgment, verdict } };
    const shown = { ...line, result, results: [result], judgment: result.judgment };
    const view = { ...scorecard, lines: [shown] };
    const [stated = ""] = await columnOf(scorecardExport(view), "verdict");
    const table = renderToStaticMarkup(createElement(ScorecardTable, { view, linked: false, rowsReadable: false }));
    expect(textOf(table)).toContain(stated);
    expect(stated).not.toBe("");
  });

  test("the last day with data is the same on the scorecard, its CSV and the page of rows", async () => {
    const question = readRowsQuestion(new URLSearchParams("vendor=alpha&metric=csat&from=2026-10-01&to=2026-10-31"));
    const rows = question === null ? null : await loadRows(db, lead(), question, { clock });
    if (rows === null) throw new Error("no rows");
    const [ofRows] = metricMeta(rows);
    expect(ofRows).toBe("data to 20 Nov 2026");
    expect(viewMeta(scorecard)).toContain(ofRows);
    expect(metricMeta(metric)).toContain(ofRows);
    expect(scorecardExport(scorecard).about).toContainEqual(["data to", "2026-11-20"]);
  });

  test("an annualized figure can be calculated from the numerator, denominator and factor beside it", async () => {
    const [line] = scorecard.lines;
    if (line === undefined) throw new Error("no line");
    const value = { status: "measured", numerator: 3, denominator: 120, factor: 4, value: 0.1, n: 120 } as const;
    const result = { ...line.result, value };
    const view = { ...scorecard, lines: [{ ...line, result, results: [result] }] };
    const file = scorecardExport(view);
    const [factor] = await columnOf(file, "factor");
    expect(Number(factor)).toBe(4);
    expect(scorecardDocument(view).results[0]).toMatchObject({ numerator: 3, denominator: 120, factor: 4, value: 0.1 });
    const table = renderToStaticMarkup(createElement(ScorecardTable, { view, linked: false, rowsReadable: false }));
    expect(textOf(table)).toContain("4 × 3 / 120");
  });

  test("a target of a quarter in progress says so on the page of a month that is over", () => {
    const quarter = scorecard.lines.find(({ periodKind }) => periodKind === "quarter");
    expect(quarter?.result.state).toBe("running");
    const table = renderToStaticMarkup(
      createElement(ScorecardTable, { view: scorecard, linked: false, rowsReadable: false }),
    );
    expect(textOf(table)).toContain("q4 2026 so far");
    expect(scorecard.state).toBe("final");
    expect(scorecardMeta(scorecard)[0]).toContain("longer periods in progress");
  });

  test("a variance and a change are positive where the figure is higher, in the CSV and in the API", async () => {
    const line = scorecard.lines.find(({ comparator, judgment }) => comparator === "<=" && judgment.variance !== null);
    if (line === undefined) throw new Error("no line");
    const { value } = line.result;
    const higher = (value.status === "measured" ? value.value : 0) - Number(line.judgment.expected);
    const view = { ...scorecard, lines: [{ ...line, results: [line.result] }] };
    const [stated] = await columnOf(scorecardExport(view), "variance (+ is higher than expected)");
    expect(Math.sign(Number(stated))).toBe(Math.sign(higher));
    expect(Math.sign(scorecardDocument(view).results[0]?.variance ?? 0)).toBe(Math.sign(higher));
    expect(Math.sign(higher)).not.toBe(0);
    const [change] = await columnOf(scorecardExport(view), "change (+ is higher than before)");
    expect(Number(change)).toBe(line.change.difference);
    const table = renderToStaticMarkup(createElement(ScorecardTable, { view, linked: false, rowsReadable: false }));
    expect(table).toContain("Difference from expected: + is higher, − is lower");
  });

  test.each(VIEW_STATE_CODES)("of a period: %s", async (state) => {
    const [line] = scorecard.lines;
    if (line === undefined) throw new Error("no line");
    const dataUntil = { running: "2026-10-31", draft: "2026-10-30", final: "2026-10-31", empty: "2026-09-30" }[state];
    const result = { ...line.result, state: state === "running" ? ("running" as const) : ("over" as const) };
    const view = { ...scorecard, state, dataUntil, lines: [{ ...line, result, results: [result] }] };
    const [stated = ""] = await columnOf(scorecardExport(view), "state");
    expect(viewMeta(view)[0]).toMatch(new RegExp(`^${stated}`));
    expect(scorecardExport(view).about).toContainEqual(["state", stated]);
    expect(scorecardDocument(view).results[0]?.state).toBe(state);
  });
});
