import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import type { HowRead, ReadingContext } from "./how-read";
import { readFlag, saysYesOrNo } from "./read-flag";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Words that are yes and no to a question of their own. */
const JUDGED = /^(pass|passed|fail|failed|correct|incorrect|met|not met|missed|breached)$/;
const NO = /^(false|no|n|f|0|nein|non|falsch|falso|faux|0\.0)$/;
const SAYS_FINAL = /final|endgultig|definiti/;
const SAYS_PRELIMINARY = /prelim|provi|vorlauf/;
/** What the other status is usually called, for rows that are yet to come. */
const USUAL = {
  preliminary: ["preliminary", "prelim", "provisional", "vorläufig", "provisoire"],
  final: ["final", "definitive", "endgültig", "definitivo", "définitif"],
};

/**
 * A column that tells preliminary rows from final ones: yes means preliminary, but under a heading that speaks of final figures. What
 * single letters mean is asked.
 */
export function readStatus(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { words, plain } = column;
  if (!words || words.length === 0 || words.some((word) => JUDGED.test(word))) return null;
  const isPlain = saysYesOrNo(column) || words.every((word) => /^[01]$/.test(word));
  if (isPlain && SAYS_FINAL.test(plain) && !SAYS_PRELIMINARY.test(plain)) {
    const trueValues = words.filter((word) => NO.test(word));
    const falseValues = words.filter((word) => !NO.test(word));
    const reading = { type: "boolean" as const, ...lists(withUsual(trueValues, "no"), withUsual(falseValues, "yes")) };
    return { fit: 0.85, reading, why: SUGGESTION_REASONS.yesFinal, questions: [] };
  }
  const how = readFlag(column, context);
  if (!how || isPlain) return how;
  const { trueValues = [], falseValues = [] } = how.reading;
  const reading = {
    ...how.reading,
    ...lists(
      trueValues.length > 0 ? trueValues : USUAL.preliminary,
      falseValues.length > 0 ? falseValues : USUAL.final,
    ),
  };
  const why = [...taken(trueValues, "preliminary"), ...taken(falseValues, "final")].join(", ");
  if (words.some((word) => word.length > 1)) return { ...how, reading, why };
  const requested = lettersQuestion(column, words);
  const answer = context.answers.get(requested.id);
  if (answer === "no") return null;
  return {
    ...how,
    reading,
    why,
    fit: how.fit * 0.9,
    questions: answer === "yes" ? how.questions : [requested, ...how.questions],
  };
}

function lettersQuestion({ heading }: ColumnProfile, words: readonly string[]): Question {
  const letters = words.map((word) => `“${word.toUpperCase()}”`).join(" and ");
  return {
    id: `status:${heading}`,
    columns: [heading],
    text: QUESTION_TEXTS.preliminaryLetters(letters, heading),
    options: [
      { value: "yes", label: "Yes", example: QUESTION_TEXTS.lettersMeaning },
      { value: "no", label: QUESTION_TEXTS.somethingElse, example: QUESTION_TEXTS.columnLeftOut },
    ],
  };
}

function taken(words: readonly string[], meaning: string): string[] {
  return words.length === 0 ? [] : [SUGGESTION_DETAILS.means(words.map((word) => `“${word}”`).join(", "), meaning)];
}

function withUsual(words: readonly string[], usual: string): string[] {
  return words.length > 0 ? [...words] : [usual];
}

function lists(trueValues: string[], falseValues: string[]): { trueValues: string[]; falseValues: string[] } {
  return { trueValues, falseValues };
}
