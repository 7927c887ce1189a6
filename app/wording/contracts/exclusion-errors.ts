import {
  MAX_EXCLUDED_CONTACTS,
  MAX_EXCLUSION_DAYS,
  type ExtentProblem,
  type PartProblem,
} from "~/domain/contracts/exclusions/check-exclusion";
import type { ExclusionPart } from "~/domain/contracts/exclusions/exclusion";
import { countText } from "../shared/text";

/** What is wrong with a field of a request or decision. */
export const EXCLUSION_ERRORS = {
  partner: "Choose a partner.",
  day: "Enter a date, for example 2026-10-14.",
  time: "Enter a time, for example 08:10. The end of a day is 24:00.",
  bothTimes: "Enter both times, or none for whole days.",
  reason: "Enter a reason.",
  decision: "Choose a decision.",
  tooLong: (longest: number) => `Use at most ${longest} characters.`,
  tooManyContacts: (most: number) => `Enter at most ${most} contact IDs. Request more in a second exclusion.`,
  unknownPart: (part: ExclusionPart, names: readonly string[]) =>
    names.length === 0
      ? `This partner has no ${part}.`
      : `This partner has no such ${part}. Known: ${names.join(", ")}.`,
  unknownContacts: (ids: readonly string[]) =>
    `No contact of this partner, scope and dates has the ID ${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}.`,
  unknownPartner: "This partner does not exist, or you don’t have access to it.",
  notPermitted: "You may not do this. Ask a lead or an administrator.",
  notFound: "This exclusion does not exist, or you don’t have access to it.",
  alreadyDecided: "This request is decided already. To change what is left out, request another exclusion.",
  closedMonth: (month: string) =>
    `The month ${month} is closed. Reopen it first, or record the difference as an adjustment of an open month.`,
  emptied: (targets: readonly string[]) =>
    `Nothing would be left to score for ${targets.slice(0, 5).join(", ")}${targets.length > 5 ? ` and ${countText(targets.length - 5, "more target", "more targets")}` : ""}. Accept a part, or refuse.`,
} as const;

export const EXTENT_PROBLEM_TEXTS: Readonly<Record<ExtentProblem, string>> = {
  "days-reversed": "The last day is before the first day.",
  "too-many-days": `An exclusion covers at most ${MAX_EXCLUSION_DAYS} days. Request one for each month.`,
  "no-sow": "This partner has no SOW, so that nothing is scored. Upload a SOW first.",
  "outside-term": "The dates are outside the term of the SOW.",
  "hours-reversed": "The end of the hours must be after their beginning. For a night, request two exclusions.",
  "hours-and-contacts": "Enter either hours or contact IDs, not both.",
  "no-contacts": "Enter at least one contact ID.",
  "too-many-contacts": EXCLUSION_ERRORS.tooManyContacts(MAX_EXCLUDED_CONTACTS),
  "contact-outside-days": "A contact is outside the dates.",
};

export const PART_PROBLEM_TEXTS: Readonly<Record<PartProblem, string>> = {
  "wider-than-requested":
    "A part cannot leave out more than was requested. Keep within the scope, dates and hours of the request.",
  "same-as-requested": "This is all that was requested. Choose Accept, or enter a smaller part.",
};
