import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { MAX_SHIFT, PHONE, scrollThrough, shiftOf, watchShifts } from "../../support/layout-shift";
import type { BenchFigure } from "../figure";
import type { Visitor } from "../visitor";

/** A cheap phone on a slow line. */
const SLOWED_CPU = 4;
const BYTES_PER_SECOND = 1_600_000 / 8;
const LATENCY_MS = 150;
const NO_LIMIT = -1;

/** Opens each page on a slowed phone, scrolls through it, and prints how far its layout shifted in all. */
export async function measureShifts(
  visitor: Visitor,
  pages: readonly { name: string; address: string }[],
  print: (figure: BenchFigure) => void,
): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const { name, address } of pages)
      print({ name, value: await measuredShift(browser, visitor, address), unit: "shift", against: MAX_SHIFT });
  } finally {
    await browser.close();
  }
}

async function measuredShift(browser: Browser, visitor: Visitor, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: PHONE });
  try {
    await context.addCookies([{ ...visitor.cookie(), url: visitor.origin }]);
    const page = await context.newPage();
    await slowDown(page);
    await watchShifts(page);
    await page.goto(visitor.origin + address, { waitUntil: "networkidle" });
    await scrollThrough(page);
    await page.waitForLoadState("networkidle");
    return await shiftOf(page);
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
