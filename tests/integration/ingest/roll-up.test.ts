import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { snakeCase } from "~/data/sql/fact-table";
import { registerParameters } from "~/data/rollups/parameters.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import {
  contactAmounts,
  contactDuration,
  DURATIONS,
  sourceAsOf,
  type ContactFacts,
} from "~/domain/metrics/contact-amounts";
import type { MeasureRef } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { reviewAmounts, type ReviewFacts } from "~/domain/metrics/review-amounts";
import { sketchOf, type Sketch } from "~/domain/metrics/histogram";
import { anyContact } from "../../support/any-contact";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

const PARAMETERS = [
  "wait<=20",
  "wait<=60",
  "abandonedWait<=10",
  "csat>=4",
  "csat<=2",
  "firstResponse<=30",
  "resolution<=90",
  "firstResponseBusinessDays<=0",
  "resolutionBusinessDays<=2",
];
const REFS: MeasureRef[] = [...MEASURE_KEYS, ...PARAMETERS];

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await registerParameters(db, PARAMETERS, null);
});
beforeEach(() => clearFacts(db));

const flag = fc.constantFrom(true, false, null);
const slice = fc.record({
  day: fc.constantFrom("2026-01-05", "2026-01-06", "2026-02-01"),
  site: fc.constantFrom("Lisbon", "Cebu", null),
  program: fc.constantFrom("Buyers", null),
  channel: fc.constantFrom("Chat", "Phone"),
});
const points = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
const review: fc.Arbitrary<ReviewFacts> = fc.record({
  pointsEarned: points,
  pointsPossible: points,
  endUserCritical: flag,
  businessCritical: flag,
  complianceCritical: flag,
  decisionCorrect: flag,
  decidedPositive: flag,
  auditedPositive: flag,
});

type Slice = { day: string; site: string | null; program: string | null; channel: string };
type Case<T> = { slice: Slice; facts: T };

const casesOf = <T>(facts: fc.Arbitrary<T>) => fc.array(fc.record({ slice, facts }), { minLength: 1, maxLength: 40 });

function rowsOf<T extends object>(cases: readonly Case<T>[], momentField: string): TestRow[] {
  return cases.map(({ slice: { day, ...where }, facts }, index) => {
    const plain = Object.entries(facts).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]);
    return {
      id: `R${index}`,
      day,
      fields: { ...where, [momentField]: `${day}T12:00:00Z`, ...Object.fromEntries(plain) },
    };
  });
}

/** How far the source of these contacts speaks; each of them opens at noon of its day. */
function asOfCases(cases: readonly Case<ContactFacts>[]): Date {
  const asOf = sourceAsOf(
    cases.map(({ slice: { day }, facts }) => ({ openedAt: new Date(`${day}T12:00:00Z`), doneAt: facts.doneAt })),
  );
  return asOf ?? new Date(0);
}

const keyOf = ({ day, site, program, channel }: Slice) => [day, site ?? "", program ?? "", channel].join("|");

/** What the domain says that each day and slice comes to. */
function expected<T>(cases: readonly Case<T>[], amountsOf: (facts: T) => Partial<Record<string, number>>) {
  const sums = new Map<string, Record<string, number>>();
  for (const { slice: where, facts } of cases) {
    const sum = sums.get(keyOf(where)) ?? {};
    for (const [ref, amount] of Object.entries(amountsOf(facts))) sum[ref] = (sum[ref] ?? 0) + (amount ?? 0);
    sums.set(keyOf(where), sum);
  }
  return sums;
}

async function rolledUp(vendor = "acme") {
  const columns = MEASURE_KEYS.map((key) => `'${key}', m.${snakeCase(key)}`);
  const { rows } = await db.pool.query<{ key: string; amounts: Record<string, number>; plain: Record<string, number> }>(
    `SELECT concat_ws('|', m.day::text, m.site, m.program, m.channel) AS key,
       (SELECT COALESCE(json_object_agg(p.measure, m.parameter_counts[p.id]) FILTER (WHERE m.parameter_counts[p.id] IS NOT NULL), '{}')
        FROM rollup_parameter p) AS amounts,
       jsonb_strip_nulls(jsonb_build_object(${columns.slice(0, 40).join(", ")}) || jsonb_build_object(${columns.slice(40).join(", ")})) AS plain
     FROM measure_day m JOIN vendor v ON v.id = m.vendor_id WHERE v.key = $1`,
    [vendor],
  );
  return new Map(rows.map(({ key, amounts, plain }) => [key, { ...plain, ...amounts }]));
}

async function histograms() {
  const sketches = new Map<string, Sketch>();
  for (const duration of DURATIONS) {
    const { rows } = await db.pool.query<{ key: string; bins: number[]; counts: number[] }>(
      `SELECT key, array_agg(bin ORDER BY bin) AS bins, array_agg(held ORDER BY bin) AS counts FROM (
         SELECT concat_ws('|', day::text, site, program, channel, '${duration}') AS key,
           CASE WHEN stored % 8192 = 0 THEN -100000 ELSE stored % 8192 - 4096 END AS bin, sum(stored / 8192)::int AS held
         FROM measure_day CROSS JOIN LATERAL unnest(${snakeCase(duration)}_bins) AS stored GROUP BY 1, 2
       ) AS bins GROUP BY key`,
    );
    for (const { key, bins, counts } of rows) sketches.set(key, { bins, counts });
  }
  return sketches;
}

describe("roll-ups", () => {
  test("of contacts equal what the domain adds up", async () => {
    await fc.assert(
      fc.asyncProperty(casesOf(anyContact), async (cases) => {
        await clearFacts(db);
        await applyRows(db, { kind: "contacts", rows: rowsOf(cases, "openedAt") });
        const asOf = asOfCases(cases);
        expect(await rolledUp()).toEqual(expected(cases, (facts) => contactAmounts(facts, REFS, asOf)));
        const sketches = new Map<string, number[]>();
        for (const { slice: where, facts } of cases) {
          for (const duration of DURATIONS) {
            const value = contactDuration(facts, duration);
            const key = `${keyOf(where)}|${duration}`;
            if (value !== null) sketches.set(key, [...(sketches.get(key) ?? []), value]);
          }
        }
        expect(await histograms()).toEqual(new Map([...sketches].map(([key, values]) => [key, sketchOf(values)])));
      }),
      runsOf(25),
    );
  });

  test("of reviews equal what the domain adds up", async () => {
    await fc.assert(
      fc.asyncProperty(casesOf(review), async (cases) => {
        await clearFacts(db);
        await applyRows(db, { kind: "reviews", rows: rowsOf(cases, "reviewedAt") });
        expect(await rolledUp()).toEqual(expected(cases, reviewAmounts));
      }),
      runsOf(20),
    );
  });

  test("do not depend on the order of rows, on how a file is cut, or on sending it twice", async () => {
    await fc.assert(
      fc.asyncProperty(casesOf(anyContact), fc.nat(), async (cases, cut) => {
        await clearFacts(db);
        const rows = rowsOf(cases, "openedAt");
        await applyRows(db, { kind: "contacts", rows });
        const whole = await rolledUp();
        const again = await applyRows(db, { kind: "contacts", rows });
        expect(again).toMatchObject({ new: 0, changed: 0, unchanged: rows.length });
        expect(await rolledUp()).toEqual(whole);
        await clearFacts(db);
        const reversed = rows.toReversed();
        const at = cut % rows.length;
        if (at > 0) await applyRows(db, { kind: "contacts", rows: reversed.slice(0, at) });
        await applyRows(db, { kind: "contacts", rows: reversed.slice(at) });
        expect(await rolledUp()).toEqual(whole);
      }),
      runsOf(15),
    );
  });

  test("count a measure once where contacts and totals both state it for a day and slice: contacts win", async () => {
    const opened = { openedAt: "2026-01-05T12:00:00Z", channel: "Phone", answered: true, waitSeconds: 5 };
    await applyRows(db, { kind: "contacts", rows: [{ id: "1", day: "2026-01-05", fields: opened }] });
    const total = (measure: string, channel: string, amount: number) => {
      return { id: `${measure}${channel}`, day: "2026-01-05", fields: { measure, channel, amount } };
    };
    const rows = [
      total("offered", "Phone", 90),
      total("orders", "Phone", 1000),
      total("offered", "Chat", 40),
      total("wait<=20", "Phone", 70),
    ];
    await applyRows(db, { kind: "totals", source: "totals", rows });
    const sums = await rolledUp();
    expect(sums.get("2026-01-05|||Phone")).toMatchObject({ offered: 1, answered: 1, orders: 1000, "wait<=20": 1 });
    expect(sums.get("2026-01-05|||Chat")).toEqual({ offered: 40 });
  });

  test("take up a count with a limit that is registered later, for the days that are there already", async () => {
    const fields = { openedAt: "2026-01-05T12:00:00Z", channel: "Phone", answered: true, waitSeconds: 33 };
    await applyRows(db, { kind: "contacts", rows: [{ id: "1", day: "2026-01-05", fields }] });
    await registerParameters(db, ["wait<=40", "offered", "nonsense<=1"], null);
    expect((await rolledUp()).get("2026-01-05|||Phone")).toMatchObject({ "wait<=40": 1, "wait<=20": 0 });
    const before = await rolledUp();
    await db.pool.query("UPDATE measure_day SET offered = 99");
    const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM vendor WHERE key = 'acme'");
    await rollUpDays(db, rows[0]?.id ?? 0, ["2026-01-05"]);
    expect(await rolledUp()).toEqual(before);
  });
});
