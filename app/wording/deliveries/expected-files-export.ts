/** Headings of the expected files as CSV and XLSX. */
export const EXPECTED_FILES_EXPORT = {
  title: "expected files",
  asOf: "as of",
  timeZone: "time zone",
  schedule: "schedule",
  /** `set-aside`: the SOW lists the same file. */
  scheduleStatus: { expected: "in use", paused: "paused", "set-aside": "unused: the SOW lists this file" },
  sowVersion: (version: number) => `SOW version ${version}`,
  columns: [
    "partner",
    "partner name",
    "file",
    "content",
    "source",
    "schedule",
    "defined in",
    "schedule status",
    "first day",
    "last day",
    "due",
    "on time until",
    "status",
    "received",
    "rows",
    "typical rows",
    "missing days",
  ],
} as const;
