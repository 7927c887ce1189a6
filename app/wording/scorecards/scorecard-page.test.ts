import { expect, test } from "vitest";
import { PORTFOLIO_TEXT } from "./portfolio-page";
import { SCORECARD_TEXT } from "./scorecard-page";

test("a scorecard without a weighted score says why, also where results were scored", () => {
  expect(SCORECARD_TEXT.noScore(0)).toBe("no results scored");
  expect(SCORECARD_TEXT.noScore(1)).toBe("the scored result has weight 0");
  expect(SCORECARD_TEXT.noScore(3)).toBe("all 3 scored results have weight 0");
});

test("the portfolio says how many issues there are and where the others are listed", () => {
  expect(PORTFOLIO_TEXT.mostUrgentOf(8, 11, 54)).toBe("11 issues among 54 targets, the 8 most urgent shown first");
  expect(PORTFOLIO_TEXT.more(1)).toBe("Show 1 more issue");
  expect(PORTFOLIO_TEXT.issuesOnScorecards(1)).toBe("1 other issue is listed only on the scorecard of its partner.");
  expect(PORTFOLIO_TEXT.issuesOnScorecards(2)).toBe(
    "2 other issues are listed only on the scorecards of their partners.",
  );
});
