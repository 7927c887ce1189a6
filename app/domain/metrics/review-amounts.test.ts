import { describe, expect, it } from "vitest";
import { reviewAmounts, type ReviewFacts } from "./review-amounts";

const SILENT: ReviewFacts = {
  pointsEarned: null,
  pointsPossible: null,
  endUserCritical: null,
  businessCritical: null,
  complianceCritical: null,
  decisionCorrect: null,
  decidedPositive: null,
  auditedPositive: null,
};
const amounts = (facts: Partial<ReviewFacts>) => reviewAmounts({ ...SILENT, ...facts });

describe("what one review adds to the measures", () => {
  it("counts a review that says nothing as a review only", () => {
    expect(amounts({})).toEqual({ reviews: 1 });
  });

  it("adds points only where both figures are given", () => {
    expect(amounts({ pointsEarned: 44, pointsPossible: 50 })).toEqual({
      reviews: 1,
      pointsEarned: 44,
      pointsPossible: 50,
      pointsEarnedClean: 44,
    });
    expect(amounts({ pointsEarned: 44 })).toEqual({ reviews: 1 });
  });

  it("leaves no points without critical error beside an error of any type", () => {
    const points = { pointsEarned: 44, pointsPossible: 50 };
    for (const type of ["endUserCritical", "businessCritical", "complianceCritical"] as const) {
      expect(amounts({ ...points, [type]: true })).toMatchObject({ ...points, pointsEarnedClean: 0 });
      expect(amounts({ ...points, [type]: false }).pointsEarnedClean).toBe(44);
    }
    expect(amounts({ ...points, endUserCritical: false, complianceCritical: true }).pointsEarnedClean).toBe(0);
    expect(amounts({ endUserCritical: true }).pointsEarnedClean).toBeUndefined();
  });

  it("counts a unit as clean by the type of error, where the review says", () => {
    expect(amounts({ endUserCritical: true, complianceCritical: false })).toEqual({
      reviews: 1,
      endUserReviewed: 1,
      endUserClean: 0,
      complianceReviewed: 1,
      complianceClean: 1,
    });
    expect(amounts({ businessCritical: false })).toEqual({ reviews: 1, businessReviewed: 1, businessClean: 1 });
  });

  it("sorts decisions into hits, false alarms and misses", () => {
    const sorted = [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].map(([decidedPositive = null, auditedPositive = null]) => {
      const result = amounts({ decidedPositive, auditedPositive });
      return [result.truePositives, result.falsePositives, result.falseNegatives, result.decisionsCorrect];
    });
    expect(sorted).toEqual([
      [1, 0, 0, 1],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
  });

  it("believes the auditor's word on correctness before its own comparison", () => {
    expect(amounts({ decisionCorrect: true, decidedPositive: true, auditedPositive: false }).decisionsCorrect).toBe(1);
    expect(amounts({ decisionCorrect: false })).toEqual({ reviews: 1, decisionsAudited: 1, decisionsCorrect: 0 });
    expect(amounts({ decidedPositive: true })).toEqual({ reviews: 1 });
  });
});
