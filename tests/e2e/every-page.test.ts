import { afterEach, expect, it } from "vitest";
import { whatIsWrong } from "./accessibility";
import { lastFullMonth, useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

const month = lastFullMonth();
const day = (number: string) => `${month}-${number}`;

/** Every page with an address of its own, as the lead or the administrator sees it in the demo world. */
const PAGES = [
  `/portfolio?period=${month}`,
  "/portfolio",
  "/scorecards",
  `/scorecards/lumina/${month}`,
  `/scorecards/atlas-trust/${month}`,
  "/metrics",
  "/metrics/csat?vendor=lumina",
  "/metrics/service-level?vendor=norwind&by=site",
  `/explain?vendor=lumina&metric=csat&from=${day("01")}&to=${day("28")}`,
  "/notes",
  "/notes/new",
  "/arrivals",
  "/arrivals/new",
  "/arrivals/lumina.2.1",
  "/imports",
  "/imports/new",
  "/imports/1",
  "/sows",
  "/sows/lumina",
  "/links",
  `/links/new?view=scorecard&vendor=lumina&period=${month}`,
  "/people",
  "/keys",
  "/organisation",
  "/account",
];

it("axe finds no serious violation on any page in either theme, and none is wider than a phone", async () => {
  const page = await server.openPageAs("admin@demo.plumbline.example");
  const found: string[] = [];
  for (const address of PAGES) {
    const answer = await page.goto(address);
    expect(`${address} ${answer?.status()}`).toBe(`${address} 200`);
    found.push(...(await whatIsWrong(page)));
  }
  expect(found).toEqual([]);
});

it("nor on the pages for people without an account", async () => {
  const lead = await server.openPageAs("lead@demo.plumbline.example");
  await lead.goto(`/links/new?view=portfolio&period=${month}`);
  await lead.getByRole("button", { name: "Make the link" }).click();
  const shared = await lead.getByLabel("Shared link").inputValue();
  const page = await server.openPage();
  const found: string[] = [];
  for (const address of ["/sign-in", shared]) {
    await page.goto(address);
    found.push(...(await whatIsWrong(page)));
  }
  expect(found).toEqual([]);
});

it("a page that is not there keeps the navigation of who is signed in", async () => {
  const page = await server.openPageAs("lead@demo.plumbline.example");
  const answer = await page.request.get("/scorecards/nobody/2026-10");
  expect(answer.status()).toBe(404);
  const text = await answer.text();
  expect(text).toContain("There is no such partner or month");
  expect(text).toContain('href="/portfolio"');
  expect(text).toContain("Dana Whitfield");
});
