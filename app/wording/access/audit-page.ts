export const AUDIT_LOG = {
  title: "Audit log",
  caption: "Audit log, newest first",
  columns: { event: "Event", time: "Time", by: "By", subject: "Object", details: "Details" },
  filters: {
    label: "Filter the audit log",
    person: "Person",
    allPeople: "All people",
    kind: "Event type",
    from: "From",
    to: "To",
    apply: "Apply filters",
    clear: "Clear",
  },
  noMatch: {
    title: "No events match these filters",
    text: "Choose another person, event type or date range.",
    showAll: "Show all events",
  },
  rows: "events",
} as const;

/** Headings of the audit log as CSV and XLSX. */
export const AUDIT_EXPORT = {
  title: "audit log",
  person: "person",
  kind: "event type",
  days: "dates",
  range: (from: string | null, to: string | null) => `${from ?? "first"} to ${to ?? "latest"}`,
  timeZone: "time zone",
  all: "all",
  columns: ["time", "event type", "event", "event code", "by", "object", "object name", "details"],
} as const;
