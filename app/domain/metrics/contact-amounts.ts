import { isMeasureKey, type MeasureKey } from "./measures";
import { parseMeasureRef, type Amounts, type MeasureRef, type ParametricMeasure } from "./measure-ref";

/** What a contact says about itself. Null means "not stated". */
export type ContactFacts = {
  readonly answered: boolean | null;
  readonly abandoned: boolean | null;
  readonly waitSeconds: number | null;
  readonly talkSeconds: number | null;
  readonly holdSeconds: number | null;
  readonly wrapSeconds: number | null;
  readonly handleSeconds: number | null;
  readonly firstResponseSeconds: number | null;
  readonly resolutionSeconds: number | null;
  readonly firstResponseBusinessSeconds: number | null;
  readonly resolutionBusinessSeconds: number | null;
  /** See `businessDays`. */
  readonly firstResponseBusinessDays: number | null;
  readonly resolutionBusinessDays: number | null;
  readonly resolved: boolean | null;
  readonly resolvedFirstContact: boolean | null;
  readonly reopened: boolean | null;
  readonly transferred: boolean | null;
  readonly escalated: boolean | null;
  readonly csatScore: number | null;
  readonly npsScore: number | null;
  readonly dueAt: Date | null;
  readonly doneAt: Date | null;
  readonly madeSla: boolean | null;
  readonly appealed: boolean | null;
  readonly appealDecided: boolean | null;
  readonly overturned: boolean | null;
};

/**
 * What became of a contact, from its two flags:
 * - `answered`: answered is true (an abandon flag beside it is then ignored), or only "not abandoned" is stated;
 * - `abandoned`: not answered and the abandon flag is true, or answered is false and the flag is not given;
 * - `unserved`: answered is false and the flag says that it was not abandoned (voicemail, overflow);
 * - `unqueued`: neither is stated: a ticket, an e-mail, a moderation item.
 */
export type ContactOutcome = "answered" | "abandoned" | "unserved" | "unqueued";

export function contactOutcome(contact: Pick<ContactFacts, "answered" | "abandoned">): ContactOutcome {
  if (contact.answered === true) return "answered";
  if (contact.abandoned === true) return "abandoned";
  if (contact.answered === false) return contact.abandoned === null ? "abandoned" : "unserved";
  return contact.abandoned === null ? "unqueued" : "answered";
}

/** Answered, or worked without a queue. Only handled contacts have handle times, outcomes and flags that count. */
export function isHandled(contact: Pick<ContactFacts, "answered" | "abandoned">): boolean {
  const outcome = contactOutcome(contact);
  return outcome === "answered" || outcome === "unqueued";
}

/** Handle time as given, else talk + hold + wrap-up; what is not given of hold and wrap-up counts as none. */
export function handleSecondsOf(
  contact: Pick<ContactFacts, "handleSeconds" | "talkSeconds" | "holdSeconds" | "wrapSeconds">,
): number | null {
  if (contact.handleSeconds !== null) return contact.handleSeconds;
  if (contact.talkSeconds === null) return null;
  return contact.talkSeconds + (contact.holdSeconds ?? 0) + (contact.wrapSeconds ?? 0);
}

/**
 * The latest instant that contacts of one source speak of, an opening or a completion: what happened later is not known from
 * them. Null where there are none.
 */
export function sourceAsOf(contacts: readonly { openedAt: Date; doneAt: Date | null }[]): Date | null {
  let latest: number | null = null;
  for (const { openedAt, doneAt } of contacts) {
    latest = Math.max(latest ?? -Infinity, openedAt.getTime(), doneAt?.getTime() ?? -Infinity);
  }
  return latest === null ? null : new Date(latest);
}

/**
 * Whether the item was done by its due time, as stated, else by its times; null where nothing was due by `asOf`. An item never
 * done was not. One that is done before its due time comes is not counted early either, or the newest days would hold successes only.
 */
export function doneInTime(contact: Pick<ContactFacts, "dueAt" | "doneAt" | "madeSla">, asOf: Date): boolean | null {
  if (contact.dueAt === null) return contact.madeSla;
  if (contact.dueAt.getTime() > asOf.getTime()) return null;
  return contact.madeSla ?? (contact.doneAt !== null && contact.doneAt.getTime() <= contact.dueAt.getTime());
}

/** The durations kept as histograms and requested percentiles. Null where the contact does not count for it. */
export const DURATIONS = [
  "wait",
  "talk",
  "handle",
  "firstResponse",
  "resolution",
  "firstResponseBusiness",
  "resolutionBusiness",
] as const;
export type Duration = (typeof DURATIONS)[number];

/** Which contacts have which duration: wait of answered, talk and handle of handled, resolution unless unresolved. */
export function contactDuration(contact: ContactFacts, duration: Duration): number | null {
  switch (duration) {
    case "wait":
      return contactOutcome(contact) === "answered" ? contact.waitSeconds : null;
    case "talk":
      return isHandled(contact) ? contact.talkSeconds : null;
    case "handle":
      return isHandled(contact) ? handleSecondsOf(contact) : null;
    case "firstResponse":
      return contact.firstResponseSeconds;
    case "resolution":
      return contact.resolved === false ? null : contact.resolutionSeconds;
    case "firstResponseBusiness":
      return contact.firstResponseBusinessSeconds;
    case "resolutionBusiness":
      return contact.resolved === false ? null : contact.resolutionBusinessSeconds;
  }
}

/**
 * What one contact adds to each measure requested: the definition that the roll-up in the database is tested
 * against. A measure of which the contact says nothing is absent, not zero; references that contacts do not state
 * (reviews, staffing) are absent too, and so are repeats, which one contact cannot tell (`repeatAmounts`). `asOf`: the latest instant that the contact's source speaks of (`sourceAsOf`).
 */
export function contactAmounts(contact: ContactFacts, refs: readonly MeasureRef[], asOf: Date): Amounts {
  const plain = plainAmounts(contact, asOf);
  const amounts: Partial<Record<MeasureRef, number>> = {};
  for (const ref of refs) {
    const amount = isMeasureKey(ref) ? plain[ref] : parametricAmount(contact, ref);
    if (amount !== undefined && amount !== null) amounts[ref] = amount;
  }
  return amounts;
}

function plainAmounts(contact: ContactFacts, asOf: Date): Partial<Record<MeasureKey, number | null>> {
  const outcome = contactOutcome(contact);
  const queued = outcome !== "unqueued";
  const handled = isHandled(contact);
  const wait = contactDuration(contact, "wait");
  const handle = contactDuration(contact, "handle");
  const inTime = doneInTime(contact, asOf);
  const decided = contact.appealDecided === true || contact.overturned !== null;
  return {
    offered: queued ? 1 : null,
    unqueued: queued ? null : 1,
    answered: queued ? count(outcome === "answered") : null,
    abandoned: queued ? count(outcome === "abandoned") : null,
    ...timed(wait, "waitKnown", "waitSeconds"),
    handled: count(handled),
    ...timed(contactDuration(contact, "talk"), "talkKnown", "talkSeconds"),
    ...timed(handled ? contact.holdSeconds : null, "holdKnown", "holdSeconds"),
    ...timed(handled ? contact.wrapSeconds : null, "wrapKnown", "wrapSeconds"),
    ...timed(handle, "handleKnown", "handleSeconds"),
    ...flagged(handled, contact.resolved, "resolutionKnown", "resolved"),
    ...flagged(handled && contact.resolved !== false, contact.resolvedFirstContact, "fcrKnown", "resolvedFirstContact"),
    ...flagged(handled, contact.reopened, "reopenKnown", "reopened"),
    ...flagged(handled, contact.transferred, "transferKnown", "transferred"),
    ...flagged(handled, contact.escalated, "escalationKnown", "escalated"),
    csatResponses: contact.csatScore === null ? null : 1,
    csatScoreSum: contact.csatScore,
    npsResponses: contact.npsScore === null ? null : 1,
    npsPromoters: contact.npsScore === null ? null : count(contact.npsScore >= NPS_PROMOTER_FROM),
    npsDetractors: contact.npsScore === null ? null : count(contact.npsScore <= NPS_DETRACTOR_UP_TO),
    ...timed(contact.firstResponseSeconds, "firstResponseKnown", "firstResponseSeconds"),
    ...timed(contactDuration(contact, "resolution"), "resolutionTimeKnown", "resolutionSeconds"),
    ...timed(contact.firstResponseBusinessSeconds, "firstResponseBusinessKnown", "firstResponseBusinessSeconds"),
    ...timed(contactDuration(contact, "resolutionBusiness"), "resolutionBusinessKnown", "resolutionBusinessSeconds"),
    firstResponseBusinessDaysKnown: contact.firstResponseBusinessDays === null ? null : 1,
    resolutionBusinessDaysKnown: resolutionBusinessDays(contact) === null ? null : 1,
    ...flagged(true, inTime, "due", "doneInSla"),
    ...flagged(true, contact.appealed, "actions", "appeals"),
    appealsDecided: decided ? 1 : null,
    appealsOverturned: decided ? count(contact.overturned === true) : null,
  };
}

export const NPS_PROMOTER_FROM = 9;
export const NPS_DETRACTOR_UP_TO = 6;

function timed(seconds: number | null, known: MeasureKey, total: MeasureKey): Partial<Record<MeasureKey, number>> {
  return seconds === null ? {} : { [known]: 1, [total]: seconds };
}

function flagged(
  counts: boolean,
  flag: boolean | null,
  known: MeasureKey,
  yes: MeasureKey,
): Partial<Record<MeasureKey, number>> {
  return counts && flag !== null ? { [known]: 1, [yes]: count(flag) } : {};
}

function parametricAmount(contact: ContactFacts, ref: MeasureRef): number | null {
  const parsed = parseMeasureRef(ref);
  if (parsed?.kind !== "parametric") return null;
  const value = measuredValue(contact, parsed);
  if (value === null) return null;
  return count(parsed.comparator === "<=" ? value <= parsed.limit : value >= parsed.limit);
}

function measuredValue(contact: ContactFacts, { family }: ParametricMeasure): number | null {
  switch (family) {
    case "wait":
      return contactDuration(contact, "wait");
    case "abandonedWait":
      return contactOutcome(contact) === "abandoned" ? contact.waitSeconds : null;
    case "csat":
      return contact.csatScore;
    case "firstResponse":
      return contactDuration(contact, "firstResponse");
    case "resolution":
    case "firstResponseBusiness":
    case "resolutionBusiness":
      return contactDuration(contact, family);
    case "firstResponseBusinessDays":
      return contact.firstResponseBusinessDays;
    case "resolutionBusinessDays":
      return resolutionBusinessDays(contact);
    case "repeatKnown":
    case "noRepeat":
      return null;
  }
}

function resolutionBusinessDays(contact: ContactFacts): number | null {
  return contact.resolved === false ? null : contact.resolutionBusinessDays;
}

function count(yes: boolean): number {
  return yes ? 1 : 0;
}
