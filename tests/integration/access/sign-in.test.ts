import { beforeAll, describe, expect, it } from "vitest";
import { endSession, SESSION_LIMITS } from "~/auth/session.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { action, loader } from "~/routes/sign-in";
import { action as signOut } from "~/routes/sign-out";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, PASSWORD, signedIn } from "./people";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await addPerson(db, "lead@org.example", "lead");
});

let calls = 0;
/** Each attempt from an address of its own, so that tests do not slow each other down. */
function elsewhere(overrides: Parameters<typeof testContext>[1] = {}) {
  calls += 1;
  return testContext(db, { clientAddress: `198.51.100.${calls}`, ...overrides });
}

function attempt(form: Record<string, string>, context = elsewhere(), request = post("/sign-in", form)) {
  return answerOf(action({ request, context, params: {} }));
}

describe("signing in", () => {
  it("begins a session whose cookie is bound to the host, and leads to where one wanted to go", async () => {
    const answer = await attempt({ email: " Lead@ORG.example", password: PASSWORD, redirectTo: "/links?x=1" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe("/links?x=1");
    const [cookie = "", device = ""] = answer.headers.getSetCookie();
    expect(device).toMatch(
      /^__Host-plumbline-device=[^;]{43,}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(cookie).toMatch(/^__Host-plumbline=[^;]{43,}; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await optionalViewer(get("/", [cookie]), elsewhere())).toMatchObject({ kind: "member", role: "lead" });
  });

  it("uses a plain cookie name where there is no TLS", async () => {
    const context = elsewhere({ origin: "http://localhost:3000" });
    const request = new Request("http://localhost:3000/sign-in", {
      method: "POST",
      headers: { Origin: "http://localhost:3000" },
      body: new URLSearchParams({ email: "lead@org.example", password: PASSWORD }),
    });
    const cookie = (await attempt({}, context, request)).headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/^plumbline=/);
    expect(cookie).not.toContain("Secure");
  });

  it("stores no session id, only its hash", async () => {
    const cookie = await signedIn(db, "lead@org.example");
    const id: unknown = JSON.parse(Buffer.from(decodeURIComponent(cookie.split(/[=;]/)[1] ?? ""), "base64").toString());
    expect(Buffer.from(String(id), "base64url").length).toBeGreaterThanOrEqual(16);
    const stored = JSON.stringify(await db.inside.session.findMany());
    expect(stored).not.toContain(String(id));
  });

  it("says the same of a wrong password, an unknown address and an account switched off", async () => {
    await addPerson(db, "off@org.example", "analyst");
    await db.inside.user.update({ where: { email: "off@org.example" }, data: { disabledAt: TEST_NOW } });
    const answers = await Promise.all([
      attempt({ email: "lead@org.example", password: "another password of some length" }),
      attempt({ email: "nobody@org.example", password: PASSWORD }),
      attempt({ email: "off@org.example", password: PASSWORD }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
    const bodies = await Promise.all(answers.map(async (answer): Promise<unknown> => answer.json()));
    const words = bodies.map((body) => JSON.stringify(body, ["error", ""]));
    expect(new Set(words).size).toBe(1);
    expect(words[0]).toContain("Wrong email or password.");
    expect(JSON.stringify(bodies)).not.toContain(PASSWORD);
  });

  it("slows down repeated attempts from one address, whether or not there is such an account", async () => {
    for (const email of ["lead@org.example", "nobody@org.example"]) {
      const context = elsewhere();
      for (let tries = 0; tries < 5; tries += 1) {
        expect((await attempt({ email, password: "wrong wrong wrong wrong" }, context)).status).toBe(401);
      }
      const slowed = await attempt({ email, password: PASSWORD }, context);
      expect(slowed.status).toBe(429);
      expect(Number(slowed.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(slowed.headers.get("Set-Cookie")).toBeNull();
    }
    expect((await attempt({ email: "lead@org.example", password: PASSWORD })).status).toBe(302);
  });

  it("keeps no typed address among the attempts counted", async () => {
    await attempt({ email: "typed@org.example", password: "x".repeat(20) });
    expect(JSON.stringify(await db.pool.query("SELECT key FROM rate_limit"))).not.toContain("typed");
  });

  it("leads nowhere but to its own pages", async () => {
    for (const redirectTo of ["//evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example/"]) {
      const answer = await attempt({ email: "lead@org.example", password: PASSWORD, redirectTo });
      expect(answer.headers.get("Location")).toBe("/");
    }
    const cookie = await signedIn(db, "lead@org.example");
    const request = get("/sign-in?redirectTo=//evil.example", [cookie]);
    const answer = await answerOf(loader({ request, context: elsewhere(), params: {} }));
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/"]);
  });

  it("refuses a form that another site sent", async () => {
    const body = new URLSearchParams({ email: "lead@org.example", password: PASSWORD });
    for (const headers of [{ Origin: "https://evil.example" }, {}, { Origin: "null" }]) {
      const request = new Request(`${TEST_ORIGIN}/sign-in?_data=routes/sign-in`, { method: "POST", headers, body });
      const answer = await attempt({}, elsewhere(), request);
      expect(answer.status).toBe(403);
      expect(answer.headers.get("Set-Cookie")).toBeNull();
    }
  });
});

describe("a session", () => {
  it("is a new one at every sign-in, and the one brought along ends", async () => {
    const first = await signedIn(db, "lead@org.example");
    const form = { email: "lead@org.example", password: PASSWORD };
    const second = (await attempt({}, elsewhere(), post("/sign-in", form, [first]))).headers.get("Set-Cookie") ?? "";
    expect(await optionalViewer(get("/", [first]), elsewhere())).toBeNull();
    expect(await optionalViewer(get("/", [second]), elsewhere())).not.toBeNull();
  });

  it("is ended on the server when its owner signs out", async () => {
    const cookie = await signedIn(db, "lead@org.example");
    const request = post("/sign-out", {}, [cookie]);
    const answer = await answerOf(signOut({ request, context: elsewhere(), params: {} }));
    expect(answer.headers.get("Location")).toBe("/sign-in");
    expect(answer.headers.get("Set-Cookie")).toContain("Max-Age=0");
    expect(await optionalViewer(get("/", [cookie]), elsewhere())).toBeNull();
  });

  it("is not ended by another site's form", async () => {
    const cookie = await signedIn(db, "lead@org.example");
    const headers = { Cookie: cookie.split(";", 1)[0] ?? "", Origin: "https://evil.example" };
    const request = new Request(`${TEST_ORIGIN}/sign-out`, { method: "POST", headers });
    expect((await answerOf(signOut({ request, context: elsewhere(), params: {} }))).status).toBe(403);
    expect(await optionalViewer(get("/", [cookie]), elsewhere())).not.toBeNull();
  });

  it("ends when unused for half a day, and after two weeks in any case", async () => {
    const at = (seconds: number) => elsewhere({ clock: () => new Date(TEST_NOW.getTime() + seconds * 1000) });
    const idle = await signedIn(db, "lead@org.example");
    expect(await optionalViewer(get("/", [idle]), at(SESSION_LIMITS.idleSeconds - 60))).not.toBeNull();
    expect(await optionalViewer(get("/", [idle]), at(2 * SESSION_LIMITS.idleSeconds))).toBeNull();
    const busy = await signedIn(db, "lead@org.example");
    let seconds = 0;
    while (seconds < SESSION_LIMITS.absoluteSeconds) {
      expect(await optionalViewer(get("/", [busy]), at(seconds))).not.toBeNull();
      seconds += SESSION_LIMITS.idleSeconds - 60;
    }
    expect(await optionalViewer(get("/", [busy]), at(SESSION_LIMITS.absoluteSeconds))).toBeNull();
  });

  it("cannot be made up", async () => {
    for (const value of ["", "x", "ImFiYyI%3D", "e30%3D", "%00", "%"]) {
      expect(await optionalViewer(get("/", [`__Host-plumbline=${value}`]), elsewhere())).toBeNull();
    }
    expect(await endSession(get("/"), elsewhere())).toContain("Max-Age=0");
  });
});
