import { z } from "zod";
import { isReportedDay } from "~/domain/calendar/day";
import { parseClock } from "~/domain/contracts/delivery-schedule";
import { MAX_EXCLUDED_CONTACTS } from "~/domain/contracts/exclusions/check-exclusion";
import { EXCLUSION_DECISIONS } from "~/domain/contracts/exclusions/exclusion";
import { optionalOneLineName } from "~/domain/input/one-line-name";
import { EXCLUSION_ERRORS as text } from "~/wording/contracts/exclusion-errors";

const MAX_TEXT = 4000;
const MAX_CONTACTS_TEXT = MAX_EXCLUDED_CONTACTS * 130;

const day = z.string({ error: text.day }).refine(isReportedDay, text.day);
const clock = z.string().refine((value) => value === "24:00" || parseClock(value) !== null, text.time);
const MIDNIGHT = 1440;
const minutesOf = (value: string) => (value === "24:00" ? MIDNIGHT : (parseClock(value) ?? 0));
const reason = z.string({ error: text.reason }).trim().min(1, text.reason).max(MAX_TEXT, text.tooLong(MAX_TEXT));

const extentFields = {
  program: optionalOneLineName,
  site: optionalOneLineName,
  channel: optionalOneLineName,
  from: day,
  to: day,
  fromTime: clock.optional(),
  toTime: clock.optional(),
  contacts: z.string().max(MAX_CONTACTS_TEXT, text.tooManyContacts(MAX_EXCLUDED_CONTACTS)).default(""),
};

type ExtentForm = {
  readonly program: string;
  readonly site: string;
  readonly channel: string;
  readonly from: string;
  readonly to: string;
  readonly fromTime?: string | undefined;
  readonly toTime?: string | undefined;
  readonly contacts: string;
};

/** What is to be left out, as a form says it: names as entered, contacts by their IDs. */
export type RequestedExtent = {
  readonly program: string;
  readonly site: string;
  readonly channel: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly hours: { readonly fromMinute: number; readonly untilMinute: number } | null;
  readonly contactIds: readonly string[];
};

const hasBothTimes = ({ fromTime, toTime }: Pick<ExtentForm, "fromTime" | "toTime">) =>
  (fromTime === undefined) === (toTime === undefined);
const bothTimes = { path: ["toTime"], error: text.bothTimes };

function extentOf({ program, site, channel, from, to, fromTime, toTime, contacts }: ExtentForm): RequestedExtent {
  const hours =
    fromTime === undefined || toTime === undefined
      ? null
      : { fromMinute: minutesOf(fromTime), untilMinute: minutesOf(toTime) };
  const ids = contacts
    .split(/[\s,;]+/)
    .map((id) => id.trim())
    .filter((id) => id !== "");
  return { program, site, channel, firstDay: from, lastDay: to, hours, contactIds: [...new Set(ids)] };
}

/** A request, of a partner named by its key. */
export const exclusionRequestSchema = z
  .object({
    vendor: z.string({ error: text.partner }).min(1, text.partner),
    ...extentFields,
    reason,
    clause: optionalOneLineName,
  })
  .refine(hasBothTimes, bothTimes)
  .transform(({ vendor, reason: why, clause, ...extent }) => ({
    vendor,
    reason: why,
    clause,
    extent: extentOf(extent),
  }));
export type ExclusionRequestForm = z.output<typeof exclusionRequestSchema>;

/** A decision. What it leaves out matters where it is accepted in part. */
export const exclusionDecisionSchema = z
  .object({ decision: z.enum(EXCLUSION_DECISIONS, { error: text.decision }), decisionReason: reason, ...extentFields })
  .refine(hasBothTimes, bothTimes)
  .transform(({ decision, decisionReason, ...extent }) => ({
    decision,
    reason: decisionReason,
    extent: decision === "partly-accepted" ? extentOf(extent) : null,
  }));
export type ExclusionDecisionForm = z.output<typeof exclusionDecisionSchema>;
