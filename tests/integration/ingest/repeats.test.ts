import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { findFacts } from "~/data/metrics/fact-rows.server";
import { sumCells } from "~/data/metrics/measures.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { registerParameters } from "~/data/rollups/parameters.server";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Scope, Viewer } from "~/domain/access/viewer";
import { sourceAsOf } from "~/domain/metrics/contact-amounts";
import { repeatAmounts, type RepeatFacts } from "~/domain/metrics/repeats";
import { mintLink, type LinkRequest } from "~/commands/sharing/links.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

const REFS = ["noRepeat<=7", "repeatKnown<=7"];

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await registerParameters(db, [...REFS, "noRepeat<=2", "repeatKnown<=2"], null);
});
beforeEach(() => clearFacts(db));

/** A contact at noon of its day ("MM-DD" of 2026). */
function contact(id: string, day: string, customer: string | null, fields: TestRow["fields"] = {}): TestRow {
  const stated = { openedAt: `2026-${day}T12:00:00Z`, customer, program: "Buyers", site: "Lisbon", ...fields };
  return { id, day: `2026-${day}`, fields: stated };
}

const contacts = (rows: readonly TestRow[], source = "desk") => applyRows(db, { kind: "contacts", source, rows });

/** What the roll-up holds by day: without a repeat / followed for the days. Days of which nothing is known are left out. */
async function followed(days = 7): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<{ day: string; known: number | null; clean: number | null }>(
    `SELECT to_char(day, 'MM-DD') AS day,
       sum(parameter_counts[(SELECT id FROM rollup_parameter WHERE measure = 'repeatKnown<=' || $1)]) AS known,
       sum(parameter_counts[(SELECT id FROM rollup_parameter WHERE measure = 'noRepeat<=' || $1)]) AS clean
     FROM measure_day GROUP BY day ORDER BY day`,
    [String(days)],
  );
  return Object.fromEntries(
    rows.flatMap(({ day, known, clean }) => (known === null ? [] : [[day, `${clean}/${known}`]])),
  );
}

async function vendorId(): Promise<number> {
  const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM vendor WHERE key = 'acme'");
  return rows[0]?.id ?? 0;
}

async function differences(): Promise<unknown[]> {
  return (await checkRollUp(db, await vendorId(), { repair: false, actor: "test" })).differences;
}

/** Something later from the same source, so that what came before has been followed. */
const LATER = contact("later", "10-31", null);

test("where no contract looks for repeats, imports keep nothing about them", async () => {
  const plain = await createTestDatabase();
  const rows = [contact("1", "10-01", "Ada"), contact("2", "10-04", "Ada"), LATER];
  await applyRows(plain, { kind: "contacts", source: "desk", rows });
  expect(await plain.inside.contact.count({ where: { nextOpenedAt: { not: null } } })).toBe(0);
  await registerParameters(plain, ["repeatKnown<=2"], null);
  expect(await plain.inside.contact.count({ where: { nextOpenedAt: { not: null } } })).toBe(0);
  await registerParameters(plain, ["repeatKnown<=3"], null);
  expect(await plain.inside.contact.findMany({ where: { nextOpenedAt: { not: null } } })).toMatchObject([
    { externalId: "1", nextOpenedAt: new Date("2026-10-04T12:00:00Z") },
  ]);
});

describe("repeat contacts in the roll-up", () => {
  test("are known once the source speaks of the days after a contact", async () => {
    await contacts([contact("1", "10-01", "Ada"), contact("2", "10-04", "Ada"), contact("3", "10-08", "Bea")]);
    expect(await followed()).toEqual({ "10-01": "0/1" });
    expect(await followed(2)).toEqual({ "10-01": "1/1", "10-04": "1/1" });
    for (const [next, expected] of [
      ["10-11", { "10-01": "0/1", "10-04": "1/1" }],
      ["12-24", { "10-01": "0/1", "10-04": "1/1", "10-08": "1/1" }],
    ] as const) {
      const { batchId } = await contacts([contact("next", next, null)]);
      expect(await followed()).toEqual(expected);
      expect(await differences()).toEqual([]);
      await revertBatch(db, batchId, "test");
      expect(await followed()).toEqual({ "10-01": "0/1" });
      expect(await differences()).toEqual([]);
    }
  });

  test("are found by a later file of another source and site, and lost again when it is reverted", async () => {
    await contacts([contact("1", "10-01", "Ada"), contact("2", "10-01", "Bea"), LATER]);
    expect(await followed()).toEqual({ "10-01": "2/2" });
    const calls = await contacts([contact("9", "10-06", "Ada", { site: "Cebu", channel: "Phone" })], "telephone");
    expect(await followed()).toEqual({ "10-01": "1/2" });
    expect(await differences()).toEqual([]);
    await revertBatch(db, calls.batchId, "test");
    expect(await followed()).toEqual({ "10-01": "2/2" });
    expect(await differences()).toEqual([]);
  });

  test("follow a row that is restated: another customer, another day, unresolved", async () => {
    await contacts([contact("1", "10-01", "Ada"), contact("2", "10-05", "Ada"), LATER]);
    expect(await followed()).toEqual({ "10-01": "0/1", "10-05": "1/1" });
    for (const [restated, expected] of [
      [contact("2", "10-05", "Bea"), { "10-01": "1/1", "10-05": "1/1" }],
      [contact("2", "10-05", "Ada"), { "10-01": "0/1", "10-05": "1/1" }],
      [contact("2", "10-12", "Ada"), { "10-01": "1/1", "10-12": "1/1" }],
      [contact("2", "10-03", "Ada"), { "10-01": "0/1", "10-03": "1/1" }],
      [contact("2", "10-03", "Ada", { program: "Sellers" }), { "10-01": "0/1", "10-03": "1/1" }],
      [contact("1", "10-01", "Ada", { resolved: false }), { "10-03": "1/1" }],
    ] as const) {
      await contacts([restated]);
      expect(await followed()).toEqual(expected);
      expect(await differences()).toEqual([]);
    }
  });

  test("are counted for the days that are there already when the contract asks for them, and not read where none does", async () => {
    await contacts([contact("1", "10-01", "Ada"), contact("2", "10-04", "Ada"), contact("3", "10-04", "Bea"), LATER]);
    const viewer = await member();
    const requested = ["noRepeat<=5", "repeatKnown<=5"];
    const cell = { key: "all", vendorId: await vendorId(), from: "2026-10-01", until: "2026-11-01" };
    const before = await sumCells(db, viewer, { cells: [{ ...cell, revision: 0 }], refs: requested });
    await registerParameters(db, requested, null);
    const after = await sumCells(db, viewer, { cells: [{ ...cell, revision: 1 }], refs: requested });
    expect(before.get("all")).toEqual({ "noRepeat<=5": 2, "repeatKnown<=5": 3 });
    expect(after).toEqual(before);
    expect(await differences()).toEqual([]);
  });

  test("are the same in the rows behind the figure and by severity, also for who may see one site only", async () => {
    const cebu = { site: "Cebu", severity: "high" };
    await contacts([
      contact("1", "10-01", "Ada", { severity: "high" }),
      contact("2", "10-02", "Bea", { severity: "high" }),
      contact("3", "10-03", "Cem"),
      contact("4", "10-05", "Ada", cebu),
      LATER,
    ]);
    const viewers: Viewer[] = [await member(), shared(await vendorId(), { sites: ["Lisbon"], toDay: "2026-10-03" })];
    for (const viewer of viewers) {
      const question = {
        vendorId: await vendorId(),
        range: { from: "2026-10-01", until: "2026-10-04" },
        slice: { site: "Lisbon" },
        refs: REFS,
        duration: null,
      };
      const rows = await findFacts(db, viewer, question, { kind: "contacts", limit: 100, offset: 0 });
      expect(rows.map(({ externalId, amounts }) => [externalId, ...amounts])).toEqual([
        ["1", 0, 1],
        ["2", 1, 1],
        ["3", 1, 1],
      ]);
      const { vendorId: id, range, slice } = question;
      const cell = { vendorId: id, ...range, ...slice, revision: 0 };
      const cells = [
        { ...cell, key: "all" },
        { ...cell, key: "high", severity: "high" },
      ];
      const sums = await sumCells(db, viewer, { cells, refs: REFS });
      expect(sums.get("all")).toEqual({ "noRepeat<=7": 2, "repeatKnown<=7": 3 });
      expect(sums.get("high")).toEqual({ "noRepeat<=7": 1, "repeatKnown<=7": 2 });
    }
  });

  test("come from the facts where no contract looks so far, and for who may see a part of them only once a link shows it", async () => {
    await contacts([contact("1", "10-01", "Ada"), contact("2", "10-14", "Ada", { site: "Cebu" }), LATER]);
    const id = await vendorId();
    const cell = { key: "all", vendorId: id, from: "2026-10-01", until: "2026-10-10", revision: 0 };
    const refs = ["noRepeat<=14", "repeatKnown<=14", "handled"];
    const seen = async (viewer: Viewer) => (await sumCells(db, viewer, { cells: [cell], refs })).get("all");
    expect(await seen(await member())).toEqual({ "noRepeat<=14": 0, "repeatKnown<=14": 1, handled: 1 });
    expect(await seen(shared(id, {}))).toEqual({ "noRepeat<=14": 0, "repeatKnown<=14": 1, handled: 1 });
    const parts = [{ sites: ["Lisbon"] }, { toDay: "2026-10-10" }] as const;
    for (const part of parts) expect(await seen(shared(id, part))).toEqual({ handled: 1 });

    await mintLink(
      db,
      await member(),
      linkTo({ metric: "fcr", variant: "no-repeat", days: "14" }, id),
      "https://p.example",
    );
    cell.revision = 1;
    for (const part of parts)
      expect(await seen(shared(id, part))).toEqual({ "noRepeat<=14": 0, "repeatKnown<=14": 1, handled: 1 });
  });

  test("equal what the domain says of the same contacts, whichever files brought them, with others taken back", async () => {
    const flag = fc.constantFrom(true, false, null);
    const row = fc.record({
      id: fc.nat(14),
      hour: fc.integer({ min: 0, max: 24 * 14 }),
      customer: fc.constantFrom("Ada", "Bea", "Cem", "Dee", "Eve", ""),
      program: fc.constantFrom("Buyers", "Sellers"),
      site: fc.constantFrom("Lisbon", "Cebu"),
      answered: flag,
      abandoned: flag,
      resolved: flag,
    });
    const file = fc.record({
      source: fc.constantFrom("desk", "telephone"),
      from: fc.integer({ min: 1, max: 40 }),
      rows: fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 1, maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), fc.nat(), async (files, taken) => {
        await clearFacts(db);
        const batches: number[] = [];
        for (const { source, from, rows } of files) {
          const read = rows.map(({ id, hour, customer, ...fields }) => {
            const openedAt = new Date(Date.UTC(2026, 9, from, hour)).toISOString();
            const stated = { ...fields, openedAt, customer: customer === "" ? null : customer };
            return { id: `C${id}`, day: openedAt.slice(0, 10), fields: stated };
          });
          batches.push((await contacts(read, source)).batchId);
          expect(await followed()).toEqual(await byTheDomain(7));
          expect(await followed(2)).toEqual(await byTheDomain(2));
        }
        await revertBatch(db, batches[taken % batches.length] ?? 0, "test");
        expect(await followed()).toEqual(await byTheDomain(7));
        expect(await differences()).toEqual([]);
      }),
      runsOf(20),
    );
  });
});

/** The pure function over the contacts as they stand, added up by day as `followed` shows them. */
async function byTheDomain(days: number): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<RepeatFacts & { day: string; doneAt: Date | null }>(
    `SELECT to_char(day, 'MM-DD') AS day, opened_at AS "openedAt", done_at AS "doneAt", source, customer, answered, abandoned, resolved
     FROM contact ORDER BY day, external_id`,
  );
  const amounts = repeatAmounts(rows, days, (source) => sourceAsOf(rows.filter((row) => row.source === source)));
  const sums: Record<string, [number, number]> = {};
  for (const [index, amount] of amounts.entries()) {
    const day = rows[index]?.day;
    if (amount === null || day === undefined) continue;
    const [clean, known] = sums[day] ?? [0, 0];
    sums[day] = [clean + amount, known + 1];
  }
  return Object.fromEntries(Object.entries(sums).map(([day, [clean, known]]) => [day, `${clean}/${known}`]));
}

async function member(): Promise<Viewer> {
  const { scope } = shared(await vendorId(), {});
  return {
    kind: "member",
    userId: "1d0c0000-0000-4000-8000-000000000001",
    name: "Lead",
    email: "lead@plumbline.example",
    role: "lead",
    scope: { ...scope, vendorIds: "all" },
  };
}

/** A request to share the metric page of October's first days. */
function linkTo(parameters: Record<string, string>, vendor: number): LinkRequest {
  const days = { fromDay: "2026-10-01", toDay: "2026-10-10" };
  const slices = { sites: [], programs: [], channels: [] };
  return {
    name: "Repeats",
    audience: "",
    audienceKind: "internal",
    view: "metric",
    parameters: { ...parameters, vendor: "acme", from: days.fromDay, to: days.toDay },
    reach: { vendorIds: [vendor], ...slices, ...days, notes: "none", allowDownloads: false },
    password: null,
    expiresAt: new Date("2027-01-01T00:00:00Z"),
  };
}

function shared(id: number, scope: Partial<Scope>): Viewer {
  const seen: Scope = { ...WHOLE_SCOPE, vendorIds: [id], notes: "none", ...scope };
  return { kind: "share", linkId: "1d0c0000-0000-4000-8000-000000000000", linkName: "", scope: seen };
}
