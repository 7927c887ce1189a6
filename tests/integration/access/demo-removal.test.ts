import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { removeDemoData } from "~/commands/access/organization.server";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { MARKS, type MarkedData, writeMarkedData } from "./marked-data";
import { addPerson, PASSWORD } from "./people";

const ADMIN: Viewer = {
  kind: "member",
  userId: "u",
  name: "",
  email: "demo@x.example",
  role: "admin",
  scope: WHOLE_SCOPE,
};
const OWN = { name: "Ada", email: "ada@kontor.example", password: PASSWORD };

let db: TestDatabase;
let data: MarkedData;
beforeAll(async () => {
  db = await createTestDatabase();
  data = await writeMarkedData(db);
  await addPerson(db, "demo@x.example", "admin");
  await addPerson(db, "partner@nordwind.example", "partner", data.nordwind);
  await db.inside.user.updateMany({ where: { email: "demo@x.example" }, data: { demo: true } });
  const demo = { where: { id: { in: [data.nordwind, data.kestrel] } }, data: { demo: true } };
  await db.inside.vendor.updateMany(demo);
  await db.inside.organization.updateMany({ data: { demoSeededAt: TEST_NOW } });
  await db.inside.importRun.updateMany({ data: { state: "applied", finishedAt: TEST_NOW } });
  const link = {
    name: "x",
    view: "portfolio",
    parameters: {},
    fromDay: TEST_NOW,
    toDay: TEST_NOW,
    audienceKind: "internal",
    expiresAt: TEST_NOW,
  };
  await db.inside.shareLink.createMany({
    data: [
      { ...link, tokenHash: "both", vendorIds: Object.values(data) },
      { ...link, tokenHash: "demo", vendorIds: [data.kestrel] },
    ],
  });
});

/** Every row of every table as text, but for the audit trail and the people. */
async function everything(): Promise<string> {
  const { rows } = await db.pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  const retained = rows.filter(({ name }) => !["audit_event", "rate_limit", "_prisma_migrations"].includes(name));
  const texts = await Promise.all(
    retained.map(async ({ name }) => JSON.stringify((await db.pool.query(`TABLE "${name}"`)).rows)),
  );
  return texts.join("\n");
}

/** No file of the demo data is stored there. */
const dataFolder = path.join(tmpdir(), "plumbline-no-files");

/** An import that is under way. */
const RUN = {
  state: "running",
  dryRun: false,
  path: "received/x",
  fileName: "x.csv",
  fileBytes: 1,
  mapping: {},
  requestedBy: "analyst@example.com",
  requestKey: "run",
};

it("the demo data is removed, and only it, leaving someone who can administer", async () => {
  expect(await removeDemoData(db, ADMIN, { admin: null, dataFolder })).toEqual({ ok: false, problem: "needs-admin" });
  expect(await removeDemoData(db, ADMIN, { admin: { ...OWN, password: "short" }, dataFolder })).toEqual({
    ok: false,
    problem: "too-short",
  });
  expect(await db.inside.vendor.count()).toBe(3);
  const before = await everything();
  for (const vendorKey of ["kestrel", null]) {
    const run = await db.inside.importRun.create({ data: { ...RUN, vendorKey } });
    expect(await removeDemoData(db, ADMIN, { admin: OWN, dataFolder })).toEqual({
      ok: false,
      problem: "imports-open",
    });
    await db.inside.importRun.delete({ where: { id: run.id } });
  }
  expect(await everything()).toBe(before);
  const removed = await removeDemoData(db, ADMIN, { admin: OWN, dataFolder });
  expect(removed).toMatchObject({ ok: true });
  const left = await everything();
  expect(left).toContain(MARKS.lumina);
  // The file that held rows of all three is still the organization's own, and its name names all three.
  const mixed = MARKS.lumina + MARKS.nordwind + MARKS.kestrel;
  for (const mark of [MARKS.nordwind, MARKS.kestrel]) expect(left.replaceAll(mixed, "")).not.toContain(mark);
  expect(await db.inside.user.findMany({ select: { email: true, role: true } })).toEqual([
    { email: OWN.email, role: "admin" },
  ]);
  expect(await db.inside.shareLink.findMany({ select: { tokenHash: true, vendorIds: true } })).toEqual([
    { tokenHash: "both", vendorIds: [data.lumina] },
  ]);
  expect(await db.inside.contact.count()).toBe(6);
  expect(await removeDemoData(db, ADMIN, { admin: null, dataFolder })).toEqual({ ok: false, problem: "no-demo" });
});
