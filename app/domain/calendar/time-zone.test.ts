import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayFromNumber } from "./day";
import { dayInZone, dayReader, isTimeZone, startOfDay } from "./time-zone";

const ZONES = [
  "UTC",
  "America/Phoenix",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
  "Asia/Beirut",
];

describe("the reporting time zone", () => {
  it("decides to which day an event belongs", () => {
    const late = new Date("2026-11-01T05:30:00Z");
    expect(dayInZone(late, "America/Phoenix")).toBe("2026-10-31");
    expect(dayInZone(late, "UTC")).toBe("2026-11-01");
    expect(dayInZone(late, "Asia/Manila")).toBe("2026-11-01");
  });

  it("knows its zones", () => {
    expect(["America/Phoenix", "UTC", "Europe/Lisbon"].every(isTimeZone)).toBe(true);
    expect(["", "Mars/Olympus", "phoenix"].some(isTimeZone)).toBe(false);
    expect(() => dayInZone(new Date(0), "Mars/Olympus")).toThrow(RangeError);
  });

  it("starts a day where the clocks jump over midnight at the jump", () => {
    expect(startOfDay("2018-11-04", "America/Sao_Paulo").toISOString()).toBe("2018-11-04T03:00:00.000Z");
    expect(startOfDay("2023-03-26", "Asia/Beirut").toISOString()).toBe("2023-03-25T22:00:00.000Z");
  });

  it("starts the day after midnight was struck twice at the second one, as the first fell back into the day before", () => {
    expect(startOfDay("2018-02-18", "America/Sao_Paulo").toISOString()).toBe("2018-02-18T03:00:00.000Z");
  });

  it("makes days of 23 and 25 hours where summer time begins and ends", () => {
    const hours = (day: string) =>
      (startOfDay(addDays(day, 1), "America/New_York").getTime() - startOfDay(day, "America/New_York").getTime()) /
      3_600_000;
    expect(["2026-03-08", "2026-03-09", "2026-11-01"].map(hours)).toEqual([23, 24, 25]);
  });

  it("skips a day that a zone left out", () => {
    expect(startOfDay("2011-12-30", "Pacific/Apia")).toEqual(startOfDay("2011-12-31", "Pacific/Apia"));
  });

  it("begins each day with an instant of that day, and the one before it belongs to an earlier day", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 13_000, max: 22_000 }), (zone, number) => {
        const day = dayFromNumber(number);
        const start = startOfDay(day, zone);
        const skipped = zone === "Pacific/Apia" && day === "2011-12-30";
        expect(dayInZone(start, zone)).toBe(skipped ? "2011-12-31" : day);
        expect(dayInZone(new Date(start.getTime() - 1), zone) < day).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("reads many instants as it reads one", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.array(fc.integer({ min: 1_000_000_000, max: 1_900_000_000 }), { maxLength: 30 }),
        (zone, seconds) => {
          const read = dayReader(zone);
          for (const second of seconds) {
            const instant = new Date(second * 1_000);
            expect(read(instant.getTime())).toBe(dayInZone(instant, zone));
          }
        },
      ),
    );
    const around = Array.from({ length: 96 }, (_, index) => new Date(Date.UTC(2026, 10, 1) + index * 900_000 - 1));
    const read = dayReader("America/New_York");
    expect(around.map((instant) => read(instant.getTime()))).toEqual(
      around.map((instant) => dayInZone(instant, "America/New_York")),
    );
  });
});
