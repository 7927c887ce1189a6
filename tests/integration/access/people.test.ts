import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey, listApiKeys, revokeApiKey } from "~/commands/access/api-keys.server";
import { removeDemoData, saveOrganizationSettings } from "~/commands/access/organization.server";
import {
  changeOwnPassword,
  changePerson,
  invitePerson,
  listPeople,
  renewInvitation,
} from "~/commands/access/people.server";
import { optionalViewer, requireApiViewer, requireViewer } from "~/auth/require-viewer.server";
import { acceptInvitation, completeSetUp, createSetUpLink, findSetUpTask } from "~/commands/access/set-up.server";
import { signIn } from "~/auth/sign-in.server";
import { findPresentedKey } from "~/data/access/api-keys.server";
import type { Viewer } from "~/domain/access/viewer";
import { action as account } from "~/routes/_app.account";
import { action as keysAction, loader as keysLoader } from "~/routes/_app.keys";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, PASSWORD, signedIn } from "./people";

const NEW_PASSWORD = "marbles roll under the tram";
const SET_UP = {
  organization: "Kontor",
  timeZone: "America/Phoenix",
  name: "Ada Admin",
  email: "ada@kontor.example",
  password: PASSWORD,
};
const OCCASION = { now: TEST_NOW, origin: TEST_ORIGIN };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});

const tokenOf = (href: string | null) => href?.split("/").at(-1) ?? "";

async function viewerOf(email: string): Promise<Viewer> {
  const viewer = await optionalViewer(get("/", [await signedIn(db, email)]), testContext(db));
  if (viewer === null) throw new Error(`${email} cannot sign in`);
  return viewer;
}

describe("the first set-up", () => {
  it("is done once, by whoever reads the console, and then closed", async () => {
    const replaced = tokenOf(await createSetUpLink(db, TEST_ORIGIN, TEST_NOW));
    const href = await createSetUpLink(db, TEST_ORIGIN, TEST_NOW);
    expect(href).toMatch(/^https:\/\/plumbline\.example\/set-up\/[\w-]{43}$/);
    const token = tokenOf(href);
    expect(await findSetUpTask(db, replaced, TEST_NOW)).toBeNull();
    expect(await findSetUpTask(db, "invented", TEST_NOW)).toBeNull();
    expect(await findSetUpTask(db, token, new Date(TEST_NOW.getTime() + 25 * 3600_000))).toBeNull();
    expect(await findSetUpTask(db, token, TEST_NOW)).toEqual({ task: "first-set-up" });
    expect(JSON.stringify(await db.inside.oneTimeSecret.findMany())).not.toContain(token);

    expect(await completeSetUp(db, token, { ...SET_UP, password: "short" }, TEST_NOW)).toMatchObject({ ok: false });
    const both = await Promise.all([
      completeSetUp(db, token, SET_UP, TEST_NOW),
      completeSetUp(db, token, { ...SET_UP, email: "eve@kontor.example" }, TEST_NOW),
    ]);
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.inside.user.count()).toBe(1);
    expect(await db.inside.organization.findMany()).toMatchObject([{ name: "Kontor", timeZone: "America/Phoenix" }]);
    expect(await findSetUpTask(db, token, TEST_NOW)).toBeNull();
    expect(await createSetUpLink(db, TEST_ORIGIN, TEST_NOW)).toBeNull();
  });
});

describe("people", () => {
  let admin: Viewer;
  beforeEach(async () => {
    await db.inside.session.deleteMany();
    await db.inside.user.deleteMany();
    await addPerson(db, "admin@org.example", "admin");
    admin = await viewerOf("admin@org.example");
  });

  it("are invited with an address that works once", async () => {
    const person = { email: "Lea@org.example", name: "Lea", role: "lead", vendorId: null } as const;
    const invitation = await invitePerson(db, admin, person, OCCASION);
    if (!invitation.ok) throw new Error(invitation.problem);
    expect(await invitePerson(db, admin, person, OCCASION)).toEqual({ ok: false, problem: "email-taken" });
    const before = await signIn(post("/", {}), testContext(db), { email: "lea@org.example", password: "" });
    expect(before).toEqual({ ok: false, reason: "refused" });
    const token = tokenOf(invitation.href);
    const task = await findSetUpTask(db, token, TEST_NOW);
    if (task?.task !== "choose-password") throw new Error("not invited");
    expect(await acceptInvitation(db, token, task, PASSWORD, TEST_NOW)).toMatchObject({ ok: true });
    expect(await acceptInvitation(db, token, task, NEW_PASSWORD, TEST_NOW)).toEqual({ ok: false, problem: "spent" });
    expect(await viewerOf("lea@org.example")).toMatchObject({ role: "lead" });
  });

  it("get a new address when the first is lost, and the first stops working", async () => {
    const person = { email: "lea@org.example", name: "Lea", role: "lead", vendorId: null } as const;
    const first = await invitePerson(db, admin, person, OCCASION);
    const { id } = await db.inside.user.findUniqueOrThrow({ where: { email: person.email } });
    const second = await renewInvitation(db, admin, id, OCCASION);
    expect(await findSetUpTask(db, tokenOf(first.ok ? first.href : null), TEST_NOW)).toBeNull();
    expect(await findSetUpTask(db, tokenOf(second.ok ? second.href : null), TEST_NOW)).not.toBeNull();
  });

  it("lose or gain rights at their very next request", async () => {
    const id = await addPerson(db, "lea@org.example", "lead");
    const cookie = await signedIn(db, "lea@org.example");
    const ask = () => answerOf(requireViewer(get("/links", [cookie]), testContext(db), "links.write"));
    expect((await ask()).status).toBe(200);
    const change = { role: "stakeholder", vendorId: null, disabled: false } as const;
    expect(await changePerson(db, admin, id, change, TEST_NOW)).toBeNull();
    expect((await ask()).status).toBe(403);
    await changePerson(db, admin, id, { ...change, role: "lead" }, TEST_NOW);
    expect((await ask()).status).toBe(200);
    await changePerson(db, admin, id, { ...change, disabled: true }, TEST_NOW);
    expect((await ask()).headers.get("Location")).toBe("/sign-in?redirectTo=%2Flinks");
    await changePerson(db, admin, id, change, TEST_NOW);
    expect((await ask()).status).toBe(302);
  });

  it("always leave one admin who can sign in", async () => {
    const { id } = await db.inside.user.findUniqueOrThrow({ where: { email: "admin@org.example" } });
    const demotion = { role: "lead", vendorId: null, disabled: false } as const;
    expect(await changePerson(db, admin, id, demotion, TEST_NOW)).toBe("last-admin");
    expect(await changePerson(db, admin, id, { ...demotion, role: "admin", disabled: true }, TEST_NOW)).toBe(
      "last-admin",
    );
    const other = await addPerson(db, "other@org.example", "admin");
    const both = await Promise.all([id, other].map((one) => changePerson(db, admin, one, demotion, TEST_NOW)));
    expect(both.sort()).toEqual(["last-admin", null]);
  });

  it("belong to a vendor exactly when they are partners", async () => {
    const vendor = await db.inside.vendor.create({ data: { key: "lumina", name: "Lumina" } });
    const person = { email: "pat@lumina.example", name: "Pat" };
    const invite = (role: "partner" | "lead", vendorId: number | null) =>
      invitePerson(db, admin, { ...person, role, vendorId }, OCCASION);
    expect(await invite("partner", null)).toEqual({ ok: false, problem: "unknown-vendor" });
    expect(await invite("partner", vendor.id + 1)).toEqual({ ok: false, problem: "unknown-vendor" });
    expect(await invite("lead", vendor.id)).toEqual({ ok: false, problem: "unknown-vendor" });
    await addPerson(db, person.email, "partner", vendor.id);
    expect(await viewerOf(person.email)).toMatchObject({
      kind: "partner",
      vendorId: vendor.id,
      scope: { vendorIds: [vendor.id], notes: "partner" },
    });
  });

  it("are managed by admins alone, and seen by leads", async () => {
    await addPerson(db, "lea@org.example", "lead");
    await addPerson(db, "ana@org.example", "analyst");
    const [lead, analyst] = [await viewerOf("lea@org.example"), await viewerOf("ana@org.example")];
    expect((await listPeople(db, lead)).people).toHaveLength(3);
    expect((await listPeople(db, analyst)).people).toEqual([]);
    const person = { email: "x@org.example", name: "X", role: "admin", vendorId: null } as const;
    expect(await invitePerson(db, lead, person, OCCASION)).toEqual({ ok: false, problem: "not-permitted" });
    const { id } = await db.inside.user.findUniqueOrThrow({ where: { email: "lea@org.example" } });
    const promotion = { role: "admin", vendorId: null, disabled: false } as const;
    expect(await changePerson(db, lead, id, promotion, TEST_NOW)).toBe("not-permitted");
    expect(await renewInvitation(db, lead, id, OCCASION)).toEqual({ ok: false, problem: "not-permitted" });
    expect(await saveOrganizationSettings(db, lead, { name: "X", timeZone: "UTC" })).toBe("not-permitted");
    expect(await removeDemoData(db, lead, { admin: null, dataFolder: "/nowhere" })).toEqual({
      ok: false,
      problem: "not-permitted",
    });
  });

  it("change their own password knowing the present one, which ends their other sessions", async () => {
    await addPerson(db, "lea@org.example", "lead");
    const lea = await viewerOf("lea@org.example");
    const [here, there] = [await signedIn(db, "lea@org.example"), await signedIn(db, "lea@org.example")];
    expect(await changeOwnPassword(db, lea, { current: "not it", next: NEW_PASSWORD })).toBe("wrong-password");
    expect(await changeOwnPassword(db, lea, { current: PASSWORD, next: "lea@org.example" })).toBe("names-you");
    const request = post("/account", { current: PASSWORD, next: NEW_PASSWORD }, [here]);
    const answer = await answerOf(account({ request, context: testContext(db), params: {} }));
    expect(answer.status).toBe(200);
    const renewed = answer.headers.get("Set-Cookie") ?? "";
    const stillIn = async (cookie: string) => (await optionalViewer(get("/", [cookie]), testContext(db))) !== null;
    expect([await stillIn(here), await stillIn(there), await stillIn(renewed)]).toEqual([false, false, true]);
    const old = await signIn(post("/", {}), testContext(db), { email: "lea@org.example", password: PASSWORD });
    expect(old.ok).toBe(false);
  });
});

it("a new password equal to the present one is refused at its field, and the sessions stay", async () => {
  await addPerson(db, "same@org.example", "lead");
  const cookie = await signedIn(db, "same@org.example");
  const change = async (form: { current: string; next: string }) =>
    answerOf(account({ request: post("/account", form, [cookie]), context: testContext(db), params: {} }));
  const answer = await change({ current: PASSWORD, next: PASSWORD });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    form: { error: { next: ["This is your current password. Choose a different one."] } },
  });
  expect(await optionalViewer(get("/", [cookie]), testContext(db))).not.toBeNull();
  const wrong = await (await change({ current: NEW_PASSWORD, next: NEW_PASSWORD })).json();
  expect(wrong).toMatchObject({ form: { error: { current: ["Wrong password."] } } });
});

describe("an API key", () => {
  it("is shown once, stored as a hash, limited to its role, and refused once revoked", async () => {
    await db.inside.user.deleteMany();
    await addPerson(db, "admin@org.example", "admin");
    const admin = await viewerOf("admin@org.example");
    const minted = await createApiKey(db, admin, { name: "export", role: "analyst", vendorId: null });
    if (!minted.ok) throw new Error(minted.problem);
    expect(minted.key).toMatch(/^plk_[\w-]{43}$/);
    expect(JSON.stringify(await db.inside.apiKey.findMany())).not.toContain(minted.key);
    const ask = (authorization: string, permission: "metric.read" | "people.write" = "metric.read") =>
      answerOf(
        requireApiViewer(
          new Request(`${TEST_ORIGIN}/api/v1/metrics`, { headers: { Authorization: authorization } }),
          testContext(db),
          permission,
        ),
      );
    const good = await ask(`Bearer ${minted.key}`);
    expect(await good.json()).toMatchObject({ kind: "key", role: "analyst", scope: { vendorIds: "all" } });
    expect((await ask(`Bearer ${minted.key}`, "people.write")).status).toBe(403);
    for (const wrong of ["", "Bearer", `Basic ${minted.key}`, "Bearer plk_x", `Bearer ${minted.key}x`]) {
      const answer = await ask(wrong);
      expect([answer.status, answer.headers.get("Content-Type")]).toEqual([401, "application/problem+json"]);
    }
    expect((await listApiKeys(db, admin, TEST_NOW)).keys).toMatchObject([{ name: "export", revokedAt: null }]);
    expect(await revokeApiKey(db, admin, minted.id, TEST_NOW)).toBe(true);
    expect(await revokeApiKey(db, admin, minted.id, TEST_NOW)).toBe(false);
    expect((await ask(`Bearer ${minted.key}`)).status).toBe(401);
  });

  it("can be limited to sources and to partners' files when it is made, by form and by command", async () => {
    const admin = await viewerOf("admin@org.example");
    const { id: vendorId } = await db.inside.vendor.upsert({
      where: { key: "lumina" },
      create: { key: "lumina", name: "L" },
      update: {},
    });
    const cookie = await signedIn(db, "admin@org.example");
    const mint = async (form: Record<string, string>) =>
      (
        await answerOf(keysAction({ request: post("/keys", form, [cookie]), params: {}, context: testContext(db) }))
      ).json();
    const requested = {
      name: "drop",
      role: "analyst",
      importSources: " desk, phone desk",
      importVendorIds: String(vendorId),
    };
    const minted = z.object({ minted: z.object({ key: z.string() }) }).parse(await mint(requested)).minted.key;
    const imports = { sources: ["desk", "phone"], vendors: ["lumina"] };
    expect(await findPresentedKey(db, minted, TEST_NOW)).toMatchObject({ holder: { imports } });
    const { keys } = await listApiKeys(db, admin, TEST_NOW);
    expect(keys.find(({ name }) => name === "drop")?.imports).toEqual(imports);
    const page = await answerOf(keysLoader({ request: get("/keys", [cookie]), params: {}, context: testContext(db) }));
    expect(await page.text()).toContain("Imports only desk, phone for lumina");
    for (const wrong of [{ importSources: "Desk!" }, { importVendorIds: "999999" }])
      expect(await mint({ ...requested, ...wrong })).toMatchObject({ minted: null });
  });

  it("of a partner sees its vendor and nothing else", async () => {
    const admin = await viewerOf("admin@org.example");
    const vendor = await db.inside.vendor.upsert({
      where: { key: "lumina" },
      create: { key: "lumina", name: "L" },
      update: {},
    });
    const requested = { name: "pull", role: "partner" as const };
    expect(await createApiKey(db, admin, { ...requested, vendorId: null })).toEqual({
      ok: false,
      problem: "unknown-vendor",
    });
    const minted = await createApiKey(db, admin, { ...requested, vendorId: vendor.id });
    const headers = { Authorization: `Bearer ${minted.ok ? minted.key : ""}` };
    const request = new Request(`${TEST_ORIGIN}/api/v1/metrics`, { headers });
    const viewer = await requireApiViewer(request, testContext(db), "metric.read");
    expect(viewer).toMatchObject({ kind: "key", role: "partner", scope: { vendorIds: [vendor.id], notes: "partner" } });
  });
});
