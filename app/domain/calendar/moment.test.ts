import { expect, it } from "vitest";
import { dayLabelInZone, momentLabel } from "./moment";

it("says a moment as the clocks of the reporting zone show it", () => {
  const instant = new Date("2027-02-20T23:30:00Z");
  expect(momentLabel(instant, "UTC")).toBe("20 Feb 2027, 23:30");
  expect(momentLabel(instant, "Asia/Manila")).toBe("21 Feb 2027, 07:30");
  expect(dayLabelInZone(instant, "America/Phoenix")).toBe("20 Feb 2027");
  expect(momentLabel(new Date("2027-02-20T00:05:00Z"), "UTC")).toBe("20 Feb 2027, 00:05");
});
