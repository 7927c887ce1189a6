import { expect, test } from "vitest";
import { draftMapping } from "./draft-mapping";
import { ABOUT, guess } from "./test-guesses";

test("what is answered is handled, also where the file gives it as a share of what was offered", () => {
  const text = `Date,Queue,Calls Offered,% Answered
2026-03-02,A,100,80
2026-03-03,A,120,85
2026-03-04,A,110,90`;
  const share = { column: "% Answered", unit: "percent", times: "Calls Offered" };
  expect(draftMapping(guess(text), ABOUT).document).toMatchObject({
    tallies: expect.arrayContaining([
      { measure: "answered", ...share },
      { measure: "handled", ...share },
    ]),
  });
});
