import { parseNumeral } from "../../cell-readers";
import type { Question } from "../guess";
import type { FileEvidence } from "../file-evidence";
import type { ColumnProfile } from "../profile/column-profile";

/** The decimal sign of a column of numbers; asked where 1.234 may be one or a thousand and no other column tells. */
export function findDecimal(
  { heading, number }: ColumnProfile,
  evidence: FileEvidence,
  answers: ReadonlyMap<string, string>,
): { decimal: { decimal?: "," }; question: Question | null } {
  const signs = number?.decimals ?? ["."];
  const id = "decimal";
  const answer = answers.get(id);
  const sign = signs.length === 1 ? signs[0] : (evidence.decimal ?? answer);
  const decimal = sign === "," ? ({ decimal: "," } as const) : {};
  if (sign !== undefined) return { decimal, question: null };
  const example = number?.example ?? "";
  const options = ([".", ","] as const).map((value) => ({
    value,
    label: value === "." ? "The point" : "The comma",
    example: `${example} = ${parseNumeral(example, value) ?? "?"}`,
  }));
  return {
    decimal,
    question: {
      id,
      columns: [heading],
      text: `Which sign stands before decimals in numbers such as ${example}?`,
      options,
    },
  };
}
