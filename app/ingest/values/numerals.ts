import { digitsAt } from "./iso-text";

export type DecimalSign = "." | ",";

export const MAX_NUMERAL_CHARS = 60;
/** Whole numbers of so many digits are exact. */
const MAX_EXACT_DIGITS = 15;
/** No number in groups begins with a zero: 0,500 is a half. */
const GROUPED = { ".": /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, ",": /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/ };
const PLAIN = {
  ".": /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/,
  ",": /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d{1,3})?$/,
};

/** The sign of a currency before or behind an amount. */
const CURRENCY_SIGN = /^([+-]?)(?:US|[ACR])?[€£$¥₹₱₩](?=[+-]?\d)|[€£$¥₹₱₩]$/u;

/** Ways to write a negative amount: (500.00) as accounts do, 500.00- as some systems do, and with the sign of typesetters. */
const IN_BRACKETS = /^([€£$¥₹₱₩]?)\(([^()+%-]+)\)$/u;
const SIGN_BEHIND = /^([^()+%-]+)-$/;
const LONG_MINUS = "\u2212";

/** The number a text writes, percent signs taken as hundredths; null where it is none. */
export function parseNumeral(text: string, decimal: DecimalSign = "."): number | null {
  if (text !== "" && text.length <= MAX_EXACT_DIGITS) {
    const plain = digitsAt(text, 0, text.length);
    if (plain >= 0) return plain;
  }
  if (text.length > MAX_NUMERAL_CHARS) return null;
  return parseSigned(text, decimal) ?? parseAmount(text, decimal);
}

/** An amount as accounts write it, where it is written otherwise than a number is. */
function parseAmount(text: string, decimal: DecimalSign): number | null {
  if (text.startsWith(LONG_MINUS)) return parseSigned(`-${text.slice(1)}`, decimal);
  const [, sign = "", inBrackets] = IN_BRACKETS.exec(text) ?? [];
  const positive = inBrackets === undefined ? SIGN_BEHIND.exec(text)?.[1] : `${sign}${inBrackets}`;
  const value = positive === undefined ? null : parseSigned(positive.trim(), decimal);
  return value === null ? null : 0 - value;
}

function parseSigned(text: string, decimal: DecimalSign): number | null {
  const percent = text.endsWith("%");
  const bare = (percent ? text.slice(0, -1) : text).replace(/[\s'’\u00a0\u202f]/g, "");
  const amount = bare.replace(CURRENCY_SIGN, "$1");
  const plain = PLAIN[decimal].test(amount);
  if (!plain && !GROUPED[decimal].test(amount)) return null;
  const digits = decimal === "." ? amount.replaceAll(",", "") : amount.replaceAll(".", "").replace(",", ".");
  const value = Number(digits);
  if (!Number.isFinite(value)) return null;
  return percent ? value / 100 : value;
}
