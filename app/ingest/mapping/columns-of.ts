import type { Mapping } from "./mapping";
import { figuresIn } from "./unpivot";

/** Every column that the mapping needs in a file, once, in the order of the document. */
export function columnsOf(mapping: Mapping): string[] {
  const columns = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (value !== null && typeof value === "object") {
      for (const [name, part] of Object.entries(value)) {
        if ((name === "column" || name === "times") && typeof part === "string") columns.add(part);
        else if (name === "columns" && Array.isArray(part)) part.forEach((column) => columns.add(String(column)));
        else if (name !== "values") visit(part);
      }
    }
  };
  visit([
    mapping.externalId,
    mapping.vendor,
    mapping.fields,
    "unpivot" in mapping ? mapping.unpivot : [],
    "totals" in mapping ? mapping.totals : [],
    "collapse" in mapping ? mapping.collapse : [],
    mapping.file,
  ]);
  if ("unpivot" in mapping && mapping.unpivot) {
    columns.delete(mapping.unpivot.headingAs);
    columns.delete(mapping.unpivot.valueAs);
    for (const { as } of figuresIn(mapping.unpivot.columns)) columns.delete(as);
  }
  const ofCases = "collapse" in mapping ? (mapping.collapse?.events ?? []) : [];
  for (const { as } of ofCases) columns.delete(as);
  return [...columns];
}
