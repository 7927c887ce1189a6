import { beforeAll, describe, expect, it } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { changeExpectedFile, expectFile } from "~/commands/deliveries/expected-files.server";
import { loadDeliveries, loadDeliveriesSummary } from "~/reports/deliveries/deliveries.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { deskSow } from "../../support/desk-data";
import { applyRows } from "../ingest/apply-rows";
import { createDeliveriesData, daily, member, NOW, partnerOf, rowsOf, type DeliveriesData } from "./deliveries-data";

const clock = () => NOW;

let data: DeliveriesData;
let file = "";

beforeAll(async () => {
  data = await createDeliveriesData();
  for (const vendor of ["acme", "beta"]) {
    const made = await expectFile(data.db, member("lead"), vendor, { delivery: daily, startsOn: "2026-11-16" });
    if (made.ok) file = made.id;
  }
});

/** As pages tell it, which is as the deliveries say at that moment. */
async function reported() {
  const summary = await loadDeliveriesSummary(data.db, member("lead"), { clock });
  const { summary: whole } = await loadDeliveries(data.db, member("lead"), { vendor: null, inNeed: false }, { clock });
  expect(summary).toEqual(whole);
  return summary?.counts;
}

describe("the summary of received files, within one minute", () => {
  it("is reported again after a batch, and after the batch is reverted", async () => {
    const before = await reported();
    expect(before).toMatchObject({ incomplete: 1, overdue: 4 });
    const batchId = await data.arrive("acme", "2026-11-19", rowsOf("2026-11-19", 20));
    expect(await reported()).toMatchObject({ incomplete: 0, overdue: 4 });
    await revertBatch(data.db, batchId, "test");
    expect(await reported()).toEqual(before);
  });

  it("is the same after an identical file", async () => {
    const before = await reported();
    const again = await applyRows(data.db, { kind: "contacts", vendor: "beta", rows: rowsOf("2026-11-19", 3) });
    expect(again).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
    expect(await reported()).toEqual(before);
  });

  it("is reported again after a calendar that closes a day without rows, and after it is reverted", async () => {
    const before = await reported();
    const { batchId } = await applyRows(data.db, {
      kind: "calendar",
      vendor: "beta",
      source: "days",
      rows: [{ id: "1", day: "2026-11-20", fields: { date: "2026-11-20", name: "Fair" } }],
    });
    expect(await reported()).toEqual({ ...before, overdue: 3, skipped: 1 });
    await revertBatch(data.db, batchId, "test");
    expect(await reported()).toEqual(before);
  });

  it("is reported again after a schedule is changed, paused and removed", async () => {
    const change = (what: Parameters<typeof changeExpectedFile>[3]) =>
      changeExpectedFile(data.db, member("analyst"), file, what, { clock });
    await change({ do: "revise", requested: { delivery: daily, startsOn: "2026-11-18" } });
    expect(await reported()).toMatchObject({ overdue: 2 });
    await change({ do: "pause" });
    expect(await reported()).toMatchObject({ overdue: 0 });
    await change({ do: "remove" });
    const made = await expectFile(data.db, member("lead"), "beta", { delivery: daily, startsOn: "2026-11-20" });
    expect(made.ok).toBe(true);
    expect(await reported()).toMatchObject({ overdue: 1 });
  });

  it("is reported again after a statement of work names a file, and to each in their own scope", async () => {
    const before = await reported();
    const document = deskSow("gamma");
    const deliveries = [{ every: "day", kind: "contacts", source: "desk", dueTime: "08:00" }];
    const versions = document.versions.map((version) => ({ ...version, effectiveFrom: "2026-11-21", deliveries }));
    const applied = await applySow(data.db, { by: "t", actor: "t" }, { ...document, versions }, { clock });
    expect(applied.ok).toBe(true);
    expect(await reported()).toMatchObject({ overdue: (before?.overdue ?? 0) + 2 });
    const own = await loadDeliveriesSummary(data.db, partnerOf(data.idOf("gamma")), { clock });
    expect(own?.counts).toMatchObject({ overdue: 2, incomplete: 0 });
  });
});
