import { afterEach, expect, it } from "vitest";
import { lastFullMonth, useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

const month = lastFullMonth();
const LEAD = "admin@demo.plumbline.example";

it("a scorecard shows all of its columns at 1440 pixels", async () => {
  const page = await server.openPageAs(LEAD, { viewport: { width: 1440, height: 900 } });
  for (const vendor of ["norwind", "sandpiper"]) {
    for (const period of [month, "2026-Q3", "2026"]) {
      await page.goto(`/scorecards/${vendor}/${period}`);
      const hidden = await page
        .getByRole("region", { name: /results against targets/ })
        .evaluate((frame) => frame.scrollWidth - frame.clientWidth);
      expect(hidden, `${vendor} ${period}`).toBeLessThanOrEqual(1);
    }
  }
});

it("a panel opens inside the window, wherever its button is", async () => {
  for (const width of [1440, 1024, 768]) {
    const page = await server.openPageAs(LEAD, { viewport: { width, height: 900 } });
    await page.goto("/metrics/csat?vendor=lumina");
    const menus = page.locator("main details:has(> .absolute):visible");
    for (let index = 0; index < (await menus.count()); index += 1) {
      const menu = menus.nth(index);
      const summary = menu.locator("summary");
      await summary.click();
      await expect
        .poll(() => menu.locator("> div").evaluate((panel) => panel.getBoundingClientRect().right))
        .toBeLessThanOrEqual(width);
      await page.keyboard.press("Escape");
    }
  }
});

it("the portfolio on paper breaks no partner's name", async () => {
  const page = await server.openPageAs(LEAD, { viewport: { width: 718, height: 1000 } });
  await page.emulateMedia({ media: "print" });
  await page.goto(`/portfolio?period=${month}`);
  const lines = await page.locator(".data-table tbody th a").evaluateAll((names) =>
    names.map((name) => {
      const words = (name.textContent ?? "").trim().split(/\s+/).length;
      const range = document.createRange();
      range.selectNodeContents(name);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      return { name: name.textContent, isBroken: tops.size > words };
    }),
  );
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter(({ isBroken }) => isBroken)).toEqual([]);
});

it("a phone prints no more pages than a desk", async () => {
  const pages = async (width: number) => {
    const page = await server.openPageAs(LEAD, { viewport: { width, height: 900 } });
    await page.goto("/metrics/csat?vendor=lumina");
    await page.locator(".chart-area svg").first().waitFor();
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  };
  const desk = await pages(1440);
  expect(desk).toBeGreaterThan(0);
  expect(await pages(390)).toBeLessThanOrEqual(desk);
});
