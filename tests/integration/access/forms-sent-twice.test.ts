import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteExpired } from "~/data/access/expired.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_ORIGIN } from "../../support/load-context";
import { type Answer, openPages, type Pages } from "../../support/pages";
import { type MarkedData, writeMarkedData } from "./marked-data";
import { addPerson, signedIn } from "./people";

let db: TestDatabase;
let pages: Pages;
let data: MarkedData;
let admin: Record<string, string>;
let personId: string;
let dataFolder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  data = await writeMarkedData(db);
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-forms-"));
  pages = await openPages(db, undefined, { dataFolder });
  await addPerson(db, "admin@org.example", "admin");
  personId = await addPerson(db, "sam@org.example", "stakeholder");
  admin = { Cookie: (await signedIn(db, "admin@org.example")).split(";", 1)[0] ?? "" };
});

afterAll(() => rm(dataFolder, { recursive: true, force: true }));

const CLICKS = 6;

async function formIdOf(address: string): Promise<string> {
  const { status, body } = await pages.ask(address, { headers: { ...admin, Accept: "text/html" } });
  const id = /name="formId" value="([^"]+)"/.exec(body)?.[1];
  if (id === undefined) throw new Error(`The form at ${address} (${status}) has no one-time id`);
  return id;
}

function send(address: string, type: string, body: string): Promise<Answer> {
  const headers = { ...admin, Origin: TEST_ORIGIN, Accept: "text/html", "Content-Type": type };
  return pages.ask(address, { method: "POST", headers, body });
}

function submit(address: string, form: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams(form).toString();
  return send(address, "application/x-www-form-urlencoded", body);
}

/** Everything of an answer that tells what was created: where it leads, or the secret that it shows. */
function created({ status, headers, body }: Answer): string {
  const secret = /value="(plk_[^"]+|https:[^"]*\/(?:s|set-up)\/[^"]+)"/.exec(body)?.[1];
  return [status, headers["location"], secret].join(" ");
}

type CreatingForm = { page: string; action?: string; form: () => Record<string, string>; count: () => Promise<number> };

const NOTE = {
  metric: "csat",
  from: "2026-10-01",
  to: "2026-10-31",
  title: "Refund policy change",
  symptom: "CSAT fell.",
  category: "policy",
  fault: "client",
};
const FILE = {
  kind: "contacts",
  every: "day",
  weekdays: "1",
  dueTime: "09:00",
  graceDays: "0",
  incompletePercent: "0",
};

const FORMS: Record<string, CreatingForm> = {
  "a root-cause note": {
    page: "/notes/new",
    form: () => ({ vendor: "lumina", ...NOTE }),
    count: () => db.inside.rootCauseNote.count(),
  },
  "an API key": {
    page: "/keys",
    form: () => ({ name: "Warehouse", role: "analyst", days: "30" }),
    count: () => db.inside.apiKey.count(),
  },
  "a link": {
    page: "/links/new?view=portfolio&period=2026-10",
    form: () => ({ name: "Weekly", audienceKind: "internal", days: "30", password: "tram under seven" }),
    count: () => db.inside.shareLink.count(),
  },
  "an account": {
    page: "/people",
    action: "/people?index",
    form: () => ({ name: "Ada", email: "Ada@org.example", role: "lead" }),
    count: () => db.inside.user.count(),
  },
  "an exclusion": {
    page: "/exclusions/new",
    form: () => ({ vendor: "lumina", from: "2026-10-14", to: "2026-10-15", reason: "Carrier outage" }),
    count: () => db.inside.exclusion.count(),
  },
  "an expected file": {
    page: "/expected-files/new",
    form: () => ({ vendor: "lumina", startsOn: "2026-11-01", ...FILE }),
    count: () => db.inside.expectedFile.count(),
  },
};

describe("a form sent six times at once", () => {
  it.each(Object.entries(FORMS))("creates %s once, and every answer is that of the first", async (_name, creating) => {
    const { page, action = page, form, count } = creating;
    const before = await count();
    const formId = await formIdOf(page);
    const answers = await Promise.all(Array.from({ length: CLICKS }, () => submit(action, { ...form(), formId })));
    expect(await count()).toBe(before + 1);
    expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
    expect(new Set(answers.map(created)).size).toBe(1);
  });

  it("makes one one-time address, which every answer shows", async () => {
    const address = `/people/${personId}`;
    const formId = await formIdOf(address);
    const before = await db.inside.oneTimeSecret.count();
    const answers = await Promise.all(
      Array.from({ length: CLICKS }, () => submit(address, { intent: "renew", formId })),
    );
    expect(await db.inside.oneTimeSecret.count()).toBe(before + 1);
    expect([...new Set(answers.map(created))]).toEqual([expect.stringMatching(/^200 {2}https:.*\/set-up\/[\w-]{43}$/)]);
  });

  it("uploads its files once", async () => {
    const formId = await formIdOf("/imports/new");
    const part = (name: string, value: string, file = "") =>
      `--cut\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    const body = (rows: string) =>
      `${part("formId", formId)}${part("file", rows, '; filename="calls.csv"')}${part("vendor", "lumina")}--cut--\r\n`;
    const upload = (rows: string) => send("/imports/new", "multipart/form-data; boundary=cut", body(rows));
    const answers = await Promise.all(Array.from({ length: CLICKS }, () => upload("id,day\n1,2026-10-01\n")));
    const [first, ...others] = new Set(answers.map(created));
    expect([first, others]).toEqual([expect.stringMatching(/^302 \/imports\/staged\/[\w-]+ $/), []]);
    expect(created(await upload("id,day\n1,2026-10-02\n"))).not.toBe(first);
  });
});

describe("a form that creates something", () => {
  it("creates another one where something else is entered, and where the page was opened again", async () => {
    const before = await db.inside.rootCauseNote.count();
    const formId = await formIdOf("/notes/new");
    await submit("/notes/new", { vendor: "lumina", ...NOTE, formId });
    await submit("/notes/new", { vendor: "lumina", ...NOTE, title: "Another title", formId });
    await submit("/notes/new", { vendor: "lumina", ...NOTE, formId: await formIdOf("/notes/new") });
    expect(await db.inside.rootCauseNote.count()).toBe(before + 3);
  });

  it("may be sent again after it was refused", async () => {
    const formId = await formIdOf("/people");
    const form = { name: "Kim", email: "kim@org.example", role: "partner", formId };
    expect((await submit("/people?index", { ...form, vendorId: "999999" })).status).toBe(400);
    expect((await submit("/people?index", { ...form, vendorId: String(data.lumina) })).status).toBe(200);
  });

  it("keeps neither its one-time id nor the secret that it shows, and forgets after a day what it created", async () => {
    const formId = await formIdOf("/keys");
    const answer = await submit("/keys", { name: "Secret", role: "analyst", days: "30", formId });
    const key = created(answer).split(" ").at(-1) ?? "";
    expect(key).toMatch(/^plk_[\w-]{43}$/);
    const retained = JSON.stringify(await db.inside.formSubmission.findMany());
    expect([retained.includes(formId), retained.includes(key.slice(4))]).toEqual([false, false]);
    await deleteExpired(db, new Date(Date.now() + 2 * 86_400_000));
    expect(await db.inside.formSubmission.count()).toBe(0);
  });
});
