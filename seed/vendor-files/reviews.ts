import type { SimulatedReview } from "../simulated";
import type { Cell } from "./delimited";
import { wallClock } from "./written-values";

export type ReviewFile = {
  mapping: string;
  header: readonly string[];
  /** `contactId` is the id under which the partner's own file tells of the contact. */
  row(review: SimulatedReview, contactId: string): readonly Cell[];
};

const ZONE = "America/Phoenix";

const yes = (value: boolean) => (value ? "Yes" : "No");

function commonCells({ contact, ...review }: SimulatedReview, contactId: string): Cell[] {
  return [
    `QA-${review.id}`,
    wallClock(ZONE, review.reviewedAt).replace("T", " "),
    contact.site,
    contact.program,
    contact.channel,
    contact.agent ?? "",
    contact.team ?? "",
    contact.tenureDays ?? "",
    contact.reason,
    contactId,
    review.pointsEarned,
    review.pointsPossible,
    yes(review.endUserCritical),
    yes(review.businessCritical),
    yes(review.complianceCritical),
  ];
}

const COMMON_HEADER = [
  "Audit ID",
  "Audited at",
  "Site",
  "Program",
  "Channel",
  "Agent",
  "Team",
  "Tenure (days)",
  "Reason",
  "Contact",
  "Points earned",
  "Points possible",
  "End-user critical error",
  "Business critical error",
  "Compliance critical error",
] as const;

/** The marketplace's own audit tool exports one file per partner; moderation audits say more. */
export const QUALITY_AUDITS: ReviewFile = {
  mapping: "quality-audits",
  header: COMMON_HEADER,
  row: commonCells,
};

export const DECISION_AUDITS: ReviewFile = {
  mapping: "decision-audits",
  header: [...COMMON_HEADER, "Severity", "Moderator decided", "Auditor found"],
  row: (review, contactId) => {
    const verdict = (violating: boolean) => (violating ? "Violating" : "Allowed");
    return [
      ...commonCells(review, contactId),
      review.contact.severity ?? "",
      review.decision === null ? "" : verdict(review.decision.decidedPositive),
      review.decision === null ? "" : verdict(review.decision.auditedPositive),
    ];
  },
};
