import { count, countWords } from "../shared/text";

const MOST_DECIMALS = 3;

/** `All 5,000 rows can be used`, `4,998 rows can be used, 2 rows cannot` */
export function usableWords({ accepted, rejected }: { accepted: number; rejected: number }): string {
  if (rejected === 0 && accepted > 0)
    return accepted === 1 ? "The one row can be used" : `All ${count(accepted)} rows can be used`;
  return `${countWords(accepted, "row", "rows")} can be used, ${countWords(rejected, "row", "rows")} cannot`;
}

/** How many decimals the figures of a column need, so that all of them are written with as many. */
export function decimalsNeeded(values: readonly unknown[]): number {
  return Math.max(0, ...values.map((value) => (typeof value === "number" ? decimalsOf(value) : 0)));
}

function decimalsOf(value: number): number {
  const [, fraction = ""] = value.toFixed(MOST_DECIMALS).split(".");
  return fraction.replace(/0+$/, "").length;
}

export function figureWords(value: number, decimals: number): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
