import type { ContactFacts, Duration } from "./contact-amounts";
import type { MeasureKey } from "./measures";

type Field = keyof ContactFacts;

/**
 * The fields of which a contact must say at least one for it to say anything of a measure: where none of them is stated anywhere, the
 * measure need not be added up. Measures that are not listed may be stated by a contact that says nothing at all.
 */
export const NEEDED_FIELDS: Readonly<Partial<Record<MeasureKey, readonly Field[]>>> = {
  offered: ["answered", "abandoned"],
  answered: ["answered", "abandoned"],
  abandoned: ["answered", "abandoned"],
  waitKnown: ["waitSeconds"],
  waitSeconds: ["waitSeconds"],
  talkKnown: ["talkSeconds"],
  talkSeconds: ["talkSeconds"],
  holdKnown: ["holdSeconds"],
  holdSeconds: ["holdSeconds"],
  wrapKnown: ["wrapSeconds"],
  wrapSeconds: ["wrapSeconds"],
  handleKnown: ["handleSeconds", "talkSeconds"],
  handleSeconds: ["handleSeconds", "talkSeconds"],
  resolutionKnown: ["resolved"],
  resolved: ["resolved"],
  fcrKnown: ["resolvedFirstContact"],
  resolvedFirstContact: ["resolvedFirstContact"],
  reopenKnown: ["reopened"],
  reopened: ["reopened"],
  transferKnown: ["transferred"],
  transferred: ["transferred"],
  escalationKnown: ["escalated"],
  escalated: ["escalated"],
  csatResponses: ["csatScore"],
  csatScoreSum: ["csatScore"],
  npsResponses: ["npsScore"],
  npsPromoters: ["npsScore"],
  npsDetractors: ["npsScore"],
  firstResponseKnown: ["firstResponseSeconds"],
  firstResponseSeconds: ["firstResponseSeconds"],
  resolutionTimeKnown: ["resolutionSeconds"],
  resolutionSeconds: ["resolutionSeconds"],
  firstResponseBusinessKnown: ["firstResponseBusinessSeconds"],
  firstResponseBusinessSeconds: ["firstResponseBusinessSeconds"],
  resolutionBusinessKnown: ["resolutionBusinessSeconds"],
  resolutionBusinessSeconds: ["resolutionBusinessSeconds"],
  firstResponseBusinessDaysKnown: ["firstResponseBusinessDays"],
  resolutionBusinessDaysKnown: ["resolutionBusinessDays"],
  due: ["dueAt", "madeSla"],
  doneInSla: ["dueAt", "madeSla"],
  actions: ["appealed"],
  appeals: ["appealed"],
  appealsDecided: ["appealDecided", "overturned"],
  appealsOverturned: ["appealDecided", "overturned"],
};

/** The same of durations. */
export const NEEDED_OF_DURATION: Readonly<Record<Duration, readonly Field[]>> = {
  wait: ["waitSeconds"],
  talk: ["talkSeconds"],
  handle: ["handleSeconds", "talkSeconds"],
  firstResponse: ["firstResponseSeconds"],
  resolution: ["resolutionSeconds"],
  firstResponseBusiness: ["firstResponseBusinessSeconds"],
  resolutionBusiness: ["resolutionBusinessSeconds"],
};
