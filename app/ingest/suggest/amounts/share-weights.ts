import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { isMeasureTarget, targetType } from "../targets";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Shares that reports give without what they are a share of: which column weighs them is asked rather than that they are dropped. */
const WEIGHED: readonly TargetKey[] = [
  "adherentSeconds",
  "productiveSeconds",
  "unavailableSeconds",
  "availableSeconds",
  "pointsEarned",
];
const LEAVE_OUT = "none";

/** A column that may weigh a share, with the measure that it feeds. */
export type Weight = { heading: string; target: TargetKey };

/** What is known of the weight of a share: asked, given, or answered as missing; null where it is no such share. */
export function weightOf(
  column: ColumnProfile,
  target: TargetKey,
  weights: readonly Weight[],
  answers: ReadonlyMap<string, string>,
): { question: Question } | { heading: string } | "none" | null {
  if (!WEIGHED.includes(target)) return null;
  const id = `volume:${column.heading}`;
  const answer = answers.get(id);
  if (answer === LEAVE_OUT) return "none";
  // What is available is the rest of the handle time: no other column tells it.
  const fitting = target === "availableSeconds" ? [] : weights.filter((weight) => isWeight(weight, target));
  const chosen = fitting.find(({ heading }) => heading === answer);
  if (chosen) return { heading: chosen.heading };
  const options = fitting.map(({ heading }) => ({
    value: heading,
    label: `“${heading}”`,
    example: `“${column.heading}” × “${heading}”`,
  }));
  const text =
    options.length === 0
      ? QUESTION_TEXTS.shareWithoutVolume(column.heading, NEEDED[target] ?? SUGGESTION_DETAILS.volume)
      : QUESTION_TEXTS.shareWeight(column.heading);
  const leaveOut = { value: LEAVE_OUT, label: QUESTION_TEXTS.noneShare, example: QUESTION_TEXTS.shareNotImported };
  return { question: { id, columns: [column.heading], text, options: [...options, leaveOut] } };
}

const NEEDED: Readonly<Record<string, string>> = {
  adherentSeconds: SUGGESTION_DETAILS.scheduledTime,
  productiveSeconds: SUGGESTION_DETAILS.paidTime,
  unavailableSeconds: SUGGESTION_DETAILS.paidTime,
  availableSeconds: SUGGESTION_DETAILS.handleTime,
  pointsEarned: SUGGESTION_DETAILS.reviews,
};

/** Times weigh shares of time, and counts shares of reviews. */
function isWeight({ target }: Weight, weighed: TargetKey): boolean {
  if (!isMeasureTarget(target) || target === weighed) return false;
  return targetType(target, "totals") === targetType(weighed, "totals") && !NO_WEIGHTS.includes(target);
}

const NO_WEIGHTS: readonly TargetKey[] = ["invoicedMinor", "csatScoreSum", "headcount", "headcountRequired"];
