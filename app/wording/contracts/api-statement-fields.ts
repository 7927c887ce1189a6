/** What the fields of statements mean, for the description of the API. */
export const STATEMENT_FIELDS = {
  lastDay: "Last day, included",
  excluded: "Accepted exclusions that the contractual result leaves out, with the days of the result that they touch",
  value: "In the unit of the contract: percent for shares, seconds for times",
  state: "running: the month is not over; draft: data do not reach its end; empty: no data",
  gap: "Why no money follows; null: a credit scheme is in force",
  total: "Due from the partner in major units; negative: due from the client",
  source: "ID of the rule, cap, earn-back or points scheme in the SOW document",
  amount: "In major units; positive: due from the partner",
  net: "Of a credit: what caps leave of it. Of an offset: what later credits may use",
  returns: "ID of the line that an earn-back returns or an offset rests on",
  steps: "The arithmetic, in order; figures and amounts in major units as decimals",
  problems: "Why the statement is not final; empty: it is",
  engine: "Rules by which the statement was made",
  hash: "SHA-256 of the canonical JSON (RFC 8785) of the statement",
} as const;
