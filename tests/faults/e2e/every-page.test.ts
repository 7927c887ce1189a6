import { readdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { whatIsWrong } from "../../e2e/accessibility";
import { lastFullMonth, useDemoServer } from "../../e2e/demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

const month = lastFullMonth();
const day = (number: string) => `${month}-${number}`;

/** Every page with an address of its own, as the lead or the administrator sees it in the demo data. */
const PAGES = [
  `/portfolio?period=${month}`,
  "/portfolio",
  "/scorecards",
  `/scorecards/lumina/${month}`,
  `/scorecards/atlas-trust/${month}`,
  "/metrics",
  "/metrics/csat?vendor=lumina",
  "/metrics/service-level?vendor=norwind&by=site",
  "/metrics/csat?by=vendor",
  "/metrics/csat?by=vendor,site",
  `/rows?vendor=lumina&metric=csat&from=${day("01")}&to=${day("28")}`,
  `/explain?vendor=lumina&metric=csat&from=${day("01")}&to=${day("28")}`,
  "/notes",
  "/notes/new",
  "/expected-files",
  "/expected-files/new",
  "/expected-files/lumina.2.1",
  "/imports",
  "/imports/new",
  "/imports/1",
  "/imports/1/changes",
  "/sows",
  "/sows/lumina",
  "/statements",
  `/statements/lumina/${month}`,
  `/statements/norwind/${month}`,
  "/exclusions",
  "/exclusions/new",
  "/links",
  `/links/new?view=scorecard&vendor=lumina&period=${month}`,
  "/people",
  "/audit",
  "/keys",
  "/organization",
  "/account",
];

/** Pages of one thing of several: where the first of them is found. */
const FIRST_OF = [
  { list: "/notes", link: /^\/notes\/[0-9a-f-]{36}$/ },
  { list: "/exclusions", link: /^\/exclusions\/(?!new)[^?./]+$/ },
  { list: "/people", link: /^\/people\/[0-9a-f-]{36}$/ },
  { list: "/expected-files", link: /^\/expected-files\/(?!new)[^?]+$/ },
];

/** Routes that have no page of their own or are looked at where their state comes about: in `import-wizard.test.ts`. */
const ELSEWHERE = /^_app(\._index|\.imports\.staged\..*|\.imports\.runs\..*|\.scorecards\.\$vendor\._index)?$/;

async function firstOf(page: Page, { list, link }: (typeof FIRST_OF)[number]): Promise<string> {
  await page.goto(list);
  const hrefs = await page.locator("main a").evaluateAll((links) => links.map((one) => one.getAttribute("href") ?? ""));
  const found = hrefs.find((href) => link.test(href));
  if (found === undefined) throw new Error(`${list} leads to none of its kind.`);
  return found;
}

/** The address that a route's file answers: `_app.notes.$id` answers `/notes/…`. */
function patternOf(route: string): RegExp {
  const parts = route.split(".").slice(1);
  const path = parts
    .filter((part) => part !== "_index")
    .map((part) => (part.startsWith("$") ? "[^/]+" : part.replace(/_$/, "")))
    .join("/");
  return new RegExp(`^/${path}$`);
}

type Visit = { address: string; status: number };

/** What is wrong with the pages at these addresses, each looked at in whichever tab is free. */
async function wrongWith(tabs: readonly Page[], visits: readonly Visit[]): Promise<string[]> {
  const left = [...visits];
  const found: string[] = [];
  const look = async (tab: Page) => {
    for (let visit = left.shift(); visit; visit = left.shift()) {
      const answer = await tab.goto(visit.address);
      expect(`${visit.address} ${answer?.status()}`).toBe(`${visit.address} ${visit.status}`);
      found.push(...(await whatIsWrong(tab)));
    }
  };
  await Promise.all(tabs.map(look));
  return found;
}

it("axe finds no serious violation on any page in either theme, and none is wider than a phone", async () => {
  const page = await server.openPageAs("admin@demo.plumbline.example");
  const addresses = [...PAGES];
  for (const one of FIRST_OF) addresses.push(await firstOf(page, one));
  const routes = readdirSync(new URL("../../../app/routes/", import.meta.url))
    .filter((file) => file.startsWith("_app") && file.endsWith(".tsx"))
    .map((file) => file.replace(/\.tsx$/, ""));
  const unseen = routes.filter((route) => {
    return !ELSEWHERE.test(route) && !addresses.some((address) => patternOf(route).test(address.replace(/\?.*/, "")));
  });
  expect(unseen).toEqual([]);

  const visits = addresses.map((address) => ({ address, status: 200 }));
  expect(await wrongWith([page, await server.openPageAs("admin@demo.plumbline.example")], visits)).toEqual([]);
});

async function makeLink(lead: Page, view: string, password = ""): Promise<string> {
  await lead.goto(`/links/new?${view}`);
  await lead.getByLabel("Password (optional)").fill(password);
  await lead.getByRole("button", { name: "Create link" }).click();
  return lead.getByLabel("Shared link").inputValue();
}

async function makeOneTimeAddress(admin: Page): Promise<string> {
  await admin.goto(await firstOf(admin, { list: "/people", link: /^\/people\/[0-9a-f-]{36}$/ }));
  await admin.getByRole("button", { name: "Create one-time link" }).click();
  return admin.locator("input[readonly]").first().inputValue();
}

it("nor on the pages for people without an account, those that refuse among them", async () => {
  const lead = await server.openPageAs("lead@demo.plumbline.example");
  const admin = await server.openPageAs("admin@demo.plumbline.example");
  const visits = [
    { address: "/sign-in", status: 200 },
    { address: await makeLink(lead, `view=portfolio&period=${month}`), status: 200 },
    { address: await makeLink(lead, `view=scorecard&vendor=lumina&period=${month}`), status: 200 },
    { address: await makeLink(lead, "view=metric&metric=csat&vendor=lumina"), status: 200 },
    { address: await makeLink(lead, "view=metric&metric=csat&by=vendor,site"), status: 200 },
    { address: await makeLink(lead, `view=portfolio&period=${month}`, "kept to ourselves"), status: 401 },
    { address: "/s/nothing-that-was-ever-made", status: 404 },
    { address: await makeOneTimeAddress(admin), status: 200 },
    { address: "/nowhere", status: 404 },
  ];
  expect(await wrongWith([await server.openPage(), await server.openPage()], visits)).toEqual([]);
});

it("a page that is not there keeps the navigation of who is signed in", async () => {
  const page = await server.openPageAs("lead@demo.plumbline.example");
  for (const [address, words] of [
    ["/scorecards/nobody/2026-10", "Partner or period not found"],
    ["/nowhere/at/all", "Page not found"],
  ] as const) {
    const answer = await page.request.get(address);
    expect(answer.status()).toBe(404);
    const text = await answer.text();
    expect(text).toContain(words);
    expect(text).toContain('href="/portfolio"');
    expect(text).toContain("Dana Whitfield");
  }
});
