import type { TargetKey } from "../suggestion";

/** Which volumes a share or an average of the measure may belong to, likeliest first. */
const VOLUMES: Readonly<Record<string, readonly TargetKey[]>> = {
  waitSeconds: ["answered", "handled", "offered"],
  talkSeconds: ["handled", "answered", "offered"],
  holdSeconds: ["handled", "answered", "offered"],
  wrapSeconds: ["handled", "answered", "offered"],
  handleSeconds: ["handled", "answered", "offered"],
  answered: ["offered"],
  abandoned: ["offered"],
  handled: ["offered"],
  "wait<=": ["offered", "answered"],
  "abandonedWait<=": ["offered", "abandoned"],
  "csat>=": ["csatResponses"],
  csatScoreSum: ["csatResponses"],
  firstResponseSeconds: ["handled", "answered", "offered"],
  resolutionSeconds: ["resolved", "handled", "answered"],
  resolved: ["handled", "answered", "offered"],
  resolvedFirstContact: ["resolved", "handled", "answered"],
  reopened: ["resolved", "handled"],
  transferred: ["handled", "answered"],
  escalated: ["handled", "answered"],
  doneInSla: ["due"],
  adherentSeconds: ["scheduledSeconds"],
  productiveSeconds: ["paidSeconds"],
  unavailableSeconds: ["paidSeconds", "scheduledSeconds"],
  decisionsCorrect: ["decisionsAudited"],
  appealsOverturned: ["appealsDecided"],
  npsPromoters: ["npsResponses"],
  npsDetractors: ["npsResponses"],
  pointsEarned: ["pointsPossible", "reviews"],
};

/** The volumes that a share or an average of the measure may belong to; none where it is always a count. */
export function volumesOf(target: TargetKey): readonly TargetKey[] {
  const base = target.replace(/(<=|>=).*/, "$1");
  return Object.hasOwn(VOLUMES, base) ? (VOLUMES[base] ?? []) : [];
}
