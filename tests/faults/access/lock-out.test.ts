import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type * as argon2Module from "@node-rs/argon2";
import { verify } from "@node-rs/argon2";
import { clientOf } from "~/auth/device-cookie.server";
import { renewInvitation } from "~/commands/access/people.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { deleteExpired } from "~/data/access/expired.server";
import type { Viewer } from "~/domain/access/viewer";
import { action as share } from "~/routes/_app.links.new";
import { action as unlock } from "~/routes/s.$token";
import { action as signInAction } from "~/routes/sign-in";
import { action as setUp, loader as setUpPage } from "~/routes/set-up.$token";
import { type LinkRequest, openLink, unlockLink } from "~/auth/open-link.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { writeMarkedData } from "../../integration/access/marked-data";
import { addPerson, PASSWORD, signedIn } from "../../integration/access/people";

vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof argon2Module>();
  return { ...argon2, verify: vi.fn<typeof verify>(argon2.verify) };
});

const OWNER = "lea@org.example";
const WRONG = "wrong wrong wrong wrong";
const HOME = "198.51.100.7";
const LINK_PASSWORD = "tram under seven";

let db: TestDatabase;
let admin: Viewer;
let ownerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await writeMarkedData(db);
  await addPerson(db, "admin@org.example", "admin");
  ownerId = await addPerson(db, OWNER, "lead");
  await addPerson(db, "ben@org.example", "analyst");
  const viewer = await optionalViewer(get("/", [await signedIn(db, "admin@org.example")]), testContext(db));
  if (viewer === null) throw new Error("not signed in");
  admin = viewer;
});

beforeEach(async () => {
  await db.inside.rateLimit.deleteMany();
  await db.inside.knownClient.deleteMany();
});

type From = { address: string; cookies?: readonly string[]; now?: Date };

function attempt(password: string, { address, cookies = [], now = TEST_NOW }: From, email = OWNER): Promise<Response> {
  const context = testContext(db, { clientAddress: address, clock: () => now });
  const request = post("/sign-in", { email, password }, cookies);
  return answerOf(signInAction({ request, context, params: {} }));
}

const statusOf = async (...requested: Parameters<typeof attempt>) => (await attempt(...requested)).status;

/** Signs in at home once; what the browser there keeps. */
async function signInAtHome(email = OWNER): Promise<string[]> {
  const answer = await attempt(PASSWORD, { address: HOME }, email);
  expect(answer.status).toBe(302);
  return answer.headers.getSetCookie();
}

let strangers = 0;
/** An address that nobody has come from before. */
function strangeAddress(): string {
  strangers += 1;
  return `203.0.113.${strangers}`;
}

/** Wrong passwords from so many networks that those who come from somewhere new have to wait. */
async function attackFromEverywhere(email = OWNER): Promise<void> {
  for (let network = 0; network < 7; network += 1) {
    const address = strangeAddress();
    for (let tries = 0; tries < 6; tries += 1) await attempt(WRONG, { address }, email);
  }
  expect(await statusOf(PASSWORD, { address: strangeAddress() }, email)).toBe(429);
}

describe("nobody can lock another person out of signing in", () => {
  it("tries refused from one address leave the account's other tries alone", async () => {
    const address = strangeAddress();
    for (let tries = 0; tries < 40; tries += 1) await attempt(WRONG, { address });
    expect(await statusOf(PASSWORD, { address })).toBe(429);
    expect(await statusOf(PASSWORD, { address: strangeAddress() })).toBe(302);
  });

  it("and leave other accounts alone at that address", async () => {
    const address = strangeAddress();
    for (let tries = 0; tries < 70; tries += 1) await attempt(WRONG, { address });
    expect(await statusOf(PASSWORD, { address }, "ben@org.example")).toBe(302);
  });

  it("a device that has signed in before keeps tries of its own, wherever it is", async () => {
    const cookies = await signInAtHome();
    await attackFromEverywhere();
    const elsewhere = { address: strangeAddress(), cookies };
    expect(await statusOf(WRONG, elsewhere)).toBe(401);
    expect(await statusOf(PASSWORD, elsewhere)).toBe(302);
  });

  it("an address from which the account has signed in before keeps tries of its own", async () => {
    await signInAtHome();
    await attackFromEverywhere();
    expect(await statusOf(WRONG, { address: HOME })).toBe(401);
    expect(await statusOf(PASSWORD, { address: HOME })).toBe(302);
  });

  it("a device keeps its tries when others at the same address have used up theirs", async () => {
    const cookies = await signInAtHome();
    for (let tries = 0; tries < 6; tries += 1) await attempt(WRONG, { address: HOME });
    for (let person = 0; person < 70; person += 1) await attempt(WRONG, { address: HOME }, `p${person}@org.example`);
    expect(await statusOf(PASSWORD, { address: HOME })).toBe(429);
    expect(await statusOf(PASSWORD, { address: HOME, cookies })).toBe(302);
  });

  it("whoever chose a password by a one-time link is known from then on", async () => {
    const invitation = await renewInvitation(db, admin, ownerId, { now: TEST_NOW, origin: TEST_ORIGIN });
    const token = invitation.ok ? (invitation.href.split("/").at(-1) ?? "") : "";
    const context = testContext(db, { clientAddress: HOME });
    const request = post(`/set-up/${token}`, { password: PASSWORD });
    const cookies = (await answerOf(setUp({ request, context, params: { token } }))).headers.getSetCookie();
    await attackFromEverywhere();
    expect(await statusOf(PASSWORD, { address: HOME })).toBe(302);
    expect(await statusOf(PASSWORD, { address: strangeAddress(), cookies })).toBe(302);
  });

  it("many people who sign in behind one address do not use up its tries", async () => {
    const address = strangeAddress();
    for (let person = 0; person < 65; person += 1) expect(await statusOf(PASSWORD, { address })).toBe(302);
    expect(await statusOf(PASSWORD, { address }, "ben@org.example")).toBe(302);
  });
});

describe("a known device or address is no way around the limits", () => {
  it("the tries of its own are few", async () => {
    const cookies = await signInAtHome();
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push(await statusOf(WRONG, { address: HOME, cookies }));
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect(await statusOf(PASSWORD, { address: HOME, cookies })).toBe(429);
  });

  it("a place is known for the account that signed in, and for no other", async () => {
    const cookies = await signInAtHome("ben@org.example");
    await attackFromEverywhere();
    expect(await statusOf(PASSWORD, { address: HOME })).toBe(429);
    expect(await statusOf(PASSWORD, { address: strangeAddress(), cookies })).toBe(429);
  });

  it("a cookie that was made up is worth nothing", async () => {
    await signInAtHome();
    await attackFromEverywhere();
    for (const value of ["x", "A".repeat(43), "%00", btoa(JSON.stringify("A".repeat(43))), ""]) {
      const cookies = [`__Host-plumbline-device=${value}`];
      expect(await statusOf(PASSWORD, { address: strangeAddress(), cookies })).toBe(429);
    }
  });

  it("a failed try makes no place known, and a place is forgotten after a season", async () => {
    await attempt(WRONG, { address: HOME });
    expect(await db.inside.knownClient.count()).toBe(0);
    const cookies = await signInAtHome();
    expect(JSON.stringify(await db.inside.knownClient.findMany())).not.toMatch(/lea|198\.51/);
    const later = new Date(TEST_NOW.getTime() + 91 * 86_400_000);
    await attackFromEverywhere();
    expect(await statusOf(PASSWORD, { address: HOME, cookies, now: later })).toBe(429);
    await deleteExpired(db, later);
    expect(await db.inside.knownClient.count()).toBe(0);
  });
});

describe("addresses of one network are counted together", () => {
  it("those of an IPv6 /64", async () => {
    for (let tries = 0; tries < 5; tries += 1) await attempt(WRONG, { address: `2001:db8:1:2::${tries + 1}` });
    expect(await statusOf(PASSWORD, { address: "2001:db8:1:2:ffff::9" })).toBe(429);
    expect(await statusOf(PASSWORD, { address: "2001:db8:1:3::1" })).toBe(302);
  });

  it("an IPv4 address and its form in IPv6", async () => {
    for (let tries = 0; tries < 5; tries += 1) await attempt(WRONG, { address: "192.0.2.99" });
    expect(await statusOf(PASSWORD, { address: "::ffff:192.0.2.99" })).toBe(429);
    expect(await statusOf(PASSWORD, { address: "::ffff:192.0.2.98" })).toBe(302);
  });
});

describe("whether an account exists cannot be determined by trying to sign in", () => {
  async function observe(email: string) {
    await db.inside.rateLimit.deleteMany();
    vi.mocked(verify).mockClear();
    const answers: string[] = [];
    for (let network = 0; network < 7; network += 1) {
      const address = strangeAddress();
      for (let tries = 0; tries < 6; tries += 1) {
        const answer = await attempt(WRONG, { address }, email);
        answers.push(`${answer.status} ${(await answer.text()).replaceAll(email, "")}`);
      }
    }
    const counted = await db.inside.rateLimit.findMany({ select: { points: true }, orderBy: { points: "asc" } });
    return { answers, counted, hashes: vi.mocked(verify).mock.calls.length };
  }

  it("not by the answers, the tries counted or the passwords hashed", async () => {
    await addPerson(db, "off@org.example", "analyst");
    await db.inside.user.update({ where: { email: "off@org.example" }, data: { disabledAt: TEST_NOW } });
    const unknown = await observe("nobody@org.example");
    expect(new Set(unknown.answers.map((answer) => answer.slice(0, 3)))).toEqual(new Set(["401", "429"]));
    expect(unknown.hashes).toBe(30);
    await signInAtHome();
    expect(await observe(OWNER)).toEqual(unknown);
    expect(await observe("off@org.example")).toEqual(unknown);
  });
});

describe("nobody can lock others out of a share link", () => {
  const linkRequest = (token: string, clientAddress: string, device: string | null = null): LinkRequest => {
    return { token, clientAddress, device, cookieHeader: null, origin: TEST_ORIGIN, now: TEST_NOW };
  };

  async function createLink(password = ""): Promise<string> {
    const adminCookie = await signedIn(db, "admin@org.example");
    const form = { name: "Review", audienceKind: "partner", days: "90", password };
    const request = post("/links/new?view=scorecard&vendor=lumina&period=2026-10", form, [adminCookie]);
    const answer = await answerOf(share({ request, context: testContext(db), params: {} }));
    const body: { link: { href: string } } = await answer.json();
    return body.link.href.split("/s/")[1] ?? "";
  }

  async function attackLink(token: string): Promise<void> {
    for (let network = 0; network < 11; network += 1) {
      const address = strangeAddress();
      for (let tries = 0; tries < 6; tries += 1) await unlockLink(db, linkRequest(token, address), "wrong");
    }
    expect((await unlockLink(db, linkRequest(token, strangeAddress()), LINK_PASSWORD)).state).toBe("slowed");
  }

  /** Gives the password at home; what the browser there keeps. */
  async function unlockAtHome(token: string): Promise<string[]> {
    const request = post(`/s/${token}`, { password: LINK_PASSWORD });
    const context = testContext(db, { clientAddress: HOME });
    const answer = await answerOf(unlock({ request, context, params: { token } }));
    expect(answer.status).toBe(302);
    return answer.headers.getSetCookie();
  }

  async function deviceOf(cookies: readonly string[]): Promise<string> {
    return (await clientOf(get("/", cookies), testContext(db))).device;
  }

  it("passwords refused from one address leave other addresses alone", async () => {
    const token = await createLink(LINK_PASSWORD);
    const address = strangeAddress();
    for (let tries = 0; tries < 60; tries += 1) await unlockLink(db, linkRequest(token, address), "wrong");
    expect((await unlockLink(db, linkRequest(token, address), LINK_PASSWORD)).state).toBe("slowed");
    expect((await unlockLink(db, linkRequest(token, strangeAddress()), LINK_PASSWORD)).state).toBe("unlocked");
  });

  it("a browser or address that has opened it with its password keeps tries of its own", async () => {
    const token = await createLink(LINK_PASSWORD);
    const cookies = await unlockAtHome(token);
    const device = await deviceOf(cookies);
    await attackLink(token);
    expect((await unlockLink(db, linkRequest(token, HOME), LINK_PASSWORD)).state).toBe("unlocked");
    const cookieHeader = cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
    const now = new Date(TEST_NOW.getTime() + 2 * 3_600_000);
    const later = { ...linkRequest(token, strangeAddress(), device), cookieHeader, now };
    expect((await openLink(db, later)).state).toBe("locked");
    expect((await unlockLink(db, later, "wrong")).state).toBe("wrong-password");
    expect((await unlockLink(db, later, LINK_PASSWORD)).state).toBe("unlocked");
  });

  it("those tries are few, and belong to that link alone", async () => {
    const [token, other] = [await createLink(LINK_PASSWORD), await createLink(LINK_PASSWORD)];
    const device = await deviceOf(await unlockAtHome(token));
    await attackLink(other);
    expect((await unlockLink(db, linkRequest(other, strangeAddress(), device), LINK_PASSWORD)).state).toBe("slowed");
    const states: string[] = [];
    for (let tries = 0; tries < 8; tries += 1)
      states.push((await unlockLink(db, linkRequest(token, strangeAddress(), device), "wrong")).state);
    expect(states.at(-1)).toBe("slowed");
  });

  it("neither invented tokens nor another link's openings stop a link at the same address", async () => {
    const [token, other] = [await createLink(), await createLink()];
    const address = strangeAddress();
    const states = new Set<string>();
    for (let tries = 0; tries < 32; tries += 1)
      states.add((await openLink(db, linkRequest("A".repeat(43), address))).state);
    expect(states).toEqual(new Set(["unknown", "slowed"]));
    expect((await openLink(db, linkRequest(token, address))).state).toBe("open");
    for (let openings = 0; openings < 600; openings += 1) await openLink(db, linkRequest(other, address));
    expect((await openLink(db, linkRequest(other, address))).state).toBe("slowed");
    expect((await openLink(db, linkRequest(token, address))).state).toBe("open");
  });
});

it("wrong one-time links block no valid one at the same address", async () => {
  const invitation = await renewInvitation(db, admin, ownerId, { now: TEST_NOW, origin: TEST_ORIGIN });
  const token = invitation.ok ? (invitation.href.split("/").at(-1) ?? "") : "";
  const open = (candidate: string, address = HOME) => {
    const context = testContext(db, { clientAddress: address });
    return answerOf(setUpPage({ request: get(`/set-up/${candidate}`), context, params: { token: candidate } }));
  };
  const statuses: number[] = [];
  for (let tries = 0; tries < 62; tries += 1) statuses.push((await open(`attempt-${tries}`)).status);
  expect(new Set(statuses)).toEqual(new Set([404, 429]));
  const slowed = await open("one more attempt");
  expect([slowed.status, Number(slowed.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  expect((await open(token)).status).toBe(200);
});
