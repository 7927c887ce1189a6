import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listMappingsOf } from "~/data/imports/mappings.server";
import { importRunSchema } from "~/reports/api/import-run-document";
import { savedMappings } from "./saved-mappings";
import { FILE, formOf, MAPPING, useSentImports } from "./sent-files";

const data = useSentImports();
const { keyOf, postFile, runAt, work } = data;

const { vendor: _desk, ...ANYONES } = MAPPING;
/** Reads another column as the agent: it would spoil whatever it replaces. */
const SPOILED = { ...ANYONES, fields: { ...MAPPING.fields, agent: { column: "Id" } } };

async function vendorId(key: string): Promise<number> {
  return (await data.db.inside.vendor.findUniqueOrThrow({ where: { key } })).id;
}

async function send(key: string, mapping: string | object, requested: Record<string, string> = {}) {
  const text = typeof mapping === "string" ? mapping : JSON.stringify(mapping);
  return postFile({ key, body: formOf(FILE, { ...requested, mapping: text }) });
}

/** Sends a file, has the work on it done, and answers how it ended. */
async function imported(key: string, mapping: string | object, requested: Record<string, string> = {}) {
  const { status, body } = await send(key, mapping, requested);
  expect(status).toBe(202);
  const { id } = importRunSchema.parse(body);
  await work(id);
  return runAt(id, key);
}

async function remembered(): Promise<[string | null, number, unknown][]> {
  return (await savedMappings(data.db)).map(({ vendor, version, document }) => [vendor, version, document]);
}

describe("a remembered mapping", () => {
  test("of one partner is not replaced by a key that imports for another, whatever the document's key says", async () => {
    const { key: everything } = await keyOf();
    await imported(everything, MAPPING);
    const { key: limited } = await keyOf({ importVendorIds: [await vendorId("other")] });
    expect(await imported(limited, SPOILED, { vendor: "other" })).toMatchObject({ state: "applied" });
    expect(await remembered()).toMatchObject([
      ["desk", 1, { fields: { agent: { column: "Agent" } } }],
      ["other", 1, { fields: { agent: { column: "Id" } } }],
    ]);
    const [known, ...others] = await listMappingsOf(data.db, "desk");
    expect([known?.document, others]).toMatchObject([{ fields: { agent: { column: "Agent" } } }, []]);
    expect(await imported(everything, MAPPING.key, { vendor: "desk" })).toMatchObject({ result: { unchanged: 2 } });
  });

  test("of another partner is not found by a key that may not import for it, neither by its key nor by its id", async () => {
    const { key: everything } = await keyOf();
    await imported(everything, MAPPING);
    const { id } = await data.db.inside.mapping.findFirstOrThrow();
    const { key: limited } = await keyOf({ importVendorIds: [await vendorId("other")] });
    for (const name of [MAPPING.key, String(id)]) {
      const { status, body } = await send(limited, name, { vendor: "other" });
      expect([status, body]).toMatchObject([422, { errors: [{ parameter: "mapping" }] }]);
      expect((await send(everything, name, { vendor: "other" })).status).toBe(202);
    }
  });

  test("that reads a source which a key may not import is not changed by it", async () => {
    const { key: everything } = await keyOf();
    await imported(everything, MAPPING);
    const { key: limited } = await keyOf({ importSources: ["phone"] });
    const { status, body } = await send(limited, { ...SPOILED, source: "phone" }, { vendor: "desk" });
    expect([status, body]).toMatchObject([403, { detail: expect.stringContaining("sent-desk") }]);
    expect(await remembered()).toMatchObject([["desk", 1, {}]]);
  });

  test("of nobody is used as it is by a limited key, and changed by those alone whose imports have no limit", async () => {
    const byRow = { ...ANYONES, vendor: { column: "Agent", values: { Ana: "desk", Ben: "other" } } };
    const { key: everything } = await keyOf();
    await imported(everything, byRow);
    const { key: ofSource } = await keyOf({ importSources: [MAPPING.source] });
    expect(await imported(ofSource, byRow)).toMatchObject({ state: "applied" });
    const other = { ...byRow, timeZone: "Europe/Madrid" };
    expect(await send(ofSource, other)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("no partner") },
    });
    expect(await remembered()).toMatchObject([[null, 1, {}]]);
    await imported(everything, other);
    expect(await remembered()).toMatchObject([
      [null, 1, { timeZone: "UTC" }],
      [null, 2, { timeZone: "Europe/Madrid" }],
    ]);
  });

  test("of nobody is not taken over by a vendor's first own version that a key limited to another source sends", async () => {
    const byRow = { ...ANYONES, vendor: { column: "Agent", values: { Ana: "desk", Ben: "other" } } };
    const { key: everything } = await keyOf();
    await imported(everything, byRow);
    const { key: limited } = await keyOf({ importSources: ["phone"] });
    for (const requested of [{ vendor: "desk" }, { vendor: "brand-new", vendorName: "Brand new" }]) {
      const { status, body } = await send(limited, { ...SPOILED, source: "phone" }, requested);
      expect([status, body]).toMatchObject([403, { detail: expect.stringContaining("sent-desk") }]);
    }
    expect(await remembered()).toMatchObject([[null, 1, {}]]);
    expect((await listMappingsOf(data.db, "desk")).map(({ document }) => document)).toMatchObject([byRow]);
  });

  test("of nobody that came between the request and the import is not taken over either", async () => {
    const { key: limited } = await keyOf({ importSources: ["phone"] });
    const { body } = await send(limited, { ...SPOILED, source: "phone" }, { vendor: "desk" });
    const { key: everything } = await keyOf();
    await imported(everything, { ...ANYONES, vendor: { column: "Agent", values: { Ana: "desk", Ben: "other" } } });
    const { id } = importRunSchema.parse(body);
    await work(id);
    expect(await runAt(id, limited)).toMatchObject({ problem: { type: "urn:plumbline:import:not-permitted" } });
    expect(await remembered()).toMatchObject([[null, 1, {}]]);
  });

  test("of nobody is not created by a key that is limited to a source", async () => {
    const byRow = { ...ANYONES, vendor: { column: "Agent", values: { Ana: "desk", Ben: "other" } } };
    const { key: limited } = await keyOf({ importSources: [MAPPING.source] });
    expect(await send(limited, byRow)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("create") },
    });
    expect(await remembered()).toEqual([]);
  });

  test("is marked where a key limited to a source saved it, until somebody imports by it who has no such limit", async () => {
    const { key: limited } = await keyOf({ importSources: [MAPPING.source] });
    await imported(limited, MAPPING);
    const marks = async () => (await data.db.inside.mapping.findMany()).map(({ sourceLimited }) => sourceLimited);
    expect(await marks()).toEqual([true]);
    await imported(limited, MAPPING);
    expect(await marks()).toEqual([true]);
    const { key: everything } = await keyOf();
    await imported(everything, MAPPING);
    expect(await marks()).toEqual([false]);
  });

  test("of nobody keeps status where a key imports a changed one for its own partner", async () => {
    const { key: everything } = await keyOf();
    const byRow = { ...ANYONES, vendor: { column: "Agent", values: { Ana: "desk", Ben: "other" } } };
    await imported(everything, byRow);
    const { key: limited } = await keyOf({ importVendorIds: [await vendorId("other")] });
    await imported(limited, SPOILED, { vendor: "other" });
    expect(await remembered()).toMatchObject([
      [null, 1, {}],
      ["other", 1, {}],
    ]);
    expect((await listMappingsOf(data.db, "desk")).map(({ document }) => document)).toMatchObject([byRow]);
    expect((await listMappingsOf(data.db, "other")).map(({ document }) => document)).toMatchObject([SPOILED]);
  });

  test("that changed between the request and the import is not replaced either", async () => {
    const { key: limited } = await keyOf({ importSources: ["phone"] });
    const { body } = await send(limited, { ...SPOILED, source: "phone" }, { vendor: "desk" });
    const { key: everything } = await keyOf();
    await imported(everything, MAPPING);
    const { id } = importRunSchema.parse(body);
    await work(id);
    expect(await runAt(id, limited)).toMatchObject({
      state: "failed",
      problem: { type: "urn:plumbline:import:not-permitted" },
    });
    expect(await remembered()).toMatchObject([["desk", 1, {}]]);
  });

  test("with one key at several partners is named with the partner, or by its id", async () => {
    const { key } = await keyOf();
    await imported(key, ANYONES, { vendor: "desk" });
    await imported(key, SPOILED, { vendor: "other" });
    const { status, body } = await send(key, MAPPING.key);
    expect([status, body]).toMatchObject([422, { errors: [{ message: expect.stringContaining("Several partners") }] }]);
    expect(await imported(key, MAPPING.key, { vendor: "other" })).toMatchObject({ result: { unchanged: 2 } });
  });
});

test("versions of before are marked where nobody imported by them but keys limited to a source", async () => {
  const { db } = data;
  await keyOf({ importSources: ["phone"] });
  const none = { rowsRead: 0, rowsAccepted: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 };
  for (const [key, appliedBy] of Object.entries({
    limited: ["key:nightly"],
    both: ["key:nightly", "ana@example.com"],
    person: ["ana@example.com"],
    unused: [],
  })) {
    const mapping = await db.inside.mapping.create({
      data: { key, version: 1, name: key, kind: "contacts", document: {} },
    });
    const batch = {
      mappingId: mapping.id,
      source: key,
      kind: "contacts",
      fileName: key,
      fileSha256: key,
      fileBytes: 1n,
    };
    for (const by of appliedBy)
      await db.inside.importBatch.create({
        data: { ...batch, ...none, vendorIds: [], status: "applied", appliedBy: by },
      });
  }
  const script = readFileSync("prisma/migrations/0038_source_limited_mappings/migration.sql", "utf8");
  await db.pool.query(script.slice(script.indexOf("UPDATE mapping")));
  const marked = await db.inside.mapping.findMany({ where: { sourceLimited: true } });
  expect(marked.map(({ key }) => key)).toEqual(["limited"]);
});

test("mappings of before are their partner's where files of one partner alone were imported by them", async () => {
  const { db } = data;
  const [desk, other] = [await vendorId("desk"), await vendorId("other")];
  const batchOf = async (key: string, document: object, vendorIds: number[]) => {
    const mapping = await db.inside.mapping.create({
      data: { key, version: 1, name: key, kind: "contacts", document },
    });
    const batch = { mappingId: mapping.id, vendorIds, source: key, kind: "contacts", fileName: key, fileSha256: key };
    const none = { rowsRead: 0, rowsAccepted: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 };
    const applied = { fileBytes: 1n, status: "applied", appliedBy: "test" };
    for (const id of vendorIds)
      await db.inside.importBatch.create({ data: { ...batch, ...none, ...applied, vendorIds: [id] } });
  };
  await batchOf("one", {}, [desk]);
  await batchOf("both", {}, [desk, other]);
  await batchOf("row-by-row", { vendor: { column: "Partner" } }, [desk]);
  await batchOf("unused", {}, []);
  const script = readFileSync("prisma/migrations/0026_mapping_owner/migration.sql", "utf8");
  await db.pool.query(script.slice(script.indexOf("UPDATE mapping")));
  const owners = await db.inside.mapping.findMany({ orderBy: { id: "asc" }, select: { key: true, vendorId: true } });
  expect(owners.map(({ key, vendorId: owner }) => [key, owner])).toEqual([
    ["one", desk],
    ["both", null],
    ["row-by-row", null],
    ["unused", null],
  ]);
});
