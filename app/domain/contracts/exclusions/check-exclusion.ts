import { daysBetween } from "../../calendar/day";
import { termOf, type Sow } from "../sow";
import { EXCLUSION_PARTS, type ExclusionExtent } from "./exclusion";

/** Longer outages are requested month by month, so that each request can be read and decided. */
export const MAX_EXCLUSION_DAYS = 31;
export const MAX_EXCLUDED_CONTACTS = 500;

export const EXTENT_PROBLEMS = [
  "days-reversed",
  "too-many-days",
  "no-sow",
  "outside-term",
  "hours-reversed",
  "hours-and-contacts",
  "no-contacts",
  "too-many-contacts",
  "contact-outside-days",
] as const;
export type ExtentProblem = (typeof EXTENT_PROBLEMS)[number];

/** Why nothing can be left out so; null where it can. */
export function checkExtent(extent: ExclusionExtent, sow: Sow | null): ExtentProblem | null {
  const { firstDay, lastDay, hours, contacts } = extent;
  if (firstDay > lastDay) return "days-reversed";
  if (daysBetween(firstDay, lastDay) >= MAX_EXCLUSION_DAYS) return "too-many-days";
  if (sow === null) return "no-sow";
  const { from, until } = termOf(sow);
  if (from === null || firstDay < from || (until !== null && lastDay > until)) return "outside-term";
  if (hours !== null && hours.fromMinute >= hours.untilMinute) return "hours-reversed";
  if (contacts === null) return null;
  if (hours !== null) return "hours-and-contacts";
  if (contacts.length === 0) return "no-contacts";
  if (contacts.length > MAX_EXCLUDED_CONTACTS) return "too-many-contacts";
  return contacts.some(({ day }) => day < firstDay || day > lastDay) ? "contact-outside-days" : null;
}

export type PartProblem = "wider-than-requested" | "same-as-requested";

/** Why an exclusion cannot be accepted for a part so; null where it can: a part leaves out less than was requested, and nothing else. */
export function checkPart(part: ExclusionExtent, requested: ExclusionExtent): PartProblem | null {
  if (!isWithin(part, requested)) return "wider-than-requested";
  return isWithin(requested, part) ? "same-as-requested" : null;
}

/** Whether all that the first leaves out is left out by the second too. */
function isWithin(inner: ExclusionExtent, outer: ExclusionExtent): boolean {
  return (
    EXCLUSION_PARTS.every((part) => outer[part] === null || outer[part] === inner[part]) &&
    inner.firstDay >= outer.firstDay &&
    inner.lastDay <= outer.lastDay &&
    areHoursWithin(inner.hours, outer.hours) &&
    areContactsWithin(inner, outer)
  );
}

function areHoursWithin(inner: ExclusionExtent["hours"], outer: ExclusionExtent["hours"]): boolean {
  if (outer === null) return true;
  return inner !== null && inner.fromMinute >= outer.fromMinute && inner.untilMinute <= outer.untilMinute;
}

function areContactsWithin({ contacts: inner }: ExclusionExtent, { contacts: outer }: ExclusionExtent): boolean {
  if (outer === null) return true;
  const named = new Set(outer.map(({ source, externalId }) => JSON.stringify([source, externalId])));
  return inner !== null && inner.every(({ source, externalId }) => named.has(JSON.stringify([source, externalId])));
}
