import { parseDuration } from "../../parse/cell-readers";
import { parseNumeral, type DecimalSign } from "../../values/numerals";
import type { Question } from "../question";
import type { FileEvidence } from "../columns/file-evidence";
import type { ColumnProfile } from "../profile/column-profile";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

/**
 * The decimal sign of a column of numbers; asked where 1.234 may be one or a thousand and no other column tells. Numbers have a point unless
 * stated; of durations that name their units either sign is stated.
 */
export function findDecimal(
  { heading, number, spelled }: ColumnProfile,
  evidence: FileEvidence,
  answers: ReadonlyMap<string, string>,
): { decimal: { decimal?: DecimalSign }; question: Question | null } {
  const signs = number?.decimals ?? spelled?.decimals ?? ["."];
  const id = "decimal";
  const answer = answers.get(id);
  const sign =
    signs.length === 1 ? signs[0] : (evidence.decimal ?? (answer === "." || answer === "," ? answer : undefined));
  const decimal = sign === "," ? { decimal: sign } : sign === "." && spelled !== null ? { decimal: sign } : {};
  if (sign !== undefined || signs.length === 0) return { decimal, question: null };
  const example = (number ?? spelled)?.example ?? "";
  const read = (value: DecimalSign) => {
    if (number !== null) return parseNumeral(example, value);
    const seconds = parseDuration(example, "spelled", value);
    return seconds === null ? null : `${seconds} s`;
  };
  const options = ([".", ","] as const).map((value) => ({
    value,
    label: value === "." ? QUESTION_TEXTS.point : QUESTION_TEXTS.comma,
    example: `${example} = ${read(value) ?? "?"}`,
  }));
  return {
    decimal,
    question: {
      id,
      columns: [heading],
      text: QUESTION_TEXTS.decimalSign(example),
      options,
    },
  };
}
