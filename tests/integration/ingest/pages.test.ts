import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { action as withdrawAction, loader as batchLoader } from "~/routes/_app.imports.$id";
import { loader as listLoader } from "~/routes/_app.imports._index";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { action as stagedAction, loader as stagedLoader } from "~/routes/_app.imports.staged.$id";
import { loader as originalLoader } from "~/routes/imports.$id.original";
import { loader as rejectedLoader } from "~/routes/imports.$id.rejected[.]csv";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";

const FILE = 'Id,Opened,Agent\n1,2026-01-05 10:00,Ana\n2,yesterday,"=cmd()"\n3,2026-01-06 10:00,Ben\n';
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
  });
  await addPerson(db, "ana@example.com", "analyst");
  await addPerson(db, "bo@example.com", "analyst");
  await addPerson(db, "sam@example.com", "stakeholder");
  analyst = [await signedIn(db, "ana@example.com")];
  stakeholder = [await signedIn(db, "sam@example.com")];
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

function upload(fields: Record<string, string>, file: string | null, cookies: readonly string[]): Request {
  const body = new FormData();
  if (file !== null) body.set("file", new File([file], "../Calls of May.csv", { type: "text/csv" }));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const cookie = cookies.map((set) => set.split(";", 1)[0]).join("; ");
  return new Request(new URL("/imports/new", TEST_ORIGIN), {
    method: "POST",
    headers: { Cookie: cookie, Origin: TEST_ORIGIN },
    body,
  });
}

const asked = (request: Request, params: Record<string, string> = {}) => ({ request, params, context });

async function stage(fields: Record<string, string>, file: string | null = FILE): Promise<string> {
  const answer = await answerOf(uploadAction(asked(upload(fields, file, analyst))));
  expect(answer.status).toBe(302);
  return (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
}

const NEW_PARTNER = { mapping: "", mappingText: JSON.stringify(MAPPING), vendor: "+new", newVendor: "Núñez & Söhne" };

describe("an import by the web", () => {
  test("is looked at first, applied once however often it is asked for, traced and withdrawn", async () => {
    const id = await stage(NEW_PARTNER);
    const address = `/imports/staged/${id}`;
    const looked = await (await answerOf(stagedLoader(asked(get(address, analyst), { id })))).json();
    expect(looked).toMatchObject({
      fileName: "Calls of May.csv",
      reading: {
        ok: true,
        value: {
          rows: [
            { line: 2, externalId: "1", day: "2026-01-05", values: ["2026-01-05T10:00:00.000Z", "Ana"] },
            { line: 4 },
          ],
          problems: [{ line: 3, column: "Opened", code: "not-a-date", text: "yesterday" }],
          looked: { rows: 3, accepted: 2, rejected: 1, whole: true },
        },
      },
    });
    expect(await db.inside.importBatch.count()).toBe(0);

    const apply = () => answerOf(stagedAction(asked(post(address, { intent: "apply" }, analyst), { id })));
    const applied = await Promise.all([apply(), apply()]);
    const places = new Set(applied.map((answer) => answer.headers.get("Location")));
    expect(places.size).toBe(1);
    expect(await db.inside.importBatch.count()).toBe(1);
    const again = await answerOf(stagedLoader(asked(get(address, analyst), { id })));
    expect(again.headers.get("Location")).toBe([...places][0]);

    const batchId = ([...places][0] ?? "").replace("/imports/", "");
    const batch = await (
      await answerOf(batchLoader(asked(get(`/imports/${batchId}`, analyst), { id: batchId })))
    ).json();
    expect(batch).toMatchObject({
      batch: {
        fileName: "Calls of May.csv",
        vendors: [{ key: "nunez-sohne", name: "Núñez & Söhne" }],
        read: 3,
        accepted: 2,
        new: 2,
        rejected: 1,
      },
      problems: [{ code: "not-a-date", column: "Opened", rows: 1, line: 3 }],
      mayWithdraw: true,
    });
    const list = await (await answerOf(listLoader(asked(get("/imports", analyst))))).json();
    expect(list).toMatchObject({ total: 1, batches: [{ rejected: 1, withdrawn: false }] });

    const csv = await answerOf(
      rejectedLoader(asked(get(`/imports/${batchId}/rejected.csv`, analyst), { id: batchId })),
    );
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect((await csv.text()).split("\r\n")[1]).toMatch(/^3,Opened,not-a-date,.*,yesterday$/);
    const original = await answerOf(
      originalLoader(asked(get(`/imports/${batchId}/original`, analyst), { id: batchId })),
    );
    expect(await original.text()).toBe(FILE);

    await answerOf(
      withdrawAction(asked(post(`/imports/${batchId}`, { intent: "withdraw" }, analyst), { id: batchId })),
    );
    expect(await db.inside.contact.count()).toBe(0);
    const gone = await (
      await answerOf(batchLoader(asked(get(`/imports/${batchId}`, analyst), { id: batchId })))
    ).json();
    expect(gone).toMatchObject({ mayWithdraw: false, batch: { status: "withdrawn", withdrawnBy: "ana@example.com" } });
  });

  test("can be read another way before it is applied, and keeps what was typed", async () => {
    const id = await stage({ mapping: "", mappingText: "{ not json", vendor: "" });
    const read = async () =>
      (await answerOf(stagedLoader(asked(get(`/imports/staged/${id}`, analyst), { id })))).json();
    expect(await read()).toMatchObject({
      chosen: { mappingText: "{ not json" },
      reading: { ok: false, refusal: { code: "mapping-invalid" } },
    });
    const change = (form: Record<string, string>) =>
      answerOf(stagedAction(asked(post(`/imports/staged/${id}`, form, analyst), { id })));
    await change({ intent: "read", mapping: "", mappingText: JSON.stringify(MAPPING), vendor: "" });
    expect(await read()).toMatchObject({ reading: { ok: false, refusal: { code: "vendor-missing" } } });
    const refused = await change({ intent: "apply" });
    expect(refused.status).toBe(422);
    await change({
      intent: "read",
      mapping: "",
      mappingText: JSON.stringify(MAPPING),
      vendor: "+new",
      newVendor: "Ostra",
    });
    expect(await read()).toMatchObject({ chosen: { vendor: "+new", newVendorName: "Ostra" }, reading: { ok: true } });
  });

  test("without a file says so", async () => {
    const answer = await answerOf(uploadAction(asked(upload({ mapping: "" }, null, analyst))));
    expect([answer.status, await answer.json()]).toEqual([400, { problem: "Choose the file to import." }]);
  });

  test("is for those who may import, and an upload for the one who made it", async () => {
    const id = await stage(NEW_PARTNER);
    const colleague = [await signedIn(db, "bo@example.com")];
    expect((await answerOf(stagedLoader(asked(get(`/imports/staged/${id}`, colleague), { id })))).status).toBe(404);
    expect((await answerOf(stagedLoader(asked(get("/imports/staged/x", analyst), { id: "../../etc" })))).status).toBe(
      404,
    );
    expect((await answerOf(listLoader(asked(get("/imports", stakeholder))))).status).toBe(403);
    expect((await answerOf(uploadAction(asked(upload(NEW_PARTNER, FILE, stakeholder))))).status).toBe(403);
    expect((await answerOf(batchLoader(asked(get("/imports/x", analyst), { id: "99999999999" })))).status).toBe(404);
    expect(await readFile(path.join(dataFolder, "staged", id, "content"), "utf8")).toBe(FILE);
  });
});
