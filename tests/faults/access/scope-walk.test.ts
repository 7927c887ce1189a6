import { beforeAll, describe, expect, it } from "vitest";
import { ROUTE_PERMISSIONS } from "~/auth/route-permissions";
import { TEST_ORIGIN } from "../../support/load-context";
import { addUpMonths } from "../../support/months";
import { MARKS } from "../../integration/access/marked-data";
import { figureForms, formsOf, plainForms } from "../../integration/access/walked-addresses";
import {
  openWalkedData,
  walk,
  type Walk,
  type WalkedData,
  type WalkingViewer,
} from "../../integration/access/walked-data";

let walked: WalkedData;
const walks = new Map<WalkingViewer, Promise<Walk>>();

beforeAll(async () => {
  walked = await openWalkedData();
});

const FORMS: Record<WalkingViewer, Parameters<typeof walk>[2]> = {
  lead: (route) => [...plainForms(route), ...figureForms(route)],
  partner: (route) => [...formsOf(route), ...figureForms(route)],
  key: (route) => [...(route.path.startsWith("/api/") ? formsOf(route) : [route.path]), ...figureForms(route)],
  nobody: (route) => [...formsOf(route), ...figureForms(route)],
};

/** One walk per viewer answers every question about what that viewer meets. */
function walkAs(viewer: WalkingViewer): Promise<Walk> {
  const known = walks.get(viewer) ?? walk(walked, viewer, FORMS[viewer]);
  walks.set(viewer, known);
  return known;
}

describe("walking every address", () => {
  it("a lead meets every vendor's marks: the walk does reach the data", async () => {
    const { seen, foreign } = await walkAs("lead");
    expect(foreign.filter((leak) => leak.startsWith("5"))).toEqual([]);
    expect([...seen].sort()).toEqual(Object.values(MARKS).sort());
  });

  it.each([
    ["a partner", "partner"],
    ["a partner's key", "key"],
    ["whoever has only a link", "nobody"],
  ] as const)("%s meets the marks of its own vendor and no other's", async (_who, viewer) => {
    const { seen, foreign, requested } = await walkAs(viewer);
    expect(foreign).toEqual([]);
    expect([...seen]).toEqual([MARKS.lumina]);
    expect(requested).toBeGreaterThan(walked.routes.length);
  });
});

describe("staff addresses and the numbers of imports", () => {
  it("are shown to the organization's own people: the walk does reach them", async () => {
    const { staff, imports } = await walkAs("lead");
    expect(staff.length).toBeGreaterThan(10);
    expect(imports.length).toBeGreaterThan(10);
  });

  it.each(["partner", "key", "nobody"] as const)(
    "are not shown on any page, export or document that a %s can open",
    async (viewer) => {
      const { staff, imports, answered } = await walkAs(viewer);
      expect(staff).toEqual([]);
      expect(imports).toEqual([]);
      expect(answered).toBeGreaterThan(10);
    },
  );
});

describe("nobody signed in", () => {
  it("is sent to sign in, or refused, wherever it is not stated that anyone may look", async () => {
    const { pages, routes } = walked;
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
  });
});

describe("a link", () => {
  it.each(["scorecard", "portfolio", "metric", "metric of all partners"] as const)(
    "to a %s cannot be widened by anything in its address",
    async (view) => {
      const { pages, links } = walked;
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
    const { db, data, pages, links, headers } = walked;
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
    const others = { where: { vendorId: { not: data.lumina } } };
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

  it("authorizes no change", async () => {
    const { pages, routes, links } = walked;
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
  });
});

/** The page without what differs between two askings of one address: the nonce and the request's id. */
function steady(body: string): string {
  return body
    .replaceAll(/nonce(?:&quot;|\\?")?[:=](?:&quot;|\\?")[A-Za-z0-9+/=]+/g, "")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "");
}
