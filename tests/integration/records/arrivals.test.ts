import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "~/auth/api-keys.server";
import { findArrivedDays } from "~/data/arrived-days.server";
import { tryBatch } from "~/data/batches-apply.server";
import { withdrawBatch } from "~/data/batches-withdraw.server";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { MemberRole, Role, Viewer } from "~/domain/access/viewer";
import { DELIVERY_DEFAULTS, type Delivery } from "~/domain/arrivals/delivery";
import { addDays, isoWeekday, type Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";
import { arrivalsSchema } from "~/reports/api/arrival-document";
import { arrivalsCsv } from "~/reports/arrivals-csv";
import type { ArrivalsQuestion } from "~/reports/arrivals-question";
import { changeExpectedFile, expectFile, loadArrivalEditing } from "~/reports/arrivals-write.server";
import { loadArrivals, loadArrivalsSummary } from "~/reports/arrivals.server";
import { applySow } from "~/reports/sows-apply.server";
import { loader as arrivalsApi } from "~/routes/api.v1.arrivals";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { deskSow } from "../../support/desk-world";
import { testContext, TEST_ORIGIN } from "../../support/load-context";
import { applyRows, type TestRow } from "../ingest/apply-rows";

/** Monday noon. */
const NOW = new Date("2026-11-23T12:00:00Z");
const clock = () => NOW;
const EVERYTHING: ArrivalsQuestion = { vendor: null, inNeed: false };
const ADMIN: Viewer = { kind: "key", keyId: "test", name: "test", role: "admin", scope: WHOLE_SCOPE };

const member = (role: MemberRole): Viewer => {
  const who = { userId: "u", name: "Ann", email: "ann@x.example" };
  return { kind: "member", ...who, role, scope: WHOLE_SCOPE };
};
const partnerOf = (vendorId: number): Viewer => {
  const who = { userId: "p", name: "", email: "p@x.example" };
  return { kind: "partner", ...who, vendorId, scope: partnerScope(vendorId) };
};
const linkTo = (vendorId: number): Viewer => {
  return { kind: "share", linkId: "l", linkName: "", scope: { ...partnerScope(vendorId), notes: "all" } };
};

const daily: Delivery = {
  ...DELIVERY_DEFAULTS,
  name: "",
  kind: "contacts",
  source: "desk",
  cadence: { every: "day", weekdays: [1, 2, 3, 4, 5] },
};

const rowsOf = (day: Day, count: number, prefix = ""): TestRow[] => {
  return Array.from({ length: count }, (_, index) => {
    return { id: `${prefix}${day}-${index}`, day, fields: { openedAt: `${day}T09:00:00Z`, answered: true } };
  });
};

let db: TestDatabase;
const vendors: Record<string, number> = {};
const idOf = (key: string) => vendors[key] ?? 0;

/** Applies a day's rows as a file that came at a moment. */
async function arrive(vendor: string, day: Day, rows: readonly TestRow[], at = `${addDays(day, 1)}T06:00:00Z`) {
  const { batchId } = await applyRows(db, { kind: "contacts", vendor, rows });
  await db.inside.arrivedDay.updateMany({ where: { batchId }, data: { arrivedAt: new Date(at) } });
  return batchId;
}

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organisation.create({ data: { id: 1, name: "Test", timeZone: "UTC" } });
  for (const key of ["acme", "beta", "gamma"]) {
    vendors[key] = (await db.inside.vendor.create({ data: { key, name: key.toUpperCase() } })).id;
  }
  const past = daysOf({ from: "2026-09-21", until: "2026-11-18" }).filter((day) => isoWeekday(day) < 6);
  const byWeek = past.flatMap((day) => rowsOf(day, 20));
  await arrive("acme", "2026-11-17", byWeek, "2026-11-01T06:00:00Z");
  // Wednesday in time, Thursday short, Friday short at first and in full too late.
  await arrive("acme", "2026-11-18", rowsOf("2026-11-18", 19));
  await arrive("acme", "2026-11-19", rowsOf("2026-11-19", 5));
  await arrive("acme", "2026-11-20", rowsOf("2026-11-20", 8));
  await arrive("acme", "2026-11-20", rowsOf("2026-11-20", 20), "2026-11-22T15:00:00Z");
  await arrive("beta", "2026-11-19", rowsOf("2026-11-19", 3));
});

describe("what arrived", () => {
  const revisions = () => db.inside.vendor.findMany({ select: { id: true, revision: true } });
  const known = async (viewer: Viewer, from = "2026-11-18") => {
    const found = await findArrivedDays(db, viewer, { vendors: await revisions(), from });
    return [...found].map(([vendorId, days]) => {
      return [vendorId, days.map(({ day, source, steps }) => [day, source, steps.map(({ rows }) => rows)])];
    });
  };

  it("is written down by day with each batch: what is new adds up, what is sent again does not", async () => {
    expect(await known(member("lead"))).toEqual([
      [
        idOf("acme"),
        [
          ["2026-11-18", "desk", [19]],
          ["2026-11-19", "desk", [5]],
          ["2026-11-20", "desk", [8, 20]],
        ],
      ],
      [idOf("beta"), [["2026-11-19", "desk", [3]]]],
    ]);
    await arrive("gamma", "2026-11-19", rowsOf("2026-11-19", 4, "a"));
    await arrive("gamma", "2026-11-19", rowsOf("2026-11-19", 6, "b"));
    await arrive("gamma", "2026-11-19", [...rowsOf("2026-11-19", 4, "a"), ...rowsOf("2026-11-19", 6, "b")]);
    expect((await known(partnerOf(idOf("gamma"))))[0]?.[1]).toEqual([["2026-11-19", "desk", [4, 10]]]);
  });

  it("is what the migration makes of the rows and statements that were there before it", async () => {
    const recorded = async () => {
      const { rows } = await db.pool.query(
        "SELECT vendor_id, day::text, kind, source, batch_id, rows, rows_new FROM arrived_day ORDER BY batch_id, day",
      );
      return rows as unknown[];
    };
    const before = await recorded();
    const script = readFileSync("prisma/migrations/0011_arrivals/migration.sql", "utf8");
    const backfill = /INSERT INTO arrived_day[^;]*;/.exec(script)?.[0] ?? "";
    const { rows: moments } = await db.pool.query("SELECT * FROM arrived_day");
    await db.pool.query("DELETE FROM arrived_day");
    await db.pool.query(backfill);
    expect(await recorded()).toEqual(before);
    await db.pool.query(
      "UPDATE arrived_day d SET arrived_at = m.arrived_at FROM json_populate_recordset(NULL::arrived_day, $1) m WHERE m.batch_id = d.batch_id AND m.day = d.day",
      [JSON.stringify(moments)],
    );
  });

  it("is gone with its batch, and a dry run leaves no trace", async () => {
    const batchId = await arrive("gamma", "2026-11-20", rowsOf("2026-11-20", 2));
    expect((await known(partnerOf(idOf("gamma"))))[0]?.[1]).toHaveLength(2);
    await withdrawBatch(db, batchId, "test");
    expect((await known(partnerOf(idOf("gamma"))))[0]?.[1]).toHaveLength(1);
    const count = await db.inside.arrivedDay.count();
    const rows = rowsOf("2026-11-21", 2).map(({ id, day }, index) => {
      return { line: index + 2, vendorId: idOf("gamma"), externalId: id, day, values: [`${day}T09:00:00Z`] };
    });
    const mapping = { key: "t", name: "T", kind: "contacts" as const, document: {}, createdBy: null, demo: false };
    const input = {
      kind: "contacts" as const,
      source: "desk",
      mapping,
      vendor: { key: "gamma", name: "G" },
      file: { name: "t.csv", sha256: "0", bytes: 1 },
      collapse: null,
      saysNothingOf: [],
      erases: [],
      idColumn: "id",
      by: "test",
      demo: false,
    };
    const source = {
      rows: async function* () {
        yield rows;
      },
      counts: () => ({ read: 2, accepted: 2 }),
    };
    const { answer } = await tryBatch(db, input, source, (inside) => inside.inside.arrivedDay.count());
    expect([answer, await db.inside.arrivedDay.count()]).toEqual([count + 1, count]);
  });
});

describe("what is owed", () => {
  let file = "";
  const expectAs = (viewer: Viewer, vendor: string, delivery: Delivery, startsOn = "2026-11-16") => {
    return expectFile(db, viewer, vendor, { delivery, startsOn });
  };

  it("is put down by the organisation's own people, and by nobody else", async () => {
    expect(await expectAs(partnerOf(idOf("acme")), "acme", daily)).toEqual({ ok: false, problem: "not-permitted" });
    expect(await expectAs(member("stakeholder"), "acme", daily)).toEqual({ ok: false, problem: "not-permitted" });
    expect(await expectAs(member("analyst"), "nobody", daily)).toEqual({ ok: false, problem: "unknown-partner" });
    const made = await expectAs(member("analyst"), "acme", daily);
    file = made.ok ? made.id : "";
    await expectAs(member("lead"), "beta", { ...daily, name: "Beta's own" }, "2026-11-19");
    const trail = await db.inside.auditEvent.findMany({ where: { action: "arrival.expected" } });
    expect(trail.map(({ actor }) => actor)).toEqual(["ann@x.example", "ann@x.example"]);
  });

  const states = async (viewer: Viewer, question = EVERYTHING) => {
    const { lines } = await loadArrivals(db, viewer, question, { clock });
    return lines.map(({ partner, standing, arrivals }) => {
      return [partner.key, standing, ...arrivals.map(({ range, state, rows }) => `${range.from} ${state} ${rows}`)];
    });
  };

  it("is judged by when and how much of it came, the most urgent first", async () => {
    expect(await states(member("lead"))).toEqual([
      ["beta", "expected", "2026-11-19 arrived 3", "2026-11-20 overdue 0", "2026-11-23 awaited 0"],
      [
        "acme",
        "expected",
        "2026-11-16 arrived 20",
        "2026-11-17 arrived 20",
        "2026-11-18 arrived 19",
        "2026-11-19 short 5",
        "2026-11-20 late 20",
        "2026-11-23 awaited 0",
      ],
    ]);
    const { lines, summary } = await loadArrivals(db, member("lead"), { vendor: "acme", inNeed: true }, { clock });
    expect(lines[0]?.arrivals.find(({ state }) => state === "short")).toMatchObject({ rows: 5, usualRows: 20 });
    expect(summary.counts).toMatchObject({ overdue: 0, short: 1, late: 1, arrived: 3 });
  });

  it("is seen by a partner of itself alone, by a link and a stakeholder not at all", async () => {
    expect((await states(partnerOf(idOf("acme")))).map(([key]) => key)).toEqual(["acme"]);
    expect((await states(partnerOf(idOf("beta")))).map(([key]) => key)).toEqual(["beta"]);
    expect(await states(partnerOf(idOf("acme")), { vendor: "beta", inNeed: false })).toEqual([]);
    expect(await states(linkTo(idOf("acme")))).toEqual([]);
    expect(await loadArrivalsSummary(db, linkTo(idOf("acme")), { clock })).toBeNull();
    expect(await loadArrivalsSummary(db, member("stakeholder"), { clock })).toBeNull();
    expect(await loadArrivalEditing(db, partnerOf(idOf("acme")), file)).toBeNull();
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
    expect(own).toEqual(["beta", "expected", "2026-11-19 arrived 3", "2026-11-20 skipped 0", "2026-11-23 awaited 0"]);
    expect(await states(partnerOf(idOf("beta")))).toEqual([own]);
  });

  it("is told by the interface and as a table, to whom it belongs", async () => {
    const ask = async (role: Role, address = "/api/v1/arrivals") => {
      const vendorId = role === "partner" ? idOf("acme") : null;
      const made = await createApiKey(db, ADMIN, { name: role, role, vendorId });
      const headers = { Authorization: `Bearer ${made.ok ? made.key : ""}` };
      const request = new Request(new URL(address, TEST_ORIGIN), { headers });
      const response = await arrivalsApi({ request, params: {}, context: testContext(db, { clock }) });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect((await ask("stakeholder")).status).toBe(403);
    const all = arrivalsSchema.parse((await ask("analyst")).body);
    expect(all.items.map(({ vendor }) => vendor).sort()).toEqual(["acme", "beta"]);
    const own = arrivalsSchema.parse((await ask("partner")).body);
    expect(own.items).toEqual(all.items.filter(({ vendor }) => vendor === "acme"));
    expect(own.items[0]).toMatchObject({ kind: "contacts", source: "desk", every: "day", dueTime: "09:00" });
    expect(own.items[0]?.arrivals.find(({ state }) => state === "late")).toMatchObject({
      from: "2026-11-20",
      to: "2026-11-20",
      dueAt: "2026-11-21T09:00:00Z",
      arrivedAt: "2026-11-22T15:00:00Z",
    });
    const needy = arrivalsSchema.parse((await ask("analyst", "/api/v1/arrivals?state=in-need")).body);
    expect(needy.items.map(({ vendor }) => vendor)).toEqual(["acme"]);
    const { content } = arrivalsCsv(await loadArrivals(db, member("lead"), EVERYTHING, { clock }));
    expect(content).toContain("2026-11-19,2026-11-19,2026-11-20T09:00:00Z,2026-11-20T09:00:00Z,short");
  });

  it("can be changed, paused, expected again from that day on, and removed", async () => {
    const change = (viewer: Viewer, what: Parameters<typeof changeExpectedFile>[3]) => {
      return changeExpectedFile(db, viewer, file, what, { clock });
    };
    expect(await change(partnerOf(idOf("acme")), { do: "remove" })).toBe("not-permitted");
    const wish = { delivery: { ...daily, shortPercent: 10 }, startsOn: "2026-11-19" };
    expect(await change(member("analyst"), { do: "revise", wish })).toBeNull();
    const acme = { vendor: "acme", inNeed: false };
    expect(await states(member("lead"), acme)).toEqual([
      ["acme", "expected", "2026-11-19 arrived 5", "2026-11-20 arrived 20", "2026-11-23 awaited 0"],
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
      { every: "month", dueOn: 3, kind: "tallies" },
    ];
    const versions = [{ ...version, effectiveFrom: "2026-11-19", deliveries }];
    const applied = await applySow(db, { by: "t", actor: "t" }, { ...document, versions }, { clock });
    expect(applied.ok).toBe(true);
    expect(await states(member("lead"), { vendor: "acme", inNeed: false })).toEqual([
      ["acme", "expected", "2026-11-19 short 5", "2026-11-20 late 20"],
      ["acme", "expected"],
      ["acme", "set-aside"],
    ]);
    const { lines } = await loadArrivals(db, member("lead"), { vendor: "acme", inNeed: false }, { clock });
    expect(lines.map(({ origin }) => origin)).toMatchObject([
      { by: "sow", version: 1 },
      { by: "sow", version: 1 },
      { by: "schedule" },
    ]);
  });
});
