import { count } from "../shared/text";

export const IMPORTS = {
  title: "Imports",
  caption: "Imports, newest first",
  notFound: "This import does not exist, or you don’t have access to it.",
  mappingNotFound: "This mapping does not exist, or you don’t have access to it.",
  fileNotFound: "This file does not exist, or you don’t have access to it.",
  new: "New import",
  columns: {
    file: "File",
    partner: "Partner",
    kind: "Row type",
    days: "Dates",
    rows: "Rows",
    changes: "New or changed",
    rejected: "Rejected",
    applied: "Applied",
  },
  noPartner: "None",
  reverted: "Reverted",
  states: { applied: "Applied", reverted: "Reverted", rejected: "With rejected rows" },
  filters: {
    partner: "Partner",
    allPartners: "All partners",
    kind: "Row type",
    allKinds: "All row types",
    state: "Status",
    allStates: "All statuses",
  },
  noMatch: {
    title: "No imports match these filters",
    text: "Choose another partner, row type or status.",
    showAll: "Show all imports",
  },
  empty: {
    title: "No imports yet",
    text: "All figures come from imported files of partners and support systems. Each import can be traced, repeated and reverted.",
  },
  rows: "imports",
} as const;

export const UNFINISHED = {
  title: "Unfinished",
  detail: "Uploads are deleted after one week",
  caption: "Unfinished imports",
  columns: { file: "File", state: "Status", size: "Size", since: "Since" },
  remove: "Remove",
} as const;

/** The page of one import. */
export const IMPORT = {
  untitled: "Import",
  name: (id: number, fileName: string) => `Import ${id}, ${fileName}`,
  number: (id: number) => `import ${id}`,
  original: "Download original file",
  revert: {
    open: "Revert",
    title: "Revert this import?",
    confirm: "Revert import",
    text: "Its rows are removed and the values that they replaced are restored. The import stays in this list. To apply it again, import the file again.",
  },
  reverted: {
    title: "This import was reverted",
    text: (by: string, at: string) => `Reverted by ${by} on ${at}. Its rows no longer count.`,
  },
  tiles: { read: "Rows read", accepted: "Accepted", changes: "New or changed", rejected: "Rejected" },
  unchanged: (rows: number) => `${count(rows)} unchanged`,
  added: (rows: number) => `${count(rows)} new`,
  changed: (rows: number) => `${count(rows)} changed`,
  rejected: {
    title: "Rejected rows",
    caption: "Rejected rows by problem",
    none: "No rejected rows",
    xlsx: "Download XLSX",
    csv: "Download CSV",
    original: "Download rejected rows (CSV)",
    originalXlsx: "Download rejected rows (XLSX)",
  },
  problemColumns: { problem: "Problem", column: "Column", rows: "Rows", example: "First example" },
  wholeRow: "Whole row",
  line: (line: number) => `line ${count(line)}:`,
  blank: "(blank)",
  source: {
    title: "Source",
    partner: "Partner",
    partners: "Partners",
    kind: "Row type",
    days: "Dates",
    mapping: "Mapping",
    applied: "Applied",
    size: "File size",
  },
  kindAndSource: (kind: string, source: string) => `${kind}, source ${source}`,
  version: (name: string, version: number) => `${name}, version ${version}`,
  mappingDeleted: "Deleted",
  noPartner: "None",
} as const;

export const ROW_CHANGES = {
  title: "Changed rows",
  caption: (table: string) => `${table}, old and new values`,
  name: (id: number, fileName: string) => `Rows changed by import ${id}, ${fileName}`,
  lead: "Values before and after this import. Blank cells don’t overwrite existing values.",
  tabs: { label: "Changes shown", all: "All changes", figures: "Changed figures" },
  columns: { row: "Row", changes: "Changes", line: "Line" },
  none: "No changed rows",
  empty: "Empty",
  yes: "Yes",
  no: "No",
  rows: "rows",
} as const;

export const NEW_IMPORT = {
  title: "New import",
  file: "Choose or drop files",
  fileHint: "Text files (CSV, TSV) or Excel workbooks, also as ZIP; up to 500 MB",
  submit: "Upload and preview",
  note: "Nothing is saved until you apply the import.",
  partner: "Partner",
  choosePartner: "Choose a partner, or read it from a column",
  newPartner: "New partner",
  newPartnerName: "Name of the new partner",
  zone: "Time zone of the file",
  chooseZone: "Choose a time zone",
  zoneHint: "Applies to times without a time zone.",
} as const;

/** The page of an import in the background. */
export const IMPORT_RUN = {
  untitled: "Import",
  name: (fileName: string) => `Import of ${fileName}`,
  trying: (fileName: string) => `Dry run of ${fileName}`,
  importing: (fileName: string) => `Importing ${fileName}`,
  dryRun: "dry run",
  finished: "import",
  running: "importing",
  leadDryRun: "Test run: nothing is saved. You can leave this page.",
  lead: "You can leave this page. All changes are saved together at the end.",
  back: "Back to the file",
  otherHost: {
    title: (host: string) => `This file is on the host ${host}`,
    text: "The import starts when that host is running.",
  },
  failed: "Nothing was imported",
  cancelled: { title: "Import canceled", text: "Nothing was saved." },
  tried: { title: "Dry run finished", text: "Nothing was saved." },
  cancel: "Cancel",
} as const;
