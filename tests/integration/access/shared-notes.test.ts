import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import type { Viewer } from "~/domain/access/viewer";
import { action as share } from "~/routes/_app.links.new";
import { openLink } from "~/auth/open-link.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { openPages, type Pages } from "../../support/pages";
import { MARKS, type MarkedData, writeMarkedData } from "./marked-data";
import { addPerson, signedIn } from "./people";

const INTERNAL = "zqinternalzq";
const SHARED = "zqsharedzq";
const VIEWS = {
  scorecard: "view=scorecard&vendor=lumina&period=2026-10",
  portfolio: "view=portfolio&period=2026-10",
  metric: "view=metric&vendor=lumina&metric=volume&from=2026-09-01&to=2026-10-31",
} as const;
const REQUESTED = { name: "Review", audience: "", days: "90", allowDownloads: "on", password: "" };

let db: TestDatabase;
let data: MarkedData;
let pages: Pages;
let cookie: string;
let admin: Viewer;
/** Ids of the note that only the organization's people may read. */
let internalNote: string;

async function writeNote(visibility: "inside" | "partner", mark: string): Promise<string> {
  const { id } = await db.inside.rootCauseNote.create({
    data: {
      vendorId: data.lumina,
      metric: "volume",
      fromDay: new Date("2026-10-05T00:00:00Z"),
      toDay: new Date("2026-10-19T00:00:00Z"),
      title: `title ${mark}`,
      symptom: `symptom ${mark}`,
      category: "process",
      segment: `segment ${mark}`,
      fault: "client",
      whys: [`why ${mark}`],
      evidence: `evidence ${mark}`,
      containment: `containment ${mark}`,
      owner: `owner ${mark}`,
      authorName: `author ${mark}`,
      visibility,
    },
  });
  return id;
}

beforeAll(async () => {
  db = await createTestDatabase();
  data = await writeMarkedData(db);
  internalNote = await writeNote("inside", INTERNAL);
  await writeNote("partner", SHARED);
  pages = await openPages(db);
  await addPerson(db, "lead@org.example", "lead");
  await addPerson(db, "admin@org.example", "admin");
  const viewer = await optionalViewer(get("/", [await signedIn(db, "admin@org.example")]), testContext(db));
  if (viewer === null) throw new Error("not signed in");
  admin = viewer;
  cookie = await signedIn(db, "lead@org.example");
});

async function sendForm(view: keyof typeof VIEWS, choices: Record<string, string>): Promise<Response> {
  const request = post(`/links/new?${VIEWS[view]}`, { ...REQUESTED, ...choices }, [cookie]);
  return answerOf(share({ request, context: testContext(db), params: {} }));
}

async function createLink(view: keyof typeof VIEWS, choices: Record<string, string>): Promise<string> {
  const answer = await sendForm(view, choices);
  const body: { link: { href: string } | null } = await answer.json();
  if (body.link === null) throw new Error(JSON.stringify(body));
  return body.link.href.split("/s/")[1] ?? "";
}

const PARTNER = { audienceKind: "partner", showNotes: "on" };
const INTERNAL_ALL = { audienceKind: "internal", showNotes: "on", showInternalNotes: "on" };

/** Every form that a link's address has. */
function formsOf(token: string): string[] {
  const page = `_data=${encodeURIComponent("routes/s.$token")}`;
  const file = `_data=${encodeURIComponent("routes/s.$token_.data[.]csv")}`;
  return [
    `/s/${token}`,
    `/s/${token}?print=1&notes=all&showInternalNotes=on`,
    `/s/${token}?${page}`,
    `/s/${token}.data`,
    `//s/${token}/`,
    `/S/${token}`,
    `/s%2f${token}`,
    `/s/${token}/data.csv`,
    `/s/${token}/data.csv?${file}`,
    `/s/${token}/data.csv.data`,
  ];
}

async function textsOf(token: string): Promise<string[]> {
  const texts: string[] = [];
  for (const path of formsOf(token)) {
    const { body, headers } = await pages.ask(path);
    texts.push(`${path}\n${JSON.stringify(headers)}\n${body}`);
  }
  return texts;
}

const saysInternal = (text: string) => text.includes(INTERNAL) || text.includes(internalNote);

describe("a share link shows only notes that are shared with the partner", () => {
  it.each(["scorecard", "portfolio", "metric"] as const)("in every form of a shared %s", async (view) => {
    const texts = await textsOf(
      await createLink(view, view === "portfolio" ? { ...PARTNER, audienceKind: "internal" } : PARTNER),
    );
    expect(texts.filter(saysInternal)).toEqual([]);
    expect(texts.some((text) => text.includes(MARKS.lumina))).toBe(true);
    if (view !== "portfolio") expect(texts.some((text) => text.includes(SHARED))).toBe(true);
  });

  it("also where it was created for internal stakeholders without asking for internal notes", async () => {
    const texts = await textsOf(await createLink("metric", { audienceKind: "internal", showNotes: "on" }));
    expect(texts.filter(saysInternal)).toEqual([]);
    expect(texts.some((text) => text.includes(SHARED))).toBe(true);
  });

  it("and none at all where notes are off", async () => {
    const texts = await textsOf(await createLink("metric", { audienceKind: "internal" }));
    expect(texts.filter((text) => saysInternal(text) || text.includes(SHARED))).toEqual([]);
  });

  it("unless internal notes were chosen for internal stakeholders when it was created", async () => {
    const texts = await textsOf(await createLink("metric", INTERNAL_ALL));
    expect(texts.some((text) => text.includes(`symptom ${INTERNAL}`))).toBe(true);
  });
});

describe("a link to a view of several partners", () => {
  it("is for internal stakeholders alone: the form refuses another audience, and so does the database", async () => {
    const answer = await sendForm("portfolio", PARTNER);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain("it can’t be shared with a partner");
    const page = await pages.ask(`/links/new?${VIEWS.portfolio}`, {
      headers: { Cookie: cookie.split(";", 1)[0] ?? "" },
    });
    expect(page.body).not.toContain('<option value="partner"');
    const link = await createLink("metric", PARTNER);
    expect(link).not.toBe("");
    await expect(db.inside.shareLink.updateMany({ data: { vendorIds: [1, 2] } })).rejects.toThrow(
      /share_link_one_partner/,
    );
  });
});

describe("a link for the partner cannot show internal notes", () => {
  beforeEach(() => db.inside.shareLink.deleteMany());

  it.each([
    { ...INTERNAL_ALL, audienceKind: "partner" },
    { showNotes: "on", showInternalNotes: "on" },
    { audienceKind: "partner", showInternalNotes: "on" },
    { ...INTERNAL_ALL, audienceKind: "everyone" },
  ])("a form that sends %j creates nothing", async (choices) => {
    const answer = await sendForm("metric", choices);
    expect(answer.status).toBe(400);
    expect(await db.inside.shareLink.count()).toBe(0);
  });

  it("the page of the form warns beside the choice, which is off at first", async () => {
    const page = await pages.ask(`/links/new?${VIEWS.metric}`, { headers: { Cookie: cookie.split(";", 1)[0] ?? "" } });
    expect(page.body).toContain("Show internal notes");
    expect(page.body).toContain("Anyone with the link can read");
    expect(/<input[^>]*name="showInternalNotes"[^>]*>/.exec(page.body)?.[0]).not.toContain("checked");
    expect(/<input[^>]*name="showNotes"[^>]*>/.exec(page.body)?.[0]).toContain("checked");
  });

  it("the database refuses to store one", async () => {
    await createLink("metric", PARTNER);
    await expect(db.inside.shareLink.updateMany({ data: { notes: "all" } })).rejects.toThrow(/share_link_notes/);
    await expect(db.inside.shareLink.updateMany({ data: { audienceKind: "other" } })).rejects.toThrow(/share_link/);
    await createLink("metric", INTERNAL_ALL);
    await expect(db.inside.shareLink.updateMany({ data: { audienceKind: "partner" } })).rejects.toThrow(
      /share_link_notes/,
    );
  });
});

it("a partner's key reads no internal note through the API, whichever way it asks", async () => {
  const key = await createApiKey(db, admin, { name: "pull", role: "partner", vendorId: data.lumina });
  const headers = { Authorization: `Bearer ${key.ok ? key.key : ""}` };
  const addresses = [
    "/api/v1/notes",
    "/api/v1/notes?vendor=lumina&state=archived",
    "/api/v1/scorecard?vendor=lumina&period=2026-10",
    "/api/v1/portfolio?period=2026-10",
    "/api/v1/metric?vendor=lumina&metric=volume&from=2026-09-01&to=2026-10-31",
    `/notes/${internalNote}`,
  ];
  const texts: string[] = [];
  for (const path of addresses) texts.push((await pages.ask(path, { headers })).body);
  expect(texts.filter(saysInternal)).toEqual([]);
  expect(texts[0]).toContain(SHARED);
});

it("an opened link is a viewer whose scope holds shared notes only", async () => {
  const token = await createLink("scorecard", PARTNER);
  const linkRequest = {
    token,
    clientAddress: "203.0.113.9",
    device: null,
    cookieHeader: null,
    origin: TEST_ORIGIN,
    now: TEST_NOW,
  };
  expect(await openLink(db, linkRequest)).toMatchObject({ state: "open", viewer: { scope: { notes: "partner" } } });
});
