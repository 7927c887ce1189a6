import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day } from "../calendar/day";
import { daysOf, type DayRange } from "../calendar/day-range";
import { countedIn, countedKey, hoursBetween, partDays, wholeDays } from "./counted";

const OCTOBER = { from: "2026-10-01", until: "2026-11-01" };
const day = fc.integer({ min: 0, max: 40 }).map((offset): Day => addDays("2026-09-25", offset));
const range = fc
  .tuple(day, fc.integer({ min: 0, max: 9 }))
  .map(([from, length]): DayRange => ({ from, until: addDays(from, length) }));
const hours = fc
  .tuple(day, fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) =>
    hoursBetween(
      new Date(`${from}T22:00:00Z`),
      new Date(Date.parse(`${from}T22:00:00Z`) + length * 3_600_000),
      "Europe/Madrid",
    ),
  );
const contact = day.map((on) => ({ source: "calls", externalId: on, day: on }));

describe("what counts in a figure", () => {
  it("is each day of its ranges that is not excluded, once, either entirely or in part", () => {
    fc.assert(
      fc.property(
        fc.array(range),
        fc.array(range),
        fc.array(hours),
        fc.array(contact),
        (ranges, days, out, contacts) => {
          const counted = countedIn(ranges, { days, hours: out, contacts });
          const excluded = new Set(days.flatMap(daysOf));
          const expected = [...new Set(ranges.flatMap(daysOf))].filter((one) => !excluded.has(one)).toSorted();
          expect(counted.days.flatMap(daysOf)).toEqual(expected);
          const touched = new Set([...out.flatMap((one) => daysOf(one.days)), ...contacts.map((one) => one.day)]);
          expect(partDays(counted).flatMap(daysOf)).toEqual(expected.filter((one) => touched.has(one)));
          expect(wholeDays(counted).flatMap(daysOf)).toEqual(expected.filter((one) => !touched.has(one)));
        },
      ),
    );
  });

  it("has one name however it is written", () => {
    const [first, second] = [
      hoursBetween(new Date("2026-10-05T08:00:00Z"), new Date("2026-10-05T10:00:00Z"), "UTC"),
      hoursBetween(new Date("2026-10-07T08:00:00Z"), new Date("2026-10-07T09:00:00Z"), "UTC"),
    ];
    const days = [{ from: "2026-10-10", until: "2026-10-12" }];
    const halves = [
      { from: "2026-10-11", until: "2026-10-12" },
      { from: "2026-10-10", until: "2026-10-11" },
    ];
    const parts = [
      { from: "2026-10-15", until: "2026-11-01" },
      { from: "2026-10-01", until: "2026-10-15" },
    ];
    const one = countedIn([OCTOBER], { days, hours: [first, second] });
    expect(countedKey(countedIn(parts, { days: halves, hours: [second, first, second] }))).toBe(countedKey(one));
    expect(countedKey(countedIn([OCTOBER], { days, hours: [first] }))).not.toBe(countedKey(one));
  });

  it("knows nothing of hours and contacts outside of its days", () => {
    const before = hoursBetween(new Date("2026-09-05T08:00:00Z"), new Date("2026-09-05T10:00:00Z"), "UTC");
    const late = { source: "calls", externalId: "1", day: "2026-11-01" };
    expect(countedIn([OCTOBER], { hours: [before], contacts: [late] })).toEqual(countedIn([OCTOBER]));
  });

  it("takes hours as the days pass in a zone", () => {
    const night = hoursBetween(new Date("2026-10-05T21:00:00Z"), new Date("2026-10-05T22:00:00Z"), "Europe/Madrid");
    expect(night.days).toEqual({ from: "2026-10-05", until: "2026-10-06" });
    const over = hoursBetween(new Date("2026-10-05T21:00:00Z"), new Date("2026-10-05T22:00:01Z"), "Europe/Madrid");
    expect(over.days).toEqual({ from: "2026-10-05", until: "2026-10-07" });
  });
});
