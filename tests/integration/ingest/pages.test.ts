import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { action as withdrawAction, loader as batchLoader } from "~/routes/_app.imports.$id";
import { loader as listLoader } from "~/routes/_app.imports._index";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { loader as runLoader } from "~/routes/_app.imports.runs.$id";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { action as discardAction, loader as stagedLoader } from "~/routes/_app.imports.staged.$id._index";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { action as tryAction, loader as tryLoader } from "~/routes/_app.imports.staged.$id.dry-run";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { action as previewAction, loader as previewLoader } from "~/routes/_app.imports.staged.$id.preview";
import { action as repairAction, loader as repairLoader } from "~/routes/_app.imports.staged.$id.repair";
import { loader as changesLoader } from "~/routes/_app.imports.$id_.changes";
import { loader as mappingLoader } from "~/routes/imports.$id.mapping[.]json";
import { loader as rejectedRowsLoader } from "~/routes/imports.$id.rejected-rows[.]csv";
import { loader as stagedRejectedLoader } from "~/routes/imports.staged.$id.rejected[.]csv";
import { workRun } from "~/jobs/import-run/work-run.server";
import { loader as originalLoader } from "~/routes/imports.$id.original";
import { loader as rejectedLoader } from "~/routes/imports.$id.rejected[.]csv";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";

const FILE = [
  "Ticket ID,Created at,Agent,Talk time",
  "1,2026-01-05 10:00,Ana,120",
  '2,yesterday,"=cmd()",90',
  "3,2026-01-06 10:00,Ben,n.n.",
  ...Array.from({ length: 40 }, (_, at) => `${at + 4},2026-01-06 11:${14 + at},Ben,${54 + at}`),
  "",
].join("\n");
const RESTATED = "Ticket ID,Created at,Agent,Talk time\n1,2026-01-05 10:00,Ana,150\n4,2026-01-06 11:14,Ben,54\n";
const MAPPING = {
  key: "web-desk",
  name: "Web desk",
  kind: "contacts",
  source: "web-desk",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};

let db: TestDatabase;
let dataFolder: string;
let context: AppLoadContext;
let analyst: string[];
let stakeholder: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-pages-"));
  context = testContext(db, {
    environment: parseEnvironment({ NODE_ENV: "test", PLUMBLINE_DATA: dataFolder }, dataFolder),
    jobs: {
      runSoon: async () => undefined,
      stop: async () => undefined,
      takeUpRun: (id) => workRun(db, id, { dataFolder, clock: () => TEST_NOW }),
    },
  });
  await addPerson(db, "ana@example.com", "analyst");
  await addPerson(db, "bo@example.com", "analyst");
  await addPerson(db, "sam@example.com", "stakeholder");
  analyst = [await signedIn(db, "ana@example.com")];
  stakeholder = [await signedIn(db, "sam@example.com")];
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

type Files = readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[];

function upload(fields: Record<string, string>, files: Files, cookies: readonly string[]): Request {
  const body = new FormData();
  for (const [name, content] of files) body.append("file", new File([content], name));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const cookie = cookies.map((set) => set.split(";", 1)[0]).join("; ");
  return new Request(new URL("/imports/new", TEST_ORIGIN), {
    method: "POST",
    headers: { Cookie: cookie, Origin: TEST_ORIGIN },
    body,
  });
}

const asked = (request: Request, params: Record<string, string> = {}) => ({ request, params, context });

type Loader = (args: ReturnType<typeof asked>) => Promise<unknown>;
const NEW_PARTNER = { vendor: "+new", newVendor: "Núñez & Söhne" };
const SAME_PARTNER = { vendor: "nunez-sohne" };

async function stage(fields: Record<string, string>, file = FILE): Promise<string> {
  const answer = await answerOf(uploadAction(asked(upload(fields, [["../Calls of May.csv", file]], analyst))));
  expect(answer.status).toBe(302);
  return (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
}

async function see(loader: Loader, id: string, cookies = analyst) {
  return (await answerOf(loader(asked(get("/imports/x", cookies), { id })))).json();
}

function send(action: Loader, id: string, form: Record<string, string> = {}) {
  return answerOf(action(asked(post("/imports/x", form, analyst), { id })));
}

/** Applies an upload and answers the batch's id. */
async function apply(id: string): Promise<string> {
  const begun = await send(applyAction, id);
  const runId = (begun.headers.get("Location") ?? "").replace("/imports/runs/", "");
  const done = await answerOf(runLoader(asked(get("/imports/x", analyst), { id: runId })));
  return (done.headers.get("Location") ?? "").replace("/imports/", "");
}

async function emptyFacts() {
  await db.pool.query("TRUNCATE contact, row_statement, rejected_row, import_batch, import_run, measure_day");
}

describe("an import by the web", () => {
  beforeEach(emptyFacts);

  test("goes from drop to batch: read, mapped by a guess, checked, repaired, tried and applied", async () => {
    const id = await stage(NEW_PARTNER);
    expect((await answerOf(stagedLoader(asked(get("/x", analyst), { id })))).headers.get("Location")).toBe(
      `/imports/staged/${id}/preview`,
    );
    expect(await see(previewLoader, id)).toMatchObject({
      fileName: "Calls of May.csv",
      reading: { headings: ["Ticket ID", "Created at", "Agent", "Talk time"], file: { delimiter: ",", headerRow: 1 } },
    });
    const mapped = await see(mapLoader, id);
    expect(mapped).toMatchObject({
      made: { by: "guess", whose: "Núñez & Söhne", open: [], guess: { kind: "contacts", questions: [] } },
    });
    expect(mapped.made.guess.columns.map(({ target }: { target: string }) => target)).toEqual([
      "externalId",
      "openedAt",
      "agent",
      "talkSeconds",
    ]);
    const checked = await see(checkLoader, id);
    expect(checked).toMatchObject({
      blockers: [],
      preview: { looked: { rows: 43, accepted: 41, rejected: 2, whole: true } },
      groups: [
        { code: "not-a-date", rows: 1 },
        { code: "not-a-duration", column: "Talk time", texts: [{ text: "n.n.", rows: 1 }] },
      ],
    });
    const download = await answerOf(stagedRejectedLoader(asked(get("/x", analyst), { id })));
    expect(await download.text()).toBe(
      "Ticket ID,Created at,Agent,Talk time\r\n2,yesterday,'=cmd(),90\r\n3,2026-01-06 10:00,Ben,n.n.\r\n",
    );

    await send(repairAction, id, { intent: "repair", do: "null-words", column: "Talk time", word: "n.n." });
    expect(await see(repairLoader, id)).toMatchObject({
      groups: [{ code: "not-a-date" }],
      repairs: [{ do: "null-words" }],
    });
    expect(await db.inside.importBatch.count()).toBe(0);

    await send(tryAction, id, { intent: "try" });
    expect(await see(tryLoader, id)).toMatchObject({
      run: { state: "tried" },
      outcome: { read: 43, new: 42, changed: 0, rejected: 1, verdicts: [] },
    });
    expect([await db.inside.importBatch.count(), await db.inside.vendor.count()]).toEqual([0, 0]);
    const list = await (await answerOf(listLoader(asked(get("/imports", analyst))))).json();
    expect(list).toMatchObject({ total: 0, unfinished: [{ href: `/imports/staged/${id}`, state: "Dry run" }] });

    const batchId = await apply(id);
    const again = await answerOf(stagedLoader(asked(get("/x", analyst), { id })));
    expect(again.headers.get("Location")).toBe(`/imports/${batchId}`);
    const batch = await see(batchLoader, batchId);
    expect(batch).toMatchObject({
      batch: {
        fileName: "Calls of May.csv",
        vendors: [{ key: "nunez-sohne" }],
        read: 43,
        accepted: 42,
        new: 42,
        rejected: 1,
      },
      problems: [{ code: "not-a-date", rows: 1, line: 3 }],
      days: {
        before: null,
        days: [
          { day: "2026-01-05", rows: 1 },
          { day: "2026-01-06", rows: 41 },
        ],
      },
      mayWithdraw: true,
    });
    expect(await (await answerOf(listLoader(asked(get("/imports", analyst))))).json()).toMatchObject({
      total: 1,
      unfinished: [],
      batches: [{ rejected: 1, withdrawn: false }],
    });
    const csv = await answerOf(rejectedLoader(asked(get("/x", analyst), { id: batchId })));
    expect((await csv.text()).split("\r\n")[1]).toMatch(/^3,Created at,not-a-date,.*,yesterday$/);
    const rows = await answerOf(rejectedRowsLoader(asked(get("/x", analyst), { id: batchId })));
    expect(await rows.text()).toBe("Ticket ID,Created at,Agent,Talk time\r\n2,yesterday,'=cmd(),90\r\n");
    const original = await answerOf(originalLoader(asked(get("/x", analyst), { id: batchId })));
    expect(await original.text()).toBe(FILE);
    const mapping = await see(mappingLoader, batchId);
    expect(mapping).toMatchObject({ kind: "contacts", nulls: ["n.n."], externalId: { column: "Ticket ID" } });

    await answerOf(withdrawAction(asked(post("/x", { intent: "withdraw" }, analyst), { id: batchId })));
    expect(await db.inside.contact.count()).toBe(0);
    expect(await see(batchLoader, batchId)).toMatchObject({
      mayWithdraw: false,
      batch: { status: "withdrawn", withdrawnBy: "ana@example.com" },
    });
  });

  test("rejected rows, mended and sent again, say what they said: what made a formula harmless is taken off", async () => {
    const first = await apply(await stage(NEW_PARTNER));
    const download = await answerOf(rejectedRowsLoader(asked(get("/x", analyst), { id: first })));
    const rejected = await download.text();
    expect(rejected).toContain("2,yesterday,'=cmd(),90");
    const again = await apply(await stage(SAME_PARTNER, rejected.replace("yesterday", "2026-01-07 10:00")));
    expect(await see(batchLoader, again)).toMatchObject({ batch: { new: 1, rejected: 1 } });
    const contact = await db.inside.contact.findFirst({ where: { externalId: "2" } });
    expect(contact?.agent).toBe("=cmd()");
  });

  test("totals and footers are passed over and counted: by the check, the dry run and the import", async () => {
    const id = await stage(NEW_PARTNER, `${FILE}Total,,,2730\n\nPrinted on 31 May,,,\n`);
    expect(await see(checkLoader, id)).toMatchObject({ preview: { looked: { rows: 43, passedOver: 2 } } });
    await send(tryAction, id, { intent: "try" });
    expect(await see(tryLoader, id)).toMatchObject({ outcome: { read: 43, passedOver: 2 } });
    expect(await see(batchLoader, await apply(id))).toMatchObject({ batch: { read: 43, passedOver: 2 } });
  });

  test("a remembered mapping passes over totals that come for the first time, unless they are to be read", async () => {
    const first = await apply(await stage(NEW_PARTNER));
    const { batch: before } = await see(batchLoader, first);
    const totals = `${RESTATED}Total,,,204\n`;
    const id = await stage(SAME_PARTNER, totals);
    expect(await see(previewLoader, id)).toMatchObject({
      reading: { readBy: { name: before.mapping.name, zone: "UTC" } },
    });
    expect(await see(mapLoader, id)).toMatchObject({ made: { by: "mapping" } });
    expect(await see(checkLoader, id)).toMatchObject({ preview: { looked: { rows: 2, passedOver: 1, rejected: 0 } } });
    const applied = await see(batchLoader, await apply(id));
    expect(applied).toMatchObject({
      batch: { read: 2, passedOver: 1, mapping: { version: before.mapping.version + 1 } },
    });
    const again = await see(batchLoader, await apply(await stage(SAME_PARTNER, totals)));
    expect(again).toMatchObject({ batch: { passedOver: 1, mapping: applied.batch.mapping } });

    const third = await stage(SAME_PARTNER, totals.replace("Total", "Average"));
    await send(previewAction, third, { intent: "next", ...SAME_PARTNER, skipAsked: "yes", zone: "UTC" });
    expect(await see(checkLoader, third)).toMatchObject({
      preview: { looked: { rows: 3, passedOver: 0, rejected: 1 } },
    });
  });

  test("of a file with a row per event it is told that the last one of each case counts", async () => {
    const events = Array.from({ length: 40 }, (_, at) => `C${at >> 1},2026-01-06 11:${10 + at},${at % 2},Ana`);
    const id = await stage(NEW_PARTNER, ["Case number,Opened at,sys_mod_count,Agent", ...events].join("\n"));
    expect(await see(mapLoader, id)).toMatchObject({
      made: { guess: { derived: [expect.stringContaining("the last one of each counts")] } },
    });
    expect(await see(checkLoader, id)).toMatchObject({ preview: { collapse: "last", looked: { accepted: 40 } } });
    const plain = await stage(NEW_PARTNER);
    expect(await see(mapLoader, plain)).toMatchObject({ made: { guess: { derived: [] } } });
    expect(await see(checkLoader, plain)).toMatchObject({ preview: { collapse: null } });
  });

  test("applied twice at once is one batch", async () => {
    const id = await stage(NEW_PARTNER);
    const places = await Promise.all([send(applyAction, id), send(applyAction, id)]);
    expect(places.map(({ status }) => status)).toEqual([302, 302]);
    expect(await db.inside.importBatch.count()).toBe(1);
  });

  test("the next file of the partner is read as the last one was; what a restated row held is shown", async () => {
    const first = await stage(NEW_PARTNER);
    await send(repairAction, first, { intent: "repair", do: "null-words", column: "Talk time", word: "n.n." });
    const { batch: before } = await see(batchLoader, await apply(first));
    const second = await stage(SAME_PARTNER, RESTATED);
    expect(await see(mapLoader, second)).toMatchObject({ made: { by: "mapping", remembered: { status: "same" } } });
    const batchId = await apply(second);
    expect(await see(batchLoader, batchId)).toMatchObject({
      batch: { new: 0, changed: 1, unchanged: 1, mapping: before.mapping },
    });
    expect(await see(changesLoader, batchId)).toMatchObject({
      changes: [{ externalId: "1", line: 2, fields: [{ column: "talk_seconds", from: 120, to: 150 }] }],
    });
  });

  test("a blank cell keeps what was known, or takes it away where the analyst says so", async () => {
    const first = await stage(NEW_PARTNER);
    await apply(first);
    const blank = "Ticket ID,Created at,Agent,Talk time\n1,2026-01-05 10:00,,150\n";
    const kept = await stage(SAME_PARTNER, blank);
    expect(await see(mapLoader, kept)).toMatchObject({ made: { by: "mapping", blanks: "keep" } });
    await apply(kept);
    const agentOf = async () => (await db.inside.contact.findFirst({ where: { externalId: "1" } }))?.agent;
    expect(await agentOf()).toBe("Ana");

    const erased = await stage(SAME_PARTNER, blank);
    await send(mapAction, erased, { intent: "next", "was-blanks": "keep", blanks: "erase" });
    expect(await see(mapLoader, erased)).toMatchObject({ made: { blanks: "erase" } });
    const batchId = await apply(erased);
    expect(await agentOf()).toBe("");
    expect(await see(mappingLoader, batchId)).toMatchObject({ blanks: "erase" });
  });

  test("figures are preliminary or final as the analyst says, and the mapping remembers it as a version of its own", async () => {
    const first = await stage(NEW_PARTNER);
    expect(await see(mapLoader, first)).toMatchObject({ made: { standing: { all: "unsaid" } } });
    await send(mapAction, first, { intent: "next", "was-standing": "unsaid", standing: "preliminary" });
    expect(await see(mapLoader, first)).toMatchObject({ made: { standing: { all: "preliminary" } } });
    const preliminary = await apply(first);
    expect(await see(mappingLoader, preliminary)).toMatchObject({ fields: { preliminary: { constant: "yes" } } });
    const standings = async () =>
      (
        await db.pool.query("SELECT preliminary FROM contact WHERE external_id IN ('1', '4') ORDER BY external_id")
      ).rows.map(({ preliminary: isPreliminary }) => isPreliminary);
    expect(new Set(await standings())).toEqual(new Set([true]));

    const second = await stage(SAME_PARTNER, RESTATED);
    expect(await see(mapLoader, second)).toMatchObject({ made: { by: "mapping", standing: { all: "preliminary" } } });
    await send(mapAction, second, { intent: "next", "was-standing": "preliminary", standing: "final" });
    const { batch: before } = await see(batchLoader, preliminary);
    const final = await apply(second);
    expect(await see(mappingLoader, final)).toMatchObject({ fields: { preliminary: { constant: "no" } } });
    expect(await see(batchLoader, final)).toMatchObject({
      batch: { changed: 2, kept: 0, mapping: { version: before.mapping.version + 1 } },
    });
    expect(await standings()).toEqual([null, null]);

    const late = await stage(SAME_PARTNER, RESTATED.replace("150", "170"));
    await send(mapAction, late, { intent: "next", "was-standing": "final", standing: "preliminary" });
    const kept = await apply(late);
    expect(await see(batchLoader, kept)).toMatchObject({
      batch: { accepted: 2, new: 0, changed: 0, unchanged: 0, kept: 2 },
    });
    expect(await standings()).toEqual([null, null]);
  });

  test("a column that says whether a row is preliminary is proposed, and can be told by the whole file instead", async () => {
    const rows = RESTATED.trim()
      .split("\n")
      .map((line, index) => `${line},${["Figures", "vorläufig", "endgültig"][index]}`);
    const id = await stage(NEW_PARTNER, `${rows.join("\n")}\n`.replace("Figures", "Status of figures"));
    const { made } = await see(mapLoader, id);
    expect(made.standing).toEqual({ all: null, column: "Status of figures", mayFollow: true });
    const place = made.guess.columns.findIndex(({ heading }: { heading: string }) => heading === "Status of figures");
    expect(made.guess.columns[place]).toMatchObject({
      target: "preliminary",
      reason: expect.stringContaining("“vorläufig”"),
    });
    await send(mapAction, id, { intent: "save", "was-standing": "mapping", standing: "final" });
    expect(await see(mapLoader, id)).toMatchObject({ made: { standing: { all: "final", mayFollow: true } } });
    await send(mapAction, id, { intent: "save", "was-standing": "final", standing: "mapping" });
    expect(await see(mapLoader, id)).toMatchObject({ made: { standing: { all: null } } });
    await send(mapAction, id, { intent: "save", "was-standing": "mapping", standing: "preliminary" });
    // Naming the column again takes back what was said of the whole file.
    await send(mapAction, id, {
      intent: "save",
      "heading:0": "Status of figures",
      "was-target:0": "",
      "target:0": "preliminary",
    });
    expect(await see(mapLoader, id)).toMatchObject({ made: { standing: { all: null, column: "Status of figures" } } });
  });

  test("a partner's roster is asked for the site and team of agents that the file does not tell", async () => {
    const id = await stage(SAME_PARTNER, RESTATED.replace("Talk time", "Wait"));
    expect((await see(mapLoader, id)).made.guess.derived).toEqual([]);
    await db.pool.query(
      `INSERT INTO roster_entry (vendor_id, source, external_id, batch_id, line, day, agent, site, starts_on)
       SELECT id, 'roster', 'Ana', 1, 2, '2026-01-01', 'Ana', 'Cebu', '2026-01-01' FROM vendor WHERE key = 'nunez-sohne'`,
    );
    const { made } = await see(mapLoader, id);
    expect(made.guess.derived).toContain("Site is what the partner's roster says of the agent in “Agent”.");
    const batchId = await apply(id);
    expect(await see(mappingLoader, batchId)).toMatchObject({ fields: { site: { lookup: { roster: "agent" } } } });
    await db.pool.query("TRUNCATE roster_entry");
  });

  test("a column that has another name now is offered as a rename", async () => {
    const first = await stage(NEW_PARTNER);
    await apply(first);
    const id = await stage(SAME_PARTNER, RESTATED.replace("Talk time", "Time talking"));
    const { made } = await see(mapLoader, id);
    expect(made).toMatchObject({
      by: "guess",
      remembered: { status: "renamed", renames: [{ from: "Talk time", to: "Time talking" }] },
    });
    await send(mapAction, id, {
      way: "mapping",
      mapping: String(made.remembered.id),
      from: "Talk time",
      to: "Time talking",
    });
    expect(await see(mapLoader, id)).toMatchObject({ made: { by: "mapping", open: [] } });
    expect(await see(checkLoader, id)).toMatchObject({ blockers: [], preview: { looked: { accepted: 2 } } });
  });

  test("a date order that cannot be told is asked for, and nothing goes on before it is answered", async () => {
    const unclear = "Ticket ID,Created at,Agent\n1,03/04/2026 10:00,Ana\n2,05/06/2026 10:00,Ben\n";
    const id = await stage(NEW_PARTNER, unclear);
    const { made } = await see(mapLoader, id);
    const [question] = made.guess.questions;
    expect(question.text).toMatch(/day|month/i);
    expect((await see(checkLoader, id)).blockers.length).toBeGreaterThan(0);
    expect((await send(applyAction, id)).headers.get("Location")).toBe(`/imports/staged/${id}/apply?open`);
    const dayFirst = question.options.find(
      ({ value, example }: { value: string; example: string }) =>
        `${value} ${example}`.includes("dmy") || example.includes("3 April"),
    );
    await send(mapAction, id, { intent: "next", [`answer:${question.id}`]: dayFirst.value });
    const { preview } = await see(checkLoader, id);
    expect(preview.rows.map(({ day }: { day: string }) => day)).toEqual(["2026-04-03", "2026-06-05"]);
  });

  test("leads through a file with a column per month: asked what it counts, or read as it stands", async () => {
    const id = await stage(NEW_PARTNER, "Queue,Jan 2026,Feb 2026\nBilling,100,120\nReturns,,7\n");
    const { made } = await see(mapLoader, id);
    expect(made.guess).toMatchObject({ kind: "tallies", wide: { taken: true }, questions: [{ id: "wide-figure" }] });
    await send(mapAction, id, { intent: "save", "was-wide": "rows", wide: "none" });
    expect((await see(mapLoader, id)).made.guess).toMatchObject({ wide: { taken: false } });
    await send(mapAction, id, { intent: "save", "was-wide": "none", wide: "rows" });
    await send(mapAction, id, { intent: "next", "answer:wide-figure": "handled" });
    expect(await see(checkLoader, id)).toMatchObject({
      blockers: [],
      preview: { looked: { rows: 2, accepted: 2, rejected: 0 } },
    });
  });

  test("leads through a roster and a list of holidays, recognised by their headings", async () => {
    const roster = await stage(NEW_PARTNER, "Employee ID,Agent Name,Site,Start Date\n7,Ana,Manila,2026-01-05\n");
    const { made } = await see(mapLoader, roster);
    expect(made.guess).toMatchObject({ kind: "roster", questions: [{ id: "roster-agent" }] });
    expect(made.guess.constants).toEqual([]);
    expect(made.standing).toBeNull();
    await send(mapAction, roster, { intent: "next", "answer:roster-agent": "Agent Name" });
    expect(await see(checkLoader, roster)).toMatchObject({
      blockers: [],
      preview: { looked: { rows: 1, accepted: 1 } },
    });
    const holidays = await stage(NEW_PARTNER, "Date,Holiday\n2026-12-25,Christmas\n2026-12-30,Rizal Day\n");
    expect((await see(mapLoader, holidays)).made.guess).toMatchObject({
      kind: "calendar",
      constants: [{ target: "program" }],
    });
    expect(await see(checkLoader, holidays)).toMatchObject({ blockers: [], preview: { looked: { accepted: 2 } } });
  });

  test("takes a mapping as JSON, and keeps what was typed", async () => {
    const id = await stage({ vendor: "" });
    await send(mapAction, id, { way: "document", mappingText: "{ not json" });
    expect(await see(mapLoader, id)).toMatchObject({
      pasted: "{ not json",
      problem: expect.stringContaining("not JSON"),
    });
    const document = JSON.stringify({
      ...MAPPING,
      externalId: { column: "Ticket ID" },
      fields: { openedAt: { column: "Created at", format: "yyyy-MM-dd HH:mm" } },
    });
    await send(mapAction, id, { way: "document", mappingText: document });
    expect(await see(checkLoader, id)).toMatchObject({ blockers: [{ step: "preview" }] });
    await send(previewAction, id, {
      intent: "next",
      ...NEW_PARTNER,
      headerRow: "1",
      "was-headerRow": "1",
      headerRows: "1",
      "was-headerRows": "1",
      zone: "UTC",
    });
    expect(await see(checkLoader, id)).toMatchObject({
      blockers: [],
      preview: { looked: { accepted: 42, rejected: 1 } },
    });
  });

  test("takes several files in one drop, opens archives, and each goes its own way", async () => {
    const files: Files = [
      ["=cmd();a.csv", FILE],
      ["b.csv.gz", new Uint8Array(gzipSync(RESTATED))],
    ];
    const answer = await answerOf(uploadAction(asked(upload(NEW_PARTNER, files, analyst))));
    expect(answer.headers.get("Location")).toBe("/imports");
    const { unfinished } = await (await answerOf(listLoader(asked(get("/imports", analyst))))).json();
    const names = unfinished.map(({ fileName }: { fileName: string }) => fileName);
    expect(names).toEqual(expect.arrayContaining(["=cmd();a.csv", "b.csv"]));
  });

  test("can be discarded", async () => {
    const id = await stage(NEW_PARTNER);
    expect((await send(discardAction, id, { intent: "discard" })).headers.get("Location")).toBe("/imports");
    expect((await answerOf(stagedLoader(asked(get("/x", analyst), { id })))).status).toBe(404);
  });

  test("without a file says so", async () => {
    const answer = await answerOf(uploadAction(asked(upload({}, [], analyst))));
    expect([answer.status, await answer.json()]).toEqual([400, { problem: "Choose the file to import." }]);
  });

  test("is for those who may import, and an upload for the one who made it", async () => {
    const id = await stage(NEW_PARTNER);
    const colleague = [await signedIn(db, "bo@example.com")];
    for (const loader of [stagedLoader, previewLoader, mapLoader, checkLoader, repairLoader, tryLoader])
      expect((await answerOf(loader(asked(get("/x", colleague), { id })))).status).toBe(404);
    expect((await answerOf(stagedLoader(asked(get("/x", analyst), { id: "../../etc" })))).status).toBe(404);
    expect((await answerOf(listLoader(asked(get("/imports", stakeholder))))).status).toBe(403);
    expect((await answerOf(uploadAction(asked(upload(NEW_PARTNER, [["a.csv", FILE]], stakeholder))))).status).toBe(403);
    expect((await answerOf(batchLoader(asked(get("/imports/x", analyst), { id: "99999999999" })))).status).toBe(404);
    expect(await readFile(path.join(dataFolder, "staged", id, "content"), "utf8")).toBe(FILE);
  });
});
