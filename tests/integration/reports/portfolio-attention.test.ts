import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { PortfolioLead } from "~/components/scorecards/portfolio-lead";
import { PortfolioBody } from "~/components/scorecards/portfolio-body";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-world";
import { lead } from "./tiny-world";

describe("what needs somebody on the portfolio", async () => {
  const db = await createTestDatabase();
  let view: PortfolioView;

  beforeAll(async () => {
    await db.inside.organisation.create({ data: { name: "Test", timeZone: "UTC" } });
    await storeContacts(db, await makeJudgedVendor(db, "alpha", "Alpha"), contactsOf(1));
    await storeContacts(db, await makeJudgedVendor(db, "beta", "Beta"), contactsOf(2));
    const question = readPortfolioQuestion(new URLSearchParams("period=2026-10"));
    const loaded = await loadPortfolio(db, lead(), question, { clock });
    if (loaded === null) throw new Error("no view");
    view = loaded;
  });

  const detailsOf = (shown: PortfolioView) =>
    /<details.*?<\/details>/s.exec(renderToStaticMarkup(createElement(PortfolioBody, { view: shown, linked: false })));

  test("beyond the most urgent stands folded away below them, and opens without a script", () => {
    expect(view.attention.length).toBeGreaterThan(1);
    const [details = ""] = detailsOf({ ...view, attention: view.attention.slice(0, 1) }) ?? [];
    const further = view.attention.length - 1;
    expect(details.replaceAll(/<[^>]*>/g, "")).toMatch(new RegExp(`^${further} more`));
    expect(details.match(/<li/g)).toHaveLength(further);
  });

  test("has nothing folded away where all of it is shown", () => {
    expect(detailsOf(view)).toBeNull();
  });
});

describe("the headline of the portfolio", async () => {
  const db = await createTestDatabase();

  test("the headline names as many partners as it counts, and no more than it can name", async () => {
    await db.inside.organisation.create({ data: { name: "Test", timeZone: "UTC" } });
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
