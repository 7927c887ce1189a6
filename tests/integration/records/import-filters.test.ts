import { beforeAll, describe, expect, test } from "vitest";
import { loadBatches } from "~/reports/imports/batches.server";
import { readBatchQuestion } from "~/reports/imports/batch-question";
import { createTestDatabase } from "../../support/database";
import { lead, makeVendor } from "../reports/tiny-data";

describe("the list of imports", async () => {
  const db = await createTestDatabase();
  let [alpha, beta] = [0, 0];

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    alpha = await makeVendor(db, "alpha", "Alpha");
    beta = await makeVendor(db, "beta", "Beta");
    const mapping = await db.inside.mapping.create({
      data: { key: "m", version: 1, name: "Test", kind: "contacts", document: {} },
    });
    const counts = { rowsRead: 1, rowsAccepted: 1, rowsNew: 1, rowsChanged: 0, rowsUnchanged: 0 };
    const batch = (fileName: string, vendorIds: number[], kind: string, status: string, rowsRejected = 0) => ({
      ...counts,
      source: "test",
      mappingId: mapping.id,
      fileSha256: "0",
      fileBytes: 1n,
      appliedBy: "test",
      fileName,
      vendorIds,
      kind,
      status,
      rowsRejected,
    });
    await db.inside.importBatch.createMany({
      data: [
        batch("a-contacts", [alpha], "contacts", "applied"),
        batch("a-reviews", [alpha], "reviews", "applied", 3),
        batch("both", [alpha, beta], "totals", "applied"),
        batch("b-gone", [beta], "contacts", "reverted", 1),
      ],
    });
  });

  const files = async (address: string, viewer = lead()) => {
    const { page, filter } = readBatchQuestion(new URLSearchParams(address));
    const { batches, total } = await loadBatches(db, viewer, page, filter);
    expect(total).toBe(batches.length);
    return batches.map(({ fileName }) => fileName).toSorted();
  };

  test("is narrowed by partner, kind and state, alone and together", async () => {
    expect(await files("")).toEqual(["a-contacts", "a-reviews", "b-gone", "both"]);
    expect(await files("vendor=alpha")).toEqual(["a-contacts", "a-reviews", "both"]);
    expect(await files("kind=contacts")).toEqual(["a-contacts", "b-gone"]);
    expect(await files("state=reverted")).toEqual(["b-gone"]);
    expect(await files("state=rejected")).toEqual(["a-reviews", "b-gone"]);
    expect(await files("vendor=alpha&kind=contacts&state=applied")).toEqual(["a-contacts"]);
    expect(await files("vendor=nobody")).toEqual([]);
  });

  test("is sorted on the server by what the address says, either way, and by nothing that it does not know", async () => {
    const sorted = async (address: string) => {
      const { page, filter, order } = readBatchQuestion(new URLSearchParams(address));
      return (await loadBatches(db, lead(), page, filter, order)).batches.map(({ fileName }) => fileName);
    };
    expect(await sorted("sort=file")).toEqual(["a-contacts", "a-reviews", "b-gone", "both"]);
    expect(await sorted("sort=-file")).toEqual(["both", "b-gone", "a-reviews", "a-contacts"]);
    expect((await sorted("sort=-rejected")).slice(0, 2)).toEqual(["a-reviews", "b-gone"]);
    expect((await sorted("sort=-partner"))[0]).toBe("b-gone");
    expect(await sorted("sort=applied_by;--")).toEqual(await sorted(""));
  });

  test("words that are not known narrow nothing, and a filter never widens what a viewer sees", async () => {
    expect(await files("kind=spells&state=lost&page=-3")).toHaveLength(4);
    expect(await files("vendor=beta", lead({ vendorIds: [alpha] }))).toEqual([]);
    expect(await files("", lead({ vendorIds: [alpha] }))).toEqual(["a-contacts", "a-reviews"]);
  });
});
