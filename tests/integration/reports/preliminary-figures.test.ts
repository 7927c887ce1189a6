import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { registerParameters } from "~/data/rollups/parameters.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { ScorecardBody } from "~/components/scorecards/scorecard-body";
import { scorecardMeta } from "~/wording/scorecards/view-header";
import { daysOf } from "~/domain/calendar/day-range";
import type { Viewer } from "~/domain/access/viewer";
import { scorecardDocument } from "~/reports/api/scorecard-document";
import { explanationExport, metricExport, portfolioExport, scorecardExport } from "~/reports/export/view-exports";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead, partnerOf } from "./tiny-data";

const DAYS = daysOf({ from: "2026-10-20", until: "2026-10-31" });

describe("figures that rest partly on preliminary rows", async () => {
  const db = await createTestDatabase();
  const contacts = contactsOf(1);
  const preliminary = contacts.filter(({ day, site }) => DAYS.includes(day) && site === "North");
  const scored = preliminary.filter(({ csatScore }) => csatScore !== null);
  let [alpha, beta] = [0, 0];

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    alpha = await makeJudgedVendor(db, "alpha", "Alpha");
    beta = await makeJudgedVendor(db, "beta", "Beta");
    await registerParameters(db, ["csat>=4", "wait<=20"], null);
    await storeContacts(db, alpha, contacts);
    await storeContacts(db, beta, contactsOf(2));
    await db.pool.query(
      "UPDATE contact SET preliminary = TRUE WHERE vendor_id = $1 AND site = 'North' AND day = ANY ($2)",
      [alpha, DAYS],
    );
    await rollUpDays(db, alpha, DAYS);
  });

  const scorecard = async (vendor: string, month: string, address = "", viewer: Viewer = lead()) => {
    const view = await loadScorecard(db, viewer, readScorecardQuestion(vendor, month, new URLSearchParams(address)), {
      clock,
    });
    if (view === null) throw new Error("no scorecard");
    return view;
  };
  const lineOf = (view: Awaited<ReturnType<typeof scorecard>>, id: string) => view.lines.find((line) => line.id === id);
  const daysWith = (rows: readonly { day: string }[]) => rows.map(({ day }) => day).toSorted();
  const status = (rows: readonly { day: string }[]) => ({
    rows: [{ kind: "contacts", rows: rows.length }],
    from: daysWith(rows)[0],
    to: daysWith(rows).at(-1),
  });

  test("say by how many rows of which days, those that state their measures", async () => {
    expect(scored.length).toBeGreaterThan(3);
    expect(scored.length).toBeLessThan(preliminary.length);
    const view = await scorecard("alpha", "2026-10");
    expect(lineOf(view, "csat")?.result.preliminary).toEqual(status(scored));
    const voice = preliminary.filter(
      ({ channel, answered, abandoned }) => channel === "Voice" && (answered ?? abandoned) !== null,
    );
    expect(lineOf(view, "sl")?.result.preliminary).toEqual(status(voice));
    const responded = preliminary.filter(({ firstResponseSeconds }) => firstResponseSeconds !== null);
    expect(lineOf(view, "frt")?.result.preliminary).toEqual(responded.length === 0 ? null : status(responded));
    expect(view.partlyPreliminary).toBe(true);
    // Only the weeks that hold these days.
    const weeks = lineOf(view, "asa")?.results.map((result) => [result.key, result.preliminary !== null]) ?? [];
    expect(weeks.filter(([, partly]) => partly).map(([key]) => key)).toEqual(
      weeks.flatMap(([key]) => (key === "2026-W43" ? [key] : [])),
    );
  });

  test("are shown on the page, in print and in exports", async () => {
    const view = await scorecard("alpha", "2026-10");
    const words = `${scored.length} contacts, ${Number(daysWith(scored)[0]?.slice(-2))}–${Number(daysWith(scored).at(-1)?.slice(-2))} Oct 2026`;
    const page = renderToStaticMarkup(
      createElement(ScorecardBody, { view, linked: false, rowsReadable: false, mayWriteNotes: false }),
    );
    expect(page).toContain(`preliminary: ${words}`);
    expect(scorecardMeta(view)).toContain("partly preliminary");
    const [header = "", ...rows] = (await csvText(scorecardExport(view)))
      .replace(/^\ufeff/, "")
      .split(/\r?\n/)
      .filter((line) => /^("metric","name"|"csat",)/.test(line));
    expect(header.split(",").at(-1)).toBe('"preliminary"');
    expect(rows[0]).toMatch(new RegExp(`"${words}"$`));
    const document = scorecardDocument(view);
    expect(document.results.find(({ target }) => target === "csat")?.preliminary).toEqual(status(scored));

    const september = await scorecard("alpha", "2026-09");
    const before = renderToStaticMarkup(
      createElement(ScorecardBody, { view: september, linked: false, rowsReadable: false, mayWriteNotes: false }),
    );
    expect(before).not.toContain("preliminary");
    expect(scorecardMeta(september)).not.toContain("partly preliminary");
  });

  test("show so in the portfolio, the metric and the explanation", async () => {
    const portfolio = await loadPortfolio(db, lead(), readPortfolioQuestion(new URLSearchParams("period=2026-10")), {
      clock,
    });
    if (portfolio === null) throw new Error("no portfolio");
    const partly = portfolio.partners.map(({ key, cells }) => [
      key,
      cells.some((line) => line?.result.preliminary != null),
    ]);
    expect(Object.fromEntries(partly)).toEqual({ alpha: true, beta: false });
    const exported = (await csvText(portfolioExport(portfolio))).split(/\r?\n/);
    expect(exported.some((line) => line.startsWith('"alpha",') && line.endsWith(`Oct 2026"`))).toBe(true);
    expect(exported.some((line) => line.startsWith('"beta",') && line.includes("contacts"))).toBe(false);

    const address = "vendor=alpha&from=2026-10-01&to=2026-10-31";
    const metric = await loadMetricPage(db, lead(), readMetricPageQuestion("csat", new URLSearchParams(address)), {
      clock,
    });
    expect(metric?.preliminary).toEqual(status(scored));
    expect(metric && (await csvText(metricExport(metric)))).toContain(`"preliminary","${scored.length} contacts, `);

    const question = readExplainQuestion(new URLSearchParams(`metric=csat&${address}`));
    const explained = question && (await loadExplanation(db, lead(), question, { clock }));
    expect(explained?.preliminary).toEqual(status(scored));
    expect(explained && (await csvText(explanationExport({ view: explained, rows: [] })))).toContain(
      `"preliminary","${scored.length} contacts, `,
    );
  });

  test("cover only what the viewer may see", async () => {
    const south = lead({ sites: ["South"] });
    expect((await scorecard("alpha", "2026-10", "", south)).partlyPreliminary).toBe(false);
    expect((await scorecard("alpha", "2026-10", "site=South")).partlyPreliminary).toBe(false);
    const early = lead({ fromDay: "2026-10-01", toDay: "2026-10-24" });
    const question = readMetricPageQuestion("csat", new URLSearchParams("vendor=alpha&from=2026-10-01&to=2026-10-31"));
    const first = scored.filter(({ day }) => day <= "2026-10-24");
    expect(first.length).toBeLessThan(scored.length);
    expect((await loadMetricPage(db, early, question, { clock }))?.preliminary).toEqual(status(first));
    const partner = await scorecard("alpha", "2026-10", "", partnerOf(alpha));
    expect(lineOf(partner, "csat")?.result.preliminary).toEqual(status(scored));
    const link: Viewer = {
      kind: "share",
      linkId: "l",
      linkName: "",
      scope: { ...partnerOf(alpha).scope, sites: ["South"], notes: "none" },
    };
    expect((await scorecard("alpha", "2026-10", "", link)).partlyPreliminary).toBe(false);
    const other = await scorecard("beta", "2026-10", "", partnerOf(beta));
    expect(other.partlyPreliminary).toBe(false);
  });
});
