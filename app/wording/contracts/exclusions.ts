import { rangeLabel } from "~/domain/calendar/labels";
import { clockText } from "~/domain/contracts/delivery-schedule";
import {
  daysOfExtent,
  type ExclusionDecision,
  type ExclusionExtent,
  type ExclusionState,
} from "~/domain/contracts/exclusions/exclusion";
import type { ExclusionsView } from "~/domain/contracts/exclusions/exclusion-view";
import { countText } from "../shared/text";

export const EXCLUSION_STATE_NAMES: Readonly<Record<ExclusionState, string>> = {
  requested: "Waiting for a decision",
  accepted: "Accepted",
  "partly-accepted": "Accepted in part",
  refused: "Refused",
};

export const EXCLUSION_DECISION_NAMES: Readonly<Record<ExclusionDecision, { label: string; hint: string }>> = {
  accepted: { label: "Accept", hint: "All that was requested is left out." },
  "partly-accepted": { label: "Accept in part", hint: "Only what you enter below is left out." },
  refused: { label: "Refuse", hint: "Everything counts." },
};

export const EXCLUSIONS_TEXT = {
  title: "Exclusions",
  untitled: "Exclusion",
  request: "Request exclusion",
  partner: "Partner",
  allPartners: "All partners",
  state: "State",
  allStates: "All states",
  reference: "Request",
  scope: "Scope",
  days: "Dates",
  hours: "Hours",
  contacts: "Contacts",
  reason: "Reason",
  clause: "Clause",
  raw: "Raw result",
  contractual: "Contractual result",
  requestedBy: "Requested by",
  decision: "Decision",
  effect: "Effect",
  effectDetail: "raw result beside the contractual one, without and with this exclusion",
  effectNone: "No target that is scored so far is touched.",
  moneyColumn: "Statement",
  moneyWithout: "Without",
  moneyWith: "With",
  moneyChange: "Change",
  target: "Target",
  period: "Period",
  without: "Contractual without it",
  with: "Contractual with it",
  verdict: "Verdict",
  wholeDays: "Whole days",
  everything: "All programs, sites and channels",
  rawStays:
    "The raw result never changes. The contractual result leaves out what was accepted and is used for scoring and credits.",
  statements: "Statements",
  seeStatement: (month: string) => `Statement ${month}`,
  partOf: "Accepted part",
  decide: "Your decision",
  save: "Save decision",
  decisionReason: "Reason of the decision, shown to the partner",
  partLegend: "Part that is left out",
  partHint: "Only for Accept in part. Narrower than the request.",
  stays: "A decision cannot be changed. Both sides see it at once.",
  noMatch: {
    title: "No exclusions match these filters",
    text: "Choose another partner or state.",
    showAll: "Show all exclusions",
  },
  empty: {
    title: "No exclusions yet",
    text: "Request one where an outage, a holiday or single contacts should not count in contractual results.",
  },
} as const;

export const EXCLUSION_FORM = {
  from: "First day",
  to: "Last day",
  fromTime: "From (time)",
  toTime: "To (time)",
  timeHint: (timeZone: string) => `Optional, on each day; clocks of ${timeZone}. Blank: whole days.`,
  contacts: "Contact IDs",
  contactsHint:
    "Optional, one per line. Blank: every row of the dates. Hours and IDs leave contacts out; reviews and totals stay.",
  blank: "Blank: all",
  reason: "Reason",
  clause: "Clause of the SOW",
  program: "Program",
  site: "Site",
  channel: "Channel",
  lead: "What is left out never changes the raw result. A lead decides.",
} as const;

/** `Voice · Manila`. */
export function extentScopeText({ program, site, channel }: ExclusionExtent): string {
  const names = [program, site, channel].flatMap((name) => name ?? []);
  return names.length === 0 ? EXCLUSIONS_TEXT.everything : names.join(" · ");
}

export function extentDaysText(extent: ExclusionExtent): string {
  return rangeLabel(daysOfExtent(extent));
}

/** What of the days it is: whole days, hours of each day, or single contacts. */
export function extentRowsText({ hours, contacts }: ExclusionExtent): string {
  if (contacts !== null) return countText(contacts.length, "contact", "contacts");
  if (hours === null) return EXCLUSIONS_TEXT.wholeDays;
  return `${clockText(hours.fromMinute)}–${clockText(hours.untilMinute)}`;
}

export function exclusionsLead({ open, total }: ExclusionsView): string {
  const waiting =
    open === 0
      ? "No request waits for a decision"
      : `${countText(open, "request waits", "requests wait")} for a decision`;
  return total === 0 ? `${waiting}.` : `${waiting}. ${countText(total, "exclusion is", "exclusions are")} listed.`;
}

/** Headings of the register as CSV and XLSX. */
export const EXCLUSIONS_EXPORT = {
  title: "exclusions",
  timeZone: "time zone",
  columns: [
    "request",
    "partner",
    "partner name",
    "program",
    "site",
    "channel",
    "first day",
    "last day",
    "hours",
    "contacts",
    "reason",
    "clause",
    "requested by",
    "requested",
    "state",
    "decided by",
    "decided",
    "reason of the decision",
    "accepted part",
  ],
} as const;

/** `X-001 · 10–11 Mar`: beside a contractual result, what it leaves out. */
export function excludedText(exclusion: string, days: { from: string; until: string }): string {
  return `${exclusion} · ${rangeLabel(days)}`;
}
