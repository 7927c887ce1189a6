import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey, listApiKeys } from "~/commands/access/api-keys.server";
import { changePerson } from "~/commands/access/people.server";
import { optionalViewer, requireApiViewer } from "~/auth/require-viewer.server";
import { flushRepeated } from "~/data/db/repeated-audit.server";
import type { Role, Viewer } from "~/domain/access/viewer";
import { viewerOfRun } from "~/jobs/imports/viewer-of-run.server";
import { action as keysAction, loader as keysPage } from "~/routes/_app.keys";
import { loader as linksPage } from "~/routes/_app.links._index";
import { action as share } from "~/routes/_app.links.new";
import { openLink, unlockLink } from "~/auth/open-link.server";
import { loader as personPage } from "~/routes/_app.people.$id";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { writeMarkedData } from "./marked-data";
import { addPerson, signedIn } from "./people";

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(TEST_NOW.getTime() + days * DAY_MS);

let db: TestDatabase;
let admin: Viewer;
let adminCookie: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await writeMarkedData(db);
  await addPerson(db, "admin@org.example", "admin");
  adminCookie = await signedIn(db, "admin@org.example");
  admin = await viewerWith(adminCookie);
});

async function viewerWith(cookie: string): Promise<Viewer> {
  const viewer = await optionalViewer(get("/", [cookie]), testContext(db));
  if (viewer === null) throw new Error("not signed in");
  return viewer;
}

async function useKey(secret: string, now = TEST_NOW, from: { clientAddress?: string } = {}) {
  const request = new Request(new URL("/api/v1/vendors", TEST_ORIGIN), {
    headers: { Authorization: `Bearer ${secret}` },
  });
  const context = testContext(db, { clock: () => now, ...from });
  const answer = await answerOf(requireApiViewer(request, context, "portfolio.read"));
  const body: { title?: string; detail?: string } = await answer.json();
  return { status: answer.status, ...body, contentType: answer.headers.get("Content-Type") };
}

async function made(key: Awaited<ReturnType<typeof createApiKey>>): Promise<{ id: string; key: string }> {
  if (!key.ok) throw new Error(key.problem);
  return key;
}

const lastUse = async (id: string) => (await db.inside.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;

describe("an API key", () => {
  it("expires after the days that were chosen, a year unless stated otherwise, and is then refused as expired", async () => {
    const short = await made(
      await createApiKey(db, admin, { name: "short", role: "analyst", vendorId: null, days: 30 }, TEST_NOW),
    );
    const usual = await made(
      await createApiKey(db, admin, { name: "usual", role: "analyst", vendorId: null }, TEST_NOW),
    );
    expect([(await useKey(short.key, later(29.9))).status, (await useKey(usual.key, later(364.9))).status]).toEqual([
      200, 200,
    ]);
    expect(await useKey(short.key, later(30))).toMatchObject({
      status: 401,
      contentType: "application/problem+json",
      title: "API key expired",
      detail: "It expired on 2026-12-23. Ask an admin for a new key.",
    });
    expect((await useKey(usual.key, later(365))).status).toBe(401);
    const run = { userId: null, keyId: short.id, requestedBy: "key:short" };
    expect([await viewerOfRun(db, run, later(29)), await viewerOfRun(db, run, later(31))]).toMatchObject([
      { kind: "key" },
      null,
    ]);
    const { keys } = await listApiKeys(db, admin, later(31));
    expect(keys.find(({ id }) => id === short.id)?.state).toBe("expired");
  });

  it.each(["0", "731", "soon", "1.5", "-3"])("is not made for %s days", async (days) => {
    const form = { name: "x", role: "analyst", days };
    const request = post("/keys", form, [adminCookie]);
    const answer = await answerOf(keysAction({ request, params: {}, context: testContext(db) }));
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining("Enter a whole number from 1 to 730."),
    ]);
  });

  it("has its last use written at most once a minute", async () => {
    const { id, key } = await made(
      await createApiKey(db, admin, { name: "busy", role: "analyst", vendorId: null }, TEST_NOW),
    );
    const seconds = (count: number) => new Date(TEST_NOW.getTime() + count * 1_000);
    expect(await lastUse(id)).toBeNull();
    await useKey(key, seconds(0));
    await useKey(key, seconds(59));
    expect(await lastUse(id)).toEqual(seconds(0));
    await useKey(key, seconds(61));
    expect(await lastUse(id)).toEqual(seconds(61));
    await flushRepeated(db);
    const counts = await db.inside.auditCount.findMany({ where: { subject: `key:${id}` } });
    expect(counts.reduce((sum, { times }) => sum + times, 0)).toBe(2);
  });

  it("is refused in its own words when revoked, and without any when unknown", async () => {
    const { id, key } = await made(
      await createApiKey(db, admin, { name: "gone", role: "analyst", vendorId: null }, TEST_NOW),
    );
    await db.inside.apiKey.update({ where: { id }, data: { revokedAt: TEST_NOW } });
    expect(await useKey(key)).toMatchObject({ status: 401, title: "API key revoked" });
    expect(await useKey("plk_unknown")).toMatchObject({ status: 401, title: "Valid API key required" });
  });

  it("that opens nothing is refused 60 times in ten minutes from one network, and then put off; a good one is not", async () => {
    const { key } = await made(
      await createApiKey(db, admin, { name: "good", role: "analyst", vendorId: null }, TEST_NOW),
    );
    const from = (clientAddress: string) => ({ clientAddress });
    const statuses: number[] = [];
    for (let tries = 0; tries < 62; tries += 1)
      statuses.push((await useKey(`plk_${tries}`, TEST_NOW, from("192.0.2.7"))).status);
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 401), 429, 429]);
    expect((await useKey(key, TEST_NOW, from("192.0.2.7"))).status).toBe(200);
    expect((await useKey("plk_other", TEST_NOW, from("198.51.100.7"))).status).toBe(401);
  });
});

describe("what a person made", () => {
  async function makerWithKeyAndLink(email: string) {
    const makerId = await addPerson(db, email, "admin");
    const cookie = await signedIn(db, email);
    const maker = await viewerWith(cookie);
    const { id: keyId, key } = await made(
      await createApiKey(db, maker, { name: `key of ${email}`, role: "analyst", vendorId: null }, TEST_NOW),
    );
    const mintLink = async (form: Record<string, string>) => {
      const requested = { name: `link of ${email}`, audience: "", audienceKind: "partner", days: "90", ...form };
      const request = post("/links/new?view=scorecard&vendor=lumina&period=2026-10", requested, [cookie]);
      const body: { link: { href: string } | null } = await (
        await answerOf(share({ request, context: testContext(db), params: {} }))
      ).json();
      return body.link?.href.split("/s/")[1] ?? "";
    };
    return { makerId, keyId, key, token: await mintLink({}), locked: await mintLink({ password: "tram under seven" }) };
  }

  let addresses = 0;
  const linkRequest = (token: string) => {
    addresses += 1;
    return {
      token,
      clientAddress: `203.0.113.${addresses}`,
      cookieHeader: null,
      device: null,
      origin: TEST_ORIGIN,
      now: TEST_NOW,
    };
  };

  const page = async (loader: typeof keysPage | typeof linksPage, path: string) =>
    (await answerOf(loader({ request: get(path, [adminCookie]), params: {}, context: testContext(db) }))).text();

  it("stops working at the next request once they are disabled, and resumes once they are enabled", async () => {
    const { makerId, keyId, key, token, locked } = await makerWithKeyAndLink("maker@org.example");
    const states = async () => [
      (await useKey(key)).status,
      (await openLink(db, linkRequest(token))).state,
      (await unlockLink(db, linkRequest(locked), "tram under seven")).state,
      (await viewerOfRun(db, { userId: null, keyId, requestedBy: "key" }, TEST_NOW))?.kind ?? null,
    ];
    expect(await states()).toEqual([200, "open", "unlocked", "key"]);
    const access = { role: "admin", vendorId: null } as const;
    await changePerson(db, admin, makerId, { ...access, disabled: true }, TEST_NOW);
    expect(await states()).toEqual([401, "paused", "paused", null]);
    expect(await useKey(key)).toMatchObject({
      title: "API key inactive",
      detail: "The account that created it is disabled. Ask an admin for a new key.",
    });
    expect(await page(keysPage, "/keys")).toContain('"state":"stopped"');
    expect(await page(linksPage, "/links")).toContain('"state":"stopped"');
    await changePerson(db, admin, makerId, { ...access, disabled: false }, TEST_NOW);
    expect(await states()).toEqual([200, "open", "unlocked", "key"]);
  });

  it("stops working at the next request once their role no longer includes creating it, and resumes with the role", async () => {
    const { makerId, keyId, key, token } = await makerWithKeyAndLink("demoted@org.example");
    const become = (role: Role) =>
      changePerson(
        db,
        admin,
        makerId,
        { role, vendorId: role === "partner" ? vendorId : null, disabled: false },
        TEST_NOW,
      );
    const [{ id: vendorId = 0 } = {}] = await db.inside.vendor.findMany({ select: { id: true }, take: 1 });
    const states = async () => [
      (await useKey(key)).status,
      (await viewerOfRun(db, { userId: null, keyId, requestedBy: "key" }, TEST_NOW))?.kind ?? null,
      (await openLink(db, linkRequest(token))).state,
    ];
    expect(await states()).toEqual([200, "key", "open"]);
    await become("lead");
    expect(await states()).toEqual([401, null, "open"]);
    expect(await useKey(key)).toMatchObject({
      title: "API key inactive",
      detail: "The account that created it can no longer create API keys. Ask an admin for a new key.",
    });
    for (const role of ["analyst", "stakeholder", "partner"] as const) {
      await become(role);
      expect(await states()).toEqual([401, null, "paused"]);
    }
    expect(await page(keysPage, "/keys")).toContain('"state":"stopped","creator":"demoted"');
    expect(await page(linksPage, "/links")).toContain('"state":"stopped","creator":"demoted"');
    await become("admin");
    expect(await states()).toEqual([200, "key", "open"]);
  });

  it("is counted on the page on which their role is changed", async () => {
    const { makerId } = await makerWithKeyAndLink("counted@org.example");
    const requested = { request: get("/people/x", [adminCookie]), params: { id: makerId }, context: testContext(db) };
    expect(await (await answerOf(personPage(requested))).json()).toMatchObject({ created: { keys: 1, links: 2 } });
  });

  it("stays stopped where the account is no longer there, and works where nobody's account made it", async () => {
    const { makerId, key, token } = await makerWithKeyAndLink("leaver@org.example");
    await db.inside.user.delete({ where: { id: makerId } });
    expect([(await useKey(key)).status, (await openLink(db, linkRequest(token))).state]).toEqual([401, "paused"]);
    await db.inside.apiKey.updateMany({ where: { createdBy: makerId }, data: { createdBy: null } });
    expect((await useKey(key)).status).toBe(200);
  });
});
