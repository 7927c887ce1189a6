export const NOTE_TEXT = {
  empty: "Empty",
  whatHappened: "What happened",
  why: "Why",
  actions: "Actions",
  proofFix: "Proof of fix",
  metric: "Metric",
} as const;

export const NOTE_FORM_TEXT = {
  scope: "Scope",
  why: "Why?",
  choosePartner: "Choose a partner",
  chooseMetric: "Choose a metric",
  blankAllSites: "Blank: all sites",
  blankAllPrograms: "Blank: all programs",
  blankAllChannels: "Blank: all channels",
  shownOnScorecardExample: "Shown on the scorecard. Example: Refund policy change",
  whatChangedSinceWhen: "What changed, since when and by how much",
  affectedReasonQueueOr: "Affected reason, queue or tenure band",
  chooseCategory: "Choose a category",
  chooseWhoIsResponsible: "Choose who is responsible",
  contactsReviewedReportsMessages: "Contacts reviewed, reports, messages",
  limitsImpactNow: "Limits the impact now",
  removesCause: "Removes the cause",
  preventsRecurrence: "Prevents recurrence",
  personOrTeam: "Person or team",
  metricThatShowsFix: "Metric that shows the fix worked",
  valueBeforeFixExample: "Value before the fix. Example: 63.0%",
  example80ForFour: "Example: ≥ 80% for four weeks",
  cancel: "Cancel",
} as const;

export const NOTE_HISTORY_TEXT = {
  history: "History",
  original: "original",
  revisions: (historyCount: number) => `${historyCount} revisions`,
  revision: (revision: number) => ` · revision ${revision}`,
  createdNote: "created the note",
  archivedOrRestoredNote: "archived or restored the note",
  changed: (list: string) => `changed ${list}`,
} as const;

export const NOTE_STALE_TEXT = {
  changedThisNoteWhile: (editedBy: string, moment: string) =>
    `${editedBy} changed this note while you were editing (${moment})`,
  openTheirVersion: "Open their version",
  yourTextIsBelow:
    "Your text is below and not saved yet. Save it to replace their version (kept in the history), or copy their changes first.",
  theirVersion: (field: string) => `Their version: ${field}`,
} as const;

export const NOTE_PAGE_TEXT = {
  note: "Note",
  rootCauses: "Root causes",
  noteNotFoundOr: "Note not found, or not shared with you.",
  formHasNoNote: "The form has no note version. Reload the page and try again.",
  editTitle: (title: string) => `Edit: ${title}`,
  rootCause: "Root cause",
  archived: "archived",
  overdue: "overdue",
  archive: "Archive",
  restore: "Restore",
  editNote: "Edit",
  saveChanges: "Save changes",
  saveMyVersion: "Save my version",
  someoneChangedThisNote: "Someone changed this note. Their version is shown below.",
  chartDate: "Chart date",
  partner: "Partner",
  metric: "Metric",
  slice: "Slice",
  days: "Days",
  visibility: "Visibility",
} as const;

export const NEW_NOTE_TEXT = {
  saveNote: "Save note",
  newNote: "New note",
  rootCauses: "Root causes",
  newRootCauseNote: "New root-cause note",
  describeWhatChangedWhy:
    "Describe what changed, why and how it will be fixed. Only the first two sections are required now.",
} as const;
