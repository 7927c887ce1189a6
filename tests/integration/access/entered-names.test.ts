import { beforeAll, describe, expect, it } from "vitest";
import { createSetUpLink } from "~/commands/access/set-up.server";
import { command as apiKeyCreate } from "~/cli/commands/api-key-create";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { findPartnerOfFile } from "~/ingest/wizard/resolve-vendor.server";
import { newExpectedFileSchema } from "~/commands/deliveries/expected-file-form";
import { applySow, checkSow } from "~/commands/contracts/apply-sow.server";
import { action as keys } from "~/routes/_app.keys";
import { action as link } from "~/routes/_app.links.new";
import { action as organization } from "~/routes/_app.organization";
import { action as people } from "~/routes/_app.people._index";
import { action as setUp } from "~/routes/set-up.$token";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { deskSow } from "../../support/desk-data";
import { answerOf, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { writeMarkedData } from "./marked-data";
import { addPerson, PASSWORD, signedIn } from "./people";

const clock = () => TEST_NOW;

let db: TestDatabase;
let cookies: string[];
/** Where nobody has signed up yet. */
let fresh: TestDatabase;
let setUpToken: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await writeMarkedData(db);
  fresh = await createTestDatabase();
  setUpToken = (await createSetUpLink(fresh, TEST_ORIGIN, TEST_NOW))?.split("/").at(-1) ?? "";
  await addPerson(db, "admin@org.example", "admin");
  cookies = [await signedIn(db, "admin@org.example")];
});

describe("an API key limited to certain sources", () => {
  const KEY = { name: "nightly", role: "analyst", days: "5" };
  const makeKey = (importSources: string) =>
    answerOf(
      keys({ request: post("/keys", { ...KEY, importSources }, cookies), context: testContext(db), params: {} }),
    );

  it.each([",,,", " , ;", ";"])("is not made without a limit where the text %j names no source", async (text) => {
    const before = await db.inside.apiKey.count();
    const answer = await makeKey(text);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      form: { error: { importSources: ["Enter at least one source, or leave this blank."] } },
    });
    expect(await db.inside.apiKey.count()).toBe(before);
  });

  it("is not made at the console where an option names no source", async () => {
    const args = ["--name", "nightly", "--role", "analyst", "--source", ""];
    await expect(runCommand(apiKeyCreate, args, { db, clock })).rejects.toThrow("Add a source after --source");
  });

  it("is made where the text names one, and any source is allowed where nothing is entered", async () => {
    expect((await makeKey("lumina-calls,")).status).toBe(200);
    expect((await makeKey("")).status).toBe(200);
  });
});

const NO_NAMES = ["Eve\r\nBcc: all", "Eve\u202Egpj.exe", "Eve\u2066x", "Eve\u2028x", "Eve\u0007", "Eve\u0085x"];

/** What a form with this name says of the field. */
const FORMS: Record<string, (name: string) => Promise<unknown>> = {
  "a person": (name) => sent(people, "/people?index", { name, email: "eve@org.example", role: "lead" }, "name"),
  "an API key": (name) => sent(keys, "/keys", { name, role: "analyst", days: "5" }, "name"),
  "a link": (name) => sent(link, LINK, { name, audienceKind: "internal", days: "5" }, "name"),
  "a link's audience": (audience) =>
    sent(link, LINK, { name: "Link", audience, audienceKind: "internal", days: "5" }, "audience"),
  "the organization": (name) => sent(organization, "/organization", { name, timeZone: "UTC" }, "name"),
  "the first organization": (name) => setUpWith({ organization: name }, "organization"),
  "the first admin": (name) => setUpWith({ name }, "name"),
};

const LINK = "/links/new?view=portfolio&period=2026-10";

function setUpWith(changed: Record<string, string>, field: string): Promise<unknown> {
  const entry = { organization: "Kontor", timeZone: "UTC", name: "Ada", email: "a@b.example", password: PASSWORD };
  const request = post(`/set-up/${setUpToken}`, { ...entry, ...changed });
  return messageOf(setUp({ request, context: testContext(fresh), params: { token: setUpToken } }), field);
}

async function sent(
  action: typeof people | typeof keys | typeof link | typeof organization,
  address: string,
  form: Record<string, string>,
  field: string,
): Promise<unknown> {
  return messageOf(action({ request: post(address, form, cookies), context: testContext(db), params: {} }), field);
}

async function messageOf(answered: Promise<unknown>, field: string): Promise<unknown> {
  const answer = await answerOf(answered);
  const body: { form?: Messages; settings?: Messages } & Messages = await answer.json();
  return [answer.status, (body.form ?? body.settings ?? body).error?.[field]?.length];
}

type Messages = { error?: Record<string, string[]> };

describe("a name with line breaks, control characters or changes of the text direction", () => {
  it.each(Object.entries(FORMS))("is refused at its field: %s", async (_what, send) => {
    for (const name of NO_NAMES) expect([name, await send(name)]).toEqual([name, [400, 1]]);
  });

  it("is refused for a new partner, however it comes", async () => {
    for (const vendorName of NO_NAMES) {
      const refused = { ok: false, problems: [{ path: "vendorName" }] };
      expect(await checkSow(db, deskSow("newcomer"), { clock, vendorName })).toMatchObject(refused);
      const applied = await applySow(db, { by: "test", actor: "test" }, deskSow("newcomer"), { clock, vendorName });
      expect(applied).toMatchObject(refused);
      const partner = findPartnerOfFile(db, CONSOLE_VIEWER, { vendorKey: null, newVendorName: vendorName });
      await expect(partner).rejects.toThrow("Use one line");
    }
    expect(await db.inside.vendor.count({ where: { key: "newcomer" } })).toBe(0);
  });

  it("is refused for an expected file", () => {
    const form = { kind: "contacts", every: "day", weekdays: ["1"], dueTime: "09:00", graceDays: "0" };
    const requested = { ...form, vendor: "lumina", incompletePercent: "50", startsOn: "2026-10-01" };
    expect(newExpectedFileSchema.safeParse({ ...requested, name: "Calls" }).success).toBe(true);
    for (const name of NO_NAMES) expect(newExpectedFileSchema.safeParse({ ...requested, name }).success).toBe(false);
  });

  it("is none where it is written in another script, or with joined signs", async () => {
    for (const name of ["José 木村", "مريم", "نامه‌ها", "Team 👩‍💻"]) {
      const partner = await findPartnerOfFile(db, CONSOLE_VIEWER, { vendorKey: null, newVendorName: `${name} a` });
      expect(partner?.name).toBe(`${name} a`);
    }
  });
});
