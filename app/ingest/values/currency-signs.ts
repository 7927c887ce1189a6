import { isCurrency } from "~/domain/money/currency";

/** Currencies that a sign or a word may mean, the likeliest first. */
const DOLLARS = ["USD", "CAD", "AUD", "NZD", "SGD", "MXN", "COP", "CLP"];
const SIGNS: readonly (readonly [pattern: RegExp, codes: readonly string[]])[] = [
  [/€|(?<!\p{L})euros?(?!\p{L})/iu, ["EUR"]],
  [/£|(?<!\p{L})(pounds?|sterling)(?!\p{L})/iu, ["GBP"]],
  [/₹|(?<!\p{L})rupees?(?!\p{L})/iu, ["INR"]],
  [/₱/u, ["PHP"]],
  [/₩|(?<!\p{L})won(?!\p{L})/iu, ["KRW"]],
  [/R\$|(?<!\p{L})(reais|real)(?!\p{L})/iu, ["BRL"]],
  [/US\$|(?<!\p{L})us dollars?(?!\p{L})/iu, ["USD"]],
  [/(?<!\p{L})yens?(?!\p{L})/iu, ["JPY"]],
  [/(?<!\p{L})(yuan|renminbi)(?!\p{L})/iu, ["CNY"]],
  [/¥/u, ["JPY", "CNY"]],
  [/\$|(?<!\p{L})dollars?(?!\p{L})/iu, DOLLARS],
  [/(?<!\p{L})pesos?(?!\p{L})/iu, ["MXN", "PHP", "COP", "CLP", "ARS"]],
];

/** The currencies that a heading or a cell may mean, by a code, a sign or a word. */
export function currenciesIn(text: string): string[] {
  const alone = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(alone)) return isCurrency(alone) ? [alone] : [];
  const codes = (text.match(/(?<![A-Z])[A-Z]{3}(?![A-Z])/g) ?? []).filter(isCurrency);
  if (codes.length > 0) return [...new Set(codes)];
  return [...(SIGNS.find(([pattern]) => pattern.test(text))?.[1] ?? [])];
}
