import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { invitePerson, renewInvitation } from "~/commands/access/people.server";
import { optionalViewer, requireApiViewer } from "~/auth/require-viewer.server";
import { flushRepeated, closeRepeated } from "~/data/db/repeated-audit.server";
import { recordSignInFailure } from "~/data/access/audit-trail.server";
import { AUDIT_KINDS } from "~/domain/access/audit-kinds";
import { PERMISSIONS } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { loader as auditPage } from "~/routes/_app.audit";
import { loader as auditCsv } from "~/routes/audit[.]csv";
import { action as signInAction } from "~/routes/sign-in";
import { action as signOutAction } from "~/routes/sign-out";
import { action as share } from "~/routes/_app.links.new";
import { loader as openShared, action as unlockShared } from "~/routes/s.$token";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { writeMarkedData } from "./marked-data";
import { addPerson, PASSWORD, signedIn } from "./people";

type Row = { at: string; action: string; actor: string; subject: { words: string }; detail: string };
type Log = { rows: Row[]; pages: { total: number; first: number; last: number; nextHref: string | null } };

let db: TestDatabase;
let admin: Viewer;
let adminCookie: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await writeMarkedData(db);
  await db.inside.organization.updateMany({ data: { timeZone: "America/Phoenix" } });
  await addPerson(db, "admin@org.example", "admin");
  adminCookie = await signedIn(db, "admin@org.example");
  const viewer = await optionalViewer(get("/", [adminCookie]), testContext(db));
  if (viewer === null) throw new Error("not signed in");
  admin = viewer;
});

async function logOf(query = ""): Promise<Log> {
  const request = get(`/audit${query}`, [adminCookie]);
  const answer = await answerOf(auditPage({ request, params: {}, context: testContext(db) }));
  expect(answer.status).toBe(200);
  return answer.json();
}

async function csvOf(query = ""): Promise<string> {
  const request = get(`/audit.csv${query}`, [adminCookie]);
  return (await answerOf(auditCsv({ request, params: {}, context: testContext(db) }))).text();
}

const signIn = (email: string, password: string, clientAddress: string) =>
  answerOf(
    signInAction({
      request: post("/sign-in", { email, password }),
      params: {},
      context: testContext(db, { clientAddress }),
    }),
  );

/** The latest events, newest first, as "event by whom to what". */
const latest = async (count: number) =>
  (await logOf()).rows
    .slice(0, count)
    .map(({ action, actor, subject }) => [action, actor, subject.words].filter((part) => part !== ""));

describe("the audit log", () => {
  it("shows sign-ins, failed sign-ins and sign-outs", async () => {
    await addPerson(db, "ana@org.example", "analyst");
    await signIn("ana@org.example", "not the password at all", "198.51.100.7");
    await signIn("nobody@elsewhere.example", PASSWORD, "198.51.100.7");
    const cookie = (await signIn("ana@org.example", PASSWORD, "192.0.2.7")).headers.get("Set-Cookie") ?? "";
    await answerOf(signOutAction({ request: post("/sign-out", {}, [cookie]), params: {}, context: testContext(db) }));
    expect(await latest(4)).toEqual([
      ["Signed out", "ana@org.example", "ana"],
      ["Signed in", "ana@org.example", "ana"],
      ["Failed sign-in", "Not signed in"],
      ["Failed sign-in", "Not signed in", "ana"],
    ]);
    expect((await logOf()).rows.slice(1, 4).map(({ detail }) => detail)).toEqual([
      "from: 192.0.2.7",
      "reason: unknown account · from: 198.51.100.7",
      "reason: wrong password · from: 198.51.100.7",
    ]);
  });

  it("shows keys being created, used and refused, and people being invited", async () => {
    const made = await createApiKey(db, admin, { name: "Warehouse", role: "analyst", vendorId: null }, TEST_NOW);
    const use = (secret: string) => {
      const request = new Request(TEST_ORIGIN, { headers: { Authorization: `Bearer ${secret}` } });
      return answerOf(requireApiViewer(request, testContext(db), "portfolio.read"));
    };
    for (let index = 0; index < 5; index += 1) await use(made.ok ? made.key : "");
    await use("plk_attempted");
    const person = { email: "new@org.example", name: "New", role: "analyst", vendorId: null } as const;
    await invitePerson(db, admin, person, { now: TEST_NOW, origin: TEST_ORIGIN });
    const { id } = await db.inside.user.findUniqueOrThrow({ where: { email: "new@org.example" } });
    await renewInvitation(db, admin, id, { now: TEST_NOW, origin: TEST_ORIGIN });
    expect(await latest(6)).toEqual([
      ["One-time link created", "admin@org.example", "New"],
      ["One-time link created", "admin@org.example", "New"],
      ["Person added", "admin@org.example", "New"],
      ["Key refused", "Not signed in"],
      ["Key used", "Key: Warehouse", "Warehouse"],
      ["Key created", "admin@org.example", "Warehouse"],
    ]);
  });

  it("shows links being created, opened and tried with a wrong password", async () => {
    const requested = {
      name: "For finance",
      audience: "",
      audienceKind: "partner",
      days: "90",
      password: "tram under seven",
    };
    const request = post("/links/new?view=scorecard&vendor=lumina&period=2026-10", requested, [adminCookie]);
    const body: { link: { href: string } } = await (
      await answerOf(share({ request, context: testContext(db), params: {} }))
    ).json();
    const token = body.link.href.split("/s/")[1] ?? "";
    const visit = { params: { token }, context: testContext(db, { clientAddress: "203.0.113.9" }) };
    const unlock = (password: string) =>
      answerOf(unlockShared({ request: post(`/s/${token}`, { password }), ...visit }));
    await unlock("something else");
    const cookie = (await unlock("tram under seven")).headers.get("Set-Cookie") ?? "";
    await answerOf(openShared({ request: get(`/s/${token}`, [cookie]), ...visit }));
    const unknown = { params: { token: "A".repeat(43) }, context: testContext(db) };
    await answerOf(openShared({ request: get(`/s/${"A".repeat(43)}`), ...unknown }));
    expect(await latest(4)).toEqual([
      ["Unknown link opened", "Not signed in"],
      ["Link opened", "Link: For finance", "For finance"],
      ["Wrong link password", "Not signed in", "For finance"],
      ["Link created", "admin@org.example", "For finance"],
    ]);
  });

  it("holds no password, token or key, nor what was typed as an address", async () => {
    const typed = "hunter2 typed into the wrong field";
    await signIn(typed, PASSWORD, "198.51.100.8");
    const stored = JSON.stringify((await db.inside.auditEvent.findMany()).map(({ id: _id, ...event }) => event));
    expect(stored).toContain("sign-in.failed");
    const { rows } = await db.pool.query<{ secret: string }>(
      `SELECT token_hash AS secret FROM share_link UNION ALL SELECT key_hash FROM api_key UNION ALL SELECT id_hash FROM session
       UNION ALL SELECT token_hash FROM one_time_secret UNION ALL SELECT password_hash FROM app_user WHERE password_hash <> ''`,
    );
    expect(rows.length).toBeGreaterThan(4);
    const cookie = adminCookie.split(";", 1)[0]?.split("=")[1] ?? "";
    for (const secret of [...rows.map((row) => row.secret), typed, PASSWORD, "tram under seven", "plk_", cookie])
      expect(stored).not.toContain(secret);
  });

  it("is narrowed to a person, a kind of event and days of the organization's zone", async () => {
    const ana = await db.inside.user.findUniqueOrThrow({ where: { email: "ana@org.example" } });
    const ofAna = (await logOf(`?person=${ana.id}`)).rows;
    expect(ofAna.map(({ action }) => action)).toEqual(["Signed out", "Signed in", "Failed sign-in", "Person added"]);
    const keys = (await logOf("?kind=keys")).rows;
    expect(keys.map(({ action }) => action)).toEqual(["Key refused", "Key used", "Key created"]);
    // Half past midnight on 2 May in Phoenix, seven hours behind UTC.
    const at = new Date("2020-05-02T07:30:00Z");
    await db.inside.auditEvent.create({ data: { at, actor: "console", action: "demo.seeded", subject: "demo" } });
    const onDays = async (from: string, to: string) => (await logOf(`?from=${from}&to=${to}`)).rows.length;
    expect(await onDays("2020-05-02", "2020-05-02")).toBe(1);
    expect(await onDays("2020-05-01", "2020-05-01")).toBe(0);
    expect(await onDays("2020-05-03", "2020-05-03")).toBe(0);
    for (const odd of [
      "?person=%00",
      "?person='--",
      "?kind=constructor",
      "?from=2020-13-99&to=x",
      "?from=0001-01-01&to=9999-12-31",
      "?page=-1",
      "?page=1e99",
    ])
      expect((await logOf(odd)).rows.length).toBeGreaterThan(0);
  });

  it("shows and filters entries that are stored under the name of an earlier release", async () => {
    const subject = "batch 4711";
    await db.inside.auditEvent.create({ data: { actor: "console", action: "import.withdrawn", subject } });
    const imports = (await logOf("?kind=imports")).rows;
    expect(imports.map(({ action }) => action)).toContain("Import reverted");
  });

  it("shows details that are stored under the names of an earlier release", async () => {
    const detail = { kept: 3, passedOver: 2 };
    await db.inside.auditEvent.create({
      data: { actor: "console", action: "import.applied", subject: "batch 1", detail },
    });
    expect((await logOf("?kind=imports")).rows[0]?.detail).toBe("superseded: 3 · skipped: 2");
  });

  it("shows at most a hundred events on a page, and every one on some page", async () => {
    await db.inside.auditEvent.createMany({
      data: Array.from({ length: 230 }, (_, index) => {
        return { actor: "bulk@org.example", action: "note.recorded", subject: `note:${index}` };
      }),
    });
    const { pages, rows } = await logOf("?kind=notes");
    expect([rows.length, pages.total, pages.nextHref]).toEqual([100, 230, "/audit?kind=notes&page=2"]);
    const last = await logOf("?kind=notes&page=3");
    expect([last.rows.length, last.pages.first, last.pages.last, last.pages.nextHref]).toEqual([30, 201, 230, null]);
    expect((await logOf("?kind=notes&page=99")).rows).toEqual(last.rows);
  });

  it("is sorted by time, event or person as the address says, over all pages", async () => {
    const actions = (await logOf("?sort=event")).rows.map(({ action }) => action);
    const kinds = actions.filter((action, index) => action !== actions[index - 1]);
    expect(kinds).toHaveLength(new Set(kinds).size);
    const [newest, oldest] = [await logOf(), await logOf("?sort=at")];
    expect(newest.pages.total).toBe(oldest.pages.total);
    expect(oldest.rows[0]).not.toEqual(newest.rows[0]);
    const actors = (await logOf("?sort=-actor")).rows.map(({ actor }) => actor);
    const groups = actors.filter((actor, index) => actor !== actors[index - 1]);
    expect(groups).toHaveLength(new Set(groups).size);
  });

  it("is exported whole as CSV, with nothing that a spreadsheet would run", async () => {
    await db.inside.auditEvent.createMany({
      data: Array.from({ length: 2_100 }, () => ({
        actor: "=HYPERLINK(1)",
        action: "sow.applied",
        subject: "vendor:x",
      })),
    });
    const csv = await csvOf("?kind=sows");
    expect(csv.split("\r\n").filter((line) => line.includes("sow.applied"))).toHaveLength(2_100);
    expect(csv).toContain('"SOWs","SOW applied","sow.applied",');
    expect(csv).toContain("'=HYPERLINK(1)");
    expect(csv).not.toMatch(/[,"\n]=HYPERLINK/);
    expect(await latest(1)).toEqual([["Exported", "admin@org.example"]]);
  });

  it("is open to admins and leads, and to nobody else", async () => {
    const { id: vendorId } = await db.inside.vendor.findFirstOrThrow({ where: { key: "lumina" } });
    await addPerson(db, "lead@org.example", "lead");
    await addPerson(db, "reader@org.example", "stakeholder");
    await addPerson(db, "partner@lumina.example", "partner", vendorId);
    const statuses = async (email: string) => {
      const cookie = await signedIn(db, email);
      const ask = (loader: typeof auditPage | typeof auditCsv, path: string) =>
        answerOf(loader({ request: get(path, [cookie]), params: {}, context: testContext(db) }));
      return [(await ask(auditPage, "/audit")).status, (await ask(auditCsv, "/audit.csv")).status];
    };
    expect(await statuses("lead@org.example")).toEqual([200, 200]);
    for (const email of ["ana@org.example", "reader@org.example", "partner@lumina.example"])
      expect(await statuses(email)).toEqual([403, 403]);
  });
});

describe("what anybody can cause at will", () => {
  const failures = () => db.inside.auditEvent.findMany({ where: { subject: "sign-in" }, orderBy: { id: "asc" } });

  it("reaches the log in a bounded number of entries and writes, which say how many there were", async () => {
    await closeRepeated(db);
    await db.pool.query("DELETE FROM audit_count");
    await db.pool.query(`CREATE TABLE counted_write (at timestamptz);
      CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO counted_write VALUES (now()); RETURN NULL; END $$;
      CREATE TRIGGER count_write AFTER INSERT OR UPDATE ON audit_count FOR EACH ROW EXECUTE FUNCTION count_write()`);
    const before = (await failures()).length;
    for (let index = 0; index < 1_234; index += 1)
      await recordSignInFailure(db, { reason: "unknown-account" }, `198.51.100.${index % 250}`);
    const { rows: early } = await db.pool.query("SELECT FROM counted_write");
    // Ten one by one, and what a timer wrote meanwhile; twice that where the hour ended.
    expect(early.length).toBeLessThan(100);
    await flushRepeated(db);
    await db.pool.query("DROP TRIGGER count_write ON audit_count");
    const flooded = (await failures()).slice(before);
    // At most ten one by one, then one for the powers of ten that were reached; twice that where the hour ended meanwhile.
    expect(flooded.length).toBeGreaterThanOrEqual(1);
    expect(flooded.length).toBeLessThanOrEqual(24);
    const counted = await db.inside.auditCount.findMany({ where: { subject: "sign-in" } });
    expect(counted.reduce((sum, { times }) => sum + times, 0)).toBe(1_234);
    await db.pool.query("UPDATE audit_count SET until = now() - interval '1 second'");
    await closeRepeated(db);
    const settled = (await failures()).slice(before);
    expect(settled.length).toBeLessThanOrEqual(flooded.length + 2);
    expect(settled.at(-1)?.detail).toMatchObject({ times: expect.any(Number), since: expect.any(String) });
    await closeRepeated(db);
    expect((await failures()).slice(before)).toEqual(settled);
    expect(await db.inside.auditCount.count()).toBe(0);
  });
});

it("what the pages counted is written by the server that stops, which is a program of its own", async () => {
  const times = async () =>
    (await db.inside.auditCount.findMany({ where: { subject: "sign-in" } })).reduce((sum, row) => sum + row.times, 0);
  await flushRepeated(db);
  const before = await times();
  for (let index = 0; index < 30; index += 1)
    await recordSignInFailure({ ...db }, { reason: "unknown-account" }, "198.51.100.1");
  vi.resetModules();
  const server = await import("~/data/db/repeated-audit.server");
  expect(server.flushRepeated).not.toBe(flushRepeated);
  await server.flushRepeated(db);
  expect((await times()) - before).toBe(30);
});

it("every event that the product writes is of a kind that the log knows", () => {
  const known = new Set<string>(Object.values(AUDIT_KINDS).flat());
  const folder = fileURLToPath(new URL("../../../app/", import.meta.url));
  const prefixes = new Set([...known].map((action) => action.split(".")[0]));
  const written = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".server.ts") && !name.includes("generated"))
    .flatMap((name) => [...readFileSync(folder + name, "utf8").matchAll(/["']([a-z-]+)\.([a-z-]+)["']/g)])
    .filter(([, prefix]) => prefixes.has(prefix ?? ""))
    .map(([, prefix, verb]) => `${prefix}.${verb}`)
    .filter((action) => !PERMISSIONS.some((permission) => permission === action));
  expect(written.length).toBeGreaterThan(20);
  expect([...new Set(written)].filter((action) => !known.has(action))).toEqual([]);
});
