import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { Role, Viewer } from "~/domain/access/viewer";
import type { Delivery } from "~/domain/contracts/delivery-schedule";
import { expectedFilesSchema } from "~/reports/api/delivery-document";
import { deliveriesExport } from "~/reports/export/deliveries-export";
import type { DeliveriesQuestion } from "~/reports/deliveries/deliveries-question";
import { changeExpectedFile, expectFile, loadExpectedFileEditing } from "~/commands/deliveries/expected-files.server";
import { loadDeliveries, loadDeliveriesSummary } from "~/reports/deliveries/deliveries.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { loader as expectedFilesApi } from "~/routes/api.v1.expected-files";
import { csvText } from "../../support/csv-text";
import { deskSow } from "../../support/desk-data";
import { testContext, TEST_ORIGIN } from "../../support/load-context";
import { applyRows } from "../ingest/apply-rows";
import { createDeliveriesData, daily, member, NOW, partnerOf, type DeliveriesData } from "./deliveries-data";

const clock = () => NOW;
const EVERYTHING: DeliveriesQuestion = { vendor: null, inNeed: false };
const ADMIN: Viewer = { kind: "key", keyId: "test", name: "test", role: "admin", scope: WHOLE_SCOPE };

const linkTo = (vendorId: number): Viewer => {
  return { kind: "share", linkId: "l", linkName: "", scope: { ...partnerScope(vendorId), notes: "all" } };
};

let db: DeliveriesData["db"];
let idOf: DeliveriesData["idOf"];

beforeAll(async () => {
  ({ db, idOf } = await createDeliveriesData());
});

describe("what is expected", () => {
  let file = "";
  const expectAs = (viewer: Viewer, vendor: string, delivery: Delivery, startsOn = "2026-11-16") => {
    return expectFile(db, viewer, vendor, { delivery, startsOn });
  };

  it("is put down by the organization's own people, and by nobody else", async () => {
    expect(await expectAs(partnerOf(idOf("acme")), "acme", daily)).toEqual({ ok: false, problem: "not-permitted" });
    expect(await expectAs(member("stakeholder"), "acme", daily)).toEqual({ ok: false, problem: "not-permitted" });
    expect(await expectAs(member("analyst"), "nobody", daily)).toEqual({ ok: false, problem: "unknown-partner" });
    const made = await expectAs(member("analyst"), "acme", daily);
    file = made.ok ? made.id : "";
    await expectAs(member("lead"), "beta", { ...daily, name: "Beta's own" }, "2026-11-19");
    const trail = await db.inside.auditEvent.findMany({ where: { action: "expected-file.added" } });
    expect(trail.map(({ actor }) => actor)).toEqual(["ann@x.example", "ann@x.example"]);
  });

  const states = async (viewer: Viewer, question = EVERYTHING) => {
    const { lines } = await loadDeliveries(db, viewer, question, { clock });
    return lines.map(({ partner, status, results }) => {
      return [partner.key, status, ...results.map(({ range, state, rows }) => `${range.from} ${state} ${rows}`)];
    });
  };

  it("is judged by when and how much of it came, the most urgent first", async () => {
    expect(await states(member("lead"))).toEqual([
      ["beta", "expected", "2026-11-19 received 3", "2026-11-20 overdue 0", "2026-11-23 awaited 0"],
      [
        "acme",
        "expected",
        "2026-11-16 received 20",
        "2026-11-17 received 20",
        "2026-11-18 received 19",
        "2026-11-19 incomplete 5",
        "2026-11-20 late 20",
        "2026-11-23 awaited 0",
      ],
    ]);
    const { lines, summary } = await loadDeliveries(db, member("lead"), { vendor: "acme", inNeed: true }, { clock });
    expect(lines[0]?.results.find(({ state }) => state === "incomplete")).toMatchObject({ rows: 5, usualRows: 20 });
    expect(summary.counts).toMatchObject({ overdue: 0, incomplete: 1, late: 1, received: 3 });
  });

  it("is seen by a partner of itself alone, by a link and a stakeholder not at all", async () => {
    expect((await states(partnerOf(idOf("acme")))).map(([key]) => key)).toEqual(["acme"]);
    expect((await states(partnerOf(idOf("beta")))).map(([key]) => key)).toEqual(["beta"]);
    expect(await states(partnerOf(idOf("acme")), { vendor: "beta", inNeed: false })).toEqual([]);
    expect(await states(linkTo(idOf("acme")))).toEqual([]);
    expect(await loadDeliveriesSummary(db, linkTo(idOf("acme")), { clock })).toBeNull();
    expect(await loadDeliveriesSummary(db, member("stakeholder"), { clock })).toBeNull();
    expect(await loadExpectedFileEditing(db, partnerOf(idOf("acme")), file)).toBeNull();
  });

  it("is the same for a partner and for the lead, where a calendar closes a day too", async () => {
    await applyRows(db, {
      kind: "calendar",
      vendor: "beta",
      source: "days",
      rows: [
        { id: "1", day: "2026-11-20", fields: { date: "2026-11-20", name: "Fair" } },
        { id: "2", day: "2026-11-19", fields: { date: "2026-11-19", program: "Other", name: "Only of a program" } },
      ],
    });
    const own = (await states(member("lead"), { vendor: "beta", inNeed: false }))[0];
    expect(own).toEqual(["beta", "expected", "2026-11-19 received 3", "2026-11-20 skipped 0", "2026-11-23 awaited 0"]);
    expect(await states(partnerOf(idOf("beta")))).toEqual([own]);
  });

  it("is recognized by the interface and as a table, to whom it belongs", async () => {
    const ask = async (role: Role, address = "/api/v1/expected-files") => {
      const vendorId = role === "partner" ? idOf("acme") : null;
      const made = await createApiKey(db, ADMIN, { name: role, role, vendorId });
      const headers = { Authorization: `Bearer ${made.ok ? made.key : ""}` };
      const request = new Request(new URL(address, TEST_ORIGIN), { headers });
      const response = await expectedFilesApi({ request, params: {}, context: testContext(db, { clock }) });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect((await ask("stakeholder")).status).toBe(403);
    const all = expectedFilesSchema.parse((await ask("analyst")).body);
    expect(all.items.map(({ vendor }) => vendor).sort()).toEqual(["acme", "beta"]);
    const own = expectedFilesSchema.parse((await ask("partner")).body);
    expect(own.items).toEqual(all.items.filter(({ vendor }) => vendor === "acme"));
    expect(own.items[0]).toMatchObject({ kind: "contacts", source: "desk", every: "day", dueTime: "09:00" });
    expect(own.items[0]?.results.find(({ state }) => state === "late")).toMatchObject({
      from: "2026-11-20",
      to: "2026-11-20",
      dueAt: "2026-11-21T09:00:00Z",
      receivedAt: "2026-11-22T15:00:00Z",
    });
    const needy = expectedFilesSchema.parse((await ask("analyst", "/api/v1/expected-files?state=in-need")).body);
    expect(needy.items.map(({ vendor }) => vendor)).toEqual(["acme"]);
    const content = await csvText(deliveriesExport(await loadDeliveries(db, member("lead"), EVERYTHING, { clock })));
    expect(content).toContain('"2026-11-19","2026-11-19","2026-11-20T09:00:00Z","2026-11-20T09:00:00Z","incomplete"');
  });

  it("can be changed, paused, expected again from that day on, and removed", async () => {
    const change = (viewer: Viewer, what: Parameters<typeof changeExpectedFile>[3]) => {
      return changeExpectedFile(db, viewer, file, what, { clock });
    };
    expect(await change(partnerOf(idOf("acme")), { do: "remove" })).toBe("not-permitted");
    const requested = { delivery: { ...daily, incompletePercent: 10 }, startsOn: "2026-11-19" };
    expect(await change(member("analyst"), { do: "revise", requested })).toBeNull();
    const acme = { vendor: "acme", inNeed: false };
    expect(await states(member("lead"), acme)).toEqual([
      ["acme", "expected", "2026-11-19 received 5", "2026-11-20 received 20", "2026-11-23 awaited 0"],
    ]);
    await change(member("analyst"), { do: "pause" });
    expect(await states(member("lead"), acme)).toEqual([["acme", "paused"]]);
    await change(member("analyst"), { do: "resume" });
    expect(await states(member("lead"), acme)).toEqual([["acme", "expected", "2026-11-23 awaited 0"]]);
    expect(await change(member("analyst"), { do: "remove" })).toBeNull();
    expect(await change(member("analyst"), { do: "remove" })).toBe("not-found");
    expect(await states(member("lead"), acme)).toEqual([]);
  });

  it("is what the statement of work in force says; a schedule of the same file is set aside", async () => {
    await expectAs(member("lead"), "acme", daily);
    const document = deskSow("acme");
    const [version] = document.versions;
    const deliveries = [
      { every: "day", weekdays: [4, 5], kind: "contacts", source: "desk", dueTime: "08:00" },
      { every: "month", dueOn: 3, kind: "totals" },
    ];
    const versions = [{ ...version, effectiveFrom: "2026-11-19", deliveries }];
    const applied = await applySow(db, { by: "t", actor: "t" }, { ...document, versions }, { clock });
    expect(applied.ok).toBe(true);
    expect(await states(member("lead"), { vendor: "acme", inNeed: false })).toEqual([
      ["acme", "expected", "2026-11-19 incomplete 5", "2026-11-20 late 20"],
      ["acme", "expected"],
      ["acme", "set-aside"],
    ]);
    const { lines } = await loadDeliveries(db, member("lead"), { vendor: "acme", inNeed: false }, { clock });
    expect(lines.map(({ origin }) => origin)).toMatchObject([
      { by: "sow", version: 1 },
      { by: "sow", version: 1 },
      { by: "schedule" },
    ]);
  });
});
