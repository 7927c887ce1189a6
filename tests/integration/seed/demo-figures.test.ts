import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ExplainBody } from "~/components/scorecards/explain-body";
import { MetricBody } from "~/components/scorecards/metric-body";
import { PortfolioBody } from "~/components/scorecards/portfolio-body";
import { ScorecardBody } from "~/components/scorecards/scorecard-body";
import { PortfolioLead } from "~/components/scorecards/portfolio-lead";
import { ScorecardLead } from "~/components/scorecards/scorecard-lead";
import { formatDifference } from "~/wording/shared/figures";
import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { explanationExport, metricExport, scorecardExport } from "~/reports/export/view-exports";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { seedDemo } from "../../../seed/main";
import { PARTNERS } from "../../../seed/partners";
import { csvText } from "../../support/csv-text";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { everyNth } from "../../support/property-runs";
import { lead } from "../reports/tiny-data";
import { everyPage, expectResultsFromRows, partnersPages } from "./results-from-rows";

const clock = () => new Date("2026-11-29T18:00:00Z");
const KEYS = PARTNERS.map(({ key }) => key);

function present<T>(view: T | null): T {
  if (view === null) throw new Error("no view");
  return view;
}

const textOf = (element: Parameters<typeof renderToStaticMarkup>[0]) =>
  renderToStaticMarkup(element)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("the demo data's figures", () => {
  let db: TestDatabase;
  let folder: string;
  let portfolio: PortfolioView;
  const scorecards = new Map<string, ScorecardView>();

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), "plumbline-figures-"));
    await seedDemo(db, { clock, log: () => undefined, dataFolder: folder, scale: 0.1, partners: KEYS });
    const question = readPortfolioQuestion(new URLSearchParams("period=2026-10"));
    portfolio = present(await loadPortfolio(db, lead(), question, { clock }));
    for (const key of KEYS) scorecards.set(key, await scorecard(key));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const scorecard = async (vendor: string, rest = "") =>
    present(
      await loadScorecard(db, lead(), readScorecardQuestion(vendor, "2026-10", new URLSearchParams(rest)), { clock }),
    );
  const metric = async (key: string, address: string): Promise<MetricView> =>
    present(await loadMetricPage(db, lead(), readMetricPageQuestion(key, new URLSearchParams(address)), { clock }));
  const explained = async (address: string) => {
    const question = present(readExplainQuestion(new URLSearchParams(address)));
    return present(await loadExplanation(db, lead(), question, { clock }));
  };
  const scorecardText = (view: ScorecardView) =>
    textOf(createElement(ScorecardBody, { view, linked: false, rowsReadable: false, mayWriteNotes: false }));
  const metricText = (view: MetricView) =>
    textOf(
      createElement(MetricBody, {
        view,
        linked: false,
        newNoteHref: null,
        csvHref: null,
        notesReadable: false,
        rowsReadable: false,
      }),
    );
  const everyView = () => [...scorecards.values()];

  test("cost per contact of a month without an invoice is that of the invoiced months, and says so everywhere", async () => {
    const days = "vendor=sandpiper&from=2026-10-01&to=2026-11-28";
    const october = await metric("cost-per-contact", "vendor=sandpiper&from=2026-10-01&to=2026-10-31&grain=month");
    const view = await metric("cost-per-contact", `${days}&grain=month`);
    expect(october.total.status).toBe("measured");
    expect(view.total).toMatchObject({ ...october.total });
    expect(metricText(view)).toMatch(/1–\d+ Nov 2026 left out: no data for invoiced/);
    expect(await csvText(metricExport(view))).toMatch(/"left out","1–\d+ Nov 2026 left out: no data for invoiced"/);
    const explanation = await explained(`${days}&metric=cost-per-contact`);
    expect(explanation.value).toEqual(view.total);
    expect(explanation.rows?.rows.some(({ when }) => when.includes("Nov"))).toBe(false);
    const parameters = metricOf("cost-per-contact").defaults;
    const range = { from: "2026-10-01", until: "2026-11-29" };
    const [row] = present(
      await loadMetricRows(db, lead(), { metric: "cost-per-contact", parameters, range, by: [], vendor: "sandpiper" }),
    );
    expect(row?.value).toBe(view.total.status === "measured" ? view.total.value : null);
    expect(row?.leftOut).toHaveLength(1);
  });

  test("a comparison with twelve months of which a few have data names those and compares nothing", async () => {
    const view = await metric("fcr", "vendor=lumina&from=2025-11-01&to=2026-10-31&grain=month");
    expect(view.before).toMatchObject({ months: 12, value: { status: "measured" } });
    expect(view.before?.part).toHaveLength(1);
    const text = metricText(view);
    expect(text).toContain(`not compared: data only for ${view.before?.part?.[0]}`);
    expect(text).not.toContain("since");
    const whole = await metric("fcr", "vendor=lumina&from=2026-10-01&to=2026-10-31&grain=month");
    expect(whole.before?.part).toBeUndefined();
    expect(metricText(whole)).toMatch(/pp change/);
  });

  test("one change has one value on the scorecard, the metric page and in exports", async () => {
    let compared = 0;
    for (const view of everyView()) {
      const text = scorecardText(view);
      for (const line of view.lines) {
        if (line.periodKind !== "month" || line.unit !== "share" || line.change.difference === null) continue;
        const scope = Object.entries(line.scope).map(([part, name]) => `&${part}=${encodeURIComponent(name ?? "")}`);
        const parameters = Object.entries(line.parameters).map(([name, value]) => `&${name}=${value}`);
        const address = `vendor=${view.partner.key}&from=2026-10-01&to=2026-10-31${scope.join("")}${parameters.join("")}`;
        const page = await metric(line.metric, address);
        const shown = formatDifference(line.change.difference, { unit: "share", decimals: 1 }).replaceAll(
          "\u00a0",
          " ",
        );
        if (line.decimals !== 1) continue;
        expect(text).toContain(`${shown} vs Sep 2026`);
        expect(metricText(page)).toContain(`${shown} change`);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  test("what the page is compared with holds for every figure, the score included, and every label has its year", async () => {
    const view = await scorecard("lumina", "vs=last-year");
    const october2025 = present(
      await loadScorecard(db, lead(), readScorecardQuestion("lumina", "2025-10", new URLSearchParams()), { clock }),
    );
    expect(view.comparedWith).toBe("October 2025");
    expect(view.scoreBefore).not.toBeNull();
    expect(view.scoreBefore).not.toBe((await scorecard("lumina")).scoreBefore);
    expect(october2025.score).not.toBeNull();
    const text = scorecardText(view);
    expect(text).toMatch(/of 100 · [+−]?\d+ vs October 2025/);
    const labels = [...text.matchAll(/ vs (\S+ \S+)/g)].map(([, label]) => label);
    expect(labels.length).toBeGreaterThan(3);
    for (const label of labels) expect(label).toMatch(/^(Oct|October|Q4) 2025$/);
  });

  test("the headline names as many partners as it counts", () => {
    const { named } = portfolio.summary;
    expect(named.length).toBeGreaterThan(0);
    const missing = portfolio.partners.filter(({ name }) => named.some(({ partner }) => partner.name === name));
    expect(missing).toHaveLength(named.length);
    const words = textOf(createElement(PortfolioLead, { view: portfolio }));
    for (const { partner } of named) expect(words).toContain(partner.name);
    const count = ["", "one", "two", "three", "four", "five", "six", "seven"][named.length] ?? "";
    expect(words.toLowerCase()).toContain(`${count} of six partners missed a critical target in october 2026:`);
  });

  test("a verdict has the same words whether a high or a low figure is good", async () => {
    const seen = new Set<string>();
    for (const view of everyView()) {
      const text = scorecardText(view);
      expect(text).not.toMatch(/\b(Below|Missed|Met|Too few|Holds|By luck|Cannot hold)\b/);
      for (const { judgment, comparator } of view.lines) {
        const isLow = comparator === "<=" || comparator === "<";
        const word =
          judgment.verdict === "below"
            ? "Off target"
            : judgment.minimum === null
              ? "Target missed"
              : isLow
                ? "Limit exceeded"
                : "Minimum missed";
        if (judgment.verdict !== "below" && judgment.verdict !== "missed") continue;
        if (comparator === "band") continue;
        seen.add(`${word} ${isLow}`);
        expect(text).toContain(word);
        expect(await csvText(scorecardExport(view))).toContain(word.toLowerCase());
      }
    }
    expect(seen).toEqual(expect.objectContaining(new Set(["Off target true", "Off target false"])));
    expect(textOf(createElement(PortfolioBody, { view: portfolio, linked: false, rowsReadable: false }))).not.toMatch(
      /\b(Below|Missed|Met)\b/,
    );
  });

  test("the stability mark beside a miss is no praise, and the page explains it", () => {
    const marked = everyView().filter(({ lines }) => lines.some(({ assurance }) => assurance !== null));
    expect(marked.length).toBeGreaterThan(0);
    for (const view of marked) {
      const html = renderToStaticMarkup(
        createElement(ScorecardBody, { view, linked: false, rowsReadable: false, mayWriteNotes: false }),
      );
      const rows = html.match(/<tr.*?<\/tr>/gs) ?? [];
      const missed = rows.filter((row) => /Minimum missed|Limit exceeded|Target missed|Off target/.test(row));
      for (const row of missed) expect(row.replaceAll(/<[^>]*>/g, " ")).not.toMatch(/(^|[^y]) Stable/);
      const text = scorecardText(view);
      expect(text).toContain("Stable: its usual range is on target");
      expect(text).toContain("Unstable: its usual range crosses the target");
    }
  });

  test("days with too small a sample are not flagged under the minimum", () => {
    const charted = everyView().flatMap(({ trends, lines }) =>
      trends.map(({ trend, lineId }) => ({ trend, least: lines.find(({ id }) => id === lineId)?.minimumSample ?? 0 })),
    );
    const points = charted.flatMap(({ trend, least }) =>
      (trend.series[0]?.values ?? []).map(({ n, unjudged }) => ({ n: n ?? 0, unjudged, least })),
    );
    const small = points.filter(({ n, least, unjudged }) => unjudged !== undefined && n < least);
    expect(small.length).toBeGreaterThan(0);
    for (const { unjudged } of small) expect(unjudged).toBe("insufficient");
  });

  test("counts read well at one", () => {
    const [row] = portfolio.partners;
    const summary = { ...portfolio.summary, code: "all-met", judged: 1, results: 1, named: [] } as const;
    const words = textOf(createElement(PortfolioLead, { view: { ...portfolio, summary } }));
    expect(words).toContain("The only result scored in October 2026 is on target.");
    const view = present(scorecards.get(row?.key ?? "") ?? null);
    const one = { ...view.summary, judged: 1, counts: { ...view.summary.counts, met: 1 } };
    expect(textOf(createElement(ScorecardLead, { view: { ...view, summary: one } }))).toContain(
      "met its only scored target",
    );
  });

  test("the explanation of FCR shows its variant and days, and claims nothing of exclusions", async () => {
    const days = "metric=fcr&from=2026-10-01&to=2026-10-31&vendor=lumina";
    for (const [rest, words] of [
      ["&variant=source-flag", "Counted by: source flag · Days without a repeat (N): 7 d (not used by this variant)"],
      ["&variant=no-repeat&days=5", "Counted by: no repeat within N days · Days without a repeat (N): 5 d"],
    ] as const) {
      const view = await explained(`${days}${rest}`);
      const text = textOf(
        createElement(ExplainBody, { view, importsLinked: false, rowsHref: () => "", allRowsHref: null }),
      );
      expect(text).toContain(words);
      expect(text).not.toContain("Exclusions");
      expect(await csvText(explanationExport({ view, rows: [] }))).not.toContain("exclusions");
    }
  });

  test("pages of all partners are the same from stored results as computed, for the organization and for partners", async () => {
    const months = everyNth(3, ["2026-10", "2026-09", "2026-11"]);
    await db.pool.query("DELETE FROM target_result");
    const computedForPartners = await partnersPages(db, "2026-10", clock);
    expect(await db.inside.targetResult.count()).toBe(0);
    const computed = await everyPage(db, months, clock);
    expect(await db.inside.targetResult.count()).toBeGreaterThan(500);
    expect(await everyPage(db, months, clock)).toEqual(computed);
    expect(await partnersPages(db, "2026-10", clock)).toEqual(computedForPartners);
  });

  test("stored results are what their rows come to, with the verdict that their target gives by plain arithmetic", async () => {
    await everyPage(db, ["2026-10", "2026-11"], clock);
    expect(await expectResultsFromRows(db)).toBeGreaterThan(500);
  });
});
