import { count, countText } from "../shared/text";

/** The steps of an import that is not applied yet. */
export const WIZARD = {
  steps: { preview: "Preview", map: "Map", check: "Check", repair: "Repair", "dry-run": "Dry run", apply: "Apply" },
  stepsLabel: "Import steps",
  untitled: "Upload",
  name: (fileName: string, step: string) => `Import of ${fileName}, ${step}`,
  notApplied: "not applied",
  continue: "Continue",
  unreadable: "This file can’t be read with these settings",
  discard: {
    open: "Discard",
    title: "Discard this upload?",
    confirm: "Discard upload",
    text: "The file and its settings are deleted. No figures are affected.",
  },
  uploadNotFound: "This upload no longer exists.",
  uploadRunning: "This upload is being imported. Cancel the import first.",
} as const;

export const BLOCKERS = {
  title: "Fix these problems first",
  mapping: "Edit mapping",
  reading: "Edit file settings",
} as const;

/** The preview step: how the file is read. */
export const PREVIEW_STEP = {
  lead: "The first rows of the file. Check that the headings are right and each value is in its own cell.",
  settings: "File settings",
  readBy: (mapping: string, zone: string) =>
    `This file matches the mapping “${mapping}”, which is used with ${zone} for times without a time zone. To use the settings below, choose “Detect again” on the next step.`,
  readAgain: "Read again",
  sheet: "Sheet",
  table: "Table",
  askTable: "Choose on the next step",
  tableHint: "The sheet has several tables. Import each one separately.",
  sheetRows: (name: string, rows: number) => `${name} (${countText(rows, "row", "rows")})`,
  tableRows: (number: number, title: string, rows: number) => `${number}: ${title} (${countText(rows, "row", "rows")})`,
  encoding: "Encoding",
  delimiter: "Delimiter",
  delimiters: { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Pipe" },
  quote: "Quote character",
  quotes: { '"': 'Double quotes (")', "'": "Single quotes (')", none: "None" },
  detected: "Detected",
  detectedAs: (label: string) => `Detected: ${label}`,
  headingLine: "Heading line (0: none)",
  headingLines: "Heading lines",
  oneLine: "One",
  twoLines: "Two",
  skipTotals: "Skip total rows",
  zone: "Time zone of times without one",
  chooseZone: "Choose a time zone",
  firstColumns: (shown: number, total: number) =>
    `First ${count(shown)} of ${count(total)} columns. The next step shows the others.`,
  sampleCaption: "First rows of the file",
  noRows: "This file has headings but no rows.",
  line: "Line",
} as const;

/** The check step: the first rows as they are imported, and the rejected ones. */
export const CHECK_STEP = {
  rejected: "Rejected rows",
  download: "Download rejected rows (CSV)",
  downloadXlsx: "Download rejected rows (XLSX)",
  caption: "Rejected rows by problem",
  allAccepted: "No problems found",
  allAcceptedSoFar: "No problems found so far",
  repair: (problems: number) => `Repair ${countText(problems, "problem", "problems")}`,
  continueWithout: "Continue without rejected rows",
  checking: "Checking the rest of the file",
  checkingLabel: "Checking the file",
  progress: (rows: number, rejected: number) =>
    `${countText(rows, "row", "rows")} checked · ${count(rejected)} rejected`,
  size: (size: string, layout: string) => `${size}, ${layout}`,
  sheetOf: (sheet: string) => `sheet “${sheet}” of an Excel workbook`,
  textOf: (encoding: string, delimiter: string) => `${encoding}, separated by ${delimiter}`,
  collapse: (which: "first" | "last") => `Only the ${which} row of each case counts.`,
  repeatedHour: {
    title: (rows: number) =>
      `${countText(rows, "row has", "rows have")} a time that occurs twice (daylight-saving change)`,
    text: "The earlier time is used. To avoid this, export the file with UTC times or offsets.",
  },
  preview: "Preview of imported rows",
  previewDetail: (rows: number, zone: string) => `first ${countText(rows, "row", "rows")}; times in ${zone}`,
  previewCaption: "First rows as imported",
  noneAccepted: "All checked rows are rejected.",
  columns: { line: "Line", id: "ID", day: "Date" },
  empty: "Empty",
  yes: "Yes",
  no: "No",
  implausible: { title: "Implausible figures", edit: "Edit mapping" },
  implausibleRows: (text: string, rows: number, lines: readonly number[]) =>
    `${text} ${countText(rows, "row", "rows")}: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}${rows > lines.length ? " and more" : ""}.`,
} as const;

/** Problems of rows, grouped by what fixes them. */
export const PROBLEM_GROUPS = {
  columns: { rows: "Rows", problem: "Problem", column: "Column", values: "Values", line: "First line" },
  wholeRow: "Whole row",
  blank: "(blank)",
  top: (shown: number, total: number) => `Top ${count(shown)} of ${count(total)} problems by number of rows.`,
} as const;
