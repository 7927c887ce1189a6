import { describe, expect, test } from "vitest";
import { compileDateFormat, dateFormatProblem } from "../values/date-format";
import { durationProblem, parseDuration } from "./cell-readers";
import { parseNumeral } from "../values/numerals";
import { zoneReader } from "../values/local-time";

describe("numerals", () => {
  test.each([
    ["1234.5", ".", 1234.5],
    ["1,234.5", ".", 1234.5],
    ["1.234,5", ",", 1234.5],
    ["1 234,5", ",", 1234.5],
    ["-12", ".", -12],
    ["85%", ".", 0.85],
    ["0.00%", ".", 0],
    ["1e3", ".", 1000],
  ] as const)("%s with %s is %d", (text, decimal, value) => {
    expect(parseNumeral(text, decimal)).toBe(value);
  });

  test.each(["", "1,5", "12,34,567", "=1+2", "#DIV/0!", "NaN", "Infinity", "0x1f", "--1", "1".repeat(80)])(
    "%s is none",
    (text) => {
      expect(parseNumeral(text)).toBeNull();
    },
  );
});

describe("durations", () => {
  test.each([
    ["0.02.23", "h.mm.ss", 143],
    ["27:10:05", "hh:mm:ss", 97_805],
    ["00:00:12.5", "hh:mm:ss", 12.5],
    ["02:30", "mm:ss", 150],
    ["02:30", "hh:mm", 9_000],
    ["1:02:30", "mm:ss", 3_750],
    ["75:30", "mm:ss", 4_530],
    ["1500", "ms", 1.5],
    ["2.5", "min", 150],
    ["0.1", "h", 360],
    ["9:30 AM", "h:mm a", 34_200],
    ["5pm", "h:mm a", 61_200],
    ["12:00 a.m.", "h:mm a", 0],
    ["12:15 PM", "h:mm a", 44_100],
  ] as const)("%s as %s is %d s", (text, unit, value) => {
    expect(parseDuration(text, unit)).toBe(value);
  });

  test.each([
    ["0.02.73", "h.mm.ss"],
    ["02:30", "hh:mm:ss"],
    ["1:75:30", "mm:ss"],
    ["1:02:75", "mm:ss"],
    ["50%", "s"],
    ["abc", "s"],
    ["13:00 PM", "h:mm a"],
    ["0:30 AM", "h:mm a"],
    ["9:30", "h:mm a"],
  ] as const)("%s as %s is none", (text, unit) => {
    expect(parseDuration(text, unit)).toBeNull();
  });

  test("that name their units are read by the decimal sign of the mapping", () => {
    expect(parseDuration("1,500 s", "spelled", ".")).toBe(1_500);
    expect(parseDuration("1,500 s", "spelled", ",")).toBe(1.5);
    expect([parseDuration("1,500 s", "spelled"), durationProblem("1,500 s", "spelled")]).toEqual([
      null,
      "unclear-decimal",
    ]);
    expect(durationProblem("soon", "spelled")).toBe("not-a-duration");
  });

  test("in groups never begin with a zero", () => {
    expect([parseNumeral("0,500"), parseNumeral("0,500", ","), parseNumeral("0.500", ",")]).toEqual([null, 0.5, null]);
    expect([parseNumeral("1,500"), parseNumeral("-1,500,000"), parseNumeral("0.500")]).toEqual([
      1_500, -1_500_000, 0.5,
    ]);
  });
});

describe("dates", () => {
  const wall = (format: string, text: string) => {
    const written = compileDateFormat(format)(text);
    return written && new Date(written.wallMs).toISOString().slice(0, 19);
  };

  test.each([
    ["yyyy-MM-dd H.mm.ss", "2021-01-01 9.12.58", "2021-01-01T09:12:58"],
    ["dd/MM/yyyy HH:mm", "29/02/2024 23:59", "2024-02-29T23:59:00"],
    ["dd-MMM-yy", "01-Aug-23", "2023-08-01T00:00:00"],
    ["MM/dd/yyyy hh:mm a", "03/04/2024 12:05 AM", "2024-03-04T00:05:00"],
    ["MMddyyyy", "03042024", "2024-03-04T00:00:00"],
    ["EEE, d MMM yyyy H:mm:ss", "Thu, 27 Oct 2016 14:51:34", "2016-10-27T14:51:34"],
    ["EEEE d MMMM yyyy", "Wednesday 27 July 2016", "2016-07-27T00:00:00"],
    ["MMM d, yyyy", "Sept 5, 2026", "2026-09-05T00:00:00"],
    ["yyyy-MM", "2024-03", "2024-03-01T00:00:00"],
    ["iso", "2024-03-04T05:06:07.890", "2024-03-04T05:06:07"],
    ["excel-serial", "45355.5", "2024-03-04T12:00:00"],
    ["epoch-ms", "1709528767000", "2024-03-04T05:06:07"],
  ])("%s reads %s", (format, text, expected) => {
    expect(dateFormatProblem(format)).toBeNull();
    expect(wall(format, text)).toBe(expected);
  });

  test("days that do not exist and other forms are not read", () => {
    expect(wall("dd/MM/yyyy", "30/02/2024")).toBeNull();
    expect(wall("dd/MM/yyyy", "2024-02-03")).toBeNull();
    expect(wall("dd/MM/yyyy", "03/04/2024 ")).toBeNull();
    expect(wall("EEE dd/MM/yyyy", "Fri 27/10/2016")).toBeNull();
  });

  test("a stated offset is kept", () => {
    expect(compileDateFormat("iso")("2024-03-04T05:06:07+02:00")?.offsetMinutes).toBe(120);
    expect(compileDateFormat("yyyy-MM-dd'T'HH:mm:ssXXX")("2024-03-04T05:06:07Z")?.offsetMinutes).toBe(0);
  });

  test("formats without a year or with letters that mean nothing are refused with words", () => {
    expect(dateFormatProblem("HH:mm")).toMatch(/year/);
    expect(dateFormatProblem("yyyy-MM-dd foo")).toMatch(/letters/);
  });
});

describe("local times", () => {
  const instant = (zone: string, local: string) => {
    const ms = zoneReader(zone)(Date.parse(`${local}Z`));
    return ms === null ? null : new Date(ms).toISOString().slice(0, 16);
  };

  test("follow the zone's clocks through the year", () => {
    expect(instant("Europe/Madrid", "2026-01-10T12:00")).toBe("2026-01-10T11:00");
    expect(instant("Europe/Madrid", "2026-07-10T12:00")).toBe("2026-07-10T10:00");
    expect(instant("Asia/Kolkata", "2026-07-10T12:00")).toBe("2026-07-10T06:30");
  });

  test("of the hour that comes twice, the first is meant; of the hour that is skipped, none", () => {
    expect(instant("Europe/Madrid", "2026-10-25T02:30")).toBe("2026-10-25T00:30");
    expect(instant("America/New_York", "2026-11-01T01:30")).toBe("2026-11-01T05:30");
    expect(instant("Europe/Madrid", "2026-03-29T02:30")).toBeNull();
    expect(instant("Australia/Lord_Howe", "2026-10-04T02:15")).toBeNull();
  });
});
