/** What is wrong with a question in an address, an API request or on the command line. */
export const QUESTION_PROBLEMS = {
  oneOf: (values: readonly string[]) => `Must be one of ${values.join(", ")}`,
  oneOfNot: (values: readonly string[], given: string) => `Must be one of ${values.join(", ")}, not ${given}`,
  unknownMetric: (metric: string) => `Metric ${metric} not found`,
  endsBeforeStart: "The last day is before the first day",
  tooManyDays: (max: number) => `Choose at most ${max} days`,
  dayMissing: "Enter a date, for example 2026-10-31",
  noDay: (text: string) => `${text} is not a date. Use the format 2026-10-31`,
  choosePartner: "Choose a partner",
  period:
    "Enter a week, month, fiscal month, quarter or year, for example 2026-W43, 2026-10, 2026-10@22, 2026-Q4 or 2026",
  revision: "Must be a revision number, 1 or higher",
  choices: (labels: readonly string[]) => `choose ${labels.map((label) => `“${label}”`).join(", ")}`,
} as const;

/** The rows of a metric are more than one response may have. */
export function tooManyMetricRows(max: number): string {
  return `More than ${max.toLocaleString("en-US")} rows. Choose fewer days, a longer time unit or a coarser split.`;
}
