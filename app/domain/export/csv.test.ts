import { describe, expect, test } from "vitest";
import { csvLine } from "./csv";

describe("a line of CSV", () => {
  test("quotes what would break it", () => {
    expect(csvLine(["a", "b,c", 'say "hi"', "two\nlines", null, true])).toBe(
      'a,"b,c","say ""hi""","two\nlines",,true\r\n',
    );
  });

  test("takes the sting out of formulas and leaves numbers alone", () => {
    expect(csvLine(["=1+1", "@SUM(A1)", "+44", "-5", -5, "\tx"])).toBe("'=1+1,'@SUM(A1),'+44,'-5,-5,'\tx\r\n");
  });
});
