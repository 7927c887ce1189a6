import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projectFolder } from "~/config/project-folder.server";
import { registerMonthStart } from "~/data/rollups/roll-up-months.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { sumCells, sumMeasures } from "~/data/metrics/measures.server";
import { readAs } from "~/data/db/read-as.server";
import type { Scope } from "~/domain/access/viewer";
import { addDays, dayFromNumber, dayNumber } from "~/domain/calendar/day";
import { periodAmounts } from "~/domain/metrics/period-amounts";
import { createTestDatabase } from "../../support/database";
import { addUpMonths } from "../../support/months";
import { runsOf } from "../../support/property-runs";
import { lead, makeVendor, partnerOf, writeMeasures, type DayRow } from "./tiny-data";

const FIRST = dayNumber("2026-01-01");
const REFS = ["offered", "waitSeconds", "wait<=20", "backlogOpen", "headcount"];

const amount = fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: undefined });
const day = fc.integer({ min: 0, max: 150 }).map((offset) => dayFromNumber(FIRST + offset));
const rowOf = (vendorId: number): fc.Arbitrary<DayRow> =>
  fc.record({
    vendorId: fc.constant(vendorId),
    day,
    site: fc.constantFrom("North", "South"),
    program: fc.constantFrom("Buyers", ""),
    channel: fc.constantFrom("Chat", "Phone"),
    amounts: fc
      .record({ offered: amount, waitSeconds: amount, "wait<=20": amount, backlogOpen: amount, headcount: amount })
      .map((stated) =>
        Object.fromEntries(
          Object.entries(stated).flatMap(([ref, value]) => (value === undefined ? [] : [[ref, value / 1_000]])),
        ),
      ),
  });
const nameOf = ({ vendorId, day: on, site, program, channel }: DayRow) =>
  [vendorId, on, site, program, channel].join("|");

const limits = fc.record({
  sites: fc.constantFrom<Scope["sites"]>("all", ["North"], ["North", "South"]),
  programs: fc.constantFrom<Scope["programs"]>("all", ["Buyers"]),
  fromDay: fc.option(day, { nil: null }),
  toDay: fc.option(day, { nil: null }),
});
const slice = fc.record(
  {
    site: fc.constantFrom("North", "South"),
    program: fc.constantFrom("Buyers", ""),
    channel: fc.constantFrom("Chat", "Phone"),
  },
  { requiredKeys: [] },
);
const range = fc
  .tuple(day, fc.integer({ min: 0, max: 120 }))
  .map(([from, length]) => ({ from, until: addDays(from, length) }));
const wholeRange = fc
  .tuple(fc.constantFrom("2026-01", "2026-02", "2026-03"), fc.constantFrom("01", "22"))
  .map(([month, date]) => ({ from: `${month}-${date}`, until: `2026-05-${date}` }));

describe("sums over whole months and the days beside them", async () => {
  const db = await createTestDatabase();
  const [a, b] = [await makeVendor(db, "a", "A"), await makeVendor(db, "b", "B")];
  await registerMonthStart(db, 22);

  test("are what the domain adds up from days: any range, slice, viewer and split", async () => {
    const rows = fc
      .uniqueArray(fc.oneof(rowOf(a), rowOf(b)), { minLength: 10, maxLength: 40, selector: nameOf })
      .filter((given) => given.some(({ amounts }) => amounts["wait<=20"] !== undefined));
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.tuple(fc.oneof(range, wholeRange), limits, slice), { minLength: 12, maxLength: 12 }),
        async (given, questions) => {
          await db.pool.query("TRUNCATE measure_day");
          await writeMeasures(db, given);
          for (const [requested, limited, sliced] of questions) {
            const scope: Partial<Scope> = limited;
            const partner = partnerOf(a);
            const viewers = [lead(scope), { ...partner, scope: { ...partner.scope, ...scope } }];
            for (const viewer of viewers) {
              const { vendorIds, sites, programs, fromDay, toDay } = viewer.scope;
              const seen = given.filter((row) => {
                const { site = "", program = "", channel = "" } = row;
                return (
                  (vendorIds === "all" || vendorIds.includes(row.vendorId)) &&
                  (sites === "all" || sites.includes(site)) &&
                  (programs === "all" || programs.includes(program)) &&
                  (fromDay === null || row.day >= fromDay) &&
                  (toDay === null || row.day <= toDay) &&
                  row.day >= requested.from &&
                  row.day < requested.until &&
                  (sliced.site ?? site) === site &&
                  (sliced.program ?? program) === program &&
                  (sliced.channel ?? channel) === channel
                );
              });
              const ranges = [{ key: "", ...requested }];
              const [whole] = await sumMeasures(db, viewer, { vendorIds: [a, b], ranges, refs: REFS, slice: sliced });
              expect(whole?.amounts ?? {}).toEqual(periodAmounts(seen, REFS));
              const bySite = await sumMeasures(db, viewer, {
                vendorIds: [a, b],
                ranges,
                refs: REFS,
                slice: sliced,
                by: ["vendor", "site"],
              });
              for (const { vendorId, site, amounts } of bySite) {
                const own = seen.filter((row) => row.vendorId === vendorId && row.site === site);
                expect(amounts).toEqual(periodAmounts(own, REFS));
              }
              expect(new Set(bySite.map(({ vendorId, site }) => `${vendorId} ${site}`))).toEqual(
                new Set(
                  seen.flatMap((row) => (Object.keys(row.amounts).length > 0 ? [`${row.vendorId} ${row.site}`] : [])),
                ),
              );
              const revision = Math.random();
              const cells = await sumCells(db, viewer, {
                cells: [{ key: "one", vendorId: a, revision, ...requested, ...sliced }],
                refs: REFS,
              });
              const ofA = seen.filter(({ vendorId }) => vendorId === a);
              expect(cells.get("one")).toEqual(periodAmounts(ofA, REFS));
            }
          }
        },
      ),
      runsOf(6),
    );
  });

  test("read thirteen months of a partner from thirteen rows, calendar or fiscal, and no day", async () => {
    await db.pool.query("TRUNCATE measure_day");
    const days = Array.from({ length: 420 }, (_, offset) => addDays("2025-01-01", offset));
    await writeMeasures(
      db,
      days.map((on) => ({ vendorId: a, day: on, site: "North", amounts: { offered: 1 } })),
    );
    await db.pool.query("TRUNCATE measure_day");
    const ranges = [
      { key: "calendar", from: "2025-01-01", until: "2026-02-01" },
      { key: "fiscal", from: "2025-01-22", until: "2026-02-22" },
      { key: "other", from: "2025-01-10", until: "2026-02-10" },
    ];
    const sums = await sumMeasures(db, lead(), { vendorIds: [a], ranges, refs: ["offered"] });
    expect(Object.fromEntries(sums.map(({ rangeKey, amounts }) => [rangeKey, amounts["offered"]]))).toEqual({
      calendar: 396,
      fiscal: 396,
      other: 365,
    });
  });

  test("with the first wall down, a month is shown only to whoever may see all of it", async () => {
    await db.pool.query("TRUNCATE measure_day");
    await writeMeasures(db, [
      { vendorId: a, day: "2026-01-05", site: "North", program: "Buyers", channel: "Chat", amounts: { offered: 1 } },
      { vendorId: a, day: "2026-02-05", site: "South", program: "Buyers", channel: "Chat", amounts: { offered: 2 } },
      { vendorId: b, day: "2026-02-05", site: "North", program: "Buyers", channel: "Chat", amounts: { offered: 4 } },
    ]);
    const seen = async (scope: Partial<Scope>) => {
      const partner = partnerOf(a);
      const viewer = { ...partner, scope: { ...partner.scope, ...scope } };
      const found = await readAs(db, viewer, (tx) =>
        tx.measureMonth.findMany({
          select: { firstDay: true, split: true, site: true },
          orderBy: [{ firstDay: "asc" }, { split: "asc" }],
        }),
      );
      return found
        .filter(({ firstDay }) => firstDay.getUTCDate() === 1)
        .map((row) => `${row.firstDay.toISOString().slice(5, 7)} ${row.split} ${row.site}`.trim());
    };
    const every = (month: string, site: string, splits: readonly number[]) =>
      splits.map((split) => `${month} ${split} ${split % 2 === 1 ? site : ""}`.trim());
    const all = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(await seen({})).toEqual([...every("01", "North", all), ...every("02", "South", all)]);
    expect(await seen({ sites: ["North"] })).toEqual(every("01", "North", [1, 3, 5, 7]));
    expect(await seen({ programs: ["Buyers"], sites: ["South"] })).toEqual(every("02", "South", [3, 7]));
    expect(await seen({ channels: ["Phone"] })).toEqual([]);
    expect(await seen({ fromDay: "2026-01-01", toDay: "2026-02-27" })).toEqual(every("01", "North", all));
    expect(await seen({ fromDay: "2026-01-02", toDay: "2026-02-28" })).toEqual(every("02", "South", all));
  });

  test("are found by the check where they are not what the days come to, and repaired", async () => {
    await db.pool.query("TRUNCATE measure_day");
    await addUpMonths(db);
    await db.pool.query(
      `INSERT INTO measure_month (vendor_id, split, first_day, site, program, channel, offered, parameter_counts)
       VALUES ($1, 0, '2026-03-01', '', '', '', 7, '{}')`,
      [a],
    );
    const { differences } = await checkRollUp(db, a, { repair: true, actor: "test" });
    expect(differences).toMatchObject([{ table: "measure_month", day: "2026-03-01" }]);
    expect(differences[0]?.columns).toContainEqual({ column: "offered", stored: 7, facts: null });
    expect((await checkRollUp(db, a, { repair: false, actor: "test" })).differences).toEqual([]);
  });

  test("are the same from the migration as from an import", async () => {
    await db.pool.query("TRUNCATE measure_day");
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(rowOf(b), { minLength: 20, maxLength: 30, selector: nameOf }), async (rows) => {
        await db.pool.query("TRUNCATE measure_day");
        await writeMeasures(db, rows);
        const [{ parameters = 0 } = {}] = (
          await db.pool.query<{ parameters: number }>("SELECT max(id) AS parameters FROM rollup_parameter")
        ).rows;
        // Roll-ups hold a place for every count.
        await db.pool.query("UPDATE measure_day SET parameter_counts[$1::int] = parameter_counts[$1::int]", [
          parameters,
        ]);
        await addUpMonths(db);
        const stored = async () =>
          (
            await db.pool.query(
              "SELECT * FROM measure_month ORDER BY vendor_id, split, first_day, site, program, channel",
            )
          ).rows;
        const added = await stored();
        await db.pool.query("DELETE FROM measure_month");
        await db.pool.query(await fillOfMigration());
        expect(await stored()).toEqual(added);
      }),
      runsOf(3),
    );
  });
});

async function fillOfMigration(): Promise<string> {
  const file = path.join(projectFolder(), "prisma", "migrations", "0008_months_added_up", "migration.sql");
  const text = await readFile(file, "utf8");
  return text.slice(text.indexOf("INSERT INTO measure_month"));
}
