import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "~/ingest/load/import-file.server";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadWizardMapping } from "~/ingest/wizard/wizard-mapping.server";
import { wizardStateSchema } from "~/ingest/wizard/wizard-state";
import { findAccount } from "~/data/access/accounts.server";
import type { Viewer } from "~/domain/access/viewer";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { addPerson } from "../access/people";

const MAPPING = {
  key: "desk-tickets",
  name: "Tickets of the desk",
  kind: "contacts",
  source: "desk-tickets",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Ticket ID" },
  fields: { openedAt: { column: "Created at", format: "iso" }, agent: { column: "Agent" } },
};
const ROWS = "1,2026-01-05T10:00,Ana\n2,2026-01-06T10:00,Ben\n";

let db: TestDatabase;
let folder: string;
let viewer: Viewer;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-renamed-"));
  const account = await findAccount(db, await addPerson(db, "ana@example.com", "analyst"));
  if (!account) throw new Error("no account");
  viewer = viewerOfAccount(account.account);
  const file = path.join(folder, "january.csv");
  await writeFile(file, `Ticket ID,Created at,Agent\n${ROWS}`);
  await importFile(db, {
    path: file,
    fileName: "january.csv",
    mapping: MAPPING,
    vendor: { key: "atlas", name: "Atlas" },
    by: { actor: "test", userId: null },
    filesFolder: path.join(folder, "files"),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function staged(headings: string): Promise<StagedFile> {
  const location = await mkdtemp(path.join(folder, "upload-"));
  const file = path.join(location, "content");
  await writeFile(file, `${headings}\n${ROWS}`);
  const state = wizardStateSchema.parse({
    fileName: "Weekly export Feb 2026.csv",
    bytes: 100,
    actor: "ana",
    stagedAt: TEST_NOW.toISOString(),
    vendorKey: "atlas",
  });
  return { ...state, id: path.basename(location), path: file };
}

test("a file with the headings of before is read as before", async () => {
  const made = await loadWizardMapping(db, viewer, await staged("Ticket ID,Created at,Agent"));
  expect(made).toMatchObject({ by: "mapping", mapping: { source: "desk-tickets" }, remembered: { status: "same" } });
});

test("a heading that changed is offered as renamed; suggested again, its rows still replace those of before", async () => {
  const made = await loadWizardMapping(db, viewer, await staged("Ticket ID,Created at,Agent name"));
  expect(made.remembered).toMatchObject({ status: "renamed", renames: [{ from: "Agent", to: "Agent name" }] });
  expect(made).toMatchObject({
    by: "suggestion",
    mapping: { source: "desk-tickets", name: "Tickets of the desk", fields: { agent: { column: "Agent name" } } },
  });
});

test("a file that lacks a column is another until it is stated otherwise, named by its kind and not by its month", async () => {
  const made = await loadWizardMapping(db, viewer, await staged("Ticket ID,Created at,Subject line"));
  expect(made.remembered?.missing).toMatchObject([{ heading: "Agent", found: ["Subject line"] }]);
  expect(made.about.source).toBe("weekly-export");
});
