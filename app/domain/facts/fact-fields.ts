/**
 * What a file may say about one contact, review or total: the field's name and what kind of value it holds.
 * Column names in the database are these names in snake case.
 */
export const FACT_KINDS = ["contacts", "reviews", "totals"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Files that say who and when rather than what happened: contacts are seen in their light. */
export const REFERENCE_KINDS = ["roster", "calendar"] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** Every kind of file that can be imported, traced and reverted. */
export const FILE_KINDS = [...FACT_KINDS, ...REFERENCE_KINDS] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export function isReferenceKind(kind: FileKind): kind is ReferenceKind {
  return kind === "roster" || kind === "calendar";
}

/** Durations are kept in seconds. A blank is "not stated", never zero. */
export type FieldType = "text" | "integer" | "number" | "seconds" | "boolean" | "instant" | "day";

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
  firstResponseBusinessSeconds: "seconds",
  resolutionBusinessSeconds: "seconds",
  firstResponseBusinessDays: "integer",
  resolutionBusinessDays: "integer",
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
  /** True of figures that the partner calls preliminary; stated or not, the others are final. */
  preliminary: "boolean",
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
  preliminary: "boolean",
} as const satisfies Record<string, FieldType>;

export const TOTAL_FIELDS = {
  site: "text",
  program: "text",
  channel: "text",
  measure: "text",
  amount: "number",
  preliminary: "boolean",
  agent: "text",
  team: "text",
  reason: "text",
  /** By which of agent (1), team (2) and reason (4) the file breaks its totals down, as a sum; blank: by none. */
  breakdown: "integer",
} as const satisfies Record<string, FieldType>;

/** Who works where, and since when: a line for each stay of an agent at a site or in a team. */
export const ROSTER_FIELDS = {
  agent: "text",
  site: "text",
  team: "text",
  startsOn: "day",
  /** The last day; blank while it lasts. */
  endsOn: "day",
  /** Where tenure is counted from; the first line of the agent unless stated. */
  hiredOn: "day",
} as const satisfies Record<string, FieldType>;

/** When a program works: hours of weekdays, or what is different on one date (without hours: closed). */
export const CALENDAR_FIELDS = {
  program: "text",
  weekdays: "text",
  date: "day",
  opens: "seconds",
  closes: "seconds",
  startsOn: "day",
  endsOn: "day",
  timeZone: "text",
  /** What the day is called, such as a holiday. */
  name: "text",
} as const satisfies Record<string, FieldType>;

/** Fields that a mapping may leave to the roster, by the agent and the day of the row. */
export const ROSTER_LOOKUPS = ["site", "team", "tenureDays"] as const;

/** Which fields the roster is requested, as a sum of 1, 2 and 4 in the order of ROSTER_LOOKUPS; blank: none. */
const lookedUp = { lookedUp: "integer" } as const;

export const FACT_FIELDS = {
  contacts: { ...CONTACT_FIELDS, ...lookedUp },
  reviews: { ...REVIEW_FIELDS, ...lookedUp },
  totals: TOTAL_FIELDS,
  roster: ROSTER_FIELDS,
  calendar: CALENDAR_FIELDS,
} as const satisfies Record<FileKind, Record<string, FieldType>>;

/** The field whose instant decides the day of the row. A total names its day itself. */
export const FIELD_OF_DAY = { contacts: "openedAt", reviews: "reviewedAt" } as const;

export const SLICE_FIELDS = ["site", "program", "channel"] as const;

/** By what totals may be broken down besides the slice, in the order of the bits of `breakdown`. */
export const BREAKDOWN_FIELDS = ["agent", "team", "reason"] as const;

/** The breakdown by these fields as a sum; null: by none. */
export function breakdownOf(fields: readonly string[]): number | null {
  const bits = BREAKDOWN_FIELDS.map((field, index) => (fields.includes(field) ? 2 ** index : 0));
  return bits.reduce((sum, bit) => sum + bit, 0) || null;
}
