import { count, countText } from "../shared/text";

/** The repair step: one choice for all rows with the same problem. */
export const REPAIR_STEP = {
  lead: "Each fix applies to all matching rows and is saved with the mapping.",
  checkedAll: (rows: number) => (rows === 1 ? "1 row checked" : `all ${count(rows)} rows checked`),
  checkedSome: "not all rows checked yet",
  nothingChosen: "Choose a fix first",
  moreLater: (problems: number) => `${countText(problems, "more problem", "more problems")} after you fix these.`,
  onlyInFile: "The remaining problems must be fixed in the file",
  nothingLeft: "Nothing to repair",
  rejectedStay:
    "These rows are rejected. Download them on the Check step, fix them, and import them as a separate file.",
  allAcceptedSoFar: "No problems found so far.",
  allAccepted: "No problems found.",
  repaired: "Fixes",
  undo: "Undo",
  undoOf: (repair: string) => `Undo: ${repair}`,
  back: "Back to Check",
  group: (rows: number, problem: string) => `${countText(rows, "row", "rows")}: ${problem}`,
  wholeRow: "Whole row",
  column: (name: string) => `Column ${name}`,
  firstOn: (location: string, line: number) => `${location}, first on line ${count(line)}`,
  dateFormat: "Date format",
  chooseDateFormat: "Choose the order of day and month",
  dateFormatExample: (format: string, example: string) => `${format} (first value: ${example})`,
  decimalComma: "Decimal separator: comma (1.234,5)",
  decimalPoint: "Decimal separator: period (1,234.5)",
  unit: "Unit of the durations",
  means: (value: string) => `“${value}” means`,
  leave: "Don’t change",
  yes: "Yes",
  no: "No",
  partnerOf: (value: string) => `Partner for “${value}”`,
  noPartner: "None",
  blankValues: "Values that mean blank, in all columns",
  skipRows: "Total or footer rows to skip",
  apply: "Apply fix",
  treatAsBlank: "Treat as blank",
  skip: "Skip rows",
} as const;

/** The dry-run and apply steps. */
export const DRY_RUN_STEP = {
  lead: "Test run: the whole file is imported and compared with current data. Nothing is saved.",
  start: "Start dry run",
  failed: "The import would fail",
  tryAgain: "Try again",
  cancelled: "Dry run canceled",
  restart: "Start again",
  repairFirst: "Back to Repair",
} as const;

export const DRY_RUN_RESULT = {
  tiles: { new: "New", changed: "Changed", unchanged: "Unchanged", superseded: "Superseded", rejected: "Rejected" },
  ofRead: (rows: number) => `of ${count(rows)} read`,
  verdicts: "Changed verdicts on scorecards",
  verdictsCaption: "Scorecard results with a changed verdict",
  columns: { partner: "Partner", month: "Month", metric: "Metric", now: "Now", after: "After import" },
  notScored: (reason: string) => `No targets apply: ${reason}.`,
  noVerdictChanges: "No verdict changes",
  changedRows: "Changed rows",
  shownOf: (shown: number, total: number) => `${count(shown)} of ${count(total)}`,
  more: (rows: number) => `${count(rows)} more`,
  moreChangedRows: "More changed rows",
  rejectedRows: "Rejected rows",
  rejectedCaption: "Rejected rows by problem",
} as const;

export const APPLY_STEP = {
  lead: "Rejected rows are left out; all other rows count immediately. You can revert the import later.",
  openQuestions: "Answer the remaining questions first.",
  partner: "Partner",
  partnerPerRow: "Read from each row",
  rows: "Row type",
  mapping: "Mapping",
  days: "Dates",
  dryRun: "Dry run",
  noDryRun: "Not run with this mapping",
  verdicts: "Verdicts",
  verdictsChange: (verdicts: number) => `${count(verdicts)} change`,
  noVerdictChanges: "No changes",
  result: (rows: { new: number; changed: number; unchanged: number }) =>
    `${count(rows.new)} new, ${count(rows.changed)} changed, ${count(rows.unchanged)} unchanged`,
  rejected: (rows: number) => `${count(rows)} rejected`,
  apply: "Apply import",
  tryFirst: "Start dry run first",
} as const;

/** Rows per day beside those of the previous file. */
export const DAY_TOTALS = {
  title: "Rows per day",
  days: (days: number) => countText(days, "day", "days"),
  columns: { day: "Date", rows: "Rows", before: "Previous file", difference: "Difference" },
  none: "None",
  noPrevious: "No previous file from this source",
  compared: (previous: { fileName: string; average: string; days: string }, average: string) =>
    `Previous file ${previous.fileName}: ${previous.average} (${previous.days}). This file: ${average}.`,
  average: (rows: number | null) => (rows === null ? "no current rows" : `${count(rows)} rows per day`),
  open: "Show days",
} as const;
