import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { MAX_SHIFT, PHONE, scrollThrough, shiftOf, watchShifts } from "../../support/layout-shift";
import { hydrated, lastFullMonth, useDemoServer } from "../../e2e/demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

const month = lastFullMonth();
const LEAD = "admin@demo.plumbline.example";

const PAGES = [
  `/portfolio?period=${month}`,
  `/scorecards/lumina/${month}`,
  `/scorecards/lumina/${month.slice(0, 4)}-Q3`,
  `/scorecards/lumina/${month.slice(0, 4)}`,
  "/metrics",
  "/metrics/csat?vendor=lumina&grain=day",
  "/metrics/csat?by=vendor",
  "/metrics/csat?by=vendor,site",
  `/explain?vendor=lumina&metric=csat&from=${month}-01&to=${month}-28`,
  `/rows?vendor=lumina&metric=csat&from=${month}-01&to=${month}-28`,
  "/notes",
  "/imports",
  "/expected-files",
  "/sows",
];

const SHARED = [
  `view=scorecard&vendor=lumina&period=${month}`,
  `view=portfolio&period=${month}`,
  "view=metric&metric=csat&vendor=lumina&grain=day",
  "view=metric&metric=csat&by=vendor,site",
];

/** How far a page shifts whose scripts come only after it was painted without them: the worst that a slow line does. */
async function shiftWithLateScripts(page: Page, address: string): Promise<number> {
  let release = () => {};
  const painted = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await painted;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  await page.locator("main h1").waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  release();
  await hydrated(page);
  await scrollThrough(page);
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".chart-area")].every(
      (area) => !area.checkVisibility() || area.querySelector("svg") !== null,
    ),
  );
  const shift = await shiftOf(page);
  await page.unroute("**/*.js");
  return shift;
}

it("no everyday page moves under its reader when its scripts arrive", async () => {
  const page = await server.openPageAs(LEAD, { viewport: PHONE });
  await watchShifts(page);
  for (const address of PAGES)
    expect(await shiftWithLateScripts(page, address), address).toBeLessThanOrEqual(MAX_SHIFT);
});

it("no shared page moves under its reader when its scripts arrive", async () => {
  const lead = await server.openPageAs(LEAD);
  const stranger = await server.openPage({ viewport: PHONE });
  await watchShifts(stranger);
  for (const view of SHARED) {
    await lead.goto(`/links/new?${view}`);
    await lead.getByRole("button", { name: "Create link" }).click();
    const link = await lead.getByLabel("Shared link").inputValue();
    expect(await shiftWithLateScripts(stranger, link), view).toBeLessThanOrEqual(MAX_SHIFT);
  }
});

it("a page that moves is noticed", async () => {
  const page = await server.openPageAs(LEAD, { viewport: PHONE });
  await watchShifts(page);
  await page.goto("/sows");
  await hydrated(page);
  await page.evaluate(() => {
    const pushed = document.createElement("div");
    pushed.textContent = "late";
    pushed.animate([{ height: "300px" }, { height: "300px" }], { duration: 1, fill: "forwards" });
    document.querySelector("main")?.prepend(pushed);
  });
  await expect.poll(() => shiftOf(page)).toBeGreaterThan(MAX_SHIFT);
});
