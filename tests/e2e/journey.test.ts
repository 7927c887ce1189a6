import { afterEach, describe, expect, it } from "vitest";
import { MAX_SCRIPT_BYTES, scriptBytes } from "../support/sent-scripts";
import { lastFullMonth, useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

const month = lastFullMonth();

describe("a vendor lead's way from the month to a link that somebody else opens", () => {
  it("goes from portfolio to scorecard, metric, explanation, note and shared link", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto(`/portfolio?period=${month}`);
    await page.getByRole("heading", { name: "Needs attention" }).waitFor();
    expect(await page.getByRole("row").filter({ hasText: "Lumina" }).count()).toBeGreaterThan(0);

    await page.locator(`a[href^="/scorecards/lumina/${month}"]`).first().click();
    await page.waitForURL(`**/scorecards/lumina/${month}*`);
    const row = page.getByRole("row").filter({ hasText: "Customer satisfaction" }).first();
    expect(await row.textContent()).toContain("Minimum missed");
    const shown = await row.locator('a[href^="/rows"]').first().textContent();

    await row.locator('a[href^="/metrics/csat"]').first().click();
    await page.waitForURL("**/metrics/csat*");
    await page.locator(".recharts-surface").first().waitFor();
    await page
      .getByRole("button", { name: "Table" })
      .or(page.getByRole("radio", { name: "Table" }))
      .first()
      .click();
    expect(await page.getByRole("table").first().getByRole("row").count()).toBeGreaterThan(2);
    await page.goBack();
    await page.waitForURL(`**/scorecards/lumina/${month}*`);

    await page
      .getByRole("row")
      .filter({ hasText: "Customer satisfaction" })
      .first()
      .locator('a[href^="/explain"]')
      .first()
      .click();
    await page.waitForURL("**/explain*");
    const explained = (await page.locator("main").textContent()) ?? "";
    expect(explained).toContain("4.2(a)");
    expect(explained).toContain(/\d+\.\d/.exec(shown ?? "")?.[0]);

    await page.goto(`/scorecards/lumina/${month}`);
    await page.getByRole("link", { name: "Add note" }).first().click();
    await page.waitForURL("**/notes/new*");
    await page.getByLabel("Metric", { exact: true }).selectOption("csat");
    await page.getByLabel("Title").fill("Refund approvals wait for a second signature");
    await page.getByLabel("Symptom").fill("CSAT of refund chats fell by twenty points since the second.");
    await page.getByLabel("Category").selectOption("policy");
    await page.getByLabel("Responsible").selectOption("client");
    await page.getByLabel("Visibility").selectOption("partner");
    await page.getByRole("button", { name: "Save note" }).click();
    await page.waitForURL(/\/notes\/[0-9a-f-]{36}/);

    await page.goto(`/scorecards/lumina/${month}`);
    await page
      .getByText("Refund approvals wait for a second signature", { exact: true })
      .filter({ visible: true })
      .first()
      .waitFor();
    await page.getByRole("link", { name: "Share", exact: true }).click();
    await page.waitForURL("**/links/new*");
    await page.getByLabel("Name").fill("October for support leadership");
    await page.getByRole("button", { name: "Create link" }).click();
    const link = page.getByLabel("Shared link");
    await link.waitFor();
    const address = await link.inputValue();
    expect(new URL(address).pathname).toMatch(/^\/s\/[\w-]{22,}$/);

    const stranger = await server.openPage({ viewport: { width: 390, height: 844 } });
    const answer = await stranger.goto(address);
    expect(answer?.status()).toBe(200);
    const seen = (await stranger.locator("main").textContent()) ?? "";
    expect(seen).toContain("Lumina");
    expect(seen).toContain("Refund approvals wait for a second signature");
    for (const other of ["Norwind", "Sandpiper", "Kestrel", "Harbour", "Atlas Trust"])
      expect(seen).not.toContain(other);
    const width = await stranger.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    const markup = (await answer?.text()) ?? "";
    const brought = await scriptBytes(new URL(address).origin, markup);
    expect(brought).toBeGreaterThan(50_000);
    expect(brought).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);

    await page.goto("/links");
    expect(await page.getByRole("row").filter({ hasText: "October for support leadership" }).textContent()).toMatch(
      /1/,
    );
  });

  it("a partner sees the own scorecard and nobody else's", async () => {
    const page = await server.openPageAs("lumina@demo.plumbline.example");
    expect((await page.goto(`/scorecards/lumina/${month}`))?.status()).toBe(200);
    expect(await page.locator("body").textContent()).not.toContain("Norwind");
    // Asked without a page, so that the refusal is not a complaint of the browser.
    const foreign = await page.request.get(`/scorecards/norwind/${month}`);
    expect(foreign.status()).toBe(404);
    expect(await foreign.text()).not.toContain("Kraków");
  });
});
