/** ISO 4217 codes that the runtime knows, so that a mistyped one is noticed. */
const KNOWN = new Set(Intl.supportedValuesOf("currency"));

export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Decimals of the currency's minor unit: 2 for USD, 0 for JPY. */
export function currencyDecimals(code: string): number {
  return (
    new Intl.NumberFormat("en-GB", { style: "currency", currency: code }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
