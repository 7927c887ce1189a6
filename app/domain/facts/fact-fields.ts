/**
 * What a file may say about one contact, review or tally: the field's name and what kind of value it holds.
 * Column names in the database are these names in snake case.
 */
export const FACT_KINDS = ["contacts", "reviews", "tallies"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Durations are kept in seconds. A blank is "not said", never zero. */
export type FieldType = "text" | "integer" | "number" | "seconds" | "boolean" | "instant";

export const CONTACT_FIELDS = {
  openedAt: "instant",
  site: "text",
  program: "text",
  channel: "text",
  agent: "text",
  team: "text",
  reason: "text",
  language: "text",
  severity: "text",
  customer: "text",
  tenureDays: "integer",
  answered: "boolean",
  abandoned: "boolean",
  waitSeconds: "seconds",
  talkSeconds: "seconds",
  holdSeconds: "seconds",
  wrapSeconds: "seconds",
  handleSeconds: "seconds",
  firstResponseSeconds: "seconds",
  resolutionSeconds: "seconds",
  resolved: "boolean",
  resolvedFirstContact: "boolean",
  reopened: "boolean",
  transferred: "boolean",
  escalated: "boolean",
  csatScore: "number",
  npsScore: "number",
  dueAt: "instant",
  doneAt: "instant",
  madeSla: "boolean",
  appealed: "boolean",
  appealDecided: "boolean",
  overturned: "boolean",
} as const satisfies Record<string, FieldType>;

export const REVIEW_FIELDS = {
  reviewedAt: "instant",
  site: "text",
  program: "text",
  channel: "text",
  agent: "text",
  team: "text",
  reason: "text",
  severity: "text",
  contactExternalId: "text",
  tenureDays: "integer",
  pointsEarned: "number",
  pointsPossible: "number",
  endUserCritical: "boolean",
  businessCritical: "boolean",
  complianceCritical: "boolean",
  decisionCorrect: "boolean",
  decidedPositive: "boolean",
  auditedPositive: "boolean",
} as const satisfies Record<string, FieldType>;

export const TALLY_FIELDS = {
  site: "text",
  program: "text",
  channel: "text",
  measure: "text",
  amount: "number",
} as const satisfies Record<string, FieldType>;

export const FACT_FIELDS = {
  contacts: CONTACT_FIELDS,
  reviews: REVIEW_FIELDS,
  tallies: TALLY_FIELDS,
} as const satisfies Record<FactKind, Record<string, FieldType>>;

/** The field whose instant decides the day of the row. A tally names its day itself. */
export const FIELD_OF_DAY = { contacts: "openedAt", reviews: "reviewedAt" } as const;

export const SLICE_FIELDS = ["site", "program", "channel"] as const;
