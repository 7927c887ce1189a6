import { beforeAll, describe, expect, it } from "vitest";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { NotesScope, Viewer } from "~/domain/access/viewer";
import { action, loader } from "~/routes/s.$token";
import { loader as download } from "~/routes/s.$token_.data[.]csv";
import { mintLink, pauseLink, revokeLink } from "~/commands/sharing/links.server";
import { offerShare } from "~/reports/sharing/share-offer.server";
import { parseShareQuestion } from "~/reports/sharing/share-question";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { MARKS, writeMarkedData } from "./marked-data";

const DAY_MS = 86_400_000;
const LEAD = {
  kind: "member",
  userId: crypto.randomUUID(),
  name: "Lea",
  email: "lea@x.example",
  role: "lead",
  scope: WHOLE_SCOPE,
} satisfies Viewer;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await writeMarkedData(db);
  const { userId: id, name, email, role } = LEAD;
  await db.inside.user.create({ data: { id, name, email, role, passwordHash: "" } });
});

async function mint(
  password: string | null = null,
  { notes = "partner" as NotesScope, allowDownloads = false } = {},
): Promise<{ id: string; token: string }> {
  const question = parseShareQuestion(new URLSearchParams("view=scorecard&vendor=lumina&period=2026-10"), "2026-11-23");
  const offer = question && (await offerShare(db, LEAD, question));
  if (!question || !offer) throw new Error("nothing to share");
  const requested = {
    name: "Named inside",
    audience: "Board",
    audienceKind: "internal" as const,
    view: question.view,
    parameters: question.parameters,
    reach: { ...offer.reach, notes, allowDownloads },
    password,
    expiresAt: new Date(TEST_NOW.getTime() + 90 * DAY_MS),
  };
  const link = await mintLink(db, LEAD, requested, TEST_ORIGIN);
  if (link === null) throw new Error("not minted");
  return link;
}

let calls = 0;
function open(token: string, { days = 0, headers = {}, cookie = "" } = {}): Promise<Response> {
  calls += 1;
  const clock = () => new Date(TEST_NOW.getTime() + days * DAY_MS);
  const context = testContext(db, { clientAddress: `198.51.100.${calls}`, clock });
  const request = get(`/s/${token}`, [cookie]);
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, String(value));
  return answerOf(loader({ request, context, params: { token } }));
}

const openings = (linkId: string) => db.inside.shareLinkOpening.count({ where: { linkId } });

describe("the page behind a link", () => {
  it("shows the view, is kept nowhere and found by no search", async () => {
    const { token } = await mint();
    const answer = await open(token);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": expect.stringContaining("noindex"),
    });
    const body = await answer.text();
    expect(body).toContain(MARKS.lumina);
    for (const inside of ["Named inside", "Board", "lea@x.example", token]) expect(body).not.toContain(inside);
  });

  it("shows notes unless they are hidden", async () => {
    const note = `symptom ${MARKS.lumina}`;
    expect(await (await open((await mint()).token)).text()).toContain(note);
    expect(await (await open((await mint(null, { notes: "none" })).token)).text()).not.toContain(note);
  });

  it("counts every request that is answered with what it shows, also one marked as a prefetch", async () => {
    const { id, token } = await mint();
    await open(token);
    await open(token, { headers: { "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" } });
    await open(token, { headers: { "Sec-Fetch-Dest": "empty" } });
    await open(token, { headers: { "Sec-Fetch-Dest": "document", "Sec-Purpose": "prefetch" } });
    expect(await openings(id)).toBe(4);
    const recorded = await db.inside.auditEvent.count({ where: { subject: `link:${id}`, action: "link.opened" } });
    expect(recorded).toBe(4);
  });

  it("says kindly that a link has ended, is paused or unknown, and nothing of what was behind it", async () => {
    const [paused, revoked, expired] = [await mint(), await mint(), await mint()];
    await pauseLink(db, LEAD, paused.id, TEST_NOW);
    await revokeLink(db, LEAD, revoked.id, TEST_NOW);
    const answers = [
      await open(paused.token),
      await open(revoked.token),
      await open(expired.token, { days: 91 }),
      await open("x".repeat(43)),
      await open(expired.token.slice(0, 20)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 410, 410, 404, 404]);
    for (const answer of answers) {
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(Object.keys(JSON.parse(await answer.text()))).toEqual(["state"]);
    }
    expect(await openings(expired.id)).toBe(0);
  });

  it("can be downloaded only where the link allows it", async () => {
    const file = async (token: string) => {
      const request = get(`/s/${token}/data.csv`);
      return answerOf(download({ request, context: testContext(db), params: { token } }));
    };
    expect((await file((await mint()).token)).status).toBe(404);
    expect((await file("x".repeat(43))).status).toBe(404);
    expect((await file((await mint("tram under seven", { allowDownloads: true })).token)).status).toBe(401);
    const { id, token } = await mint(null, { allowDownloads: true });
    const answer = await file(token);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    expect(await answer.text()).toContain(MARKS.lumina);
    await revokeLink(db, LEAD, id, TEST_NOW);
    expect((await file(token)).status).toBe(410);
  });

  it("asks for a password first, from its own form only", async () => {
    const { id, token } = await mint("tram under seven");
    const locked = await open(token);
    expect([locked.status, await locked.json()]).toEqual([401, { state: "locked" }]);
    const context = testContext(db);
    const give = (password: string, origin = TEST_ORIGIN) => {
      const request = post(`/s/${token}`, { password });
      request.headers.set("Origin", origin);
      return answerOf(action({ request, context, params: { token } }));
    };
    expect((await give("tram under seven", "https://evil.example")).status).toBe(403);
    expect((await give("wrong")).status).toBe(401);
    const given = await give("tram under seven");
    expect([given.status, given.headers.get("Location")]).toEqual([302, `/s/${token}`]);
    expect(await openings(id)).toBe(0);
    expect((await open(token, { cookie: given.headers.get("Set-Cookie") ?? "" })).status).toBe(200);
    expect(await openings(id)).toBe(1);
  });
});
