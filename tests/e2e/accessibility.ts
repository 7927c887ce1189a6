import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const PHONE_WIDTH = 390;

/** Resolves when what was just asked of the page (a theme, a width) is painted and nothing on it moves any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
}

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  await settled(page);
  const builder = new AxeBuilder({ page });
  const answer = await (rules ? builder.withRules(rules) : builder).analyze();
  return answer.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${new URL(page.url()).pathname}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
}

/**
 * What axe calls serious or critical on the page as it stands, one line each, and whether the page is wider than a phone;
 * none on a page for everybody. Every rule is asked in the light theme, those of color again in the dark one: the themes
 * differ in nothing else. Leaves the page light and `1440 × 900`.
 */
export async function whatIsWrong(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  const found = (await violations(page, ["color-contrast", "link-in-text-block"])).map((line) => `dark ${line}`);
  await page.emulateMedia({ colorScheme: "light" });
  found.push(...(await violations(page)));
  await page.setViewportSize({ width: PHONE_WIDTH, height: 844 });
  // A chart follows its frame a moment later.
  await page
    .waitForFunction((width) => document.documentElement.scrollWidth <= width, PHONE_WIDTH, { timeout: 60_000 })
    .catch(() => found.push(`${page.url()} is wider than a phone`));
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}
