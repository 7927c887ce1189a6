import type { Day } from "~/domain/calendar/day";
import { dayLabel } from "~/domain/calendar/labels";
import type { PeriodKind } from "~/domain/calendar/period";
import type { WouldBe } from "~/domain/scorecards/would-be";
import { PERIOD_NOUNS } from "../shared/text";

/** Why a comparison is no contract result: `so far`, `would-be: scored by month`. */
export function wouldBeText({ isSoFar, basis }: Pick<WouldBe, "isSoFar" | "basis">, scoredBy: PeriodKind): string {
  const reason = {
    contract: "",
    "other-period": `would-be: scored by ${PERIOD_NOUNS[scoredBy].one}`,
    "other-slice": "would-be: target covers a wider scope",
  }[basis];
  return [isSoFar ? "so far" : "", reason].filter((part) => part !== "").join(" · ");
}

/**
 * The line under a would-be verdict; null where a verdict is the contract's, or nothing was measured to compare. `period`: the name of
 * the period in progress where it is not that of the page: `Q4 2026 so far`.
 */
export function wouldBeDetail(
  wouldBe: WouldBe | null,
  scoredBy: PeriodKind,
  period: string | null = null,
): string | null {
  if (wouldBe === null || ["no-data", "running"].includes(wouldBe.judgment.verdict)) return null;
  const text = wouldBeText(wouldBe, scoredBy);
  return wouldBe.isSoFar && period !== null ? `${period} ${text}` : text;
}

/** The sentence under a table that has such comparisons. */
export const WOULD_BE_NOTE =
  "A would-be verdict compares a result with a target that does not score it, because the period is in progress, the target is for another " +
  "period length, or the filter is narrower. It does not count toward the score or streaks.";

/** The first sentence of a page that mostly compares. */
export function comparedLead(
  partner: string,
  period: string,
  { met, compared, isSoFar }: { met: number; compared: number; isSoFar: boolean },
): string {
  const when = `${period}${isSoFar ? " so far" : ""}`;
  const nouns = compared === 1 ? "target" : "targets";
  return `${when}: ${partner} would be on target for ${met} of ${compared} ${nouns}. Comparison only, not scored.`;
}

/** The first sentence of a page about a period in progress of which nothing was measured yet. */
export function notStartedLead(partner: string, period: string, dataUntil: Day | null): string {
  const reach = dataUntil === null ? "" : ` Data ends on ${dayLabel(dataUntil).label}.`;
  return `${period} is in progress. ${partner} has no data yet.${reach}`;
}

const PRESET_NAMES = { this: "This", last: "Last" } as const;

/** `This week`, `Last quarter`. */
export function presetName(which: "this" | "last", kind: PeriodKind): string {
  return `${PRESET_NAMES[which]} ${PERIOD_NOUNS[kind].one}`;
}
