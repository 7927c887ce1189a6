/** Keys of metrics in earlier releases. */
export const FORMER_METRIC_KEYS: Readonly<Record<string, string>> = { utilisation: "utilization", ageing: "aging" };

/** Parameters of metrics in earlier releases, and values of them. */
export const FORMER_PARAMETER_NAMES: Readonly<Record<string, string>> = { annualisedBy: "annualizedBy" };
const FORMER_SCALES: Readonly<Record<string, string>> = { kept: "as-imported" };
export const FORMER_PARAMETER_VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scale: FORMER_SCALES,
};

/** The name and the value of a parameter as they are now. */
export function currentParameter(name: string, value: unknown): readonly [name: string, value: unknown] {
  const current = own(FORMER_PARAMETER_NAMES, name) ?? name;
  const values = own(FORMER_PARAMETER_VALUES, current) ?? {};
  return [current, typeof value === "string" ? (own(values, value) ?? value) : value];
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
