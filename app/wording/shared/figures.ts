import { currencyDecimals } from "~/domain/money/currency";
import { exact, exactToFixed, shiftTen, type Exact } from "~/domain/metrics/exact";
import type { MetricUnit } from "~/domain/metrics/catalog/metric-definition";

/** How a figure is written. `decimals` as displayed: of the per cent figure for shares, of major units for money. */
export type FigureFormat = {
  readonly unit: MetricUnit;
  readonly decimals: number;
  /** ISO 4217 code; money without one is written as a bare number. */
  readonly currency?: string | undefined;
};

/** A figure and what it is counted in, so that the unit can be set smaller or left to the heading. */
export type FigureParts = { readonly figure: string; readonly unit: string };

/** From here on durations are written in hours: seconds could no longer be read. */
const HOURS_FROM_SECONDS = 7200;
const LOCALE = "en-GB";
const MINUS = "\u2212";

/** `78.4` and `%`, `412` and ` s`, `3.1` and ` h`, `$18,400` and nothing. `scale` decides on hours where a row of figures shares one unit. */
export function figureParts(value: number, format: FigureFormat, scale = value): FigureParts {
  switch (format.unit) {
    case "share":
      return { figure: parted(exactToFixed(shiftTen(asWritten(value), 2), format.decimals)), unit: "%" };
    case "seconds":
      return Math.abs(scale) >= HOURS_FROM_SECONDS
        ? { figure: written(value / 3600, 1), unit: "\u00a0h" }
        : { figure: written(value, format.decimals), unit: "\u00a0s" };
    case "money":
      return { figure: money(value, format), unit: "" };
    case "score":
    case "count":
    case "ratio":
      return { figure: written(value, format.decimals), unit: "" };
  }
}

/** The figure with its unit: `78.4%`, `412 s`. */
export function formatFigure(value: number, format: FigureFormat): string {
  const { figure, unit } = figureParts(value, format);
  return figure + unit;
}

/**
 * An unrounded difference, rounded once, with its sign; of shares in percentage points: `−6.6 pp`, `+12 s`. No sign where nothing
 * is left of it. `scale`: the figure beside it, in whose unit it is written: hours beside hours.
 */
export function formatDifference(difference: number, format: FigureFormat, scale = difference): string {
  const { figure, unit } = figureParts(Math.abs(difference), format, scale);
  const sign = /[1-9]/.test(figure) ? (difference < 0 ? MINUS : "+") : "";
  return sign + figure + (format.unit === "share" ? "\u00a0pp" : unit);
}

/** A whole number with its thousands parted: `22,542`. */
export function formatCount(count: number): string {
  return written(count, 0);
}

/** For narrow columns: from a million on in millions with three figures or more, `9.29M`; the whole number below. */
export function formatShortCount(count: number): string {
  const millions = Math.abs(count) / 1_000_000;
  if (millions < 1) return formatCount(count);
  return `${written(count / 1_000_000, millions < 9.995 ? 2 : millions < 99.95 ? 1 : 0)}M`;
}

function written(value: number, decimals: number): string {
  return parted(exactToFixed(asWritten(value), decimals));
}

/** Fifteen digits are what a computed figure is good for: with them a half is a half, and 1.005 is 1.01. */
function asWritten(value: number): Exact {
  return exact(Number(value.toPrecision(15)));
}

function money(minorUnits: number, { currency, decimals }: FigureFormat): string {
  if (currency === undefined) return parted(exactToFixed(shiftTen(asWritten(minorUnits), -2), decimals));
  const major = shiftTen(asWritten(minorUnits), -currencyDecimals(currency));
  const amount = parted(exactToFixed(major, decimals));
  const symbol = currencySymbol(currency);
  return amount.startsWith(MINUS) ? MINUS + symbol + amount.slice(MINUS.length) : symbol + amount;
}

/** The symbol where there is one, else the code with a space. */
function currencySymbol(currency: string): string {
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const parts = new Intl.NumberFormat(LOCALE, style).formatToParts(0);
  const symbol = parts.find(({ type }) => type === "currency")?.value ?? currency;
  return /[A-Za-z]$/.test(symbol) ? `${symbol}\u00a0` : symbol;
}

/** Thousands parted, a true minus sign; the text never holds a negative zero. */
function parted(text: string): string {
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const figure = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return text.startsWith("-") ? MINUS + figure : figure;
}
