import { countText } from "../shared/text";

/** The mapping step: which column is imported as what. */
export const MAPPING_STEP = {
  leadSuggested: "Review the suggested mapping and change what is wrong.",
  leadFixed: "This file is imported with a saved mapping.",
  noPartner: "no partner chosen",
  openTitle: "Complete these before applying",
  detectAgain: "Detect again",
  columnPages: "Mapped columns and columns with questions come first. Previous and Next save this page.",
  columnsOf: "columns",
  columns: {
    caption: "Columns and the fields they are mapped to",
    column: "Column",
    target: "Field",
    format: "Format",
    reason: "Reason",
  },
  noValues: "No values",
  notImported: "Not imported",
  required: (label: string) => `${label} (required)`,
  targetOf: (heading: string) => `Field for ${heading}`,
  formatOf: (heading: string) => `Date format of ${heading}`,
  unitOf: (heading: string) => `Unit of ${heading}`,
  decimalOf: (heading: string) => `Decimal separator of ${heading}`,
  boolean: "Yes or no",
  text: "Text",
  units: {
    s: "seconds",
    ms: "milliseconds",
    min: "minutes",
    h: "hours",
    d: "days",
    "hh:mm:ss": "hh:mm:ss",
    "mm:ss": "mm:ss",
    "hh:mm": "hh:mm",
    "h.mm.ss": "h.mm.ss",
    "h:mm a": "h:mm am/pm",
    spelled: "with units, such as 2h 30m",
  },
  confidence: { chosen: "Chosen", high: "High", medium: "Medium", low: "Low" },
  confidenceOf: (level: string, percent: number) => `${level} · ${percent}%`,
  kind: "Row type",
  kindReason: (reason: string, preset: string) => `${reason} Matches ${preset}.`,
  name: "Mapping name",
  source: "Source",
  sourceHintTotals: "A new total replaces the total with the same partner, source, date and slice.",
  sourceHintRows: "A new row replaces the row with the same partner, source and ID.",
  constant: (label: string) => `${label} for all rows`,
  constantHint: "No column has this value.",
  blanks: {
    label: "Blank cells in updated rows",
    keep: "Keep existing values",
    erase: "Clear existing values",
    hint: "Applies when a later file has the same row with blank cells.",
  },
  wide: {
    measures: "Rows with one measure each",
    repeated: "Repeated columns",
    byMeasure: "Read the measure from each row",
    toRows: "Convert to rows",
    asIs: "Import as they are",
  },
} as const;

/** Whether the figures of a file are preliminary or final. */
export const STATUS_FIELD = {
  label: "Preliminary or final",
  unstated: "Not specified (treated as final)",
  preliminary: "All preliminary",
  final: "All final",
  byMapping: "As in the mapping",
  byColumn: (column: string) => `From the column “${column}”`,
  hint: "Final rows replace preliminary rows with the same ID, never the other way round.",
  columnHint: "If a column has this status, map it to “Preliminary or final”.",
} as const;

export const QUESTIONS = {
  answered: "Answered",
  columns: (columns: readonly string[], more: number) =>
    `${columns.length + more === 1 ? "Column" : "Columns"}: ${columns.join(", ")}${more > 0 ? ` and ${countText(more, "more", "more")}` : ""}`,
  moreLater: (questions: number) =>
    `${countText(questions, "more question", "more questions")} after you answer these.`,
} as const;

/** Mappings that were saved before. */
export const SAVED_MAPPING = {
  other: "Use another mapping",
  saved: "Saved mapping",
  option: (name: string, partner: string | null, kind: string, version: number) =>
    `${name} (${partner ?? "no partner"}, ${kind}, version ${version})`,
  json: "Mapping as JSON",
  apply: "Use mapping",
  applyRenamed: "Use mapping with these names",
  detect: "Detect from the file",
  used: (name: string) => `Mapping used: ${name}`,
  allColumns: "All columns were found.",
  allColumnsRenamed: "All columns were found, some under different names.",
  missing: (name: string) => `${name} doesn’t match: columns are missing`,
  available: (name: string) => `Saved mapping for this partner: ${name}`,
  renamed: (from: string, to: string, reason: string) => `“${from}” is probably “${to}” now: ${reason}.`,
  missingColumn: (heading: string, found: readonly string[]) =>
    `“${heading}” is missing${found.length === 0 ? "" : `; found ${found.map((one) => `“${one}”`).join(", ")} instead`}.`,
} as const;
