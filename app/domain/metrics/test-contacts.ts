import type { ContactFacts } from "./contact-amounts";

const NOTHING_STATED: ContactFacts = {
  answered: null,
  abandoned: null,
  waitSeconds: null,
  talkSeconds: null,
  holdSeconds: null,
  wrapSeconds: null,
  handleSeconds: null,
  firstResponseSeconds: null,
  resolutionSeconds: null,
  firstResponseBusinessSeconds: null,
  resolutionBusinessSeconds: null,
  firstResponseBusinessDays: null,
  resolutionBusinessDays: null,
  resolved: null,
  resolvedFirstContact: null,
  reopened: null,
  transferred: null,
  escalated: null,
  csatScore: null,
  npsScore: null,
  dueAt: null,
  doneAt: null,
  madeSla: null,
  appealed: null,
  appealDecided: null,
  overturned: null,
};

/** A contact of which these facts are known, and nothing else. */
export function contactSaying(facts: Partial<ContactFacts>): ContactFacts {
  return { ...NOTHING_STATED, ...facts };
}
