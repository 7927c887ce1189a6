import { afterEach, describe, expect, it } from "vitest";
import { hydrated, useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

describe("everyday views", () => {
  it("shows a metric, all partners, sorted by what the address says, and leads from a figure to its rows", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/metrics/csat");
    await page.locator('summary[aria-label^="Partner:"]').click();
    await page.getByRole("link", { name: "All partners" }).click();
    await page.waitForURL("**/metrics/csat?by=vendor*");
    await page.locator(".recharts-surface").first().waitFor();
    const partners = page.getByRole("region", { name: /^Customer satisfaction by partner/ });
    await partners.waitFor();
    expect(await partners.getByRole("row").count()).toBeGreaterThan(3);

    await partners.getByRole("link", { name: "Partner", exact: true }).click();
    await page.waitForURL("**sort-partners=partner*");
    await partners.locator('th[aria-sort="ascending"]').filter({ hasText: "Partner" }).waitFor();
    const names = await partners.getByRole("rowheader").allTextContents();
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
    expect(await partners.locator('th[aria-sort="ascending"]').count()).toBe(1);

    const link = partners.locator('a[href^="/rows?vendor=lumina"]').first();
    const figure = (await link.textContent()) ?? "";
    await link.click();
    await page.waitForURL("**/rows?vendor=lumina*");
    await page.getByRole("heading", { level: 1, name: `Rows behind ${figure}` }).waitFor();
    expect(await page.locator("main").textContent()).toContain("All rows add up to the value.");
  });

  it("leads from a figure of the portfolio to its rows, and from its verdict to the calculation", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/portfolio");
    const partners = page.getByRole("region", { name: /^Results by partner/ });
    const link = partners.locator('a[href^="/rows?vendor="]').first();
    const figure = (await link.textContent()) ?? "";
    await link.click();
    await page.waitForURL("**/rows?vendor=*");
    await page.getByRole("heading", { level: 1, name: `Rows behind ${figure}` }).waitFor();
    const { search } = new URL(page.url());
    await page.goBack();
    await partners.locator('a[href^="/explain?vendor="]').first().click();
    await page.waitForURL("**/explain?vendor=*");
    const toRows = page.locator('a[href^="/rows?vendor="]').first();
    expect(await toRows.getAttribute("href")).toBe(`/rows${search}`);
  });

  it("leads from a point of a chart to its rows, which are filtered by a reason", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/metrics/csat?vendor=lumina&from=2026-09-01&to=2026-10-31&grain=week");
    await page.locator(".recharts-surface").first().waitFor();
    await page.getByRole("application").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/rows?vendor=lumina*from=2026-09-07&to=2026-09-13*");
    const reasons = page.getByRole("region", { name: "By contact reason" });
    const reason = await reasons.getByRole("rowheader").first().textContent();
    await reasons.getByRole("rowheader").first().getByRole("link").click();
    await page.waitForURL("**only-reason=*");
    await page.getByRole("link", { name: `Remove filter Reason: ${reason}` }).waitFor();
    expect(await reasons.getByRole("rowheader").allTextContents()).toEqual([reason]);
    await page.goBack();
    await page.getByRole("link", { name: /^Remove filter/ }).waitFor({ state: "detached" });
    expect(await reasons.getByRole("rowheader").count()).toBeGreaterThan(1);
  });

  it("shows rows over time, with totals below them and only the columns that are chosen", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/rows?vendor=lumina&metric=csat&from=2026-09-01&to=2026-10-31");
    await hydrated(page);
    const rows = page.getByRole("region", { name: "Rows that contribute to this value" });
    expect(await rows.locator("tfoot tr").count()).toBe(2);

    const bars = page.getByRole("group", { name: /off target/ }).getByRole("link");
    await bars.first().focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    const last = await bars.count();
    expect(last).toBe(61);
    await page.waitForURL("**from=2026-10-30&to=2026-10-30*");
    await page.goBack();

    await page.locator('summary[aria-label="Columns"]').click();
    await page.getByRole("checkbox", { name: "Agent" }).uncheck();
    await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL("**columns=*");
    await rows.getByRole("columnheader", { name: "Agent" }).waitFor({ state: "detached" });
    expect(await rows.getByRole("columnheader", { name: "Reason" }).count()).toBe(1);
    const csv = page.locator('a[href^="/rows.csv"]');
    expect(await csv.getAttribute("href")).toContain("columns=");
  });

  it("splits all partners by site, and shows the same lines to internal stakeholders with a link", async () => {
    const page = await server.openPageAs("lead@demo.plumbline.example");
    await page.goto("/metrics/csat?by=vendor");
    await hydrated(page);
    await page.locator('summary[aria-label^="Split:"]').click();
    await page.getByRole("link", { name: "By site" }).click();
    await page.waitForURL("**by=vendor%2Csite*");
    const linesOn = async (shown: typeof page) => {
      const partners = shown.getByRole("region", { name: /^Customer satisfaction by partner/ });
      await partners.getByRole("columnheader", { name: "Site" }).waitFor();
      return partners.locator("tbody tr").allTextContents();
    };
    const lines = await linesOn(page);
    expect(lines.some((line) => line.startsWith("LuminaManila"))).toBe(true);

    await page.getByRole("link", { name: "Share", exact: true }).click();
    await page.waitForURL("**/links/new*");
    const audiences = page.getByLabel("Audience").locator("option");
    await audiences.first().waitFor({ state: "attached" });
    expect(await audiences.allTextContents()).toEqual(["Internal stakeholders"]);
    await page.getByRole("button", { name: "Create link" }).click();
    const address = await page.getByLabel("Shared link").inputValue();
    const stranger = await server.openPage();
    await stranger.goto(address);
    await hydrated(stranger);
    expect(await linesOn(stranger)).toEqual(lines);
    expect(await stranger.locator('main a[href^="/"]').count()).toBe(0);
  });
});
