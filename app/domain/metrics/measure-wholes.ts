import { formatMeasureRef, parseMeasureRef, type MeasureRef } from "./measure-ref";
import type { MeasureKey } from "./measures";

const IN_QUEUE = ["answered", "offered"] as const;
const HANDLED = ["handled", ...IN_QUEUE, "unqueued"] as const;
const TALKED = ["handleKnown", ...HANDLED] as const;
const RESOLVED = ["resolved", "resolutionKnown", ...HANDLED] as const;
const FIRST_RESPONSE = ["firstResponseKnown", ...HANDLED] as const;
const RESOLUTION = ["resolutionTimeKnown", ...RESOLVED] as const;
const FIRST_RESPONSE_BUSINESS = ["firstResponseBusinessKnown", ...FIRST_RESPONSE] as const;
const RESOLUTION_BUSINESS = ["resolutionBusinessKnown", ...RESOLUTION] as const;
const POINTS = ["pointsPossible", "reviews"] as const;

/** By measure, and by family for counts with a limit. No measure stands, over its wholes and theirs, above itself. */
const WHOLES: Readonly<Record<string, readonly MeasureKey[]>> = {
  answered: ["offered"],
  abandoned: ["offered"],
  waitKnown: IN_QUEUE,
  waitSeconds: ["waitKnown", ...IN_QUEUE],
  wait: ["waitKnown", ...IN_QUEUE],
  abandonedWait: ["abandoned", "offered"],
  handled: [...IN_QUEUE, "unqueued"],
  talkKnown: TALKED,
  talkSeconds: ["talkKnown", ...TALKED],
  holdKnown: TALKED,
  holdSeconds: ["holdKnown", ...TALKED],
  wrapKnown: TALKED,
  wrapSeconds: ["wrapKnown", ...TALKED],
  handleKnown: HANDLED,
  handleSeconds: TALKED,
  availableSeconds: ["handleSeconds"],
  resolutionKnown: HANDLED,
  resolved: ["resolutionKnown", ...HANDLED],
  fcrKnown: RESOLVED,
  resolvedFirstContact: ["fcrKnown", ...RESOLVED],
  reopenKnown: HANDLED,
  reopened: ["reopenKnown", ...RESOLVED],
  transferKnown: HANDLED,
  transferred: ["transferKnown", ...HANDLED],
  escalationKnown: HANDLED,
  escalated: ["escalationKnown", ...HANDLED],
  repeatKnown: HANDLED,
  noRepeat: HANDLED,
  csatScoreSum: ["csatResponses"],
  csat: ["csatResponses"],
  npsPromoters: ["npsResponses"],
  npsDetractors: ["npsResponses"],
  firstResponseKnown: HANDLED,
  firstResponseSeconds: FIRST_RESPONSE,
  firstResponse: FIRST_RESPONSE,
  firstResponseBusinessKnown: FIRST_RESPONSE,
  firstResponseBusinessSeconds: FIRST_RESPONSE_BUSINESS,
  firstResponseBusiness: FIRST_RESPONSE_BUSINESS,
  firstResponseBusinessDaysKnown: FIRST_RESPONSE,
  firstResponseBusinessDays: ["firstResponseBusinessDaysKnown", ...FIRST_RESPONSE],
  resolutionTimeKnown: RESOLVED,
  resolutionSeconds: RESOLUTION,
  resolution: RESOLUTION,
  resolutionBusinessKnown: RESOLUTION,
  resolutionBusinessSeconds: RESOLUTION_BUSINESS,
  resolutionBusiness: RESOLUTION_BUSINESS,
  resolutionBusinessDaysKnown: RESOLUTION,
  resolutionBusinessDays: ["resolutionBusinessDaysKnown", ...RESOLUTION],
  doneInSla: ["due"],
  appeals: ["actions"],
  appealsOverturned: ["appealsDecided"],
  pointsPossible: ["reviews"],
  pointsEarned: POINTS,
  pointsEarnedClean: ["pointsEarned", ...POINTS],
  endUserReviewed: ["reviews"],
  endUserClean: ["endUserReviewed", "reviews"],
  businessReviewed: ["reviews"],
  businessClean: ["businessReviewed", "reviews"],
  complianceReviewed: ["reviews"],
  complianceClean: ["complianceReviewed", "reviews"],
  decisionsCorrect: ["decisionsAudited"],
  truePositives: ["decisionsAudited"],
  falsePositives: ["decisionsAudited", "truePositives"],
  falseNegatives: ["decisionsAudited", "truePositives"],
  adherentSeconds: ["scheduledSeconds"],
  deliveredSeconds: ["scheduledSeconds"],
  productiveSeconds: ["paidSeconds"],
  unavailableSeconds: ["paidSeconds"],
  headcountDelivered: ["headcountRequired"],
  forecastActual: ["forecastContacts"],
  forecastAbsoluteError: ["forecastContacts"],
};

/**
 * What ratios and averages divide the measure by, nearest first: a count is a part of it, a sum of times, points or scores is of so
 * many. None where the measure stands for itself. (Which column an average of a file may be multiplied by is `suggestion/measure-volumes`.)
 */
export function wholesOf(ref: MeasureRef): readonly MeasureRef[] {
  const parsed = parseMeasureRef(ref);
  if (parsed === null || parsed.kind === "stated") return [];
  const wholes = WHOLES[parsed.kind === "plain" ? parsed.key : parsed.family] ?? [];
  if (parsed.kind === "plain" || parsed.family !== "noRepeat") return wholes;
  return [formatMeasureRef({ ...parsed, family: "repeatKnown" }), ...wholes];
}
