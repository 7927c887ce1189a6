import { expect, it } from "vitest";
import { dayLabelInZone, momentInZone, momentLabel } from "./moment";

it("says a moment as the clocks of the reporting zone show it", () => {
  const instant = new Date("2027-02-20T23:30:00Z");
  expect(momentLabel(instant, "UTC")).toBe("20 Feb 2027, 23:30");
  expect(momentLabel(instant, "Asia/Manila")).toBe("21 Feb 2027, 07:30");
  expect(dayLabelInZone(instant, "America/Phoenix")).toBe("20 Feb 2027");
  expect(momentLabel(new Date("2027-02-20T00:05:00Z"), "UTC")).toBe("20 Feb 2027, 00:05");
});

it("writes a moment for machines with the zone's offset, on the zone's day", () => {
  expect(momentInZone(new Date("2027-02-20T23:30:00Z"), "UTC")).toBe("2027-02-20T23:30:00Z");
  expect(momentInZone(new Date("2027-02-20T23:30:00Z"), "Asia/Manila")).toBe("2027-02-21T07:30:00+08:00");
  expect(momentInZone(new Date("2027-07-01T12:00:00Z"), "Europe/Berlin")).toBe("2027-07-01T14:00:00+02:00");
});
