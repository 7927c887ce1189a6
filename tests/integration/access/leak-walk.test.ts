import { beforeAll, describe, expect, it, vi } from "vitest";
import { createApiKey } from "~/auth/api-keys.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { mintLink } from "~/sharing/links.server";
import { offerShare } from "~/sharing/share-form.server";
import { parseShareQuestion } from "~/sharing/share-question";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { get, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { openPages, type Pages } from "../../support/pages";
import { MARKS, type MarkedWorld, writeMarkedWorld } from "./marked-world";
import { addPerson, signedIn } from "./people";
import { addressesOf, plainForms, type RouteAddress } from "./walked-addresses";

/** Stands in every address of the organization's own people. */
const STAFF = "zqstaffzq.example";
/** Imports are numbered from here, so that an id is told from every other number. */
const FIRST_IMPORT = 730_190_001;
const IMPORT_ID = /7301900\d\d/;
const AT_ONCE = 4;
const FIGURES = [
  { metric: "volume", from: "2026-10-01", to: "2026-10-31" },
  { metric: "csat", from: "2026-09-01", to: "2026-10-31", site: `north ${MARKS.lumina}` },
  { metric: "aht", from: "2026-10-01", to: "2026-10-31", grain: "day", by: "site" },
];

let db: TestDatabase;
let world: MarkedWorld;
let pages: Pages;
let routes: RouteAddress[];
let headers: Record<"lead" | "partner" | "key" | "nobody", Record<string, string>>;

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  db = await createTestDatabase();
  await db.pool.query(`SELECT setval(pg_get_serial_sequence('import_batch', 'id'), ${FIRST_IMPORT}, false)`);
  world = await writeMarkedWorld(db);
  await nameStaffEverywhere();
  pages = await openPages(db);
  await addPerson(db, `admin@${STAFF}`, "admin");
  const partnerId = await addPerson(db, "partner@lumina.example", "partner", world.lumina);
  const change = { actor: `admin@${STAFF}`, action: "person.changed", subject: `user:${partnerId}` };
  await db.inside.auditEvent.create({ data: change });
  const adminCookie = await signedIn(db, `admin@${STAFF}`);
  const admin = await optionalViewer(get("/", [adminCookie]), testContext(db));
  if (admin === null) throw new Error("not signed in");
  const key = await createApiKey(db, admin, { name: "pull", role: "partner", vendorId: world.lumina });
  const cookie = (setCookie: string) => ({ Cookie: setCookie.split(";", 1)[0] ?? "" });
  headers = {
    lead: cookie(adminCookie),
    partner: cookie(await signedIn(db, "partner@lumina.example")),
    key: { Authorization: `Bearer ${key.ok ? key.key : ""}` },
    nobody: {},
  };
  const links = await Promise.all(
    [
      "view=scorecard&vendor=lumina&period=2026-10",
      "view=portfolio&period=2026-10",
      "view=metric&vendor=lumina&metric=volume&from=2026-09-01&to=2026-10-31&by=site",
    ].map(async (address) => {
      const question = parseShareQuestion(new URLSearchParams(address), "2026-11-23");
      const offer = question && (await offerShare(db, admin, question));
      if (!question || !offer) throw new Error(address);
      const { view, parameters } = question;
      const reach = { ...offer.reach, vendorIds: [world.lumina], notes: "partner" as const, allowDownloads: true };
      const expiresAt = new Date(TEST_NOW.getTime() + 86_400_000);
      const audienceKind = "partner" as const;
      const wish = { name: "x", audience: "", audienceKind, view, parameters, reach, password: null, expiresAt };
      return (await mintLink(db, admin, wish, TEST_ORIGIN))?.token ?? "";
    }),
  );
  routes = await addressesOf(db, pages.build, world, links);
}, 120_000);

/** Every column that says who did something says it by an address. */
async function nameStaffEverywhere(): Promise<void> {
  const person = `ana@${STAFF}`;
  await db.inside.importBatch.updateMany({ data: { appliedBy: person } });
  await db.inside.importRun.updateMany({ data: { askedBy: person } });
  await db.inside.sowDocument.updateMany({ data: { uploadedBy: person } });
  await db.inside.expectedFile.updateMany({ data: { createdBy: person } });
  await db.inside.rootCauseNote.updateMany({ data: { authorName: person, owner: `Ana <${person}>` } });
}

/** The plain forms of an address, and the same about the viewer's own partner. */
function ownForms(route: RouteAddress): string[] {
  const questions = FIGURES.map((figure) => {
    return new URLSearchParams({ vendor: "lumina", period: "2026-10", columns: "all", ...figure });
  });
  return [
    ...plainForms(route),
    ...questions.flatMap((query) => [`${route.path}?${query}`, `${route.dataPath}&${query}`]),
  ];
}

type Walk = { leaks: string[]; staff: number; imports: number; answered: number };

/** Asks for every address and reports where an address of the staff or the number of an import came back. */
async function walk(as: keyof typeof headers): Promise<Walk> {
  const seen: Walk = { leaks: [], staff: 0, imports: 0, answered: 0 };
  const questions = [...new Set(routes.flatMap(ownForms))];
  const worker = async () => {
    for (let path = questions.pop(); path !== undefined; path = questions.pop()) {
      const { status, headers: sent, body } = await pages.ask(path, { headers: headers[as] });
      if (status === 200) seen.answered += 1;
      // What the asker wrote into the address may come back in it.
      const text = `${JSON.stringify(sent)}\n${body}`
        .replaceAll(path, "")
        .replaceAll(path.replaceAll("&", "&amp;"), "");
      if (text.includes(STAFF)) {
        seen.staff += 1;
        seen.leaks.push(`staff in ${path}`);
      }
      if (IMPORT_ID.test(text) && !IMPORT_ID.test(path)) {
        seen.imports += 1;
        seen.leaks.push(`import number in ${path}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return seen;
}

describe("staff addresses and the numbers of imports", () => {
  it("are shown to the organization's own people: the walk does reach them", async () => {
    const { staff, imports } = await walk("lead");
    expect(staff).toBeGreaterThan(10);
    expect(imports).toBeGreaterThan(10);
  }, 240_000);

  it.each(["partner", "key", "nobody"] as const)(
    "are not shown on any page, export or document that a %s can open",
    async (as) => {
      const { leaks, answered } = await walk(as);
      expect(leaks).toEqual([]);
      expect(answered).toBeGreaterThan(10);
    },
    240_000,
  );
});
