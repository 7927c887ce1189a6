import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessSeconds, hoursOn, openSpans, type BusinessCalendar } from "./business-hours";
import { calendarOf, parseWeekdays, type CalendarEntry } from "./calendar-entries";
import { addDays } from "./day";

const HOUR = 3_600;
const OFFICE = { weekdays: [1, 2, 3, 4, 5], opens: 9 * HOUR, closes: 17.5 * HOUR, startsOn: null, endsOn: null };
const ROUND_THE_CLOCK = { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: 0, closes: 24 * HOUR, startsOn: null, endsOn: null };
const madrid: BusinessCalendar = { zone: "Europe/Madrid", weekly: [OFFICE], dates: new Map() };
const at = (text: string) => new Date(text);

describe("business hours", () => {
  test("of a weekend skip it", () => {
    // Friday 16:30 to Monday 10:00 in Madrid, UTC+1: an hour on Friday and one on Monday.
    expect(businessSeconds(madrid, at("2026-01-09T15:30:00Z"), at("2026-01-12T09:00:00Z"))).toBe(2 * HOUR);
  });

  test("outside of opening hours are none", () => {
    expect(businessSeconds(madrid, at("2026-01-10T10:00:00Z"), at("2026-01-11T10:00:00Z"))).toBe(0);
    expect(businessSeconds(madrid, at("2026-01-09T12:00:00Z"), at("2026-01-09T11:00:00Z"))).toBe(0);
  });

  test("skip a holiday, and a short day counts its own hours", () => {
    const dates = new Map([
      ["2026-01-06", []],
      ["2026-01-05", [{ opens: 9 * HOUR, closes: 14 * HOUR }]],
    ]);
    const calendar = { ...madrid, dates };
    expect(businessSeconds(calendar, at("2026-01-05T08:00:00Z"), at("2026-01-07T08:00:00Z"))).toBe(5 * HOUR);
  });

  test("count the clock on the wall: 23 hours in the day that the clocks go forward, 25 when they go back", () => {
    const always = { ...madrid, weekly: [ROUND_THE_CLOCK] };
    expect(businessSeconds(always, at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"))).toBe(23 * HOUR);
    expect(businessSeconds(always, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"))).toBe(25 * HOUR);
    // From 02:15 to 02:45 does not exist on 29 March, and comes twice on 25 October.
    const night = { ...madrid, weekly: [{ ...ROUND_THE_CLOCK, opens: 2.25 * HOUR, closes: 2.75 * HOUR }] };
    expect(businessSeconds(night, at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z"))).toBe(0);
    expect(businessSeconds(night, at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"))).toBe(HOUR);
  });

  test("that overlap or meet count once", () => {
    const weekly = [
      OFFICE,
      { ...OFFICE, opens: 17 * HOUR, closes: 19 * HOUR },
      { ...OFFICE, opens: 19 * HOUR, closes: 20 * HOUR },
    ];
    expect(openSpans({ ...madrid, weekly }, at("2026-01-05T00:00:00Z"), at("2026-01-06T00:00:00Z"))).toEqual([
      { from: Date.parse("2026-01-05T08:00:00Z"), until: Date.parse("2026-01-05T19:00:00Z") },
    ]);
  });

  test("that start later take the place of earlier ones", () => {
    const summer = { ...OFFICE, closes: 15 * HOUR, startsOn: "2026-07-01", endsOn: "2026-08-31" };
    const calendar = { ...madrid, weekly: [OFFICE, summer] };
    expect(hoursOn(calendar, "2026-06-30").map(({ closes }) => closes / HOUR)).toEqual([17.5]);
    expect(hoursOn(calendar, "2026-07-01").map(({ closes }) => closes / HOUR)).toEqual([15]);
    expect(hoursOn(calendar, "2026-09-01").map(({ closes }) => closes / HOUR)).toEqual([17.5]);
  });
});

const ZONES = ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "UTC"];
const quarter = fc.integer({ min: 0, max: 96 }).map((quarters) => quarters * 900);
const weekly = fc
  .record({ weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), a: quarter, b: quarter })
  .filter(({ a, b }) => a !== b)
  .map(({ weekdays, a, b }) => ({
    weekdays,
    opens: Math.min(a, b),
    closes: Math.max(a, b),
    startsOn: null,
    endsOn: null,
  }));
const calendars = fc.record({
  zone: fc.constantFrom(...ZONES),
  weekly: fc.array(weekly, { minLength: 1, maxLength: 3 }),
  dates: fc
    .uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 20 })
    .map((days) => new Map(days.map((day) => [addDays("2026-01-01", day), []]))),
});
const moment = fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 28) });

/** Asks the runtime's own clock of the zone, minute by minute. */
function minutesByTheClock(calendar: BusinessCalendar, from: number, until: number): number {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: calendar.zone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  let minutes = 0;
  for (let ms = from; ms < until; ms += 60_000) {
    const parts = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
    const day = `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
    if (calendar.dates.has(day)) continue;
    const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.get("weekday") ?? "") + 1;
    const second = Number(parts.get("hour")) * HOUR + Number(parts.get("minute")) * 60;
    const open = calendar.weekly.some(
      ({ weekdays, opens, closes }) => weekdays.includes(weekday) && opens <= second && second < closes,
    );
    if (open) minutes += 1;
  }
  return minutes;
}

describe("whatever the calendar and the zone", () => {
  test("the hours of two stretches that meet are those of the whole", () => {
    fc.assert(
      fc.property(calendars, fc.array(moment, { minLength: 3, maxLength: 3 }), (calendar, moments) => {
        const [a = 0, b = 0, c = 0] = moments.sort((x, y) => x - y);
        const between = (x: number, y: number) => businessSeconds(calendar, new Date(x), new Date(y));
        expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6);
        expect(between(a, c)).toBeLessThanOrEqual((c - a) / 1_000);
      }),
      { numRuns: 60 },
    );
  });

  test("they are the minutes in which the clock on the wall shows an open hour", () => {
    const minute = moment.map((ms) => Math.floor(ms / 60_000) * 60_000);
    const near = fc.constantFrom(
      ...["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"].map((day) =>
        Date.parse(day),
      ),
    );
    fc.assert(
      fc.property(calendars, fc.oneof(minute, near), fc.integer({ min: 1, max: 4_000 }), (calendar, start, minutes) => {
        const from = start - 12 * 3_600_000;
        const until = from + minutes * 60_000;
        expect(businessSeconds(calendar, new Date(from), new Date(until))).toBe(
          60 * minutesByTheClock(calendar, from, until),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("the calendar of a program", () => {
  const line = (given: Partial<CalendarEntry>): CalendarEntry => ({
    program: "",
    weekdays: "",
    date: null,
    opens: null,
    closes: null,
    startsOn: null,
    endsOn: null,
    timeZone: "Asia/Manila",
    ...given,
  });
  const entries = [
    line({ weekdays: "Mon-Fri", opens: 9 * HOUR, closes: 18 * HOUR }),
    line({ date: "2026-12-25" }),
    line({ program: "Rides", weekdays: "daily", opens: 0, closes: 24 * HOUR, timeZone: "UTC" }),
    line({ program: "Rides", date: "2026-12-25", opens: 10 * HOUR, closes: 14 * HOUR }),
  ];

  test("has its own hours where it has any, and the holidays of all unless it says otherwise", () => {
    const rides = calendarOf(entries, "Rides");
    const billing = calendarOf(entries, "Billing");
    if (rides === null || billing === null) throw new Error("Both have hours.");
    expect([rides.zone, billing.zone]).toEqual(["UTC", "Asia/Manila"]);
    expect(hoursOn(rides, "2026-12-26")).toHaveLength(1);
    expect(hoursOn(rides, "2026-12-25")).toEqual([{ opens: 10 * HOUR, closes: 14 * HOUR }]);
    expect(hoursOn(billing, "2026-12-25")).toEqual([]);
    expect(hoursOn(billing, "2026-12-24")).toMatchObject([{ opens: 9 * HOUR, closes: 18 * HOUR }]);
    expect(hoursOn(billing, "2026-12-26")).toEqual([]);
  });

  test("is not known from holidays alone", () => {
    expect(calendarOf([line({ date: "2026-12-25" })], "Billing")).toBeNull();
  });

  test.each([
    ["Mon-Fri", [1, 2, 3, 4, 5]],
    ["Saturday", [6]],
    ["Sun-Thu", [1, 2, 3, 4, 7]],
    ["mon, wed & fri", [1, 3, 5]],
    ["1-5", [1, 2, 3, 4, 5]],
    ["Monday to Wednesday", [1, 2, 3]],
    ["daily", [1, 2, 3, 4, 5, 6, 7]],
    ["Fr.", [5]],
    ["Montag", [1]],
    ["Mo-Fr", [1, 2, 3, 4, 5]],
    ["Sábado", [6]],
    ["lun-vie", [1, 2, 3, 4, 5]],
    ["dimanche", [7]],
    ["do", null],
    ["", null],
    ["m", null],
    ["Mon-Wed-Fri", null],
    ["weekend", null],
    ["0", null],
  ])("reads %j as %j", (text, days) => {
    expect(parseWeekdays(text)).toEqual(days);
  });
});
