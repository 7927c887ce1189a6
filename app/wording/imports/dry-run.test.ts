import { expect, test } from "vitest";
import { futureText, unjudgedText } from "./dry-run";

test("an import of future days says that they lie in the future, not that no statement of work covers them", () => {
  const future = { rows: 12, firstDay: "2027-01-03", lastDay: "2027-10-03" };
  expect(unjudgedText({ future, firstDay: "2027-01-03" })).toBe("all dates are in the future");
  expect(futureText(future)).toBe("12 rows have a date in the future: 3 Jan – 3 Oct 2027");
  expect(futureText({ rows: 1, firstDay: "2027-01-03", lastDay: "2027-01-03" })).toMatch(
    /^1 row has a date in the future: /,
  );
});

test("an import of days that have come and that no contract covers says so", () => {
  const words = "no SOW covers these partners and months";
  expect(unjudgedText({ future: null, firstDay: "2025-05-01" })).toBe(words);
  const partly = { rows: 1, firstDay: "2027-01-03", lastDay: "2027-01-03" };
  expect(unjudgedText({ future: partly, firstDay: "2025-05-01" })).toBe(words);
});
