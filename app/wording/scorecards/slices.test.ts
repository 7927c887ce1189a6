import { expect, it } from "vitest";
import { unknownSliceWords } from "./slices";

it("names what no row of the days names", () => {
  const known = { sites: ["Cebu"], programs: ["Refunds"], channels: [] };
  expect(unknownSliceWords({ site: "Cebu", program: "Refunds", channel: null }, known)).toBeNull();
  expect(unknownSliceWords({ site: "Cebu", program: "foo", channel: null }, known)).toBe("program “foo”");
  expect(unknownSliceWords({ site: "Oz", program: null, channel: "Fax" }, known)).toBe("site “Oz” and channel “Fax”");
});
