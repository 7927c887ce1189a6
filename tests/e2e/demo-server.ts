import { afterAll, beforeAll } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { removeDataFolder, serve, temporaryDataFolder, type Served } from "../support/served";

export type DemoServer = {
  origin: () => string;
  password: () => string;
  /** A page in a clean browser context. A console error or a script's failure on it fails `closePages`. */
  openPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** The same, signed in. */
  openPageAs: (email: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Closes what was opened. @throws when any of the pages complained. */
  closePages: () => Promise<void>;
};

/** `npm start` on an empty data folder, filled with the demo world, and a real browser, for one test file. */
export function useDemoServer(): DemoServer {
  let served: Served | undefined;
  let browser: Browser | undefined;
  let dataFolder = "";
  let complaints: string[] = [];

  beforeAll(async () => {
    dataFolder = await temporaryDataFolder();
    [served, browser] = await Promise.all([serve(dataFolder), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await removeDataFolder(dataFolder);
  });

  const running = () => {
    if (!served || !browser) throw new Error("The demo server is not running.");
    return { served, browser };
  };
  const server: DemoServer = {
    origin: () => running().served.origin,
    password: () => {
      const printed = /^\s*password\s+(\S+)$/m.exec(running().served.printed())?.[1];
      if (!printed) throw new Error("The console named no password for the demo accounts.");
      return printed;
    },
    async openPage(options = {}) {
      const { served: at, browser: real } = running();
      const context = await real.newContext({
        baseURL: at.origin,
        viewport: { width: 1440, height: 900 },
        reducedMotion: "reduce",
        ...options,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    },
    async openPageAs(email, options = {}) {
      const page = await server.openPage(options);
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill(server.password());
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
      return page;
    },
    async closePages() {
      await Promise.all(
        running()
          .browser.contexts()
          .map((context) => context.close()),
      );
      const heard = complaints;
      complaints = [];
      if (heard.length > 0) throw new Error(`The browser complained:\n${heard.join("\n")}`);
    },
  };
  return server;
}

/** The full month before the current one, as addresses write it. */
export function lastFullMonth(today = new Date()): string {
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
