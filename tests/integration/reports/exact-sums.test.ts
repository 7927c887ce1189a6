import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { exactSumSql } from "~/data/sql/exact-sum-sql";
import { Prisma } from "~/data/generated/client";
import { sumMeasures } from "~/data/metrics/measures.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { withClient } from "../../bench/rows/throw-away-server";
import { createTestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts, type TestRow } from "../ingest/apply-rows";
import { lead } from "./tiny-data";

const MILLIONTHS = 1_000_000n;
const numberOf = (millionths: bigint) =>
  Number(`${millionths / MILLIONTHS}.${String(millionths % MILLIONTHS).padStart(6, "0")}`);
const added = (parts: readonly bigint[]) => numberOf(parts.reduce((sum, part) => sum + part, 0n));

/** Two days, two slices; durations, scores and totals of up to six decimals. */
const facts = fc.array(
  fc.record({
    day: fc.constantFrom("2026-01-05", "2026-01-06"),
    site: fc.constantFrom("Lisbon", "Cebu"),
    wait: fc.bigInt({ min: 0n, max: 10n ** 10n }),
    talk: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    hold: fc.bigInt({ min: 0n, max: 10n ** 6n }),
    score: fc.bigInt({ min: 0n, max: 10n ** 7n }),
    orders: fc.bigInt({ min: 0n, max: 10n ** 14n }),
  }),
  { minLength: 3, maxLength: 60 },
);

describe("sums of decimals", async () => {
  const db = await createTestDatabase();
  beforeEach(() => clearFacts(db));

  test("come to one and the same double, the nearest to the decimal sum, in any order of rows and files", async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.infiniteStream(fc.nat()), async (given, dice) => {
        await clearFacts(db);
        const contacts = given.map(({ day, site, wait, talk, hold, score }, index): TestRow => {
          const stated = { answered: true, waitSeconds: numberOf(wait), talkSeconds: numberOf(talk) };
          const more = { holdSeconds: numberOf(hold), csatScore: numberOf(score) };
          return { id: `C${index}`, day, fields: { openedAt: `${day}T12:00:00Z`, site, ...stated, ...more } };
        });
        const totals = given.map(({ day, site, orders }, index): TestRow => {
          return { id: `T${index}`, day, fields: { measure: "orders", site, amount: numberOf(orders) } };
        });
        const shuffled = <T>(rows: readonly T[]) =>
          rows
            .map((row) => ({ row, position: dice.next().value ?? 0 }))
            .toSorted((a, b) => a.position - b.position)
            .map(({ row }) => row);
        const mixed = shuffled(contacts);
        await applyRows(db, { kind: "contacts", rows: mixed.slice(1) });
        await applyRows(db, { kind: "contacts", rows: mixed.slice(0, 1) });
        await applyRows(db, { kind: "totals", source: "totals", rows: shuffled(totals) });

        const vendors = await db.inside.vendor.findMany({ select: { id: true } });
        const [sum] = await sumMeasures(db, lead(), {
          vendorIds: vendors.map(({ id }) => id),
          ranges: [{ key: "", from: "2026-01-05", until: "2026-01-07" }],
          refs: ["waitSeconds", "handleSeconds", "csatScoreSum", "orders"],
        });
        expect(sum?.amounts).toEqual({
          waitSeconds: added(given.map(({ wait }) => wait)),
          handleSeconds: added(given.map(({ talk, hold }) => talk + hold)),
          csatScoreSum: added(given.map(({ score }) => score)),
          orders: added(given.map(({ orders }) => orders)),
        });
      }),
      runsOf(12),
    );
  });

  test("are the same whether one process adds them up or several, and a plain sum's are not", async () => {
    const amounts = fc.sample(fc.bigInt({ min: 0n, max: 10n ** 9n }), { numRuns: 20_000, seed: 7 });
    const found = await withClient(db.url, async (client) => {
      await client.query("CREATE TABLE amounts (amount float8)");
      await client.query("INSERT INTO amounts SELECT * FROM unnest($1::float8[])", [amounts.map(numberOf)]);
      await client.query(
        "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0",
      );
      const exact = exactSumSql(Prisma.sql`amount`).sql;
      const sums: { exact: number; plain: number }[] = [];
      for (const [workers, order] of [
        [0, ""],
        [2, ""],
        [3, ""],
        [0, "ORDER BY amount"],
        [0, "ORDER BY amount DESC"],
      ] as const) {
        await client.query(`SET max_parallel_workers_per_gather = ${workers}`);
        const query = `SELECT ${exact} AS exact, sum(amount) AS plain FROM (SELECT amount FROM amounts ${order}) AS ordered`;
        const plan = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${query}`);
        expect(JSON.stringify(plan.rows).includes("Parallel Seq Scan")).toBe(workers > 0);
        sums.push(...(await client.query<{ exact: number; plain: number }>(query)).rows);
      }
      return sums;
    });
    expect(new Set(found.map(({ exact }) => exact))).toEqual(new Set([added(amounts)]));
    expect(new Set(found.map(({ plain }) => plain)).size).toBeGreaterThan(1);
  });

  test("that are a last digit off are found by the check", async () => {
    const fields = { openedAt: "2026-01-05T12:00:00Z", answered: true, waitSeconds: 20346 };
    await applyRows(db, { kind: "contacts", rows: [{ id: "1", day: "2026-01-05", fields }] });
    await db.pool.query("UPDATE measure_day SET wait_seconds = 20345.999999999996");
    const { id } = await db.inside.vendor.findFirstOrThrow({ select: { id: true } });
    const { differences } = await checkRollUp(db, id, { repair: true, actor: "test" });
    expect(differences.flatMap(({ columns }) => columns)).toEqual([
      { column: "wait_seconds", stored: 20345.999999999996, facts: 20346 },
    ]);
    expect((await checkRollUp(db, id, { repair: false, actor: "test" })).differences).toEqual([]);
  });
});
