import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { expect } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { workRun } from "~/jobs/imports/work-run.server";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { loader as runLoader } from "~/routes/_app.imports.runs.$id";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { createTestDatabase } from "../../support/database";
import { answerOf, get, post, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";

/** Contacts of two days; two of the rows cannot be used. */
export const FILE = [
  "Ticket ID,Created at,Agent,Talk time",
  "1,2026-01-05 10:00,Ana,120",
  '2,yesterday,"=cmd()",90',
  "3,2026-01-06 10:00,Ben,n.n.",
  ...Array.from({ length: 40 }, (_, at) => `${at + 4},2026-01-06 11:${14 + at},Ben,${54 + at}`),
  "",
].join("\n");
export const NEW_PARTNER = { vendor: "+new", newVendor: "Núñez & Söhne", zone: "UTC" };
export const SAME_PARTNER = { vendor: "nunez-sohne" };

export type Files = readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[];
type Requested = { request: Request; params: Record<string, string>; context: AppLoadContext };
type Loader = (args: Requested) => Promise<unknown>;

/** The pages of an import, over a database of their own, as an analyst (and others) go through them. */
export async function openImportPages() {
  const db = await createTestDatabase();
  const dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-pages-"));
  const context = testContext(db, {
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
  const analyst = [await signedIn(db, "ana@example.com")];
  const stakeholder = [await signedIn(db, "sam@example.com")];

  const requested = (request: Request, params: Record<string, string> = {}): Requested => ({
    request,
    params,
    context,
  });

  async function stage(
    fields: Record<string, string>,
    file: string | Uint8Array<ArrayBuffer> = FILE,
    fileName = "../Calls of May.csv",
  ): Promise<string> {
    const answer = await answerOf(uploadAction(requested(upload(fields, [[fileName, file]], analyst))));
    expect(answer.status).toBe(302);
    return (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
  }

  async function see(loader: Loader, id: string, cookies = analyst) {
    return (await answerOf(loader(requested(get("/imports/x", cookies), { id })))).json();
  }

  function send(action: Loader, id: string, form: Record<string, string> = {}) {
    return answerOf(action(requested(post("/imports/x", form, analyst), { id })));
  }

  /** Applies an upload and answers the batch's id. */
  async function apply(id: string): Promise<string> {
    const started = await send(applyAction, id);
    const runId = (started.headers.get("Location") ?? "").replace("/imports/runs/", "");
    const done = await answerOf(runLoader(requested(get("/imports/x", analyst), { id: runId })));
    return (done.headers.get("Location") ?? "").replace("/imports/", "");
  }

  async function emptyFacts(): Promise<void> {
    await db.pool.query("TRUNCATE contact, contact_history, rejected_row, import_batch, import_run, measure_day");
  }

  const close = () => rm(dataFolder, { recursive: true, force: true });
  return { db, dataFolder, analyst, stakeholder, requested, upload, stage, see, send, apply, emptyFacts, close };
}

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
