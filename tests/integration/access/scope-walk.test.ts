import { beforeAll, describe, expect, it, vi } from "vitest";
import { createApiKey } from "~/auth/api-keys.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { ROUTE_PERMISSIONS } from "~/auth/route-permissions";
import { mintLink } from "~/sharing/links.server";
import { offerShare } from "~/sharing/share-form.server";
import { parseShareQuestion } from "~/sharing/share-question";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { get, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { type Answer, openPages, type Pages } from "../../support/pages";
import { addUpMonths } from "../../support/months";
import { MARKS, type MarkedWorld, writeMarkedWorld } from "./marked-world";
import { addPerson, signedIn } from "./people";
import { addressesOf, formsOf, plainForms, type RouteAddress } from "./walked-addresses";

const FOREIGN = [MARKS.nordwind, MARKS.kestrel, "nordwind", "kestrel"];
const AT_ONCE = 4;

let db: TestDatabase;
let world: MarkedWorld;
let pages: Pages;
let routes: RouteAddress[];
/** What each viewer sends along. */
let headers: Record<"lead" | "partner" | "key" | "nobody", Record<string, string>>;
let links: Record<"scorecard" | "portfolio" | "metric", string>;

beforeAll(async () => {
  // React Router says so of every address that leads nowhere, and this walk asks for many.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  db = await createTestDatabase();
  world = await writeMarkedWorld(db);
  pages = await openPages(db);
  await addPerson(db, "admin@org.example", "admin");
  await addPerson(db, "partner@lumina.example", "partner", world.lumina);
  const adminCookie = await signedIn(db, "admin@org.example");
  const admin = await optionalViewer(get("/", [adminCookie]), testContext(db));
  if (admin === null) throw new Error("not signed in");
  const key = await createApiKey(db, admin, { name: "pull", role: "partner", vendorId: world.lumina });
  const cookie = (setCookie: string) => ({ Cookie: setCookie.split(";", 1)[0] ?? "" });
  headers = {
    lead: cookie(adminCookie),
    partner: cookie(await signedIn(db, "partner@lumina.example")),
    key: { Authorization: `Bearer ${key.ok ? key.key : ""}` },
    nobody: {},
  };
  const mint = async (address: string) => {
    const question = parseShareQuestion(new URLSearchParams(address), "2026-11-23");
    const offer = question && (await offerShare(db, admin, question));
    if (!question || !offer) throw new Error(address);
    const { view, parameters } = question;
    const reach = { ...offer.reach, vendorIds: [world.lumina], notes: "partner" as const, allowDownloads: true };
    const expiresAt = new Date(TEST_NOW.getTime() + 86_400_000);
    const wish = {
      name: "x",
      audience: "",
      audienceKind: "partner" as const,
      view,
      parameters,
      reach,
      password: null,
      expiresAt,
    };
    return (await mintLink(db, admin, wish, TEST_ORIGIN))?.token ?? "";
  };
  links = {
    scorecard: await mint(`view=scorecard&vendor=lumina&period=2026-10`),
    portfolio: await mint("view=portfolio&period=2026-10"),
    metric: await mint("view=metric&vendor=lumina&metric=volume&from=2026-09-01&to=2026-10-31&by=site"),
  };
  routes = await addressesOf(db, pages.build, world, Object.values(links));
}, 120_000);

const textOf = ({ body, headers: sent }: Answer) => `${JSON.stringify(sent)}\n${body}`;

/** Another vendor's key is a leak only where the asker did not write it. */
function foreignMarksIn(answer: Answer, path: string): string[] {
  const text = textOf(answer);
  return FOREIGN.filter((mark) => text.includes(mark) && !path.includes(mark));
}

/** Asks for every form of every address and reports where a foreign mark came back. */
async function walk(
  as: keyof typeof headers,
  forms: (route: RouteAddress) => string[] = formsOf,
): Promise<{ leaks: string[]; seen: Set<string>; asked: number }> {
  const leaks: string[] = [];
  const seen = new Set<string>();
  let asked = 0;
  const questions = routes.flatMap(forms);
  const worker = async () => {
    for (let path = questions.pop(); path !== undefined; path = questions.pop()) {
      const answer = await pages.ask(path, { headers: headers[as] });
      asked += 1;
      const text = textOf(answer);
      for (const mark of Object.values(MARKS)) if (text.includes(mark)) seen.add(mark);
      if (answer.status >= 500) leaks.push(`${answer.status} ${path}`);
      const found = foreignMarksIn(answer, path);
      if (found.length > 0) leaks.push(`${found.join()} in ${path}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { leaks, seen, asked };
}

describe("walking every address", () => {
  it("a lead meets every vendor's marks: the walk does reach the data", async () => {
    const { seen, leaks } = await walk("lead", plainForms);
    expect(leaks.filter((leak) => leak.startsWith("5"))).toEqual([]);
    expect([...seen].sort()).toEqual(Object.values(MARKS).sort());
  }, 240_000);

  it("a partner meets its own marks and no other's", async () => {
    const { seen, leaks, asked } = await walk("partner");
    expect(leaks).toEqual([]);
    expect([...seen]).toEqual([MARKS.lumina]);
    expect(asked).toBeGreaterThan(routes.length);
  }, 240_000);

  it("a partner's key meets no other's marks", async () => {
    const { seen, leaks } = await walk("key", (route) =>
      route.path.startsWith("/api/") ? formsOf(route) : [route.path],
    );
    expect(leaks).toEqual([]);
    expect([...seen]).toEqual([MARKS.lumina]);
  }, 240_000);

  it("whoever has only a link meets the marks of its vendor alone", async () => {
    const { seen, leaks } = await walk("nobody");
    expect(leaks).toEqual([]);
    expect([...seen]).toEqual([MARKS.lumina]);
  }, 240_000);
});

describe("nobody signed in", () => {
  it("is sent to sign in, or refused, wherever it is not said that anyone may look", async () => {
    const open: string[] = [];
    for (const route of routes) {
      const access = ROUTE_PERMISSIONS[route.name];
      if (access === undefined || access.by === "public") continue;
      for (const path of [route.path, route.dataPath]) {
        const answer = await pages.ask(path);
        const turnedAway =
          access.by === "key"
            ? answer.status === 401
            : [302, 204].includes(answer.status) &&
              String(answer.headers.location ?? answer.headers["x-remix-redirect"]).startsWith("/sign-in");
        if (!turnedAway && !(route.actionOnly && [400, 405].includes(answer.status)))
          open.push(`${answer.status} ${path}`);
      }
    }
    expect(open).toEqual([]);
  }, 120_000);
});

describe("a link", () => {
  it.each(["scorecard", "portfolio", "metric"] as const)(
    "to a %s cannot be widened by anything in its address",
    async (view) => {
      const plain = await pages.ask(`/s/${links[view]}`);
      expect(plain.status).toBe(200);
      for (const query of [
        "?vendor=nordwind",
        "?period=2026-09&from=2020-01-01&to=2030-01-01",
        "?site=&program=&channel=&by=vendor&grain=day&vs=last-year&columns=all&page=2",
        "?view=portfolio&index&token=x",
      ]) {
        const widened = await pages.ask(`/s/${links[view]}${query}`);
        expect(steady(widened.body)).toBe(steady(plain.body));
      }
    },
  );

  it("answers the same whatever other vendors' figures are, and so do a partner's pages", async () => {
    const questions: [string, Record<string, string>][] = [
      ...Object.values(links).map((token): [string, Record<string, string>] => [`/s/${token}`, {}]),
      ...["/portfolio?period=2026-10&columns=all", "/scorecards/lumina/2026-10", "/metrics/volume?vendor=lumina"].map(
        (path): [string, Record<string, string>] => [path, headers.partner],
      ),
    ];
    const answers = () =>
      Promise.all(questions.map(async ([path, sent]) => steady((await pages.ask(path, { headers: sent })).body)));
    const before = await answers();
    for (const body of before) expect(body.includes(MARKS.lumina)).toBe(true);
    const others = { where: { vendorId: { not: world.lumina } } };
    await db.inside.measureDay.updateMany({
      ...others,
      data: { offered: 1, handled: 2, handleSeconds: 900, reviews: 7 },
    });
    await addUpMonths(db);
    await db.inside.contact.updateMany({ ...others, data: { waitSeconds: 5, csatScore: 1 } });
    // So that no figure kept from before is given again.
    await db.inside.vendor.updateMany({ data: { revision: { increment: 1 } } });
    expect(await answers()).toEqual(before);
  });

  it("authorises no change", async () => {
    for (const { path } of routes) {
      const answer = await pages.ask(path, {
        method: "POST",
        headers: {
          Origin: TEST_ORIGIN,
          "Content-Type": "application/x-www-form-urlencoded",
          Cookie: `token=${links.portfolio}`,
        },
        body: "",
      });
      const location = String(answer.headers.location ?? "/sign-in");
      expect.soft([path, answer.status < 300 || !/^\/(sign-in|s\/|$)/.test(location)]).toEqual([path, false]);
    }
  }, 120_000);
});

/** The page without what differs between two askings of one address: the nonce and the request's id. */
function steady(body: string): string {
  return body
    .replaceAll(/nonce(?:&quot;|\\?")?[:=](?:&quot;|\\?")[A-Za-z0-9+/=]+/g, "")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "");
}
