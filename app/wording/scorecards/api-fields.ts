/** What the fields of metrics, scorecards and notes mean, for the description of the API. */
export const RESULT_FIELDS = {
  lastDay: "Last day, inclusive",
  leftOut: "Days that a ratio leaves out because its numerator or denominator is not reported",
  rowPeriod: "Key of the period; without a grain the date range, such as 2026-10-01/2026-10-31",
  rowSlice: "Slice of the row; empty values are not specified",
  denominator: "Null for percentiles and point-in-time counts, which are not ratios",
  factor: "value = factor × numerator ÷ denominator; absent where it is 1",
  exactValue: "Closest double to the exact result: ratios 0–1, times in seconds, money in minor units; null: no data",
  compared: "Value rounded as in the target; null without a target of one partner",
  direction: "Which direction is better",
  parameters: "Including defaults",
  sowDocument: "As uploaded; see /api/v1/sow.schema.json",
  sowProblems:
    "Current validation problems, each with its JSON path and the same place in words; an invalid SOW is not used for verdicts",
  preliminaryRows: "Number of preliminary rows by kind; empty if unknown",
  preliminaryTo: "Last day with preliminary rows, inclusive",
  preliminary: "Null: all rows are final",
  responsible: "Who was responsible",
  noteScope: "Empty: all sites; the same for program and channel",
} as const;
