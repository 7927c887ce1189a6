export const NOTE_FILTER_TEXT = {
  open: "Open",
  overdue: "Overdue",
  archived: "Archived",
  openAndArchived: "Open and archived",
  partner: "Partner",
  allPartners: "All partners",
  metric: "Metric",
  allMetrics: "All metrics",
  category: "Category",
  allCategories: "All categories",
  state: "State",
} as const;

export const NOTES_ASIDE_TEXT = {
  why: "Why",
  note: "note",
  notes: "notes",
  addNote: "Add note",
  noRootCauseNotes: "No root-cause notes yet.",
} as const;

export const NOTE_LIST_TEXT = {
  rootCauses: "Root causes",
  cause: "Cause",
  archived: "archived",
  partnerAndMetric: "Partner and metric",
  days: "Days",
  categoryAndResponsible: "Category and responsible",
  ownerAndDue: "Owner and due",
  noOwner: "no owner",
  noDate: "no date",
  overdueSince: "overdue since",
  writtenBy: "Written by",
  sharedWithPartner: "shared with partner",
  internal: "internal",
  newNote: "New note",
  noteArchived: "Note archived",
  undo: "Undo",
  rootCauseNotes: "Root-cause notes",
  noResults: "No results",
  showAllOpenNotes: "Show all open notes",
  tryAnotherFilter: "Try another filter.",
  noRootCauseNotes: "No root-cause notes yet",
  addNote: "Add note",
  noteExplainsWhyResult:
    "A note explains why a result changed: symptom, cause, who is responsible and the fix. Notes appear on the scorecard and on the chart.",
} as const;
