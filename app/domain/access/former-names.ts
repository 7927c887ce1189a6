/** Actions of the audit log by the names of earlier releases. Entries are never changed, so both names are read. */
export const FORMER_AUDIT_ACTIONS = {
  "arrival.expected": "expected-file.added",
  "arrival.revised": "expected-file.changed",
  "arrival.paused": "expected-file.paused",
  "arrival.resumed": "expected-file.resumed",
  "arrival.removed": "expected-file.removed",
  "import.withdrawn": "import.reverted",
  "organisation.changed": "organization.changed",
} as const;

/** Details of audit events by the names of earlier releases. */
export const FORMER_AUDIT_DETAILS: Readonly<Record<string, string>> = {
  kept: "superseded",
  passedOver: "skipped",
};
