import { afterEach, describe, expect, it } from "vitest";
import { hydrated, lastFullMonth, useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

describe("a vendor lead looks at other periods than months", () => {
  it("walks from the month to the week and the quarter, with would-be verdicts marked", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto(`/scorecards/lumina/${lastFullMonth()}`);
    const lengths = page.getByRole("navigation", { name: "Period length" });
    await lengths.getByRole("link", { name: "Week" }).click();
    await page.waitForURL(/\/scorecards\/lumina\/\d{4}-W\d{2}$/);
    const row = page.getByRole("row").filter({ hasText: "Customer satisfaction" }).first();
    await row.getByText("would-be: scored by month").waitFor();
    await page.getByText("Comparison only, not scored.").waitFor();

    await lengths.getByRole("link", { name: "Quarter" }).click();
    await page.waitForURL(/\/scorecards\/lumina\/\d{4}-Q\d$/);
    await row.getByText("would-be: scored by month").waitFor();

    const current = lengths.locator('[aria-current="true"]');
    await current.filter({ hasText: "Quarter" }).waitFor();
    expect(await current.count()).toBe(1);

    await page.getByLabel(/^Period: /).click();
    await page.getByRole("link", { name: "Last week" }).click();
    await page.waitForURL(/\/scorecards\/lumina\/\d{4}-W\d{2}$/);
  });

  it("leads from a figure of the scorecard to its rows, and from its verdict to how it is calculated", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto(`/scorecards/lumina/${lastFullMonth()}`);
    const row = page.getByRole("row").filter({ hasText: "Customer satisfaction" }).first();
    const figure = row.locator('a[href^="/rows"]').first();
    const shown = (await figure.textContent()) ?? "";
    await figure.click();
    await page.getByRole("heading", { level: 1, name: `Rows behind ${shown}` }).waitFor();
    await page.goBack();
    await row.locator('a[href^="/explain"]').click();
    await page.waitForURL("**/explain*");
    expect(await page.locator("main").textContent()).toContain(shown.replace("%", ""));

    await page.locator('summary[aria-label^="Days:"]').click();
    await page.getByRole("link", { name: "Last week" }).click();
    await page.waitForURL("**/explain*from=*");
    await page.getByText("would-be: scored by month").waitFor();
  });

  it("compares a filtered slice on the metric page, marked as a would-be verdict", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/metrics/csat?vendor=lumina&program=Buyer+support&site=Manila");
    await page.locator('summary[aria-label^="Days:"]').click();
    await page.getByRole("link", { name: "Last month" }).click();
    await page.waitForURL("**/metrics/csat*site=Manila*");
    await page.getByText("Would-be verdict", { exact: true }).waitFor();
    const marked = page.getByText("would-be: target covers a wider scope");
    await marked.waitFor();
    expect(await marked.count()).toBe(1);
  });

  it("asks before typed text is left behind, and stays if the person cancels", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/notes/new?vendor=lumina");
    await hydrated(page);
    await page.getByLabel("Title").pressSequentially("Refund approvals");
    const requested: string[] = [];
    let stays = true;
    page.on("dialog", (dialog) => {
      requested.push(dialog.message());
      void (stays ? dialog.dismiss() : dialog.accept());
    });
    const portfolio = page.getByRole("link", { name: "Portfolio" }).first();
    await Promise.all([page.waitForEvent("dialog"), portfolio.click()]);
    expect(await page.getByLabel("Title").inputValue()).toBe("Refund approvals");
    stays = false;
    await portfolio.click();
    await page.waitForURL("**/portfolio*");
    expect(requested).toEqual(Array.from({ length: 2 }, () => "Leave this page? Your changes are not saved."));
  });

  it("asks before text of any form is left behind: expected files, SOWs, settings, own account and share links", async () => {
    const page = await server.openPageAs("admin@demo.plumbline.example");
    let requested = 0;
    page.on("dialog", (dialog) => {
      requested += 1;
      void dialog.accept();
    });
    const forms = [
      "/expected-files/new",
      "/sows/lumina",
      "/organization",
      "/account",
      `/links/new?view=scorecard&vendor=lumina&period=${lastFullMonth()}`,
    ];
    for (const [index, form] of forms.entries()) {
      await page.goto(form);
      await hydrated(page);
      const field = page.locator(
        'main form[method="post"] :is(textarea, input:not([type]), input[type="text"], input[type="password"], input[type="number"]):visible',
      );
      await field.first().pressSequentially("1");
      await page.getByRole("link", { name: "Portfolio" }).first().click();
      await page.waitForURL("**/portfolio*");
      expect(requested, form).toBe(index + 1);
    }
  });

  it("finds a metric of a partner by typing both names", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await hydrated(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("lumina csat");
    await page
      .getByRole("option", { name: /^Lumina · .*CSAT/ })
      .first()
      .click();
    await page.waitForURL("**/metrics/csat?vendor=lumina");
    const heading = page.getByRole("heading", { level: 1 });
    await heading.filter({ hasText: "Customer satisfaction" }).waitFor();
    expect(await heading.count()).toBe(1);
  });

  it("offers internal notes only for links to internal stakeholders", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto(`/links/new?view=scorecard&vendor=lumina&period=${lastFullMonth()}`);
    const box = page.getByLabel("Show internal notes");
    await page.getByLabel("Audience", { exact: true }).selectOption("partner");
    expect(await box.isVisible()).toBe(false);
    await page.getByLabel("Audience", { exact: true }).selectOption("internal");
    expect(await box.isVisible()).toBe(true);
  });
});
