import { TRUE_VALUES } from "./cell-readers";
import type { Mapping } from "../mapping/mapping";

/** What can be stated of the status of all rows of a file; what is not stated counts as final. */
export const STATUSES = ["unstated", "preliminary", "final"] as const;
export type Status = (typeof STATUSES)[number];

const CONSTANTS: Readonly<Record<Status, string | null>> = { unstated: null, preliminary: "yes", final: "no" };

/** The mapping document with this stated of all rows; null leaves it as it is, and so are rosters and calendars. */
export function withStatus(document: unknown, status: Status | null): unknown {
  if (status === null || typeof document !== "object" || document === null || !("fields" in document)) return document;
  if ("kind" in document && (document.kind === "roster" || document.kind === "calendar")) return document;
  const constant = CONSTANTS[status];
  const others = Object.entries(document.fields ?? {}).filter(([name]) => name !== "preliminary");
  const fields = constant === null ? [] : [["preliminary", { constant }]];
  return { ...document, fields: Object.fromEntries([...others, ...fields]) };
}

/** What a mapping says of its rows: the same of all, or each its own (`column`, where one alone tells). Null: its kind knows none. */
export function statusOf(mapping: Mapping): { all: Status } | { column: string | null } | null {
  if (mapping.kind === "roster" || mapping.kind === "calendar") return null;
  const fields: Readonly<Record<string, unknown>> = mapping.fields;
  const field = fields["preliminary"];
  if (typeof field !== "object" || field === null) return { all: "unstated" };
  if ("column" in field) return { column: typeof field.column === "string" ? field.column : null };
  const constant = "constant" in field && typeof field.constant === "string" ? field.constant : null;
  if (constant === null || "values" in field || "trueValues" in field || "when" in field) return { column: null };
  return { all: TRUE_VALUES.includes(constant.trim().toLowerCase()) ? "preliminary" : "final" };
}
