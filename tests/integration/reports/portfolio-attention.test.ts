import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { PortfolioLead } from "~/components/scorecards/portfolio-lead";
import { PortfolioBody } from "~/components/scorecards/portfolio-body";
import type { Verdict } from "~/domain/contracts/verdict";
import { rankedJudgment } from "~/domain/scorecards/would-be";
import { worseThanUsual, type PortfolioView } from "~/domain/scorecards/portfolio-view";
import { portfolioDocument } from "~/reports/api/scorecard-document";
import { portfolioExport } from "~/reports/export/view-exports";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead } from "./tiny-data";

describe("what needs somebody on the portfolio", async () => {
  const db = await createTestDatabase();
  let view: PortfolioView;

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    await storeContacts(db, await makeJudgedVendor(db, "alpha", "Alpha"), contactsOf(1));
    await storeContacts(db, await makeJudgedVendor(db, "beta", "Beta"), contactsOf(2));
    const question = readPortfolioQuestion(new URLSearchParams("period=2026-10"));
    const loaded = await loadPortfolio(db, lead(), question, { clock });
    if (loaded === null) throw new Error("no view");
    view = loaded;
  });

  const detailsOf = (shown: PortfolioView) =>
    /<details.*?<\/details>/s.exec(
      renderToStaticMarkup(createElement(PortfolioBody, { view: shown, linked: false, rowsReadable: false })),
    );

  test("beyond the most urgent stands folded away below them, and opens without a script", () => {
    expect(view.attention.length).toBeGreaterThan(1);
    const [details = ""] = detailsOf({ ...view, attention: view.attention.slice(0, 1) }) ?? [];
    const further = view.attention.length - 1;
    expect(details.replaceAll(/<[^>]*>/g, "")).toMatch(new RegExp(`^Show ${further} more issue`));
    expect(details.match(/<li/g)).toHaveLength(further);
  });

  test("a result on target but worse than its usual range is listed apart from misses", () => {
    const [row] = view.attention;
    if (row === undefined) throw new Error("nothing needs attention");
    const worse = { ...row, line: { ...row.line, judgment: { ...row.line.judgment, verdict: "met" as const } } };
    const shown = (rows: PortfolioView["worseThanUsual"]) =>
      renderToStaticMarkup(
        createElement(PortfolioBody, { view: { ...view, worseThanUsual: rows }, linked: false, rowsReadable: false }),
      );
    expect(shown([worse])).toContain("On target, but worse than usual");
    expect(shown([])).not.toContain("On target, but worse than usual");
  });

  test("only results on target and outside their usual range for the worse are worse than usual", async () => {
    const question = readScorecardQuestion("alpha", "2026-10", new URLSearchParams());
    const [line] = (await loadScorecard(db, lead(), question, { clock }))?.lines ?? [];
    if (line === undefined) throw new Error("no line");
    const as = (id: string, verdict: Verdict, signal: "worse" | "better" | "usual") => {
      return { ...line, id, judgment: { ...line.judgment, verdict }, change: { ...line.change, signal } };
    };
    const lines = [
      as("a", "met", "worse"),
      as("b", "met", "usual"),
      as("c", "met", "better"),
      as("d", "missed", "worse"),
    ];
    const partner = { key: "alpha", name: "Alpha", sites: [], gap: null, dataUntil: null, currency: null, lines };
    expect(worseThanUsual([partner]).map((row) => row.line.id)).toEqual(["a"]);
  });

  test("lists what is worse than usual in the API and in the CSV, also where its metric has no column", async () => {
    const [partner] = view.partners;
    const [cell] = partner?.cells.filter((line) => line !== null) ?? [];
    if (partner === undefined || cell === undefined) throw new Error("no result");
    const further = { ...cell, id: "further", change: { ...cell.change, signal: "worse" as const } };
    const shown = { ...view, worseThanUsual: [cell, further].map((line) => ({ partner, line })) };
    const document = portfolioDocument(shown);
    expect(document.worseThanUsual.map(({ vendor, result }) => [vendor, result.target])).toEqual([
      [partner.key, cell.id],
      [partner.key, "further"],
    ]);
    expect(document.worseThanUsual[1]?.result.change.signal).toBe("worse");
    const { header, rows } = portfolioExport(shown);
    const marked = [];
    for await (const row of rows) if (row[header.indexOf("worse than usual")] !== "") marked.push(row);
    expect(marked).toHaveLength(2);
  });

  test("a month in progress is ranked by its results so far, exceptions first, and says so", async () => {
    const question = readPortfolioQuestion(new URLSearchParams("period=2026-11"));
    const running = await loadPortfolio(db, lead(), question, { clock });
    if (running === null) throw new Error("no view");
    expect(running.state).toBe("running");
    expect(running.attention.some(({ line }) => line.result.wouldBe?.isSoFar === true)).toBe(true);
    const stages = running.attention.map(({ line }) =>
      ["below", "missed"].indexOf(rankedJudgment(line.result).verdict),
    );
    expect(stages).toEqual(stages.toSorted((a, b) => b - a));
    expect(running.partners[0]?.key).toBe(running.attention[0]?.partner.key);
    expect(running.summary.shown.offTarget).toBeGreaterThanOrEqual(running.attention.length);
    const page = renderToStaticMarkup(
      createElement(PortfolioBody, { view: running, linked: false, rowsReadable: false }),
    );
    expect(page).toContain("Needs attention");
    expect(page).toContain("so far");
    const opening = renderToStaticMarkup(createElement(PortfolioLead, { view: running }));
    expect(opening).toMatch(/^November 2026 so far: \d+ of \d+ targets are met\. Results are not final\.$/);
  });

  test("has nothing folded away where all of it is shown", () => {
    expect(detailsOf(view)).toBeNull();
  });
});

describe("the headline of the portfolio", async () => {
  const db = await createTestDatabase();

  test("the headline names as many partners as it counts, and no more than it can name", async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    for (const [index, name] of ["Alpha", "Beta", "Gamma"].entries()) {
      await storeContacts(db, await makeJudgedVendor(db, name.toLowerCase(), name), contactsOf(index + 1));
    }
    const question = readPortfolioQuestion(new URLSearchParams("period=2026-10"));
    const view = await loadPortfolio(db, lead(), question, { clock });
    if (view === null) throw new Error("no view");
    const words = (shown: PortfolioView) =>
      renderToStaticMarkup(createElement(PortfolioLead, { view: shown })).replaceAll(/<[^>]*>/g, "");
    expect(words(view)).toMatch(
      /^Three of three partners missed a critical target in October 2026: (Alpha|Beta|Gamma) \(.*\), (Alpha|Beta|Gamma) \(.*\) and (Alpha|Beta|Gamma) \(.*\)\.$/,
    );
    for (const { name } of view.partners) expect(words(view).split(name)).toHaveLength(2);
    const [row] = view.summary.named;
    if (row === undefined) throw new Error("nobody is named");
    const many = Array.from({ length: 11 }, (_, index) => {
      return { ...row, partner: { ...row.partner, key: `p${index}`, name: `Partner ${index}` } };
    });
    const crowded = words({ ...view, summary: { ...view.summary, partners: 40, named: many } });
    expect(crowded).toMatch(/^Eleven of 40 partners missed .* Partner 7 \([^)]*\) and three more\.$/);
  });
});
