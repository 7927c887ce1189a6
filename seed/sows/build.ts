import { dayFromNumber, type Day } from "~/domain/calendar/day";
import type { SowDocument } from "~/domain/contracts/document";
import { monthStart, MONTHS_OF_HISTORY, type EpochDay } from "../timeline";

export type TargetDocument = SowDocument["versions"][number]["targets"][number];
/** A target with one level; band targets have two ends. */
export type LevelTargetDocument = Extract<TargetDocument, { expected: number }>;
export type VersionDocument = SowDocument["versions"][number];

/** First day of the month that lies `back` months before today's. */
export type MonthOf = (back: number) => Day;

export function monthsBefore(today: EpochDay): MonthOf {
  return (back) => dayFromNumber(monthStart(today, back));
}

/** The contracts were signed before the history begins. */
export const SIGNED_MONTHS_BACK = MONTHS_OF_HISTORY + 3;

/** The targets of an amendment: those before it, with the named ones replaced, and new ones at the end. */
export function amended(before: readonly TargetDocument[], changed: readonly TargetDocument[]): TargetDocument[] {
  const replacement = new Map(changed.map((target) => [target.id, target]));
  const known = new Set(before.map((target) => target.id));
  return [
    ...before.map((target) => replacement.get(target.id) ?? target),
    ...changed.filter((target) => !known.has(target.id)),
  ];
}
