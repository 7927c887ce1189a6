import { FACT_FIELDS, FIELD_OF_DAY, type FieldType } from "~/domain/facts/fact-fields";
import { columnLabel } from "../parse/cell-readers";
import type { Mapping } from "../mapping/mapping";
import type { GroupColumn } from "./repair-offers";

const folded = (heading: string) => heading.trim().toLowerCase();

/** What the column that a problem names is to the file and its mapping. */
export function groupColumn(label: string, mapping: Mapping, headings: readonly string[]): GroupColumn {
  const types: Readonly<Record<string, FieldType>> = FACT_FIELDS[mapping.kind];
  const fed = Object.entries(mapping.fields).flatMap(([name, described]) => {
    const field: Parameters<typeof columnLabel>[0] = { ...described };
    return columnLabel(field) === label ? [{ name, required: field.required === true }] : [];
  });
  return {
    isOne: headings.some((heading) => folded(heading) === folded(label)),
    isFlag: fed.some(({ name }) => types[name] === "boolean"),
    isNeeded:
      fed.some(({ name, required }) => required || neededFields(mapping.kind).includes(name)) ||
      namingColumns(mapping).includes(label),
  };
}

/** Fields without which a row says nothing that could be kept. */
function neededFields(kind: Mapping["kind"]): readonly string[] {
  switch (kind) {
    case "contacts":
    case "reviews":
      return [FIELD_OF_DAY[kind]];
    case "totals":
      return ["day", "at"];
    case "roster":
      return ["agent", "startsOn"];
    case "calendar":
      return [];
  }
}

/** The columns that name a row or its partner, or order the events of a case. */
function namingColumns(mapping: Mapping): string[] {
  const { externalId, vendor } = mapping;
  const ids = externalId === undefined ? [] : "column" in externalId ? [externalId.column] : externalId.columns;
  const order = "collapse" in mapping ? (mapping.collapse?.order ?? []) : [];
  return [
    ...ids,
    ...(vendor && "column" in vendor ? [vendor.column] : []),
    ...order.map((by) => columnLabel("instant" in by ? by.instant : by.number)),
  ];
}
