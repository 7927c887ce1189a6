import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isoWeekday, partsOf } from "../calendar/day";
import { daysOf, lengthInDays } from "../calendar/day-range";
import { dayInZone, instantInZone } from "../calendar/time-zone";
import { DELIVERY_DEFAULTS, type Cadence, type Delivery } from "../contracts/delivery-schedule";
import { expectedPeriods, PERIODS_SHOWN } from "./expected-periods";

const of = (cadence: Cadence, more: Partial<Delivery> = {}): Delivery => {
  return { ...DELIVERY_DEFAULTS, name: "", kind: "contacts", source: null, cadence, ...more };
};
const requested = (delivery: Delivery, now: string, startsOn = "2026-01-01", zone = "UTC") => {
  return expectedPeriods(delivery, { zone, now: new Date(now), startsOn }).map(({ range, dueAt, inTimeUntil }) => {
    return [range.from, range.until, dueAt.toISOString(), inTimeUntil.toISOString()];
  });
};

describe("what is expected by when", () => {
  it("daily: each of its weekdays, the day after at its time; today's is expected but not due", () => {
    const workdays = of({ every: "day", weekdays: [1, 2, 3, 4, 5] });
    // 23 November 2026 is a Monday.
    expect(requested(workdays, "2026-11-23T10:00:00Z").slice(-3)).toEqual([
      ["2026-11-19", "2026-11-20", "2026-11-20T09:00:00.000Z", "2026-11-20T09:00:00.000Z"],
      ["2026-11-20", "2026-11-21", "2026-11-21T09:00:00.000Z", "2026-11-21T09:00:00.000Z"],
      ["2026-11-23", "2026-11-24", "2026-11-24T09:00:00.000Z", "2026-11-24T09:00:00.000Z"],
    ]);
  });

  it("weekly: the seven days before the weekday on which it is due", () => {
    const tuesdays = of({ every: "week", weekday: 2 }, { graceDays: 1 });
    expect(requested(tuesdays, "2026-11-24T08:00:00Z").slice(-2)).toEqual([
      ["2026-11-17", "2026-11-24", "2026-11-24T09:00:00.000Z", "2026-11-25T09:00:00.000Z"],
      ["2026-11-24", "2026-12-01", "2026-12-01T09:00:00.000Z", "2026-12-02T09:00:00.000Z"],
    ]);
  });

  it("monthly: the month before, also where the next month is of the next year", () => {
    const third = of({ every: "month", monthDay: 3 }, { graceDays: 2, dueMinutes: 10 * 60 });
    expect(requested(third, "2026-12-31T12:00:00Z").at(-1)).toEqual([
      "2026-12-01",
      "2027-01-01",
      "2027-01-03T10:00:00.000Z",
      "2027-01-05T10:00:00.000Z",
    ]);
  });

  it("nothing that begins before the first day, and no more than is looked back on", () => {
    const daily = of({ every: "day", weekdays: [1, 2, 3, 4, 5, 6, 7] });
    expect(requested(daily, "2026-11-23T10:00:00Z", "2026-11-22")).toHaveLength(2);
    expect(requested(daily, "2026-11-23T10:00:00Z", "2026-11-24")).toEqual([]);
    expect(requested(of({ every: "month", monthDay: 1 }), "2026-11-23T10:00:00Z", "2026-10-02")).toHaveLength(1);
    expect(requested(daily, "2026-11-23T10:00:00Z")).toHaveLength(PERIODS_SHOWN.day);
  });

  it("is due by the clocks of the zone, on days on which they change too", () => {
    const daily = of({ every: "day", weekdays: [1, 2, 3, 4, 5, 6, 7] }, { dueMinutes: 150 });
    // On 8 March 2026 clocks in New York skip 02:00–03:00, on 1 November they show 01:00–02:00 twice.
    const march = requested(daily, "2026-03-09T12:00:00Z", "2026-03-06", "America/New_York").map(([from, , due]) => [
      from,
      due,
    ]);
    expect(march.slice(0, 3)).toEqual([
      ["2026-03-06", "2026-03-07T07:30:00.000Z"],
      ["2026-03-07", "2026-03-08T07:30:00.000Z"],
      ["2026-03-08", "2026-03-09T06:30:00.000Z"],
    ]);
    expect(instantInZone("2026-11-01", 90, "America/New_York").toISOString()).toBe("2026-11-01T06:30:00.000Z");
  });
});

const zones = fc.constantFrom(
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
);
const days = fc.integer({ min: 0, max: 20_000 }).map((number) => addDays("1990-01-01", number));
const cadences: fc.Arbitrary<Cadence> = fc.oneof(
  fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((weekdays) => ({ every: "day" as const, weekdays })),
  fc.integer({ min: 1, max: 7 }).map((weekday) => ({ every: "week" as const, weekday })),
  fc.integer({ min: 1, max: 28 }).map((monthDay) => ({ every: "month" as const, monthDay })),
);
const deliveries = fc
  .record({
    cadence: cadences,
    dueMinutes: fc.integer({ min: 0, max: 1439 }),
    graceDays: fc.integer({ min: 0, max: 31 }),
  })
  .map(({ cadence, ...more }) => of(cadence, more));

describe("whatever the schedule, the zone and the day", () => {
  it("periods follow each other without overlap, are due after they end, and the last of them has started", () => {
    fc.assert(
      fc.property(deliveries, zones, days, fc.integer({ min: 0, max: 86_399 }), (delivery, zone, day, second) => {
        const now = new Date(Date.parse(`${day}T00:00:00Z`) + second * 1000);
        const expected = expectedPeriods(delivery, { zone, now, startsOn: addDays(day, -400) });
        expect(expected.length).toBe(PERIODS_SHOWN[delivery.cadence.every]);
        for (const [index, { range, dueAt, inTimeUntil }] of expected.entries()) {
          const before = expected[index - 1];
          if (before) {
            expect(before.range.until <= range.from).toBe(true);
            expect(before.dueAt < dueAt).toBe(true);
          }
          expect(dayInZone(dueAt, zone) >= range.until).toBe(true);
          expect(inTimeUntil.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
          expect(range.from <= dayInZone(now, zone)).toBe(true);
        }
      }),
    );
  });

  it("weekly and monthly periods leave no day out, daily ones only the days on which no file is expected", () => {
    fc.assert(
      fc.property(deliveries, days, (delivery, day) => {
        const { cadence } = delivery;
        const now = new Date(`${day}T12:00:00Z`);
        const periods = expectedPeriods(delivery, { zone: "UTC", now, startsOn: addDays(day, -400) });
        const covered = periods.flatMap(({ range }) => daysOf(range));
        const [first, last] = [covered[0] ?? day, covered.at(-1) ?? day];
        const all = daysOf({ from: first, until: addDays(last, 1) });
        const expected =
          cadence.every === "day" ? all.filter((one) => cadence.weekdays.includes(isoWeekday(one))) : all;
        expect(covered).toEqual(expected);
        for (const { range, dueAt } of periods) {
          if (cadence.every === "week")
            expect([lengthInDays(range), isoWeekday(range.until)]).toEqual([7, cadence.weekday]);
          if (cadence.every === "month") {
            expect(partsOf(range.from).date).toBe(1);
            expect(partsOf(dayInZone(dueAt, "UTC")).date).toBe(cadence.monthDay);
          }
        }
      }),
    );
  });

  it("a time of the day is shown by the zone's clocks at its instant, unless they skip it, and days follow each other", () => {
    const shownAt = (instant: Date, zone: string) =>
      new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
        instant,
      );
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 1439 }), (zone, day, minutes) => {
        const instant = instantInZone(day, minutes, zone);
        const wanted = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
        const before = instantInZone(addDays(day, -1), minutes, zone);
        const hours = (instant.getTime() - before.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(22);
        expect(hours).toBeLessThanOrEqual(26);
        const skipped = shownAt(instant, zone) !== wanted;
        if (skipped) expect(shownAt(instant, zone) > wanted).toBe(true);
        else expect(dayInZone(instant, zone)).toBe(day);
      }),
    );
  });
});
