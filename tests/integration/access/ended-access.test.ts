import type * as argon2Module from "@node-rs/argon2";
import { verify } from "@node-rs/argon2";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { changeOwnPassword, changePerson, invitePerson, renewInvitation } from "~/commands/access/people.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { acceptInvitation, findSetUpTask } from "~/commands/access/set-up.server";
import { signIn } from "~/auth/sign-in.server";
import { setPassword } from "~/data/access/accounts.server";
import type { Viewer } from "~/domain/access/viewer";
import { action as setUp, loader as setUpPage } from "~/routes/set-up.$token";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, PASSWORD, signedIn } from "./people";

vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof argon2Module>();
  return { ...argon2, verify: vi.fn<typeof verify>(argon2.verify) };
});

const NEW_PASSWORD = "marbles roll under the tram";
const OCCASION = { now: TEST_NOW, origin: TEST_ORIGIN };
const LEAD = { role: "lead", vendorId: null, disabled: false } as const;

let db: TestDatabase;
let admin: Viewer;
let id: string;

beforeAll(async () => {
  db = await createTestDatabase();
});

beforeEach(async () => {
  await db.inside.session.deleteMany();
  await db.inside.user.deleteMany();
  await db.inside.rateLimit.deleteMany();
  await addPerson(db, "admin@org.example", "admin");
  admin = await viewerOf("admin@org.example");
  id = await addPerson(db, "lea@org.example", "lead");
});

async function viewerOf(email: string): Promise<Viewer> {
  const viewer = await optionalViewer(get("/", [await signedIn(db, email)]), testContext(db));
  if (viewer === null) throw new Error(`${email} cannot sign in`);
  return viewer;
}

/** The token of a one-time address for Lea. */
async function oneTimeToken(): Promise<string> {
  const invitation = await renewInvitation(db, admin, id, OCCASION);
  if (!invitation.ok) throw new Error(invitation.problem);
  return invitation.href.split("/").at(-1) ?? "";
}

const isGood = async (token: string) => (await findSetUpTask(db, token, TEST_NOW)) !== null;
const isSignedIn = async (cookie: string) => (await optionalViewer(get("/", [cookie]), testContext(db))) !== null;
const change = (what: Parameters<typeof changePerson>[3]) => changePerson(db, admin, id, what, TEST_NOW);

describe("all outstanding one-time links and sessions of a person end", () => {
  it("when they change their password", async () => {
    const [token, cookie] = [await oneTimeToken(), await signedIn(db, "lea@org.example")];
    const passwords = { current: PASSWORD, next: NEW_PASSWORD };
    expect(await changeOwnPassword(db, await viewerOf("lea@org.example"), passwords)).toBeNull();
    expect([await isGood(token), await isSignedIn(cookie)]).toEqual([false, false]);
  });

  it("when they choose one by a one-time link", async () => {
    const [token, cookie] = [await oneTimeToken(), await signedIn(db, "lea@org.example")];
    // Two links at once, as two admins may have made them in the same moment.
    const [other] = await db.inside.oneTimeSecret.findMany({ where: { userId: id, usedAt: null } });
    if (other === undefined) throw new Error("no link");
    await db.inside.oneTimeSecret.create({ data: { ...other, tokenHash: "another" } });
    const outcome = await acceptInvitation(
      db,
      token,
      { userId: id, email: "lea@org.example", name: "lea" },
      NEW_PASSWORD,
      TEST_NOW,
    );
    expect(outcome.ok).toBe(true);
    expect(await db.inside.oneTimeSecret.count({ where: { userId: id, usedAt: null } })).toBe(0);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it("when they are disabled, and stay ended when they are enabled again", async () => {
    const [token, cookie] = [await oneTimeToken(), await signedIn(db, "lea@org.example")];
    expect(await change({ ...LEAD, disabled: true })).toBeNull();
    expect([await isGood(token), await isSignedIn(cookie)]).toEqual([false, false]);
    expect(await change(LEAD)).toBeNull();
    expect([await isGood(token), await isSignedIn(cookie)]).toEqual([false, false]);
  });

  it("when they are enabled, with what was left from before", async () => {
    const cookie = await signedIn(db, "lea@org.example");
    const token = await oneTimeToken();
    await db.inside.user.update({ where: { id }, data: { disabledAt: TEST_NOW } });
    expect(await change(LEAD)).toBeNull();
    expect([await isGood(token), await isSignedIn(cookie)]).toEqual([false, false]);
  });

  it("but not another person's, nor when nothing but the page was saved", async () => {
    const own = await signedIn(db, "admin@org.example");
    const invited = await invitePerson(
      db,
      admin,
      { email: "new@org.example", name: "New", role: "analyst", vendorId: null },
      OCCASION,
    );
    const other = invited.ok ? (invited.href.split("/").at(-1) ?? "") : "";
    const [token, cookie] = [await oneTimeToken(), await signedIn(db, "lea@org.example")];
    await change(LEAD);
    expect([await isGood(token), await isSignedIn(cookie)]).toEqual([true, true]);
    await change({ ...LEAD, disabled: true });
    expect([await isGood(other), await isSignedIn(own)]).toEqual([true, true]);
  });
});

describe("a sign-in with the old password that is under way", () => {
  const attempt = () => signIn(post("/", {}), testContext(db), { email: "lea@org.example", password: PASSWORD });
  /** Something happens to the account after its password was found right and before the session begins. */
  function meanwhile(what: () => Promise<unknown>): void {
    vi.mocked(verify).mockImplementationOnce(async () => {
      await what();
      return true;
    });
  }

  it("begins no session once the password has changed", async () => {
    meanwhile(() => db.inside.$transaction((tx) => setPassword(tx, id, "another hash", "test")));
    expect(await attempt()).toEqual({ ok: false, reason: "refused" });
    expect(await db.inside.session.count({ where: { userId: id } })).toBe(0);
  });

  it("begins no session once the person is disabled, or disabled and enabled", async () => {
    meanwhile(() => change({ ...LEAD, disabled: true }));
    expect(await attempt()).toEqual({ ok: false, reason: "refused" });
    await change(LEAD);
    expect(await db.inside.session.count({ where: { userId: id } })).toBe(0);
    expect((await attempt()).ok).toBe(true);
  });
});

it("a one-time link ends when the person's role or partner changes", async () => {
  const token = await oneTimeToken();
  await change({ ...LEAD, role: "admin" });
  expect(await isGood(token)).toBe(false);
});

it("a one-time link that ended while its page was open opens nothing and changes nothing", async () => {
  const token = await oneTimeToken();
  const args = (request: Request) => ({ request, context: testContext(db), params: { token } });
  expect((await answerOf(setUpPage(args(get(`/set-up/${token}`))))).status).toBe(200);
  await change({ ...LEAD, disabled: true });
  await change(LEAD);
  const answer = await answerOf(setUp(args(post(`/set-up/${token}`, { password: NEW_PASSWORD }))));
  expect([answer.status, answer.headers.get("Set-Cookie")]).toEqual([404, null]);
  expect(await isSignedIn(await signedIn(db, "lea@org.example"))).toBe(true);
});
