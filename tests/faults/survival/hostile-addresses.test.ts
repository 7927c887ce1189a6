import { beforeAll, describe, expect, it, vi } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { createTestDatabase } from "../../support/database";
import { get, testContext } from "../../support/load-context";
import { openPages, type Pages } from "../../support/pages";
import { MARKED_VENDORS, type MarkedData, writeMarkedData } from "../../integration/access/marked-data";
import { addPerson, signedIn } from "../../integration/access/people";
import { addressesOf, type RouteAddress } from "../../integration/access/walked-addresses";

const AT_ONCE = 4;

/** A question that every route can answer as far as it is its own. */
const QUESTION: Readonly<Record<string, string>> = {
  vendor: MARKED_VENDORS[0],
  metric: "volume",
  period: "2026-10",
  from: "2026-09-01",
  to: "2026-10-31",
  grain: "day",
  by: "site",
  columns: "all",
  view: "scorecard",
};

const DAYS = ["0000-00-00", "0001-01-01", "9999-12-31", "99999-01-01", "2026-02-30", "-000001-01-01"];
const PERIODS = [
  "999999-99",
  "0000-00",
  "0001-01",
  "9999-12",
  "0001-Q1",
  "9999-Q4",
  "9999-W52",
  "0001-W01",
  "9999-12@28",
];
const TEXTS = [
  "9999999999",
  "1.5",
  "1e3",
  "__proto__",
  "constructor",
  "-1",
  "1e309",
  "99999999999999999999",
  "'",
  "%2500",
  "x".repeat(2_000),
  "\u202e𝕏\ufffd",
];
/** What is no text at all, as it stands in an address. */
const NO_TEXT = ["%00", "a%00b", "%ED%A0%80", "%FF", "%"];

let pages: Pages;
let routes: RouteAddress[];
let headers: Record<string, string>;
/** The names that a page asks its address for, noted while one page at a time is asked. */
const namesRequested = new Set<string>();

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const db = await createTestDatabase();
  const data: MarkedData = await writeMarkedData(db);
  pages = await openPages(db);
  await addPerson(db, "admin@org.example", "admin");
  const cookie = await signedIn(db, "admin@org.example");
  const admin = await optionalViewer(get("/", [cookie]), testContext(db));
  if (admin === null) throw new Error("not signed in");
  const limits = { importSources: [], importVendorIds: [] };
  const key = await createApiKey(db, admin, { name: "pull", role: "analyst", vendorId: null, ...limits });
  headers = { Cookie: cookie.split(";", 1)[0] ?? "", Authorization: `Bearer ${key.ok ? key.key : ""}` };
  const all = await addressesOf(db, pages.build, data, ["A".repeat(43)]);
  // One address of each route is enough here.
  routes = [...new Map(all.filter(({ actionOnly }) => !actionOnly).map((route) => [route.name, route])).values()];
  recordRequestedNames();
});

function recordRequestedNames(): void {
  const { get: one, getAll: all, has } = URLSearchParams.prototype;
  vi.spyOn(URLSearchParams.prototype, "get").mockImplementation(function (this: URLSearchParams, name) {
    namesRequested.add(name);
    return one.call(this, name);
  });
  vi.spyOn(URLSearchParams.prototype, "getAll").mockImplementation(function (this: URLSearchParams, name) {
    namesRequested.add(name);
    return all.call(this, name);
  });
  vi.spyOn(URLSearchParams.prototype, "has").mockImplementation(function (this: URLSearchParams, name) {
    namesRequested.add(name);
    return has.call(this, name);
  });
}

function valuesFor(name: string): readonly string[] {
  if (name === "from" || name === "to") return DAYS;
  return name === "period" ? [...PERIODS, "2026-02-30"] : TEXTS;
}

/** Asks for all of them, a few at a time; which were answered as no such address may be. */
async function wrongAnswers(addresses: readonly string[], isRight: (status: number) => boolean): Promise<string[]> {
  const wrong: string[] = [];
  const left = [...addresses];
  const worker = async () => {
    for (let address = left.pop(); address !== undefined; address = left.pop()) {
      const { status } = await pages.ask(address, { headers });
      if (!isRight(status)) wrong.push(`${status} ${address.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return wrong.sort();
}

describe("an absurd address", () => {
  it("fails no page, whatever one of its parameters is: every route, every parameter it asks for", async () => {
    const addresses: string[] = [];
    const requested = new Set<string>();
    for (const { path } of routes) {
      namesRequested.clear();
      const plain = `${path}?${new URLSearchParams(QUESTION)}`;
      await pages.ask(plain, { headers });
      for (const name of namesRequested) {
        if (name.startsWith("_") || name === "index" || name === "routes") continue;
        requested.add(name);
        for (const value of valuesFor(name))
          addresses.push(`${path}?${new URLSearchParams({ ...QUESTION, [name]: value })}`);
      }
    }
    expect([...requested]).toEqual(
      expect.arrayContaining(["vendor", "metric", "period", "from", "to", "site", "page"]),
    );
    expect(await wrongAnswers(addresses, (status) => status < 500)).toEqual([]);
  });

  it("fails no page, whatever stands in a segment of its path", async () => {
    const values = [...PERIODS, ...TEXTS.slice(0, -2), "\u202e𝕏\ufffd", "..", "a/b"].map(encodeURIComponent);
    const addresses = Object.values(pages.build.routes).flatMap((route) => {
      const pattern = routes.find(({ name }) => `routes/${name}` === route?.id)?.path;
      const names = [...(route?.id ?? "").matchAll(/\$(\w+)/g)];
      if (pattern === undefined || names.length === 0) return [];
      const segments = pattern.split("/");
      return segments.flatMap((segment, index) =>
        index < 2 && !pattern.startsWith("/s/") ? [] : values.map((value) => segments.with(index, value).join("/")),
      );
    });
    expect(addresses.length).toBeGreaterThan(200);
    expect(await wrongAnswers([...new Set(addresses)], (status) => status < 500)).toEqual([]);
  });

  it("is answered 400 where it names a period or days that are none, and as the interface does with 422", async () => {
    const addresses = [...PERIODS, "2026-13"].flatMap((period) => [
      `/portfolio?period=${period}`,
      `/portfolio.csv?period=${period}`,
      `/scorecards/lumina/${period}`,
      `/scorecards/lumina/${period}.csv`,
      `/api/v1/scorecard?vendor=lumina&period=${period}`,
    ]);
    const figure = "vendor=lumina&metric=volume&from=2026-10-01";
    const days = DAYS.flatMap((day) => [`/explain?${figure}&to=${day}`, `/explain.csv?${figure}&to=${day}`]);
    expect(await wrongAnswers([...addresses, ...days], (status) => status === 400 || status === 422)).toEqual([]);
  });

  it.each(["plumbline=%00", "theme=%", "__Host-plumbline=a.b", "a=\xff", "x".repeat(4_000), "=;=;"])(
    "fails no page with the cookie %s, and neither does an absurd name of a route",
    async (cookie) => {
      for (const path of [
        "/portfolio",
        "/sign-in",
        "/portfolio?_data=x",
        "/portfolio?_data=__proto__",
        "/s/x",
        "/api/v1/x",
      ])
        expect([path, (await pages.ask(path, { headers: { Cookie: cookie } })).status < 500]).toEqual([path, true]);
    },
  );

  it("is answered 400 where it holds what is no text, on every route", async () => {
    const addresses = routes.flatMap(({ path }) => [
      ...NO_TEXT.map((value) => `${path}?vendor=${value}`),
      `${path}%00`,
      `${path}?%ED%A0%80=1`,
    ]);
    expect(await wrongAnswers(addresses, (status) => status === 400)).toEqual([]);
  });
});
