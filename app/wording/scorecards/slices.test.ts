import { expect, it } from "vitest";
import { unknownSliceText } from "./slices";

it("names what no row of the days names", () => {
  const known = { sites: ["Cebu"], programs: ["Refunds"], channels: [] };
  expect(unknownSliceText({ site: "Cebu", program: "Refunds", channel: null }, known)).toBeNull();
  expect(unknownSliceText({ site: "Cebu", program: "foo", channel: null }, known)).toBe("program “foo”");
  expect(unknownSliceText({ site: "Oz", program: null, channel: "Fax" }, known)).toBe("site “Oz” and channel “Fax”");
});
