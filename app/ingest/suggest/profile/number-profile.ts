import { parseDuration } from "../../parse/cell-readers";
import { parseNumeral, type DecimalSign } from "../../values/numerals";
import { isUnclearDuration, parseSpelledDuration } from "../../values/spelled-durations";
import type { DurationUnit } from "../../mapping/field";

export type NumberProfile = {
  /** Signs of the decimals by which every text reads as a number; two where that makes a difference and cannot be determined. */
  decimals: DecimalSign[];
  /** Every text ends with a percent sign. */
  percentSigns: boolean;
  whole: boolean;
  least: number;
  most: number;
  median: number;
  /** A text that reads differently by the two signs. */
  example: string;
};

export const CLOCKS = ["hh:mm:ss", "h.mm.ss", "mm:ss", "hh:mm", "spelled"] as const satisfies readonly DurationUnit[];
export type ClockForm = (typeof CLOCKS)[number];

/** How a column's texts write numbers, by the decimal sign of the file where it is known; null where not all of them do. */
export function profileNumbers(texts: readonly string[], known?: DecimalSign): NumberProfile | null {
  if (texts.length === 0) return null;
  const read = (sign: DecimalSign) => {
    const values = texts.map((text) => parseNumeral(text, sign));
    return values.every((value) => value !== null) ? values : null;
  };
  const byPoint = read(".");
  const byComma = read(",");
  if (!byPoint && !byComma) return null;
  const values = (known === "," ? (byComma ?? byPoint) : (byPoint ?? byComma)) ?? [];
  const differing = byPoint && byComma ? byPoint.findIndex((value, index) => value !== byComma[index]) : -1;
  const sorted = values.toSorted((a, b) => a - b);
  return {
    decimals: byPoint && byComma ? (differing < 0 ? ["."] : known ? [known] : [".", ","]) : byPoint ? ["."] : [","],
    percentSigns: texts.every((text) => text.endsWith("%")),
    whole: values.every((value) => Number.isInteger(value)),
    least: sorted[0] ?? 0,
    most: sorted.at(-1) ?? 0,
    median: sorted[sorted.length >> 1] ?? 0,
    example: texts[Math.max(differing, 0)] ?? "",
  };
}

/** The clock notations by which every text reads as a duration. */
export function clockForms(texts: readonly string[]): ClockForm[] {
  const forms = texts.length === 0 ? [] : CLOCKS.filter((unit) => texts.every((text) => readsAsDuration(text, unit)));
  // Minutes and seconds may have hours before them; where all have, they are hours.
  if (forms.includes("hh:mm:ss")) return forms.filter((unit) => unit !== "mm:ss" && unit !== "spelled");
  return forms.length > 1 ? forms.filter((unit) => unit !== "spelled") : forms;
}

/** Whether a text is a duration in the notation by some decimal sign. */
export function readsAsDuration(text: string, unit: DurationUnit): boolean {
  return parseDuration(text, unit) !== null || (unit === "spelled" && isUnclearDuration(text));
}

/** How spelled durations write decimals; without signs where none of them tells. */
export type SpelledProfile = Pick<NumberProfile, "decimals" | "example">;

/** The decimal sign of durations that name their units, by that of the file where it is known. */
export function profileSpelled(texts: readonly string[], known?: DecimalSign): SpelledProfile {
  const unclear = texts.find(isUnclearDuration);
  const proven = ([".", ","] as const).filter((sign) => {
    const other = sign === "." ? "," : ".";
    return texts.some(
      (text) => parseSpelledDuration(text, sign) !== null && parseSpelledDuration(text, other) === null,
    );
  });
  const [only, another] = proven;
  if (only !== undefined && another === undefined) return { decimals: [only], example: "" };
  if (unclear === undefined)
    return { decimals: known === undefined || another !== undefined ? [] : [known], example: "" };
  return { decimals: known === undefined ? [".", ","] : [known], example: unclear };
}
