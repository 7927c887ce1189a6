import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { action as noteAction, loader as noteLoader } from "~/routes/_app.notes.$id";
import { loader as listLoader } from "~/routes/_app.notes._index";
import { action as newAction, loader as newLoader } from "~/routes/_app.notes.new";
import { action as sowAction, loader as sowLoader } from "~/routes/_app.sows.$vendor";
import { action as sowsAction } from "~/routes/_app.sows._index";
import { loader as documentLoader } from "~/routes/sows.$vendor.document";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { addDesk, deskSow } from "../../support/desk-data";
import { answerOf, get, post, testContext, TEST_ORIGIN } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";

const FORM = {
  vendor: "lumina",
  metric: "csat",
  from: "2026-10-01",
  to: "2026-10-31",
  title: "Refund policy change",
  symptom: "CSAT of refund chats fell from 84% to 63%.",
  category: "policy",
  fault: "client",
  whys: ["A second approval is needed", ""],
  visibility: "partner",
};

let db: TestDatabase;
let context: AppLoadContext;
let lead: string[];
let stakeholder: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  context = testContext(db);
  await addDesk(db, "lumina");
  await addPerson(db, "lea@example.com", "lead");
  await addPerson(db, "sam@example.com", "stakeholder");
  lead = [await signedIn(db, "lea@example.com")];
  stakeholder = [await signedIn(db, "sam@example.com")];
});

const requested = (request: Request, params: Record<string, string> = {}) => ({ request, params, context });

async function writeNote(changes: Record<string, string> = {}): Promise<string> {
  const answer = await answerOf(newAction(requested(post("/notes/new", { ...FORM, ...changes }, lead))));
  expect(answer.status).toBe(302);
  return (answer.headers.get("Location") ?? "").replace("/notes/", "");
}

describe("the form for a note", () => {
  it("begins with the figure that it was opened from", async () => {
    const address = "/notes/new?vendor=lumina&metric=csat&from=2026-10-01&to=2026-13-99&site=Manila";
    const answer = await answerOf(newLoader(requested(get(address, lead))));
    expect(await answer.json()).toMatchObject({
      values: { vendor: "lumina", metric: "csat", site: "Manila", program: "", channel: "", from: "2026-10-01" },
    });
  });

  it("keeps what was typed and says what is wrong beside its field", async () => {
    const wrong = { ...FORM, title: "", to: "2026-09-01", evidence: "214 chats read" };
    const answer = await answerOf(newAction(requested(post("/notes/new", wrong, lead))));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      answer: {
        initialValue: {
          symptom: FORM.symptom,
          evidence: "214 chats read",
          whys: ["A second approval is needed", null],
        },
        error: { title: ["Enter a title."] },
      },
    });
    expect(await db.inside.rootCauseNote.count()).toBe(0);
  });

  it("tells the second of two editors what the first one changed, and keeps the second one's text", async () => {
    const id = await writeNote();
    const save = (changes: Record<string, string>) =>
      answerOf(
        noteAction(
          requested(post(`/notes/${id}`, { ...FORM, revision: "1", intent: "save", ...changes }, lead), { id }),
        ),
      );
    expect((await save({ title: "First" })).status).toBe(302);
    const second = await save({ title: "Second", evidence: "mine" });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      stale: { revision: 2, editedBy: "lea", changed: ["title"], content: { title: "First" } },
      answer: { initialValue: { title: "Second", evidence: "mine" } },
    });
    expect((await save({ title: "Second", revision: "2" })).status).toBe(302);
    const page = await (await answerOf(noteLoader(requested(get(`/notes/${id}`, lead), { id })))).json();
    expect(page).toMatchObject({
      page: { note: { revision: 3, content: { title: "Second" } }, history: [{}, {}, {}] },
    });
  });

  it("is not there for those who may only read", async () => {
    expect((await answerOf(newLoader(requested(get("/notes/new", stakeholder))))).status).toBe(403);
    expect((await answerOf(newAction(requested(post("/notes/new", FORM, stakeholder))))).status).toBe(403);
  });
});

describe("the list of notes", () => {
  it("offers to undo an archiving", async () => {
    const id = await writeNote({ metric: "asa" });
    const archived = await answerOf(
      noteAction(requested(post(`/notes/${id}`, { intent: "archive", revision: "1" }, lead), { id })),
    );
    expect(archived.headers.get("Location")).toBe(`/notes?archived=${id}`);
    const list = await (await answerOf(listLoader(requested(get(`/notes?archived=${id}&metric=asa`, lead))))).json();
    expect(list).toMatchObject({ notes: [], undo: { id, revision: 2 } });
    const restored = await answerOf(
      noteAction(requested(post(`/notes/${id}`, { intent: "restore", revision: "2" }, lead), { id })),
    );
    expect(restored.headers.get("Location")).toBe(`/notes/${id}`);
  });

  it("keeps every filter in its address", async () => {
    const answer = await answerOf(listLoader(requested(get("/notes?metric=csat&category=policy&page=7", lead))));
    expect(await answer.json()).toMatchObject({
      chips: [
        {
          name: "Partner",
          label: "All partners",
          options: [{}, { href: "/notes?metric=csat&category=policy&vendor=lumina" }],
        },
        { name: "Metric", label: "Customer satisfaction" },
        { name: "Category", label: "Policy" },
        { name: "State", label: "Open" },
      ],
    });
  });
});

function unknownFields(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknown${index}`, index]));
}

describe("the upload of a SOW", () => {
  function upload(address: string, fields: Record<string, string>, file: BlobPart | null, cookies = lead): Request {
    const body = new FormData();
    if (file !== null) body.set("file", new File([file], "sow.json", { type: "application/json" }));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const Cookie = cookies.map((set) => set.split(";", 1)[0]).join("; ");
    return new Request(new URL(address, TEST_ORIGIN), {
      method: "POST",
      headers: { Cookie, Origin: TEST_ORIGIN },
      body,
    });
  }
  const toLumina = (fields: Record<string, string>, file: BlobPart | null, cookies?: string[]) =>
    answerOf(sowAction(requested(upload("/sows/lumina", fields, file, cookies), { vendor: "lumina" })));
  const amended = JSON.stringify({ ...deskSow("lumina"), title: "Amended" });

  it("looks first and changes nothing, then applies the same text", async () => {
    const looked = await toLumina({ intent: "check", document: "" }, amended);
    expect(await looked.json()).toMatchObject({
      status: "checked",
      text: amended,
      current: 1,
      changes: { fields: [{ field: "title", after: "Amended" }] },
      warnings: [],
    });
    expect(await db.inside.sowDocument.count()).toBe(1);
    const applied = await toLumina({ intent: "apply", document: amended }, null);
    expect(applied.headers.get("Location")).toBe("/sows/lumina?applied=2");
    const page = await (
      await answerOf(sowLoader(requested(get("/sows/lumina?applied=2", lead), { vendor: "lumina" })))
    ).json();
    expect(page).toMatchObject({
      applied: true,
      page: { sow: { title: "Amended", revision: 2, changedSince: { revision: 1 } } },
    });
  });

  it.each([
    ["thousands of unknown fields", JSON.stringify({ ...deskSow("lumina"), ...unknownFields(40_000) }), 40_000],
    ["brackets without an end", "[".repeat(1_000_000), 1],
    ["a field whose name is a book", JSON.stringify({ ...deskSow("lumina"), ["n".repeat(900_000)]: 1 }), 1],
  ])(
    "answers %s with the first hundred problems and their number, and does not send all of it back",
    async (_name, text, count) => {
      const answer = await toLumina({ intent: "check", document: "" }, text);
      expect(answer.status).toBe(422);
      const body = await answer.text();
      expect(body.length).toBeLessThan(200_000);
      const problem: { text: string; problems: unknown[]; problemCount: number } = JSON.parse(body);
      expect([problem.text, problem.problems.length, problem.problemCount]).toEqual(["", Math.min(100, count), count]);
    },
  );

  it("shows the targets and the name of a new partner, and warns of another time zone, before a first SOW is applied", async () => {
    const first = JSON.stringify({ ...deskSow("new-desk"), timeZone: "Europe/Prague" });
    const looked = await answerOf(
      sowsAction(requested(upload("/sows", { intent: "check", document: "", vendorName: "" }, first))),
    );
    expect(await looked.json()).toMatchObject({
      status: "checked",
      displayName: "New Desk",
      current: null,
      versions: [
        {
          version: 1,
          targets: [
            { subject: expect.stringContaining("Customer satisfaction") },
            { rule: expect.stringContaining("50") },
          ],
        },
      ],
      warnings: [{ path: "timeZone", code: "other-time-zone" }],
    });
    expect(await db.inside.vendor.count({ where: { key: "new-desk" } })).toBe(0);
  });

  it("answers every bad document with its reason and its text, and changes nothing", async () => {
    const before = await db.inside.sowDocument.count();
    const cases: [BlobPart, number, object][] = [
      ["{", 422, { status: "problems", text: "{", problems: [{ code: "json" }] }],
      [JSON.stringify(deskSow("atlas")), 422, { status: "problems", problems: [{ path: "vendor" }] }],
      [new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe]), 400, { status: "refused" }],
      ["x".repeat(1_000_001), 413, { status: "refused" }],
    ];
    for (const [file, status, body] of cases) {
      const answer = await toLumina({ intent: "apply", document: "" }, file);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject(body);
    }
    const empty = await toLumina({ intent: "apply", document: "" }, null);
    expect(await empty.json()).toMatchObject({ problems: [{ message: "The document is empty" }] });
    expect(await db.inside.sowDocument.count()).toBe(before);
  });

  it("brings a new partner with the name that was given", async () => {
    const fields = { intent: "apply", vendorName: "Nordwind Care", document: JSON.stringify(deskSow("nordwind")) };
    const answer = await answerOf(sowsAction(requested(upload("/sows", fields, null))));
    expect(answer.headers.get("Location")).toBe("/sows/nordwind?applied=1");
    expect((await db.inside.vendor.findUniqueOrThrow({ where: { key: "nordwind" } })).name).toBe("Nordwind Care");
  });

  it("is refused to those who may only read, who may download", async () => {
    expect((await toLumina({ intent: "apply", document: amended }, null, stakeholder)).status).toBe(403);
    const file = await documentLoader(
      requested(get("/sows/lumina/document?revision=1", stakeholder), { vendor: "lumina" }),
    );
    expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="lumina-sow-r1.json"');
    expect(await file.json()).toEqual(deskSow("lumina"));
    for (const query of ["?revision=99", "?revision=x", "?revision=-1"]) {
      const answer = await answerOf(
        documentLoader(requested(get(`/sows/lumina/document${query}`, lead), { vendor: "lumina" })),
      );
      expect(answer.status).toBe(404);
    }
  });
});
