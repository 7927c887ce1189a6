import type { SimulatedContact, SimulatedDay, SimulatedReview, SimulatedTotal } from "../../seed/simulated";
import type { Slice } from "../../seed/stories/story";

/** The days of a partner seen through a slice. */
type Seen = {
  contacts: SimulatedContact[];
  reviews: SimulatedReview[];
  staffing: SimulatedTotal[];
  volumes: SimulatedTotal[];
};

/** How a figure of a planted story is computed straight from the demo data, and the smallest move that counts as seen. */
type StoryFigure = { compute(seen: Seen): number; least: number };

const share = <T>(items: readonly T[], holds: (item: T) => boolean) => items.filter(holds).length / items.length;
const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);
const amount = (totals: readonly SimulatedTotal[], measure: string) =>
  sum(totals, (total) => total.amounts[measure] ?? 0);

function quantile(values: readonly number[], at: number): number {
  const ordered = [...values].sort((one, other) => one - other);
  return ordered[Math.floor(at * (ordered.length - 1))] ?? Number.NaN;
}

function known<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null);
}

export const STORY_FIGURES: Readonly<Record<string, StoryFigure>> = {
  csat: {
    compute: ({ contacts }) => share(known(contacts.map(({ csat }) => csat)), (score) => score >= 4),
    least: 0.06,
  },
  fcr: {
    compute: ({ contacts }) => share(known(contacts.map(({ firstContact }) => firstContact)), Boolean),
    least: 0.08,
  },
  "service-level": {
    compute: ({ contacts }) => {
      const calls = contacts.filter(({ channel }) => channel === "Voice");
      return share(calls, ({ answered, waitSeconds }) => answered && (waitSeconds ?? 0) <= 20);
    },
    least: 0.12,
  },
  "first-response-time": {
    compute: ({ contacts }) => quantile(known(contacts.map(({ firstResponseSeconds }) => firstResponseSeconds)), 0.5),
    least: 3600,
  },
  "resolution-time": {
    compute: ({ contacts }) => quantile(known(contacts.map(({ resolutionSeconds }) => resolutionSeconds)), 0.9),
    least: 20 * 3600,
  },
  aht: {
    compute: ({ contacts }) => {
      const handled = contacts.filter(({ talkSeconds }) => talkSeconds !== null);
      return (
        sum(handled, (one) => (one.talkSeconds ?? 0) + (one.holdSeconds ?? 0) + (one.wrapSeconds ?? 0)) / handled.length
      );
    },
    least: 15,
  },
  turnaround: {
    compute: ({ contacts }) =>
      share(
        contacts.filter(({ dueAt }) => dueAt !== null),
        ({ dueAt, doneAt }) => doneAt !== null && dueAt !== null && doneAt <= dueAt,
      ),
    least: 0.15,
  },
  overturn: {
    compute: ({ contacts }) =>
      share(
        contacts.filter(({ appealDecided }) => appealDecided),
        ({ overturned }) => overturned,
      ),
    least: 0.08,
  },
  volume: {
    compute: ({ contacts, staffing }) => contacts.length / new Set(staffing.map(({ day }) => day)).size,
    least: 0.5,
  },
  "qa-score": {
    compute: ({ reviews }) => sum(reviews, (one) => one.pointsEarned) / sum(reviews, (one) => one.pointsPossible),
    least: 0.025,
  },
  "critical-accuracy": {
    compute: ({ reviews }) => share(reviews, ({ complianceCritical }) => !complianceCritical),
    least: 0.05,
  },
  "moderation-accuracy": {
    compute: ({ reviews }) =>
      share(known(reviews.map(({ decision }) => decision)), (one) => one.decidedPositive === one.auditedPositive),
    least: 0.05,
  },
  adherence: {
    compute: ({ staffing }) => amount(staffing, "adherentSeconds") / amount(staffing, "scheduledSeconds"),
    least: 0.02,
  },
  attrition: {
    compute: ({ staffing }) => (365 * amount(staffing, "leavers")) / amount(staffing, "headcount"),
    least: 0.5,
  },
  "forecast-accuracy": {
    compute: ({ volumes }) => 1 - amount(volumes, "forecastAbsoluteError") / amount(volumes, "forecastContacts"),
    least: 0.2,
  },
};

/** What a slice holds of some days. Staffing knows no channels and reasons, and is seen by site and program. */
export function seenThrough(days: readonly SimulatedDay[], slice: Slice, inside: boolean): Seen {
  const holds = (contact: SimulatedContact) =>
    (slice.site ?? contact.site) === contact.site &&
    (slice.program ?? contact.program) === contact.program &&
    (slice.channel ?? contact.channel) === contact.channel &&
    (slice.reason ?? contact.reason) === contact.reason &&
    (slice.language ?? contact.language) === contact.language &&
    (slice.tenureBelowDays === undefined || (contact.tenureDays ?? 9_999) < slice.tenureBelowDays);
  const isInside = (total: SimulatedTotal) =>
    (slice.site ?? total.site) === total.site && (slice.program ?? total.program) === total.program;
  return {
    contacts: days.flatMap(({ contacts }) => contacts.filter((contact) => holds(contact) === inside)),
    reviews: days.flatMap(({ reviews }) => reviews.filter(({ contact }) => holds(contact) === inside)),
    staffing: days.flatMap(({ staffing }) => staffing.filter((total) => isInside(total) === inside)),
    volumes: days.flatMap(({ volumes }) => volumes.filter((total) => isInside(total) === inside)),
  };
}
