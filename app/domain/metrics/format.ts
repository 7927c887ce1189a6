import { currencyDecimals } from "./currency";
import { exact, exactToFixed, shiftTen, type Exact } from "./exact";
import type { MetricUnit } from "./metric-definition";
import type { MetricValue } from "./metric-value";

/** How a figure in base units is written. `decimals` as displayed; money takes those of its currency. */
export type FigureFormat = { readonly unit: MetricUnit; readonly decimals: number; readonly currency?: string };

/** A figure in two parts, so that the unit can be set smaller: `78.4` and `%`, `412` and `s`. */
export type FigureParts = { readonly number: string; readonly unit: string };

export const MINUS = "−";
/** Between a figure and its unit, where they are two words: they stay on one line. */
const JOINED = "\u00a0";

/** From this length on, seconds are written as minutes and hours. */
const LONG_SECONDS = 1_000;
const MOST_COMPOSITE_SECONDS = 360_000;

/** `78.4%`, `412 s`, `1 h 30 min`, `22,542`, `$4.25`: halves are rounded away from zero; zero has no sign. */
export function formatFigure(value: number, format: FigureFormat): string {
  const { number, unit } = figureParts(value, format);
  if (unit === "") return number;
  return unit === "%" ? `${number}%` : `${number}${JOINED}${unit}`;
}

export function figureParts(value: number, format: FigureFormat): FigureParts {
  switch (format.unit) {
    case "share":
      return { number: decimalText(shiftTen(exact(value), 2), format.decimals), unit: "%" };
    case "seconds":
      return secondsParts(value, format.decimals);
    case "money":
      return { number: moneyText(value, format.currency), unit: "" };
    case "score":
    case "count":
    case "ratio":
      return { number: decimalText(exact(value), format.decimals), unit: "" };
  }
}

/** A difference with its sign: `+1.2 pp` for shares, `−12 s`, `+$0.40`; `0.0 pp` without one. */
export function formatDifference(difference: number, format: FigureFormat): string {
  const isShare = format.unit === "share";
  const size = isShare
    ? `${decimalText(shiftTen(exact(difference), 2), format.decimals)}${JOINED}pp`
    : formatFigure(difference, format);
  const isNothing = !/[1-9]/.test(size);
  return isNothing || size.startsWith(MINUS) ? size : `+${size}`;
}

/** What stands in the place of a figure. Missing, too few and zero never look alike. */
export type ShownFigure =
  | ({ readonly kind: "value"; readonly text: string } & FigureParts)
  | { readonly kind: "insufficient"; readonly text: string; readonly note: string }
  | { readonly kind: "no-data"; readonly text: string };

/** `minimumSample`: below it the sample is shown in the place of the figure; 0 shows every figure. */
export function shownFigure(value: MetricValue, format: FigureFormat, minimumSample = 0): ShownFigure {
  if (value.status === "no-data") return { kind: "no-data", text: "no data" };
  if (value.n < minimumSample)
    return { kind: "insufficient", text: `n${JOINED}${formatCount(value.n)}`, note: "too few" };
  return { kind: "value", text: formatFigure(value.value, format), ...figureParts(value.value, format) };
}

/** A whole count with thousands separators: `22,542`. Fractions are rounded. */
export function formatCount(count: number): string {
  return decimalText(exact(count), 0);
}

/** An amount of any measure: whole ones without decimals, small fractions with up to two. */
export function formatAmount(amount: number): string {
  if (Number.isInteger(amount) || Math.abs(amount) >= 1_000) return formatCount(amount);
  return decimalText(exact(amount), 2).replace(/\.?0+$/, "");
}

const COMPACT_STEPS = [
  { from: 1e12, places: 12, suffix: "tn" },
  { from: 1e9, places: 9, suffix: "bn" },
  { from: 1e6, places: 6, suffix: "m" },
] as const;

/** For narrow columns: `9.29 m`, `1.20 bn`, `3.00 tn`; below a million as `formatCount`. */
export function formatCompact(count: number): string {
  const rounded = Math.round(Math.abs(count));
  for (const [index, { from, places, suffix }] of COMPACT_STEPS.entries()) {
    if (rounded < from) continue;
    const text = decimalText(shiftTen(exact(count), -places), 2);
    const larger = COMPACT_STEPS[index - 1];
    if (larger !== undefined && text.replace(MINUS, "") === "1,000.00") {
      return `${text.startsWith(MINUS) ? MINUS : ""}1.00${JOINED}${larger.suffix}`;
    }
    return `${text}${JOINED}${suffix}`;
  }
  return formatCount(count);
}

/** `2,914 / 3,717`; null for figures that are no quotients. */
export function formatFraction(value: MetricValue): string | null {
  if (value.status === "no-data" || value.denominator === null) return null;
  return `${fractionPart(value.numerator)} / ${fractionPart(value.denominator)}`;
}

function fractionPart(amount: number): string {
  return Math.abs(amount) >= 1e6 ? formatCompact(amount) : formatAmount(amount);
}

/** An amount in minor units: `$18,400.00`, `−€4.25`, `¥400`. */
export function moneyText(minor: number, currency = "USD"): string {
  const decimals = currencyDecimals(currency);
  const text = decimalText(shiftTen(exact(minor), -decimals), decimals);
  const symbol = currencySymbol(currency);
  return text.startsWith(MINUS) ? `${MINUS}${symbol}${text.slice(MINUS.length)}` : `${symbol}${text}`;
}

function currencySymbol(currency: string): string {
  const format = new Intl.NumberFormat("en-GB", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const symbol = format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  return /[A-Za-z]$/.test(symbol) ? `${symbol}${JOINED}` : symbol;
}

function secondsParts(value: number, decimals: number): FigureParts {
  const seconds = decimalText(exact(value), decimals);
  const whole = Number(exactToFixed(exact(Math.abs(value)), 0));
  if (whole < LONG_SECONDS) return { number: seconds, unit: "s" };
  const sign = value < 0 ? MINUS : "";
  if (whole < 3_600) return { number: `${sign}${composite(whole, 60, "min", "s")}`, unit: "" };
  const minutes = Math.round(whole / 60);
  if (whole < MOST_COMPOSITE_SECONDS) return { number: `${sign}${composite(minutes, 60, "h", "min")}`, unit: "" };
  return { number: `${sign}${formatCount(whole / 3_600)}`, unit: "h" };
}

function composite(total: number, base: number, large: string, small: string): string {
  const [whole, rest] = [Math.floor(total / base), total % base];
  const first = `${whole}${JOINED}${large}`;
  return rest === 0 ? first : `${first} ${rest}${JOINED}${small}`;
}

/** Fixed decimals, thousands separated, a true minus sign, no sign on zero. */
function decimalText(value: Exact, decimals: number): string {
  const text = exactToFixed(value, decimals);
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = text.startsWith("-") ? MINUS : "";
  return fraction === undefined ? `${sign}${grouped}` : `${sign}${grouped}.${fraction}`;
}
