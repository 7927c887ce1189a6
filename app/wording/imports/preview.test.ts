import { describe, expect, it } from "vitest";
import { decimalsNeeded, figureText, usableText } from "./preview";

describe("what a check says of the rows of a file", () => {
  it("names rejected rows only if there are some", () => {
    expect(usableText({ accepted: 5000, rejected: 0 })).toBe("All 5,000 rows accepted");
    expect(usableText({ accepted: 1, rejected: 0 })).toBe("1 row accepted");
    expect(usableText({ accepted: 4998, rejected: 1 })).toBe("4,998 rows accepted, 1 rejected");
    expect(usableText({ accepted: 0, rejected: 2 })).toBe("0 rows accepted, 2 rejected");
  });

  it("writes the figures of a column with as many decimals as one of them needs, and no more than three", () => {
    const column = [164.92, null, 146, "text", 270.4, 1 / 3];
    expect(decimalsNeeded(column.slice(0, 5))).toBe(2);
    expect(decimalsNeeded(column)).toBe(3);
    expect(decimalsNeeded([204, 1_000_000, null])).toBe(0);
    expect(decimalsNeeded([])).toBe(0);
    expect([figureText(1164.92, 2), figureText(146, 2), figureText(-2, 0)]).toEqual(["1,164.92", "146.00", "-2"]);
  });
});
