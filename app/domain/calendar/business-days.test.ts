import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessDays } from "./business-days";
import { businessSeconds, hoursOn, type BusinessCalendar } from "./business-hours";
import { calendarOf, type CalendarEntry } from "./calendar-entries";
import { addDays, daysBetween, type Day } from "./day";
import { dayInZone } from "./time-zone";

const HOUR = 3_600;
const HOUR_MS = HOUR * 1_000;
const WEEKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [...WEEKDAYS, 6, 7];
const OFFICE = { weekdays: WEEKDAYS, opens: 9 * HOUR, closes: 17 * HOUR, startsOn: null, endsOn: null };
const CLOSED: never[] = [];
const at = (text: string) => new Date(text);
const taken = (calendar: BusinessCalendar, from: string, until: string) => businessDays(calendar, at(from), at(until));

describe("business days", () => {
  // January 2026 in Manila, 8 h ahead of UTC: the 1st is a holiday on a Thursday, the 2nd a Friday.
  const manila: BusinessCalendar = { zone: "Asia/Manila", weekly: [OFFICE], dates: new Map([["2026-01-01", CLOSED]]) };

  test.each([
    ["on the same day, before closing", "2026-01-05T10:00+08:00", "2026-01-05T16:59+08:00", 0],
    ["at closing itself is still in time", "2026-01-05T10:00+08:00", "2026-01-05T17:00+08:00", 0],
    ["after closing is the next business day's", "2026-01-05T10:00+08:00", "2026-01-05T17:01+08:00", 1],
    ["on the next day, at any hour up to closing", "2026-01-05T10:00+08:00", "2026-01-06T17:00+08:00", 1],
    ["before the next day opens", "2026-01-05T10:00+08:00", "2026-01-06T06:00+08:00", 1],
    ["opened before opening time", "2026-01-05T06:00+08:00", "2026-01-05T12:00+08:00", 0],
    ["opened at closing counts from the next", "2026-01-05T17:00+08:00", "2026-01-06T17:00+08:00", 0],
    ["opened after closing counts from the next", "2026-01-05T21:00+08:00", "2026-01-07T12:00+08:00", 1],
    ["over a weekend", "2026-01-09T16:00+08:00", "2026-01-12T09:30+08:00", 1],
    ["opened on Friday evening", "2026-01-09T18:00+08:00", "2026-01-12T09:30+08:00", 0],
    ["opened on Saturday", "2026-01-10T12:00+08:00", "2026-01-13T12:00+08:00", 1],
    ["opened and answered on Sunday", "2026-01-11T12:00+08:00", "2026-01-11T13:00+08:00", 0],
    ["answered on Saturday, after Friday closed", "2026-01-08T12:00+08:00", "2026-01-10T12:00+08:00", 2],
    ["over a holiday", "2025-12-31T12:00+08:00", "2026-01-02T12:00+08:00", 1],
    ["opened on a holiday", "2026-01-01T12:00+08:00", "2026-01-02T12:00+08:00", 0],
    ["over a fortnight with a holiday in it", "2025-12-29T12:00+08:00", "2026-01-12T12:00+08:00", 9],
    ["answered before it was opened", "2026-01-12T12:00+08:00", "2026-01-05T12:00+08:00", 0],
  ])("%s", (_case, from, until, count) => {
    expect(taken(manila, from, until)).toBe(count);
  });

  test("end with the hours of a short day, and with the last of two shifts", () => {
    const shifts = [
      { ...OFFICE, closes: 13 * HOUR },
      { ...OFFICE, opens: 15 * HOUR, closes: 19 * HOUR },
    ];
    const calendar = {
      zone: "UTC",
      weekly: shifts,
      dates: new Map([["2026-12-24", [{ opens: 0, closes: 12 * HOUR }]]]),
    };
    expect(taken(calendar, "2026-12-23T12:00Z", "2026-12-23T18:00Z")).toBe(0);
    expect(taken(calendar, "2026-12-23T18:00Z", "2026-12-24T12:00Z")).toBe(1);
    expect(taken(calendar, "2026-12-24T13:00Z", "2026-12-25T13:00Z")).toBe(0);
  });

  test("of a calendar that never closes end at midnight, whatever the clocks do in the night", () => {
    const always = { ...OFFICE, weekdays: EVERY_DAY, opens: 0, closes: 24 * HOUR };
    const newYork: BusinessCalendar = { zone: "America/New_York", weekly: [always], dates: new Map() };
    // The clocks go forward on 8 March 2026 and back on 1 November.
    expect(taken(newYork, "2026-03-07T23:30-05:00", "2026-03-08T23:30-04:00")).toBe(1);
    expect(taken(newYork, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00")).toBe(0);
    expect(taken(newYork, "2026-03-08T00:00-05:00", "2026-03-09T00:01-04:00")).toBe(1);
    expect(taken(newYork, "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00")).toBe(0);
    expect(taken(newYork, "2026-10-31T12:00-04:00", "2026-11-02T12:00-05:00")).toBe(2);
  });

  test("close in the night that the clocks change by the clock on the wall, and do not open in an hour that it skips", () => {
    const night = { ...OFFICE, weekdays: EVERY_DAY, opens: 2.25 * HOUR, closes: 2.75 * HOUR };
    const madrid: BusinessCalendar = { zone: "Europe/Madrid", weekly: [night], dates: new Map() };
    // 02:15 to 02:45 does not exist on 29 March; on 25 October it comes twice, and closes after the second time.
    expect(taken(madrid, "2026-03-28T12:00Z", "2026-03-29T12:00Z")).toBe(0);
    expect(taken(madrid, "2026-03-28T12:00Z", "2026-03-30T12:00Z")).toBe(1);
    expect(taken(madrid, "2026-10-25T00:20Z", "2026-10-25T01:45Z")).toBe(0);
    expect(taken(madrid, "2026-10-25T00:20Z", "2026-10-25T01:46Z")).toBe(1);
  });

  test("of two programs follow the calendar and the zone of each", () => {
    const line = (given: Partial<CalendarEntry>): CalendarEntry => {
      const nothing = { date: null, opens: null, closes: null, startsOn: null, endsOn: null };
      return { program: "", weekdays: "", timeZone: "Asia/Manila", ...nothing, ...given };
    };
    const entries = [
      line({ weekdays: "Mon-Fri", opens: 9 * HOUR, closes: 17 * HOUR }),
      line({ date: "2026-01-12" }),
      line({ program: "Rides", weekdays: "daily", opens: 8 * HOUR, closes: 20 * HOUR, timeZone: "America/New_York" }),
    ];
    const daysOf = (program: string) => {
      const calendar = calendarOf(entries, program);
      return calendar && taken(calendar, "2026-01-09T12:00Z", "2026-01-13T01:00Z");
    };
    // Friday evening in Manila to Tuesday morning, Monday closed; in New York Friday to Monday evening, open at the weekend.
    expect(daysOf("Orders")).toBe(0);
    expect(daysOf("Rides")).toBe(3);
  });
});

const ZONES = ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "UTC"];
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2, maxLength: 2 })
  .map((halves) => ({ opens: Math.min(...halves) * 1_800, closes: Math.max(...halves) * 1_800 }));
const someDays = fc.uniqueArray(fc.constantFrom(...EVERY_DAY), { minLength: 1 });
const week = fc
  .record({ weekdays: someDays, hours })
  .map(({ weekdays, hours: open }) => ({ ...OFFICE, weekdays, ...open }));
const differing = fc.tuple(
  fc.integer({ min: 0, max: 364 }).map((day) => addDays("2026-01-01", day)),
  fc.array(hours, { maxLength: 1 }),
);
const calendars: fc.Arbitrary<BusinessCalendar> = fc.record({
  zone: fc.constantFrom(...ZONES),
  weekly: fc.array(week, { minLength: 1, maxLength: 3 }),
  dates: fc.array(differing, { maxLength: 60 }).map((entries) => new Map(entries)),
});
const minute = 60_000;
const moments = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 3), max: Date.UTC(2026, 11, 20) }),
  // Around the nights in which one of these zones changes its clocks.
  fc
    .tuple(
      fc.constantFrom("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"),
      fc.nat(60),
    )
    .map(([day, half]) => Date.parse(day) + (half - 30) * 30 * minute),
);
const lengths = fc.oneof(
  fc.integer({ min: 0, max: 20 * 24 * HOUR_MS }),
  fc.nat(500).map((half) => half * 30 * minute),
);

/** Walks the days in half hours by the runtime's own clock, files each instant under the business day that it belongs to, and counts the days between. */
function countedDayByDay(calendar: BusinessCalendar, from: number, until: number): number {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: calendar.zone, dateStyle: "short", timeStyle: "medium" });
  const closes = new Map<Day, number>();
  const first = Math.floor(from / HOUR_MS) * HOUR_MS - 26 * HOUR_MS;
  for (let ms = first; ms < until + 20 * 24 * HOUR_MS; ms += 30 * minute) {
    const [day = "", time = ""] = clock.format(ms).split(" ");
    const [hour = 0, minutes = 0] = time.split(":").map(Number);
    const second = hour * HOUR + minutes * 60;
    const open = hoursOn(calendar, day).some(({ opens, closes: end }) => opens <= second && second < end);
    if (open) closes.set(day, ms + 30 * minute);
  }
  const closings = [...closes.values()];
  const startedOn = closings.findIndex((closing) => from < closing);
  const doneOn = closings.findIndex((closing) => until <= closing);
  return startedOn < 0 || until <= from ? 0 : (doneOn < 0 ? closings.length : doneOn) - startedOn;
}

describe("whatever the calendar and the zone, business days", () => {
  const holds = (check: (calendar: BusinessCalendar, from: number, length: number) => void, numRuns = 150) =>
    fc.assert(fc.property(calendars, moments, lengths, check), { numRuns });
  const count = (calendar: BusinessCalendar, from: number, until: number) =>
    businessDays(calendar, new Date(from), new Date(until));

  test("are those that a walk day by day comes to", () => {
    holds((calendar, from, length) => {
      expect(count(calendar, from, from + length)).toBe(countedDayByDay(calendar, from, from + length));
    }, 60);
  });

  test("are no more than the dates that the time touches, and none more than with every day open", () => {
    holds((calendar, from, length) => {
      const until = from + length;
      const dates = daysBetween(dayInZone(new Date(from), calendar.zone), dayInZone(new Date(until), calendar.zone));
      expect(count(calendar, from, until)).toBeLessThanOrEqual(dates + 1);
      const always = { ...OFFICE, weekdays: EVERY_DAY, opens: 0, closes: 24 * HOUR };
      // Open round the clock, a day ends at midnight: an end at midnight itself is the day's before.
      const atMidnight = dayInZone(new Date(until - 1), calendar.zone);
      const nights = daysBetween(dayInZone(new Date(from), calendar.zone), atMidnight);
      expect(count({ ...calendar, weekly: [always], dates: new Map() }, from, until)).toBe(length === 0 ? 0 : nights);
    });
  });

  test("never fall as the end moves on, nor grow as the beginning does", () => {
    fc.assert(
      fc.property(calendars, moments, lengths, lengths, (calendar, from, one, other) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        expect(count(calendar, from, from + near)).toBeLessThanOrEqual(count(calendar, from, from + far));
        expect(count(calendar, from + near, from + far)).toBeLessThanOrEqual(count(calendar, from, from + far));
      }),
      { numRuns: 150 },
    );
  });

  test("take some business time each", () => {
    holds((calendar, from, length) => {
      const until = from + length;
      if (businessSeconds(calendar, new Date(from), new Date(until)) === 0)
        expect(count(calendar, from, until)).toBe(0);
    });
  });
});
