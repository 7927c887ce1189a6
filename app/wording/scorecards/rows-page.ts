export const ROWS_TEXT = {
  titleShowsValueAll: (view: string) => `The title shows the value of all rows. ${view}`,
  partly: (preliminary: string) => ` Partly ${preliminary}.`,
  rows: "Rows",
  rowsThatContributeThis: "Rows that contribute to this value",
  noRowsMatchThese: "No rows match these filters.",
  noRowsContributeThis: "No rows contribute to this value.",
  showOnlyTheseRows: "Show only these rows",
  noRows: "No rows.",
  searchIdAgentOr: "Search ID, agent or reason",
  idAgentOrReason: "ID, agent or reason",
  search: "Search",
  clearFilters: "Clear filters",
  totalOf: (rows: string) => `Total of ${rows}`,
  averageOf: "Average",
  columns: "Columns",
  columnsHint: "Downloads have the same columns.",
  allColumns: "All columns",
} as const;

/** What a choice of columns shows. */
export const COLUMN_CHOICES = {
  id: "ID",
  slice: "Slice",
  measure: "Measure",
  agent: "Agent",
  team: "Team",
  reason: "Reason",
  amounts: "Amounts",
  parts: "Numerator, denominator",
  from: "Import, line",
} as const;

export const EXPLAINED_ROWS_TEXT = {
  rows: "Rows",
  openRows: "Open rows",
  kindRows: "Kind of rows",
  rowsThatContributeThis: "Rows that contribute to this value",
  noRowsContributeThis: "No rows contribute to this value.",
  importedTotalsCountOnly:
    "Imported totals count only where no contact or review has the same measure for the same day and slice, or where the SOW names their source.",
  when: "When",
  id: "ID",
  slice: "Slice",
  measure: "Measure",
  agent: "Agent",
  team: "Team",
  reason: "Reason",
  numerator: "Numerator",
  denominator: "Denominator",
  importLine: "Import, line",
  line: (line: number) => `line ${line}`,
} as const;

export const ROWS_PAGE_TEXT = {
  rows: "Rows",
  valueNotFound: "This address does not name a value. Open the page from a scorecard or a metric.",
  inProgress: (range: string) => `${range}, in progress`,
  viewCalculation: "View calculation",
} as const;
