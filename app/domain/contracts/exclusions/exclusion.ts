import { z } from "zod";
import { isReportedDay, type Day } from "../../calendar/day";
import { rangeThrough, type DayRange } from "../../calendar/day-range";
import type { ExcludedContact } from "../../metrics/counted";

/** A request is decided once. */
export const EXCLUSION_STATES = ["requested", "accepted", "partly-accepted", "refused"] as const;
export type ExclusionState = (typeof EXCLUSION_STATES)[number];

export const EXCLUSION_DECISIONS = [
  "accepted",
  "partly-accepted",
  "refused",
] as const satisfies readonly ExclusionState[];
export type ExclusionDecision = (typeof EXCLUSION_DECISIONS)[number];

/** The parts of a partner that an exclusion may name. */
export const EXCLUSION_PARTS = ["program", "site", "channel"] as const;
export type ExclusionPart = (typeof EXCLUSION_PARTS)[number];

const MINUTES_OF_DAY = 1440;
const part = z.string().min(1).nullable();
const day = z.string().refine(isReportedDay);

/** What is left out: the rows of a part on some days, in some hours of each of them, or single contacts. Days are included at both ends. */
export const exclusionExtentSchema = z.object({
  program: part,
  site: part,
  channel: part,
  firstDay: day,
  lastDay: day,
  /** Minutes after midnight on each of the days; null: whole days. */
  hours: z
    .object({
      fromMinute: z.number().int().min(0).max(MINUTES_OF_DAY),
      untilMinute: z.number().int().min(0).max(MINUTES_OF_DAY),
    })
    .nullable(),
  /** Null: every row. */
  contacts: z.array(z.object({ source: z.string(), externalId: z.string(), day })).nullable(),
});

export type ExclusionExtent = {
  readonly [Part in ExclusionPart]: string | null;
} & {
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly hours: { readonly fromMinute: number; readonly untilMinute: number } | null;
  readonly contacts: readonly ExcludedContact[] | null;
};

export type Exclusion = {
  readonly id: string;
  /** 1, 2, 3 … of its partner. */
  readonly number: number;
  readonly vendorId: number;
  readonly requested: ExclusionExtent;
  readonly reason: string;
  readonly clause: string;
  readonly requestedBy: string;
  /** Whether a person of the partner asked. */
  readonly byPartner: boolean;
  readonly requestedAt: Date;
  readonly state: ExclusionState;
  /** Null: not decided yet. */
  readonly decision: {
    readonly reason: string;
    readonly by: string;
    readonly at: Date;
    /** Of one accepted in part: what of it is left out. */
    readonly extent: ExclusionExtent | null;
  } | null;
};

/** How people refer to an exclusion of a partner: `X-007`. */
export function exclusionReference(number: number): string {
  return `X-${String(number).padStart(3, "0")}`;
}

export function daysOfExtent({ firstDay, lastDay }: Pick<ExclusionExtent, "firstDay" | "lastDay">): DayRange {
  return rangeThrough(firstDay, lastDay);
}

/** An exclusion that holds, with what it leaves out. */
export type AcceptedExclusion = { readonly reference: string; readonly extent: ExclusionExtent };

/** What the exclusion leaves out of contractual results; null: nothing. */
export function acceptedOf({ number, state, requested, decision }: Exclusion): AcceptedExclusion | null {
  const reference = exclusionReference(number);
  if (state === "accepted") return { reference, extent: requested };
  const extent = decision?.extent ?? null;
  return state === "partly-accepted" && extent !== null ? { reference, extent } : null;
}
