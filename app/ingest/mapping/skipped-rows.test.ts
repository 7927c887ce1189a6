import { describe, expect, it } from "vitest";
import { alsoSkippingFound } from "./skipped-rows";

const KNOWN = [
  { column: "Id", startsWith: ["Total"] },
  { column: "Queue", blank: true },
];

describe("rows that were found to be no data", () => {
  it("are skipped beside those that a mapping knows", () => {
    expect(
      alsoSkippingFound(KNOWN, [
        { column: "Id", startsWith: ["Printed on", "total"] },
        { column: "Queue", is: ["Overall"] },
      ]),
    ).toEqual([
      { column: "Id", startsWith: ["Total", "Printed on"] },
      { column: "Queue", blank: true },
      { column: "Queue", is: ["Overall"] },
    ]);
  });

  it("by a word and a space are not those of a longer word", () => {
    const known = [{ column: "Day", startsWith: ["Week "] }];
    expect(alsoSkippingFound(known, [{ column: "Day", startsWith: ["week 10", "Weekend"] }])).toEqual([
      { column: "Day", startsWith: ["Week ", "Weekend"] },
    ]);
  });

  it("change nothing where the mapping skips them already", () => {
    expect(alsoSkippingFound(KNOWN, [{ column: "Id", startsWith: ["Total of all"] }])).toBe(KNOWN);
    expect(alsoSkippingFound(KNOWN, [])).toBe(KNOWN);
    const twice = alsoSkippingFound(KNOWN, [{ column: "Id", is: ["End", "End"] }]);
    expect(twice).toContainEqual({ column: "Id", is: ["End"] });
    expect(alsoSkippingFound(twice, [{ column: "Id", is: ["end "] }])).toBe(twice);
  });
});
