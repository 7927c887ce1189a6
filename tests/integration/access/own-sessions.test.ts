import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { optionalViewer } from "~/auth/require-viewer.server";
import { changePerson } from "~/commands/access/people.server";
import { loader as account } from "~/routes/_app.account";
import { action as endSessions } from "~/routes/account.sessions";
import { action as signInAction } from "~/routes/sign-in";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, testContext } from "../../support/load-context";
import { addPerson, PASSWORD } from "./people";

const ANA = "ana@org.example";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const EDGE =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0";

let db: TestDatabase;
let anaId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  anaId = await addPerson(db, ANA, "analyst");
  await addPerson(db, "bo@org.example", "analyst");
  await addPerson(db, "root@org.example", "admin");
});

beforeEach(() => db.inside.session.deleteMany({}));

async function signInFrom(email: string, userAgent: string, clientAddress: string, password = PASSWORD) {
  const request = post("/sign-in", { email, password });
  request.headers.set("User-Agent", userAgent);
  const answer = await answerOf(signInAction({ request, params: {}, context: testContext(db, { clientAddress }) }));
  return answer.headers.get("Set-Cookie") ?? "";
}

type Page = {
  sessions: { id: string; device: string; address: string; isCurrent: boolean }[];
  events: { what: string; who: string; address: string }[];
};

async function accountOf(cookie: string): Promise<Page> {
  return (await answerOf(account({ request: get("/account", [cookie]), params: {}, context: testContext(db) }))).json();
}

const end = (session: string, cookie: string) =>
  answerOf(
    endSessions({ request: post("/account/sessions", { session }, [cookie]), params: {}, context: testContext(db) }),
  );

const isSignedIn = async (cookie: string, now = TEST_NOW) =>
  (await optionalViewer(get("/", [cookie]), testContext(db, { clock: () => now }))) !== null;

describe("the account page", () => {
  it("lists a person's own sessions with device and address, and marks the one that asks", async () => {
    const desk = await signInFrom(ANA, FIREFOX, "192.0.2.10");
    await signInFrom(ANA, EDGE, "2001:db8::7");
    await signInFrom("bo@org.example", EDGE, "192.0.2.99");
    const { sessions } = await accountOf(desk);
    expect(sessions.map(({ device, address, isCurrent }) => [device, address, isCurrent]).sort()).toEqual([
      ["Edge on Windows", "2001:db8::7", false],
      ["Firefox on Linux", "192.0.2.10", true],
    ]);
    const stored = await db.inside.session.findMany({ select: { idHash: true } });
    for (const { idHash } of stored) expect(JSON.stringify(sessions)).not.toContain(idHash);
  });

  it("leaves out sessions whose time is over", async () => {
    const old = await signInFrom(ANA, EDGE, "192.0.2.10");
    await db.inside.session.updateMany({ data: { lastSeenAt: new Date(TEST_NOW.getTime() - 13 * 3_600_000) } });
    const desk = await signInFrom(ANA, FIREFOX, "192.0.2.10");
    expect((await accountOf(desk)).sessions.map(({ device }) => device)).toEqual(["Firefox on Linux"]);
    expect(await isSignedIn(old)).toBe(false);
  });

  it("ends one session and leaves the others", async () => {
    const desk = await signInFrom(ANA, FIREFOX, "192.0.2.10");
    const phone = await signInFrom(ANA, EDGE, "192.0.2.11");
    const other = (await accountOf(desk)).sessions.find(({ isCurrent }) => !isCurrent);
    expect((await end(other?.id ?? "", desk)).headers.get("Location")).toBe("/account");
    expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([true, false]);
    expect((await end(other?.id ?? "", desk)).status).toBe(404);
  });

  it("ends no session of somebody else, and refuses what is no session", async () => {
    const desk = await signInFrom(ANA, FIREFOX, "192.0.2.10");
    const bo = await signInFrom("bo@org.example", EDGE, "192.0.2.99");
    const [ofBo] = (await accountOf(bo)).sessions;
    expect((await end(ofBo?.id ?? "", desk)).status).toBe(404);
    expect(await isSignedIn(bo)).toBe(true);
    for (const wrong of ["", "ALL", "x", "1' OR true"]) expect((await end(wrong, desk)).status).toBe(400);
    expect((await end("all", "")).headers.get("Location")).toBe("/sign-in");
  });

  it("signs out everywhere, this session included, and nobody else", async () => {
    const desk = await signInFrom(ANA, FIREFOX, "192.0.2.10");
    const phone = await signInFrom(ANA, EDGE, "192.0.2.11");
    const bo = await signInFrom("bo@org.example", EDGE, "192.0.2.99");
    const answer = await end("all", desk);
    expect([answer.headers.get("Location"), answer.headers.get("Set-Cookie")]).toEqual([
      "/sign-in",
      expect.stringContaining("Max-Age=0"),
    ]);
    expect([await isSignedIn(desk), await isSignedIn(phone), await isSignedIn(bo)]).toEqual([false, false, true]);
  });

  it("tells of recent sign-ins, failed ones and account changes, without saying which admin made them", async () => {
    await signInFrom(ANA, FIREFOX, "198.51.100.66", "not the password at all");
    const root = await signInFrom("root@org.example", EDGE, "192.0.2.1");
    const admin = await optionalViewer(get("/", [root]), testContext(db));
    if (admin === null) throw new Error("not signed in");
    await changePerson(db, admin, anaId, { role: "lead", vendorId: null, disabled: false }, TEST_NOW);
    const desk = await signInFrom(ANA, FIREFOX, "192.0.2.10");
    const { events } = await accountOf(desk);
    expect(events.slice(0, 3)).toMatchObject([
      { what: "Signed in", who: "You", address: "192.0.2.10" },
      { what: "Access changed", who: "An admin", address: "" },
      { what: "Failed sign-in", who: "Not signed in", address: "198.51.100.66" },
    ]);
    expect(JSON.stringify(events)).not.toContain("root@org.example");
  });
});
