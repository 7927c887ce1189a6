import type { Page } from "playwright-core";

/** What a visitor may see move, as a share of the screen times a share of its height. */
export const MAX_SHIFT = 0.02;
/** A phone, where little moves much. */
export const PHONE = { width: 390, height: 844 };

declare global {
  interface Window {
    /** Adds up what moved since the page was opened. */
    shiftSeen?: () => number;
  }
}

/**
 * Has every page that is opened from now on add up how far its layout shifts. No function in it has a name: some compilers call a helper of
 * theirs for each that has, which pages do not know.
 */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => void seen.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    window.shiftSeen = () => {
      seen.push(...observer.takeRecords());
      return seen.reduce(
        (sum, entry) => ("value" in entry && typeof entry.value === "number" ? sum + entry.value : sum),
        0,
      );
    };
  });
}

/** Scrolls through the page, as parts of it come only then. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += window.innerHeight / 2) {
      window.scrollTo({ top, behavior: "instant" });
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  });
}

/** How far the layout has shifted in all. */
export async function shiftOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return window.shiftSeen?.() ?? Number.NaN;
  });
}
