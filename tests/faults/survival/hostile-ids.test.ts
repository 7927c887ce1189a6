import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { readForm } from "~/forms/read-form.server";
import { stagedFolder } from "~/ingest/intake/upload-folder.server";
import { isDamaged } from "~/ingest/wizard/uploads.server";
import { writeNote } from "~/commands/causes/notes.server";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, post, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../../integration/access/people";

vi.mock("~/forms/read-form.server", { spy: true });

type Requested = { request: Request; params: Record<string, string>; context: AppLoadContext };
type RouteModule = { action?: (args: Requested) => unknown };

const ROUTES = fileURLToPath(new URL("../../../app/routes/", import.meta.url));
/** Numbers that no record has. */
const NO_IDS = ["9999999999", "1.5", "-1", "1e3", "99999999999999999999"];
/** What the other fields of a form hold, so that the one in question is reached. */
const valid: Record<string, string> = {
  name: "nightly",
  email: "new@org.example",
  role: "partner",
  vendorId: "1",
  way: "mapping",
  mapping: "1",
  intent: "archive",
  revision: "1",
  days: "30",
};

let db: TestDatabase;
let dataFolder: string;
let noteId: string;
let context: AppLoadContext;
const actions = new Map<string, NonNullable<RouteModule["action"]>>();

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { id: 1, name: "Kontor", timeZone: "UTC" } });
  const vendor = await db.inside.vendor.create({ data: { key: "lumina", name: "Lumina" } });
  valid["vendorId"] = String(vendor.id);
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-ids-"));
  context = testContext(db, {
    environment: parseEnvironment({ NODE_ENV: "test", PLUMBLINE_DATA: dataFolder, LOG_LEVEL: "silent" }, dataFolder),
  });
  await addPerson(db, "admin@org.example", "admin");
  noteId = await writtenNote();
  for (const name of await readdir(ROUTES)) {
    const { action }: RouteModule = await import(/* @vite-ignore */ `${ROUTES}${name}`);
    if (action) actions.set(name, action);
  }
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

async function stage(cookie: string): Promise<string> {
  const body = new FormData();
  body.append("file", new File(["Ticket,Created\n1,2026-01-05 10:00\n"], "calls.csv"));
  body.set("vendor", "lumina");
  const headers = { Cookie: cookie.split(";", 1)[0] ?? "", Origin: TEST_ORIGIN };
  const request = new Request(new URL("/imports/new", TEST_ORIGIN), { method: "POST", headers, body });
  const answer = await answerOf(uploadAction({ request, context, params: {} }));
  return (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
}

async function writtenNote(): Promise<string> {
  const content = noteContentSchema.parse({
    vendor: "lumina",
    metric: "csat",
    from: "2026-10-01",
    to: "2026-10-31",
    title: "Refund policy change",
    symptom: "CSAT of refund chats fell.",
    category: "policy",
    fault: "client",
  });
  const lead = { kind: "member", userId: crypto.randomUUID(), name: "Ines", email: "ines@org.example" } as const;
  await writeNote(db, { ...lead, role: "lead", scope: WHOLE_SCOPE }, content, context);
  return (await db.inside.rootCauseNote.findFirstOrThrow()).id;
}

/** What a route's parameters stand for; uploads and people are new for each action. */
async function paramsOf(name: string, cookie: string): Promise<Record<string, string>> {
  const others = { run: "x", vendor: "lumina", period: "2026-10", metric: "volume", token: "A".repeat(43), "*": "x" };
  if (name.includes("staged")) return { ...others, id: await stage(cookie) };
  if (name.includes("people")) {
    const email = `p${crypto.randomUUID()}@org.example`;
    return { ...others, id: await addPerson(db, email, "stakeholder") };
  }
  return { ...others, id: name.includes("notes") ? noteId : "1" };
}

async function statusOf(name: string, form: Record<string, string>, args: Omit<Requested, "request">, cookie: string) {
  const action = actions.get(name);
  const request = post("/x", form, [cookie]);
  const given = await (async () => action?.({ ...args, request }))().catch((thrown: unknown) => thrown);
  return given instanceof Response ? given.status : String(given);
}

test("a number that no record has fails no action, whichever of its fields holds it, and damages no upload", async () => {
  const wrong: string[] = [];
  const reached = new Set<string>();
  for (const name of actions.keys()) {
    vi.mocked(readForm).mockClear();
    const first = await signedIn(db, "admin@org.example");
    await statusOf(name, {}, { context, params: await paramsOf(name, first) }, first);
    const names = (vi.mocked(readForm).mock.calls[0]?.[1] ?? []).flatMap((field) =>
      field.endsWith(":") ? `${field}0` : field,
    );
    if (names.length === 0) continue;
    const cookie = await signedIn(db, "admin@org.example");
    const params = await paramsOf(name, cookie);
    for (const field of names) {
      reached.add(field);
      for (const value of NO_IDS) {
        const others = names.flatMap((one) => (one in valid ? [[one, valid[one] ?? ""]] : []));
        const form = { ...Object.fromEntries(others), [field]: value };
        const status = await statusOf(name, form, { context, params }, cookie);
        if (typeof status !== "number" || status >= 500) wrong.push(`${name} ${field}=${value}: ${status}`);
      }
    }
    if (name.includes("staged") && (await isDamaged(stagedFolder(dataFolder), params["id"] ?? "")))
      wrong.push(`${name}: the upload is damaged`);
  }
  expect(wrong).toEqual([]);
  expect([...reached]).toEqual(
    expect.arrayContaining(["vendorId", "importVendorIds", "mapping", "revision", "position", "table"]),
  );
  expect(await db.inside.apiKey.count({ where: { vendorId: { not: null } } })).toBeGreaterThan(0);
});

test("a mapping that cannot be is refused with 400 in the wizard", async () => {
  const cookie = await signedIn(db, "admin@org.example");
  const params = { id: await stage(cookie) };
  for (const mapping of [...NO_IDS, "", "x"])
    expect([
      mapping,
      await statusOf("_app.imports.staged.$id.map.tsx", { way: "mapping", mapping }, { context, params }, cookie),
    ]).toEqual([mapping, 400]);
});
