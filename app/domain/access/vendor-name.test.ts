import { expect, test } from "vitest";
import { vendorNameFromKey } from "./vendor-name";

test("a vendor is named from its key in one way", () => {
  expect(["atlas-trust", "acme", "x-2-y"].map(vendorNameFromKey)).toEqual(["Atlas Trust", "Acme", "X 2 Y"]);
});
