import fc from "fast-check";
import type { ContactFacts } from "~/domain/metrics/contact-amounts";

const flag = fc.constantFrom(true, false, null);
const seconds = fc.option(fc.integer({ min: 0, max: 120 }), { nil: null });
const days = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
const moment = fc.option(
  // Some are due later than anything a source with rows at noon speaks of.
  fc.integer({ min: 0, max: 240 }).map((minute) => new Date(Date.UTC(2026, 0, 5, 10, minute))),
  { nil: null },
);
/** Contacts that say any part of what contacts may say, around noon of 5 January 2026. */
export const anyContact: fc.Arbitrary<ContactFacts> = fc.record({
  answered: flag,
  abandoned: flag,
  waitSeconds: seconds,
  talkSeconds: seconds,
  holdSeconds: seconds,
  wrapSeconds: seconds,
  handleSeconds: seconds,
  firstResponseSeconds: seconds,
  resolutionSeconds: seconds,
  firstResponseBusinessSeconds: seconds,
  resolutionBusinessSeconds: seconds,
  firstResponseBusinessDays: days,
  resolutionBusinessDays: days,
  resolved: flag,
  resolvedFirstContact: flag,
  reopened: flag,
  transferred: flag,
  escalated: flag,
  csatScore: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
  npsScore: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
  dueAt: moment,
  doneAt: moment,
  madeSla: flag,
  appealed: flag,
  appealDecided: flag,
  overturned: flag,
});
