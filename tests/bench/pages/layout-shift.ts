import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import type { BenchFigure } from "../figure";
import type { Visitor } from "../visitor";

/** What a visitor may see move, as a share of the screen times a share of its height. */
const MAX_SHIFT = 0.02;
/** A cheap phone on a slow line. */
const PHONE = { width: 390, height: 844 };
const SLOWED_CPU = 4;
const BYTES_PER_SECOND = 1_600_000 / 8;
const LATENCY_MS = 150;
const NO_LIMIT = -1;

declare global {
  interface Window {
    /** Collected by the page itself while it is measured. */
    shiftSeen?: number;
  }
}

/** Opens each page on a slowed phone, scrolls through it, and prints how far its layout shifted in all. */
export async function measureShifts(
  visitor: Visitor,
  pages: readonly { name: string; address: string }[],
  print: (figure: BenchFigure) => void,
): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const { name, address } of pages)
      print({ name, value: await shiftOf(browser, visitor, address), unit: "shift", against: MAX_SHIFT });
  } finally {
    await browser.close();
  }
}

async function shiftOf(browser: Browser, visitor: Visitor, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: PHONE });
  try {
    await context.addCookies([{ ...visitor.cookie(), url: visitor.origin }]);
    const page = await context.newPage();
    await slowDown(page);
    await page.addInitScript(() => {
      window.shiftSeen = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if ("value" in entry && typeof entry.value === "number")
            window.shiftSeen = (window.shiftSeen ?? 0) + entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(visitor.origin + address, { waitUntil: "networkidle" });
    await page.evaluate(async () => {
      for (let top = 0; top < document.documentElement.scrollHeight; top += window.innerHeight / 2) {
        window.scrollTo({ top, behavior: "instant" });
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
    });
    await page.waitForLoadState("networkidle");
    return await page.evaluate(() => window.shiftSeen ?? Number.NaN);
  } finally {
    await context.close();
  }
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED_CPU });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: NO_LIMIT,
  });
}
