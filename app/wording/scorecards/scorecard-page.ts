import { formatFigure } from "../shared/figures";

export const MEASURED_TEXT = {
  resultsWithoutTargets: "Results without targets",
  defaultParametersNotScored: "default parameters · not scored",
  tableCaption: (partnerName: string, periodLabel: string) => `${partnerName}: results without targets, ${periodLabel}`,
  metric: "Metric",
  only: (beforePart: string) => `${beforePart} only`,
} as const;

export const PERIOD_RESULTS_TEXT = {
  weeklyAndDailyTargets: "Weekly and daily targets",
  periodsEndingThisMonth: "ending in this period",
  weeklyAndDailyTargetsPeriods: (periodLabel: string) => `Weekly and daily targets, periods ending in ${periodLabel}`,
  period: "Period",
  metric: "Metric",
  actual: "Actual",
  expected: "Expected",
  verdict: "Verdict",
} as const;

export const SCORECARD_TEXT = {
  weightedScore: "Weighted score",
  /** Why there is no weighted score. */
  noScore: (judged: number) => {
    if (judged === 0) return "no results scored";
    return judged === 1 ? "the scored result has weight 0" : `all ${judged} scored results have weight 0`;
  },
  vs: (change: string, comparedWith: string) => `${change} vs ${comparedWith}`,
  onTarget: "On target",
  scored: (judged: number) => `of ${judged} scored`,
  notScored: (unjudged: number) => `${unjudged} not scored`,
  contactsHandled: "Contacts handled",
  noForecast: "no forecast",
  rootCauseNotes: "Root-cause notes",
  noneYet: "none yet",
  thisPeriod: "this period",
  wouldBeOnTarget: "Would be on target",
  compared: (targets: number) => `of ${targets} compared`,
  scoredByContract: (targets: number) => `${targets} scored by contract`,
  scoreBreakdown: "Score breakdown",
  partnerInPeriod: (partner: string, period: string) => `${partner} in ${period}`,
  inPeriod: (periodLabel: string) => `in ${periodLabel}`,
  daily: "daily",
  by: (one: string) => `by ${one}`,
  percentileAccuracy: "percentiles within 1%",
  shadedUsualRangeProvisional: "shaded: usual range (provisional)",
  shadedUsualRange: "shaded: usual range",
  noSowYet: "No SOW yet",
  uploadThisPartnersSow: "Upload this partner’s SOW to score results against its targets.",
  invalidSow: "Invalid SOW",
  storedSowHasErrors: "The stored SOW has errors, so results are not scored. Open the SOW to see the errors.",
  noSowVersionIn: "No SOW version in force",
  noSowVersionWas: "No SOW version was in force on the first day of this period, so results are not scored.",
  noTargetForThis: "No target for this filter",
  sowHasNoTarget: "The SOW has no target for the selected site, program and channel.",
  sow: "SOW",
} as const;

export const SCORECARD_TABLE_TEXT = {
  resultsAgainstTargets: (partnerName: string, periodLabel: string) =>
    `${partnerName}: results against targets, ${periodLabel}`,
  metric: "Metric",
  actual: "Actual",
  expected: "Expected",
  variance: "Variance",
  verdict: "Verdict",
  trend: "Trend",
  change: "Change",
  notComparedHasData: (since: string, sincePart: string) => `not compared: ${since} has data only for ${sincePart}`,
  vs: (since: string) => `vs ${since}`,
  clause: "Clause",
  weight: (weight: number) => `Weight ${weight}`,
  notPartWeightedScore: "Not part of the weighted score",
  varianceSign: "Difference from expected: + is higher, − is lower",
  changeSign: "Difference from the period compared with: + is higher, − is lower",
  onTarget: (met: number, judgedCount: number, value: string) => `${met} of ${judgedCount} ${value} on target`,
} as const;

export const SCORE_TEXT = {
  scoreBreakdown: (score: number) => `Score breakdown: ${score}`,
  rule: (weight: string) =>
    `On target earns 100% of the weight. Minimum missed (or limit exceeded) earns 0%. Off target earns a share of the weight, in proportion to how close the result is to the expected level. Points = weight earned ÷ scored weight (${weight}) × 100.`,
  resultsThatAreNot: (weightOfAll: string) =>
    ` Results that are not scored do not count (total weight ${weightOfAll}).`,
  weightedScoreByTarget: (partnerName: string, periodLabel: string) =>
    `Weighted score of ${partnerName}, ${periodLabel}, by target`,
  total100Rounded: (figure: string, score: number) => `Total: ${figure} of 100, rounded to ${score}`,
  target: "Target",
  verdict: "Verdict",
  weight: "Weight",
  earned: "Earned",
  points: "Points",
  shareWeight: (resultsCount: string, many: string) => `${resultsCount} ${many} share the weight`,
  notScoredNoData: "not scored: no data",
  notScoredSmallSample: "not scored: small sample",
  notScoredInProgress: "not scored: in progress",
  notScoredNoTarget: "not scored: no target",
  notScoredNoWeight: "not scored: no weight",
  notScored: "not scored",
} as const;

export const SCORECARD_PAGE_TEXT = {
  scorecard: "Scorecard",
  notFound: "Partner or period not found, or the period has not started yet.",
  share: "Share",
  partnerNotFound: "Partner not found.",
} as const;

/** `3.0% above forecast`. */
export function forecastText(share: number): string {
  const difference = formatFigure(Math.abs(share), { unit: "share", decimals: 1 });
  return `${difference} ${share < 0 ? "below" : "above"} forecast`;
}
