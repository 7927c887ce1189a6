import { count, countText } from "../shared/text";

const MAX_DECIMALS = 3;

/** `All 5,000 rows accepted`, `4,998 rows accepted, 2 rejected` */
export function usableText({ accepted, rejected }: { accepted: number; rejected: number }): string {
  if (rejected === 0 && accepted > 0) return accepted === 1 ? "1 row accepted" : `All ${count(accepted)} rows accepted`;
  return `${countText(accepted, "row", "rows")} accepted, ${count(rejected)} rejected`;
}

/** How many decimals the figures of a column need, so that all of them are written with as many. */
export function decimalsNeeded(values: readonly unknown[]): number {
  return Math.max(0, ...values.map((value) => (typeof value === "number" ? decimalsOf(value) : 0)));
}

function decimalsOf(value: number): number {
  const [, fraction = ""] = value.toFixed(MAX_DECIMALS).split(".");
  return fraction.replace(/0+$/, "").length;
}

export function figureText(value: number, decimals: number): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
