import { describe, expect, test } from "vitest";
import { isUnclearDuration, parseSpelledDuration } from "./spelled-durations";

describe("a duration that names its units", () => {
  test.each([
    ["0 days 00:03:33", 213],
    ["1 day, 02:03:04", 93_784],
    ["2h 30m", 9_000],
    ["1d 4h", 100_800],
    ["18:25 min", 1_105],
    ["1:30 h", 5_400],
    ["01:02:03 hrs", 3_723],
    ["2 hours 15 minutes", 8_100],
    ["2 hours and 15 minutes", 8_100],
    ["1 hr, 5 mins, 10 secs", 3_910],
    ["45m", 2_700],
    ["90 sec.", 90],
    ["1,5 h", 5_400],
    ["2 Std. 15 Min.", 8_100],
    ["3 Tage 4 Stunden", 273_600],
    ["1 h et 20 min", 4_800],
    ["2 horas y 10 minutos", 7_800],
    ["1 jour 2 heures", 93_600],
    ["2 ore e 5 minuti", 7_500],
    ["1 uur en 10 minuten", 4_200],
    ["1w 2d", 777_600],
    ["250 ms", 0.25],
    ["PT3M33S", 213],
    ["PT1H", 3_600],
    ["P1DT2H3M4.5S", 93_784.5],
    ["pt45s", 45],
  ])("%s is %d s", (text, seconds) => expect(parseSpelledDuration(text)).toBeCloseTo(seconds, 9));

  test.each([
    ["1,500 s", ".", 1_500],
    ["1,500 s", ",", 1.5],
    ["1.500 s", ".", 1.5],
    ["1.500 s", ",", 1_500],
    ["1,234.5 s", ".", 1_234.5],
    ["1.234,5 s", ",", 1_234.5],
    ["1'500 s", ".", 1_500],
    ["2h 1,500 s", ".", 8_700],
    ["1.250 h 30 min", ",", 4_501_800],
  ] as const)("%s with the decimal sign %s is %d s", (text, decimal, seconds) =>
    expect(parseSpelledDuration(text, decimal)).toBeCloseTo(seconds, 9),
  );

  test.each(["1,500 s", "1.500 s", "2h 1,500 s", "1.250 h 30 min"])(
    "%s is none while the decimal sign is not known",
    (text) => {
      expect(parseSpelledDuration(text)).toBeNull();
      expect(isUnclearDuration(text)).toBe(true);
    },
  );

  test.each([
    ["1,5 h", 5_400],
    ["1.5 h", 5_400],
    ["0,500 s", 0.5],
    ["0.500 s", 0.5],
    ["1,2345 s", 1.2345],
    ["1,234.5 s", 1_234.5],
  ])("%s is clear by itself: %d s", (text, seconds) => {
    expect(parseSpelledDuration(text)).toBeCloseTo(seconds, 9);
    expect(isUnclearDuration(text)).toBe(false);
  });

  test.each(["", "3", "3:20", "2h 30", "30m 2h", "2h 3h", "2 apples", "1 day 25:00:00", "18:75 min", "-2h", "2h 30m!"])(
    "%s is none",
    (text) => expect(parseSpelledDuration(text)).toBeNull(),
  );
});
