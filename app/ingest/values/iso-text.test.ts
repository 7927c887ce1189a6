import fc from "fast-check";
import { expect, test } from "vitest";
import { compileDateFormat } from "./date-format";
import { digitsAt, isoFromMs } from "./iso-text";

const moments = fc.date({
  min: new Date("1970-01-01T00:00:00Z"),
  max: new Date("2199-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

test("an instant is written as the runtime writes it", () => {
  fc.assert(
    fc.property(moments, (moment) => {
      expect(isoFromMs(moment.getTime())).toBe(moment.toISOString());
    }),
  );
});

test("an ISO time reads the same in its plain form as with its parts spelled out", () => {
  const readIso = compileDateFormat("iso");
  fc.assert(
    fc.property(moments, fc.constantFrom("T", " "), fc.constantFrom("", "Z"), (moment, between, zone) => {
      const ms = Math.floor(moment.getTime() / 1_000) * 1_000;
      const text = moment.toISOString().slice(0, 19).replace("T", between);
      expect(readIso(`${text}${zone}`)).toEqual({ wallMs: ms, offsetMinutes: zone === "Z" ? 0 : null });
      expect(readIso(`${text}.000${zone}`)).toEqual({ wallMs: ms, offsetMinutes: zone === "Z" ? 0 : null });
    }),
  );
});

test.each([
  "2026-02-30T10:00:00Z",
  "2026-13-01T10:00:00",
  "2026-01-01T24:00:00Z",
  "2026-01-01T10:60:00",
  "2026-01-0aT10:00:00",
])("%s is no time", (text) => expect(compileDateFormat("iso")(text)).toBeNull());

test("digits are read between two places, and anything else is distinguished", () => {
  expect([digitsAt("a042b", 1, 4), digitsAt("a042b", 0, 4), digitsAt("12", 0, 3), digitsAt("", 0, 0)]).toEqual([
    42, -1, -1, 0,
  ]);
});
