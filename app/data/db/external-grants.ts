/**
 * Every table that the role for viewers from outside may read, and nothing else. Those under a vendor's name are limited by
 * row-level security (prisma/migrations); the others hold nothing that belongs to a vendor.
 */
export const OUTSIDE_TABLES_BY_VENDOR = [
  "vendor",
  "contact",
  "review",
  "total",
  "measure_day",
  "measure_month",
  "preliminary_day",
  "day_revision",
  "source_as_of",
  "source_choice",
  "sow_document",
  "target_result",
  "statement_month",
  "closed_month",
  "reopened_month",
  "exclusion",
  "root_cause_note",
  "import_batch",
  "expected_file",
  "received_day",
] as const;

export const OUTSIDE_TABLES_FOR_ALL = ["organization", "rollup_parameter", "rollup_month_start"] as const;

export const OUTSIDE_TABLES = [...OUTSIDE_TABLES_BY_VENDOR, ...OUTSIDE_TABLES_FOR_ALL] as const;
