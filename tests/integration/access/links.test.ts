import { beforeAll, describe, expect, it } from "vitest";
import { optionalViewer } from "~/auth/require-viewer.server";
import type { Viewer } from "~/domain/access/viewer";
import { action as change, loader as listed } from "~/routes/_app.links._index";
import { action as share, loader as shareForm } from "~/routes/_app.links.new";
import { listLinks } from "~/commands/sharing/links.server";
import { countOpening, type LinkRequest, openLink, unlockLink } from "~/auth/open-link.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { type MarkedData, writeMarkedData } from "./marked-data";
import { addPerson, signedIn } from "./people";

const LUMINA = "lumina";
const DAY_MS = 86_400_000;

let db: TestDatabase;
let data: MarkedData;
let leadCookie: string;
let lead: Viewer;

beforeAll(async () => {
  db = await createTestDatabase();
  data = await writeMarkedData(db);
  await addPerson(db, "lead@org.example", "lead");
  await addPerson(db, "ana@org.example", "analyst");
  leadCookie = await signedIn(db, "lead@org.example");
  const viewer = await optionalViewer(get("/", [leadCookie]), testContext(db));
  if (viewer === null) throw new Error("not signed in");
  lead = viewer;
});

let addresses = 0;
function linkRequest(token: string, changes: Partial<LinkRequest> = {}): LinkRequest {
  addresses += 1;
  const clientAddress = `203.0.113.${addresses}`;
  return { token, clientAddress, device: null, cookieHeader: null, origin: TEST_ORIGIN, now: TEST_NOW, ...changes };
}

const SCORECARD = `/links/new?view=scorecard&vendor=${LUMINA}&period=2026-10&site=north`;
const REQUESTED = { name: "For support", audience: "Support", audienceKind: "partner", days: "90", showNotes: "on" };

async function mint(requested: Record<string, string> = {}, address = SCORECARD): Promise<string> {
  const request = post(address, { ...REQUESTED, ...requested }, [leadCookie]);
  const answer = await answerOf(share({ request, context: testContext(db), params: {} }));
  const body: { link: { href: string } | null } = await answer.json();
  if (body.link === null) throw new Error(JSON.stringify(body));
  return body.link.href.split("/s/")[1] ?? "";
}

async function idOf(token: string): Promise<string> {
  const opened = await openLink(db, linkRequest(token));
  if (opened.state !== "open") throw new Error(opened.state);
  return opened.link.id;
}

async function changeLink(form: Record<string, string>, cookie = leadCookie): Promise<number> {
  const request = post("/links?index", form, [cookie]);
  return (await answerOf(change({ request, context: testContext(db), params: {} }))).status;
}

describe("a link", () => {
  it("is fixed to what was shared, for ninety days, and only its hash is stored", async () => {
    const token = await mint();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await db.inside.shareLink.findMany())).not.toContain(token);
    const opened = await openLink(db, linkRequest(token));
    expect(opened).toMatchObject({
      state: "open",
      viewer: {
        kind: "share",
        scope: {
          vendorIds: [data.lumina],
          sites: ["north"],
          programs: "all",
          channels: "all",
          fromDay: "2025-10-01",
          toDay: "2026-10-31",
          notes: "partner",
          downloads: false,
        },
      },
      link: { view: "scorecard", parameters: { vendor: LUMINA, period: "2026-10", site: "north" } },
    });
    const late = (days: number) =>
      openLink(db, linkRequest(token, { now: new Date(TEST_NOW.getTime() + days * DAY_MS) }));
    expect((await late(89.9)).state).toBe("open");
    expect(await late(90)).toEqual({ state: "ended" });
  });

  it("shows the vendors there are when it is made, not later ones", async () => {
    const token = await mint({ audienceKind: "internal" }, "/links/new?view=portfolio&period=2026-10");
    await db.inside.vendor.create({ data: { key: "newcomer", name: "Newcomer" } });
    const opened = await openLink(db, linkRequest(token));
    expect(opened.state === "open" && opened.viewer.scope.vendorIds).toEqual(
      expect.arrayContaining([data.lumina, data.nordwind, data.kestrel]),
    );
    expect(opened.state === "open" && opened.viewer.scope.vendorIds).toHaveLength(3);
  });

  it("to a metric of all partners is for internal stakeholders alone", async () => {
    const address = "/links/new?view=metric&metric=csat&by=vendor,site&from=2026-09-01&to=2026-10-31";
    const opened = await openLink(db, linkRequest(await mint({ audienceKind: "internal" }, address)));
    expect(opened).toMatchObject({ state: "open", link: { audienceKind: "internal" } });
    await expect(mint({ audienceKind: "partner" }, address)).rejects.toThrow(/audienceKind|Internal stakeholders/);
  });

  it("hides notes and allows downloads as its switches say", async () => {
    const { showNotes: _notes, ...withoutNotes } = REQUESTED;
    const request = post(SCORECARD, { ...withoutNotes, allowDownloads: "on" }, [leadCookie]);
    const answer = await answerOf(share({ request, context: testContext(db), params: {} }));
    const { link }: { link: { href: string } } = await answer.json();
    const opened = await openLink(db, linkRequest(link.href.split("/s/")[1] ?? ""));
    expect(opened).toMatchObject({ viewer: { scope: { notes: "none", downloads: true } } });
  });

  it("says nothing but that it is unknown when invented, cut or overlong", async () => {
    const token = await mint();
    for (const wrong of [
      "",
      "x",
      token.slice(0, -1),
      `${token}A`,
      token.toLowerCase(),
      `${token.slice(0, -1)}%`,
      "'; --",
    ]) {
      expect(await openLink(db, linkRequest(wrong))).toEqual({ state: "unknown" });
    }
  });

  it("is paused, resumed and revoked at once, and stays revoked", async () => {
    const token = await mint();
    const id = await idOf(token);
    const state = async () => (await openLink(db, linkRequest(token))).state;
    expect(await changeLink({ id, change: "pause" })).toBe(302);
    expect(await state()).toBe("paused");
    expect(await changeLink({ id, change: "pause" })).toBe(404);
    await changeLink({ id, change: "resume" });
    expect(await state()).toBe("open");
    await changeLink({ id, change: "revoke" });
    expect(await state()).toBe("ended");
    for (const again of ["resume", "pause", "revoke"]) expect(await changeLink({ id, change: again })).toBe(404);
    expect(await state()).toBe("ended");
    const trail = await db.inside.auditEvent.findMany({ where: { subject: `link:${id}` }, orderBy: { id: "asc" } });
    expect(trail.map(({ action }) => action)).toEqual(["link.minted", "link.paused", "link.resumed", "link.revoked"]);
  });

  it("is listed with its openings, and never with its token", async () => {
    const token = await mint({ name: "Counted" });
    const opened = await openLink(db, linkRequest(token));
    if (opened.state !== "open") throw new Error(opened.state);
    const later = new Date(TEST_NOW.getTime() + 60_000);
    const clientAddress = "203.0.113.200";
    await countOpening(db, opened.link, { now: TEST_NOW, clientAddress });
    await countOpening(db, opened.link, { now: later, clientAddress });
    const [first] = (await listLinks(db, lead, TEST_NOW)).filter(({ name }) => name === "Counted");
    expect(first).toMatchObject({ openings: 2, lastOpenedAt: later, state: "active", createdByName: "lead" });
    const page = await answerOf(listed({ request: get("/links", [leadCookie]), context: testContext(db), params: {} }));
    const body = await page.text();
    expect(body).toContain("Counted");
    expect(body).not.toContain(token);
  });

  it("is made and changed by those who may share, from this site's pages", async () => {
    const analyst = await signedIn(db, "ana@org.example");
    const id = await idOf(await mint());
    const ask = (request: Request) => answerOf(share({ request, context: testContext(db), params: {} }));
    expect((await ask(post(SCORECARD, REQUESTED, [analyst]))).status).toBe(403);
    expect((await ask(post(SCORECARD, REQUESTED))).headers.get("Location")).toBe("/sign-in");
    expect(await changeLink({ id, change: "revoke" }, analyst)).toBe(403);
    const foreign = post(SCORECARD, REQUESTED, [leadCookie]);
    foreign.headers.set("Origin", "https://evil.example");
    expect((await ask(foreign)).status).toBe(403);
  });

  it.each([
    ["/links/new", 400],
    ["/links/new?view=people", 400],
    ["/links/new?view=scorecard&vendor=unknown&period=2026-10", 404],
    ["/links/new?view=metric&vendor=lumina&metric=unknown", 404],
  ])("%s is not offered", async (address, status) => {
    const request = get(address, [leadCookie]);
    expect((await answerOf(shareForm({ request, context: testContext(db), params: {} }))).status).toBe(status);
  });

  it.each([
    [{ days: "0" }, "days"],
    [{ days: "731" }, "days"],
    [{ days: "soon" }, "days"],
    [{ name: " " }, "name"],
    [{ password: "short" }, "password"],
  ])("with %j is not made, and what was typed stays", async (requested, field) => {
    const request = post(SCORECARD, { ...REQUESTED, ...requested }, [leadCookie]);
    const answer = await answerOf(share({ request, context: testContext(db), params: {} }));
    const body: { form: { error: Record<string, unknown>; initialValue: Record<string, string> } } =
      await answer.json();
    expect([answer.status, Object.keys(body.form.error)]).toEqual([400, [field]]);
    expect(body.form.initialValue.audience).toBe("Support");
    expect(body.form.initialValue).not.toHaveProperty("password");
  });
});

describe("a link with a password", () => {
  it("opens for an hour in the browser that gave it, and in no other", async () => {
    const token = await mint({ password: "tram under seven" });
    const other = await mint({ password: "tram under seven" });
    expect(await openLink(db, linkRequest(token))).toEqual({ state: "locked" });
    expect(await unlockLink(db, linkRequest(token), "something else")).toEqual({ state: "wrong-password" });
    const unlocked = await unlockLink(db, linkRequest(token), "tram under seven");
    if (unlocked.state !== "unlocked" || unlocked.setCookie === null) throw new Error(unlocked.state);
    expect(unlocked.setCookie).toMatch(
      /^__Host-plumbline-link-.*; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const cookieHeader = unlocked.setCookie.split(";", 1)[0] ?? "";
    expect((await openLink(db, linkRequest(token, { cookieHeader }))).state).toBe("open");
    const later = new Date(TEST_NOW.getTime() + 3_601_000);
    expect((await openLink(db, linkRequest(token, { cookieHeader, now: later }))).state).toBe("locked");
    expect((await openLink(db, linkRequest(other, { cookieHeader }))).state).toBe("locked");
    const [name = "", value = ""] = cookieHeader.split("=");
    const forged = `${name}=${Buffer.from(JSON.stringify(`${later.getTime() + DAY_MS}.AAAA`)).toString("base64")}`;
    expect(value).not.toBe("");
    expect((await openLink(db, linkRequest(token, { cookieHeader: forged }))).state).toBe("locked");
  });

  it("is tried slowly", async () => {
    const token = await mint({ password: "tram under seven" });
    const clientAddress = "203.0.113.254";
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await unlockLink(db, linkRequest(token, { clientAddress }), "wrong")).state).toBe("wrong-password");
    }
    expect((await unlockLink(db, linkRequest(token, { clientAddress }), "tram under seven")).state).toBe("slowed");
    expect((await unlockLink(db, linkRequest(token), "tram under seven")).state).toBe("unlocked");
  });
});

it("trying tokens is slowed down by address, and slows no link that is there", async () => {
  const token = await mint();
  const clientAddress = "203.0.113.253";
  for (let tries = 0; tries < 30; tries += 1) await openLink(db, linkRequest("A".repeat(43), { clientAddress }));
  expect(await openLink(db, linkRequest("A".repeat(43), { clientAddress }))).toMatchObject({ state: "slowed" });
  expect((await openLink(db, linkRequest(token, { clientAddress }))).state).toBe("open");
  expect((await openLink(db, linkRequest(token))).state).toBe("open");
});
