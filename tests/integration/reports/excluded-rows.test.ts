import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { addDays, type Day } from "~/domain/calendar/day";
import { daysOf, type DayRange } from "~/domain/calendar/day-range";
import { metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { contactAmounts, contactDuration, type ContactFacts } from "~/domain/metrics/contact-amounts";
import { hoursBetween, type Exclusions } from "~/domain/metrics/counted";
import type { FigureRequest } from "~/domain/metrics/figure-request";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { figure, NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import { quantileOf } from "~/domain/metrics/quantile";
import { contactSaying } from "~/domain/metrics/test-contacts";
import { measureFigures } from "~/reports/metrics/figures.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { lead, makeVendor } from "./tiny-data";

const PERIOD: DayRange = { from: "2026-09-14", until: "2026-11-10" };
const SOURCE = "calls";

type Call = { id: string; day: Day; openedAt: Date; site: string; facts: ContactFacts };
type Total = { day: Day; site: string; measure: string; amount: number };

const chance = (index: number, salt: number) => (((index + 1) * 7919 + salt * 104_729) % 1000) / 1000;

const CALLS: readonly Call[] = daysOf(PERIOD).flatMap((day, dayIndex) =>
  [7, 11, 15, 19].map((hour, position) => {
    const index = dayIndex * 4 + position;
    const answered = chance(index, 1) > 0.2;
    const facts = contactSaying({
      answered,
      waitSeconds: answered ? Math.round(chance(index, 2) * 60) : null,
      talkSeconds: answered ? 30 + Math.round(chance(index, 6) * 300) : null,
      handleSeconds: answered ? 60.5 + Math.round(chance(index, 3) * 500) : null,
      csatScore: chance(index, 4) > 0.5 ? 1 + Math.floor(chance(index, 5) * 5) : null,
    });
    const openedAt = new Date(`${day}T${String(hour).padStart(2, "0")}:30:00Z`);
    return { id: `c${index}`, day, openedAt, site: position % 2 === 0 ? "North" : "South", facts };
  }),
);

/** The west states totals alone; in the north contacts state the same, and count. */
const TOTALS: readonly Total[] = daysOf(PERIOD).flatMap((day, index) => [
  { day, site: "West", measure: "offered", amount: 10 + (index % 4) },
  { day, site: "West", measure: "answered", amount: 9 },
  { day, site: "West", measure: "wait<=20", amount: 7 },
  { day, site: "North", measure: "offered", amount: 500 },
  { day, site: "North", measure: "headcount", amount: 20 + (index % 3) },
]);

const REQUESTS: readonly (readonly [MetricKey, Record<string, string | number>])[] = [
  ["service-level", {}],
  ["csat", {}],
  ["aht", {}],
  ["abandonment", {}],
  ["volume", {}],
  ["talk-time", { quantile: 0.8 }],
];

let db: TestDatabase;
let vendorId: number;
/** A new one for each question, so that none is answered from memory. */
let revision = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { id: 1, name: "Test", timeZone: "UTC" } });
  vendorId = await makeVendor(db, "quill", "Quill");
  const { id: mappingId } = await db.inside.mapping.create({
    data: { key: "m", version: 1, name: "m", kind: "contacts", document: {} },
  });
  const counts = { rowsRead: 1, rowsAccepted: 1, rowsNew: 1, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 };
  const file = { fileName: "f.csv", fileSha256: "0", fileBytes: 1n, status: "applied", appliedBy: "test" };
  const { id: batchId } = await db.inside.importBatch.create({
    data: { source: SOURCE, kind: "contacts", mappingId, vendorIds: [vendorId], ...file, ...counts },
  });
  const row = (index: number, day: Day) => ({ vendorId, batchId, line: index + 2, day: new Date(`${day}T00:00:00Z`) });
  await db.inside.contact.createMany({
    data: CALLS.map(({ id, day, openedAt, site, facts }, index) => {
      return { ...facts, ...row(index, day), source: SOURCE, externalId: id, openedAt, site };
    }),
  });
  await db.inside.total.createMany({
    data: TOTALS.map(({ day, ...total }, index) => ({
      ...total,
      ...row(index, day),
      source: "totals",
      externalId: `t${index}`,
    })),
  });
  await rollUpDays(db, vendorId, daysOf(PERIOD));
});

const measured = async (requested: readonly Omit<FigureRequest, "vendorId">[]) => {
  const requests = requested.map((one) => ({ vendorId, ...one }));
  const figures = await measureFigures(db, lead(), requests, new Map([[vendorId, (revision += 1)]]));
  return requests.map((request) => figures.valueOf(request));
};

/** The same by hand: a loop over the rows, with nothing of the measuring but what one contact adds. */
function byHand({ metric, parameters, scope, range, excluded = {} }: Omit<FigureRequest, "vendorId">): MetricValue {
  const { days = [], slices = [], hours = [], contacts = [] } = excluded;
  const isPartOut = (day: Day, site: string) =>
    slices.some(({ part, days: on }) => part.site === site && day >= on.from && day < on.until);
  const isOut = (day: Day) =>
    day < range.from || day >= range.until || days.some(({ from, until }) => day >= from && day < until);
  const isInScope = (site: string) => scope.site === undefined || scope.site === site;
  const taken = new Set(contacts.map(({ source, externalId }) => `${source} ${externalId}`));
  const own = CALLS.filter(({ id, day, openedAt, site }) => {
    const at = openedAt.getTime();
    const inHours = hours.some(({ from, until, part }) => {
      const isOfPart = part === undefined || part.site === site;
      return isOfPart && at >= Date.parse(from) && at < Date.parse(until);
    });
    return !isOut(day) && !isPartOut(day, site) && isInScope(site) && !inHours && !taken.has(`${SOURCE} ${id}`);
  });
  const definition = metricOf(metric);
  const percentile = definition.percentile(parameters);
  if (percentile !== null) {
    const seconds = own.flatMap(({ facts }) => contactDuration(facts, percentile.distribution) ?? []);
    const quantile = quantileOf(
      seconds.toSorted((a, b) => a - b),
      percentile.quantile,
    );
    return quantile === null ? NO_DATA : figure(quantile, seconds.length);
  }
  const amounts: Record<string, number> = {};
  const add = (one: Amounts) => {
    for (const [ref, amount] of Object.entries(one)) amounts[ref] = (amounts[ref] ?? 0) + (amount ?? 0);
  };
  const refs = definition.measures(parameters);
  for (const { facts } of own) add(contactAmounts(facts, refs, new Date("2027-01-01T00:00:00Z")));
  for (const { day, site, measure, amount } of TOTALS)
    if (!isOut(day) && !isPartOut(day, site) && isInScope(site) && site === "West" && refs.includes(measure))
      add({ [measure]: amount });
  return definition.evaluate(amounts, parameters, { range, counted: [range] });
}

const plain = (value: MetricValue) =>
  value.status === "measured" ? [value.numerator, value.denominator, value.value, value.n] : null;

const day = fc.integer({ min: -3, max: 60 }).map((offset) => addDays(PERIOD.from, offset));
const someDays = fc
  .tuple(day, fc.integer({ min: 1, max: 6 }))
  .map(([from, length]): DayRange => ({ from, until: addDays(from, length) }));
const part = fc.constantFrom("North", "South", "West").map((site) => ({ site }));
const exclusions: fc.Arbitrary<Exclusions> = fc.record({
  days: fc.array(someDays, { maxLength: 2 }),
  slices: fc.array(fc.record({ part, days: someDays }), { maxLength: 3 }),
  hours: fc.array(
    fc
      .tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 40 }), fc.option(part, { nil: undefined }))
      .map(([on, hour, length, of]) => {
        const from = Date.parse(`${on}T00:00:00Z`) + hour * 3_600_000;
        return { ...hoursBetween(new Date(from), new Date(from + length * 3_600_000), "UTC"), part: of };
      }),
    { maxLength: 3 },
  ),
  contacts: fc.array(
    fc.constantFrom(...CALLS).map(({ id, day: on }) => ({ source: SOURCE, externalId: id, day: on })),
    { maxLength: 4 },
  ),
});
const range = fc
  .tuple(day, fc.integer({ min: 1, max: 45 }))
  .map(([from, length]): DayRange => ({ from, until: addDays(from, length) }));
const scope = fc.constantFrom({}, { site: "North" }, { site: "West" });

describe("figures without excluded days, parts, hours and contacts", () => {
  test("are those that a loop over the rows comes to", async () => {
    await fc.assert(
      fc.asyncProperty(range, scope, exclusions, async (days, where, excluded) => {
        const requested = REQUESTS.map(([metric, parameters]) => {
          return {
            metric,
            parameters: { ...metricOf(metric).defaults, ...parameters },
            scope: where,
            range: days,
            excluded,
          };
        });
        const [values, expected] = [await measured(requested), requested.map(byHand)];
        expect(values.map(plain)).toEqual(expected.map(plain));
      }),
      { numRuns: 25 },
    );
  });

  const october = { from: "2026-10-01", until: "2026-11-01" };
  const volumeOf = async (excluded: Exclusions) => {
    const [value] = await measured([{ metric: "volume", parameters: {}, scope: {}, range: october, excluded }]);
    return value?.status === "measured" ? value.value : null;
  };

  test("are read from roll-ups for days that count entirely, and from rows for days that count in part", async () => {
    const hours = [hoursBetween(new Date("2026-10-05T11:00:00Z"), new Date("2026-10-05T12:00:00Z"), "UTC")];
    const all = await volumeOf({});
    const less = await volumeOf({ hours });
    expect(less).toBe((all ?? 0) - 1);
    const tamper = (on: Day, more: number) =>
      db.pool.query("UPDATE measure_day SET offered = offered + $2 WHERE day = $1 AND site = 'North'", [on, more]);
    await tamper("2026-10-05", 1_000);
    expect(await volumeOf({ hours })).toBe(less);
    await tamper("2026-10-06", 10_000);
    expect(await volumeOf({ hours })).toBe((less ?? 0) + 10_000);
    await tamper("2026-10-05", -1_000);
    await tamper("2026-10-06", -10_000);
  });

  test("leave totals as they are where hours are excluded, and without them where days are", async () => {
    const where = { metric: "volume", parameters: {}, scope: { site: "West" }, range: october } as const;
    const noon = hoursBetween(new Date("2026-10-05T00:00:00Z"), new Date("2026-10-06T00:00:00Z"), "UTC");
    const [all, hours, days] = await measured([
      where,
      { ...where, excluded: { hours: [noon] } },
      { ...where, excluded: { days: [noon.days] } },
    ]);
    expect(hours).toEqual(all);
    const ofDay = TOTALS.find((one) => one.day === "2026-10-05" && one.site === "West")?.amount ?? 0;
    expect([all, days].map((value) => value?.status === "measured" && value.value)).toEqual([
      all?.status === "measured" && all.value,
      all?.status === "measured" && all.value - ofDay,
    ]);
  });
});
