import { expect, test } from "vitest";
import { problemText } from "~/wording/imports/problems";

test("a rejected row of an earlier release has the text of its current code", () => {
  expect(problemText("nothing-said")).toBe(problemText("nothing-stated"));
  expect(problemText("nothing-said")).not.toBe("nothing-said");
});
