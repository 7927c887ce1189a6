import { countText } from "../shared/text";

export const PORTFOLIO_TEXT = {
  worseThanUsual: "On target, but worse than usual",
  outsideUsualRange: "outside the usual range of previous months",
  allPartnersIn: (period: string) => `all partners, ${period}`,
  issues: (issues: number, targets: number) =>
    `${countText(issues, "issue", "issues")} among ${countText(targets, "target", "targets")}`,
  soFar: ", so far",
  needsAttention: "Needs attention",
  more: (furtherCount: number) => `Show ${countText(furtherCount, "more issue", "more issues")}`,
  allPartners: "All partners",
  tableHint: "13 months · line = expected · color = needs attention",
  resultsByPartner: (periodLabel: string) => `Results by partner, ${periodLabel}`,
  issuesOnScorecards: (unlisted: number) =>
    unlisted === 1
      ? "1 other issue is listed only on the scorecard of its partner."
      : `${unlisted} other issues are listed only on the scorecards of their partners.`,
  mostUrgentOf: (shown: number, issues: number, targets: number) =>
    `${countText(issues, "issue", "issues")} among ${countText(targets, "target", "targets")}, the ${shown} most urgent shown first`,
  moreMetric: "more metric",
  moreMetrics: "more metrics",
  partner: "Partner",
  score: "Score",
  weightedScore: "Weighted score (0–100)",
  noSow: "no SOW",
  invalidSow: "invalid SOW",
  noVersionInForce: "no version in force",
  noTargetForThis: "no target for this filter",
  preliminary: "preliminary",
  noTarget: "No target",
} as const;

export const PORTFOLIO_PAGE_TEXT = {
  portfolio: "Portfolio",
  monthNotFoundOr: "Month not found, or it has not started yet.",
  share: "Share",
} as const;
