import { vi } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { mintLink } from "~/commands/sharing/links.server";
import { offerShare } from "~/reports/sharing/share-offer.server";
import { parseShareQuestion } from "~/reports/sharing/share-question";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { get, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { type Answer, openPages, type Pages } from "../../support/pages";
import { MARKS, type MarkedData, writeMarkedData } from "./marked-data";
import { addPerson, signedIn } from "./people";
import { addressesOf, type RouteAddress } from "./walked-addresses";

/** Stands in every address of the organization's own people. */
const STAFF = "zqstaffzq.example";
/** Imports are numbered from here, so that an id is recognized from every other number. */
const FIRST_IMPORT = 730_190_001;
const IMPORT_ID = /7301900\d\d/;
const AT_ONCE = 4;

export type WalkingViewer = "lead" | "partner" | "key" | "nobody";

export type WalkedData = {
  db: TestDatabase;
  data: MarkedData;
  pages: Pages;
  routes: RouteAddress[];
  /** What each viewer sends along. */
  headers: Record<WalkingViewer, Record<string, string>>;
  links: Record<"scorecard" | "portfolio" | "metric" | "metric of all partners", string>;
};

/** Three vendors whose every text is marked, staff named wherever people are, and one viewer of each kind. */
export async function openWalkedData(): Promise<WalkedData> {
  // React Router says so of every address that leads nowhere, and a walk asks for many.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const db = await createTestDatabase();
  await db.pool.query(`SELECT setval(pg_get_serial_sequence('import_batch', 'id'), ${FIRST_IMPORT}, false)`);
  const data = await writeMarkedData(db);
  await nameStaffEverywhere(db);
  const pages = await openPages(db);
  await addPerson(db, `admin@${STAFF}`, "admin");
  const partnerId = await addPerson(db, "partner@lumina.example", "partner", data.lumina);
  const change = { actor: `admin@${STAFF}`, action: "person.changed", subject: `user:${partnerId}` };
  await db.inside.auditEvent.create({ data: change });
  const adminCookie = await signedIn(db, `admin@${STAFF}`);
  const admin = await optionalViewer(get("/", [adminCookie]), testContext(db));
  if (admin === null) throw new Error("not signed in");
  const key = await createApiKey(db, admin, { name: "pull", role: "partner", vendorId: data.lumina });
  const cookie = (setCookie: string) => ({ Cookie: setCookie.split(";", 1)[0] ?? "" });
  const headers = {
    lead: cookie(adminCookie),
    partner: cookie(await signedIn(db, "partner@lumina.example")),
    key: { Authorization: `Bearer ${key.ok ? key.key : ""}` },
    nobody: {},
  };
  const mint = async (address: string) => {
    const question = parseShareQuestion(new URLSearchParams(address), "2026-11-23");
    const offer = question && (await offerShare(db, admin, question));
    if (!question || !offer) throw new Error(address);
    const { view, parameters } = question;
    const reach = { ...offer.reach, vendorIds: [data.lumina], notes: "partner" as const, allowDownloads: true };
    const expiresAt = new Date(TEST_NOW.getTime() + 86_400_000);
    const audienceKind = "partner" as const;
    const requested = { name: "x", audience: "", audienceKind, view, parameters, reach, password: null, expiresAt };
    return (await mintLink(db, admin, requested, TEST_ORIGIN))?.token ?? "";
  };
  const links = {
    scorecard: await mint("view=scorecard&vendor=lumina&period=2026-10"),
    portfolio: await mint("view=portfolio&period=2026-10"),
    metric: await mint("view=metric&vendor=lumina&metric=volume&from=2026-09-01&to=2026-10-31&by=site"),
    "metric of all partners": await mint("view=metric&metric=volume&from=2026-09-01&to=2026-10-31&by=vendor,site"),
  };
  const routes = await addressesOf(db, pages.build, data, Object.values(links));
  return { db, data, pages, routes, headers, links };
}

/** Every column that says who did something says it by an address. */
async function nameStaffEverywhere(db: TestDatabase): Promise<void> {
  const person = `ana@${STAFF}`;
  await db.inside.importBatch.updateMany({ data: { appliedBy: person } });
  await db.inside.importRun.updateMany({ data: { requestedBy: person } });
  await db.inside.sowDocument.updateMany({ data: { uploadedBy: person } });
  await db.inside.expectedFile.updateMany({ data: { createdBy: person } });
  await db.inside.exclusion.updateMany({ data: { requestedBy: person, requestedName: person, decidedName: person } });
  await db.inside.rootCauseNote.updateMany({ data: { authorName: person, owner: `Ana <${person}>` } });
}

export type Walk = {
  /** Where a mark of another vendor, or an error of the server, came back. */
  foreign: string[];
  /** The marks that came back. */
  seen: Set<string>;
  /** Where an address of the staff came back. */
  staff: string[];
  /** Where the number of an import came back that the asker did not write. */
  imports: string[];
  requested: number;
  answered: number;
};

const FOREIGN = [MARKS.nordwind, MARKS.kestrel, "nordwind", "kestrel"];

const textOf = ({ body, headers }: Answer) => `${JSON.stringify(headers)}\n${body}`;

/** Asks for every form of every address as one viewer. */
export async function walk(
  { pages, routes, headers }: WalkedData,
  as: WalkingViewer,
  forms: (route: RouteAddress) => string[],
): Promise<Walk> {
  const walked: Walk = { foreign: [], seen: new Set(), staff: [], imports: [], requested: 0, answered: 0 };
  const questions = [...new Set(routes.flatMap(forms))];
  const worker = async () => {
    for (let path = questions.pop(); path !== undefined; path = questions.pop()) {
      note(walked, path, await pages.ask(path, { headers: headers[as] }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return walked;
}

function note(walked: Walk, path: string, answer: Answer): void {
  walked.requested += 1;
  if (answer.status === 200) walked.answered += 1;
  const text = textOf(answer);
  for (const mark of Object.values(MARKS)) if (text.includes(mark)) walked.seen.add(mark);
  if (answer.status >= 500) walked.foreign.push(`${answer.status} ${path}`);
  // Another vendor's key is a leak only where the asker did not write it.
  const found = FOREIGN.filter((mark) => text.includes(mark) && !path.includes(mark));
  if (found.length > 0) walked.foreign.push(`${found.join()} in ${path}`);
  // What the asker wrote into the address may come back in it.
  const unanswered = text.replaceAll(path, "").replaceAll(path.replaceAll("&", "&amp;"), "");
  if (unanswered.includes(STAFF)) walked.staff.push(path);
  if (IMPORT_ID.test(unanswered) && !IMPORT_ID.test(path)) walked.imports.push(path);
}
