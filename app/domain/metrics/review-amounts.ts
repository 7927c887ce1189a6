import type { MeasureKey } from "./measures";

/** What a review says. Null means "not stated". The critical flags are true where such an error was found. */
export type ReviewFacts = {
  readonly pointsEarned: number | null;
  readonly pointsPossible: number | null;
  readonly endUserCritical: boolean | null;
  readonly businessCritical: boolean | null;
  readonly complianceCritical: boolean | null;
  readonly decisionCorrect: boolean | null;
  readonly decidedPositive: boolean | null;
  readonly auditedPositive: boolean | null;
};

/**
 * What one review adds to each measure: the definition that the roll-up in the database is tested against. Points
 * count only where both earned and possible are given; those earned beside a critical error count in full in `pointsEarned`
 * and not at all in `pointsEarnedClean`. A decision is correct as the audit says, else where decision
 * and finding agree.
 */
export function reviewAmounts(review: ReviewFacts): Partial<Record<MeasureKey, number>> {
  const { decidedPositive, auditedPositive } = review;
  const compared = decidedPositive !== null && auditedPositive !== null;
  const critical = review.endUserCritical || review.businessCritical || review.complianceCritical;
  const correct = review.decisionCorrect ?? (compared ? decidedPositive === auditedPositive : null);
  return {
    reviews: 1,
    ...(review.pointsEarned !== null && review.pointsPossible !== null
      ? {
          pointsEarned: review.pointsEarned,
          pointsPossible: review.pointsPossible,
          pointsEarnedClean: critical ? 0 : review.pointsEarned,
        }
      : {}),
    ...clean(review.endUserCritical, "endUserReviewed", "endUserClean"),
    ...clean(review.businessCritical, "businessReviewed", "businessClean"),
    ...clean(review.complianceCritical, "complianceReviewed", "complianceClean"),
    ...(correct === null ? {} : { decisionsAudited: 1, decisionsCorrect: correct ? 1 : 0 }),
    ...(compared
      ? {
          truePositives: decidedPositive && auditedPositive ? 1 : 0,
          falsePositives: decidedPositive && !auditedPositive ? 1 : 0,
          falseNegatives: !decidedPositive && auditedPositive ? 1 : 0,
        }
      : {}),
  };
}

function clean(
  errorFound: boolean | null,
  reviewed: MeasureKey,
  without: MeasureKey,
): Partial<Record<MeasureKey, number>> {
  return errorFound === null ? {} : { [reviewed]: 1, [without]: errorFound ? 0 : 1 };
}
