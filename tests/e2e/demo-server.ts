import { afterAll, beforeAll, inject } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";

/** Against a hang alone. */
const HANG_MS = 300_000;

export type DemoServer = {
  /**
   * A page in a clean browser context. A console error or a script's failure on it fails `closePages`; a document's own status does
   * not, which tests ask for themselves.
   */
  openPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** The same, signed in. */
  openPageAs: (email: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Closes what was opened. @throws when any of the pages complained. */
  closePages: () => Promise<void>;
};

/** The run's server with the demo data, and a real browser for one test file. */
export function useDemoServer(): DemoServer {
  const { origin, password } = inject("demoServer");
  let browser: Browser | undefined;
  let complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  const running = () => {
    if (!browser) throw new Error("The browser is not running.");
    return browser;
  };
  const server: DemoServer = {
    async openPage(options = {}) {
      const context = await running().newContext({
        baseURL: origin,
        viewport: { width: 1440, height: 900 },
        reducedMotion: "reduce",
        ...options,
      });
      // A busy machine only takes longer.
      context.setDefaultTimeout(HANG_MS);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        const isOfTheDocument =
          message.location().url === page.url() && message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isOfTheDocument) complaints.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    },
    async openPageAs(email, options = {}) {
      const page = await server.openPage(options);
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
      return page;
    },
    async closePages() {
      await Promise.all(
        running()
          .contexts()
          .map((context) => context.close()),
      );
      const noted = complaints;
      complaints = [];
      if (noted.length > 0) throw new Error(`The browser complained:\n${noted.join("\n")}`);
    },
  };
  return server;
}

/** The full month before the current one, as addresses write it. */
export function lastFullMonth(today = new Date()): string {
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

/** Waits until the scripts of a page listen to it: what is typed or pressed before reaches nobody. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactFiber"));
  });
  // Effects run behind the frame that attaches them.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}
