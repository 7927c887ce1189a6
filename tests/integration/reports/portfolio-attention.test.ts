import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { PortfolioBody } from "~/components/views/portfolio-body";
import type { PortfolioView } from "~/domain/review/portfolio-view";
import { readPortfolioQuestion } from "~/reports/portfolio-question";
import { loadPortfolio } from "~/reports/portfolio.server";
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
