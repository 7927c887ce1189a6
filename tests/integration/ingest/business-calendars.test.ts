import { describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { businessDays } from "~/domain/calendar/business-days";
import { businessSeconds } from "~/domain/calendar/business-hours";
import { calendarOf } from "~/domain/calendar/calendar-entries";
import { CONTACTS, CONTACTS_HEADER, useReferenceFiles } from "./reference-files";

const files = useReferenceFiles();
const { importLines, importCalendar, importContacts, expectRolledUp } = files;

type Hours = { id: string; first: number | null; solved: number | null };

async function businessHours(): Promise<Record<string, [number | null, number | null]>> {
  const { rows } = await files.db.pool.query<Hours>(
    `SELECT external_id AS id, first_response_business_seconds / 3600 AS first, resolution_business_seconds / 3600 AS solved
     FROM contact ORDER BY external_id`,
  );
  return Object.fromEntries(rows.map(({ id, first, solved }) => [id, [first, solved]]));
}

async function businessDaysTaken(): Promise<Record<string, [number | null, number | null]>> {
  const { rows } = await files.db.pool.query<Hours>(
    `SELECT external_id AS id, first_response_business_days AS first, resolution_business_days AS solved
     FROM contact ORDER BY external_id`,
  );
  return Object.fromEntries(rows.map(({ id, first, solved }) => [id, [first, solved]]));
}

type Derived = { program: string; at: Date; clock: number; business: number; days: number };

describe("a business calendar", () => {
  const lines = [
    ",Mon-Fri,,09:00,17:00,",
    ",Sat,,closed,closed,",
    ",,2026-01-06,,,Epiphany",
    "Rides,daily,,00:00,00:00,",
  ];
  // Friday 2 January, 16:00 in Madrid; Monday 5 January, 20:00; in 2026 Epiphany is a Tuesday.
  const contacts = [
    "1,2026-01-02 16:00,Orders,Ana,,2,67",
    "2,2026-01-05 20:00,Orders,Ana,,1,40",
    "3,2026-01-05 20:00,Rides,Ana,,1,40",
    "4,2026-01-05 10:00,Orders,Ana,,0.5,",
  ];
  const hours = { 1: [1, 3], 2: [0, 3], 3: [1, 16], 4: [0.5, null] };
  // 1: Friday 18:00 is after closing, Monday 11:00. 2: opened after closing and answered so; solved Wednesday 12:00, the day it counts
  // from. 3: Monday 21:00, Wednesday 12:00, of a program that closes at midnight and on Epiphany. 4: within the day.
  const days = { 1: [1, 1], 2: [0, 0], 3: [0, 1], 4: [0, null] };

  test("tells how much of a time fell into the business hours of the contact's program", async () => {
    expect(await importCalendar(...lines)).toMatchObject({ read: 4, accepted: 4, rejected: 0 });
    await importContacts(...contacts);
    expect(await businessHours()).toEqual(hours);
    expect(await businessDaysTaken()).toEqual(days);
    await expectRolledUp();
  });

  test("that comes after the contacts is applied to them, a changed one again, and none when it is reverted", async () => {
    await importContacts(...contacts);
    expect((await businessHours())["1"]).toEqual([null, null]);
    const first = await importCalendar(...lines);
    expect(await businessHours()).toEqual(hours);
    expect(await businessDaysTaken()).toEqual(days);
    const changed = await importCalendar(",Mon-Fri,,09:00,18:00,");
    expect(changed).toMatchObject({ changed: 1 });
    expect((await businessHours())["1"]).toEqual([2, 4]);
    expect(await businessDaysTaken()).toEqual({ ...days, 1: [0, 1] });
    await expectRolledUp();
    await revertBatch(files.db, changed.batch, "test");
    expect(await businessHours()).toEqual(hours);
    expect(await businessDaysTaken()).toEqual(days);
    await revertBatch(files.db, first.batch, "test");
    expect((await businessHours())["2"]).toEqual([null, null]);
    expect(Object.values(await businessDaysTaken()).flat()).toEqual(Array(8).fill(null));
    await expectRolledUp();
  });

  test("is not asked where the file says the business time itself, and follows a restated clock time", async () => {
    await importCalendar(...lines);
    const stated = {
      ...CONTACTS.fields,
      firstResponseBusinessSeconds: { column: "Site", unit: "h" },
      site: { constant: "x" },
    };
    await importLines({ ...CONTACTS, fields: stated }, [CONTACTS_HEADER, "1,2026-01-02 16:00,Orders,Ana,7,2,67"]);
    expect((await businessHours())["1"]).toEqual([7, 3]);
    await importContacts("1,2026-01-02 16:00,Orders,Ana,,2,66");
    expect((await businessHours())["1"]).toEqual([7, 2]);
  });

  test("is not requested business days either where the file says them", async () => {
    await importCalendar(...lines);
    const stated = { ...CONTACTS.fields, resolutionBusinessDays: { column: "Site" }, site: { constant: "x" } };
    await importLines({ ...CONTACTS, fields: stated }, [CONTACTS_HEADER, "1,2026-01-02 16:00,Orders,Ana,4,2,67"]);
    expect((await businessDaysTaken())["1"]).toEqual([1, 4]);
    await importCalendar(",Mon-Fri,,09:00,18:00,");
    expect((await businessDaysTaken())["1"]).toEqual([0, 4]);
    await expectRolledUp();
  });

  test("comes to the same in the database as in the domain, over the days that the clocks change", async () => {
    await importCalendar(",Mon-Sun,,01:30,22:15,", "Rides,Fri-Mon,,02:00,03:30,");
    const opened = ["2026-03-28 21:10", "2026-03-29 01:45", "2026-10-24 23:59", "2026-10-25 02:10", "2026-11-03 12:00"];
    const contactLines = opened.flatMap((at, index) =>
      ["Rides", "Orders"].map(
        (program, other) => `${index}${other},${at},${program},Ana,,${index + 0.75},${30 + index * 11}`,
      ),
    );
    await importContacts(...contactLines);
    const { rows } = await files.db.pool.query<Derived>(
      `SELECT program, opened_at AS at, resolution_seconds AS clock, resolution_business_seconds AS business,
         resolution_business_days AS days FROM contact`,
    );
    const line = { date: null, startsOn: null, endsOn: null, timeZone: "Europe/Madrid" };
    const entries = [
      { ...line, program: "", weekdays: "daily", opens: 5_400, closes: 80_100 },
      { ...line, program: "Rides", weekdays: "Fri-Mon", opens: 7_200, closes: 12_600 },
    ];
    expect(rows).toHaveLength(10);
    for (const { program, at, clock, business, days: passed } of rows) {
      const calendar = calendarOf(entries, program);
      if (calendar === null) throw new Error("Both programs have hours.");
      const until = new Date(at.getTime() + clock * 1_000);
      expect(business).toBeCloseTo(businessSeconds(calendar, at, until), 6);
      expect(passed).toBe(businessDays(calendar, at, until));
    }
  });

  test("that some rows do not follow is found by the doctor, who repairs them and their figures", async () => {
    await importCalendar(...lines);
    await importContacts(...contacts);
    await files.db.pool.query("UPDATE contact SET resolution_business_days = NULL, derived = derived & ~64");
    const vendor = await files.db.inside.vendor.findUniqueOrThrow({ where: { key: "acme" } });
    const check = (repair: boolean) => checkRollUp(files.db, vendor.id, { repair, actor: "test" });
    await files.db.pool.query("UPDATE measure_day SET resolution_business_days_known = NULL");
    const found = await check(false);
    expect(found.differences.flatMap(({ columns }) => columns)).toContainEqual({
      column: "resolution_business_days_known",
      stored: null,
      facts: 1,
    });
    expect((await businessDaysTaken())["1"]).toEqual([1, null]);
    expect((await check(true)).repaired).toBe(true);
    expect(await businessDaysTaken()).toEqual(days);
    await expectRolledUp();
  });

  test("with lines that cannot be right lists what is wrong with them", async () => {
    const result = await importCalendar(
      ...lines,
      ",someday,,09:00,17:00,",
      ",Mon,2026-01-07,09:00,17:00,",
      ",Mon,,18:00,06:00,",
      "X,Mon,,09:00,,",
    );
    expect(result).toMatchObject({ read: 8, accepted: 4, rejected: 4 });
    expect(result.errors.map(({ line, code }) => [line, code])).toEqual([
      [6, "unknown-weekdays"],
      [7, "weekdays-or-date"],
      [8, "closes-before-opening"],
      [9, "opens-and-closes"],
    ]);
  });
});
