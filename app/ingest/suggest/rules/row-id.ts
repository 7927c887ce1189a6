import { BREAKDOWN_FIELDS } from "~/domain/facts/fact-fields";
import { lineNames } from "../kinds/invoice-lines";
import type { MappingEvidence } from "../mapping-evidence";
import { columnOf, type MappingState } from "../mapping-state";
import type { ColumnProfile } from "../profile/column-profile";
import type { TargetKey } from "../suggestion";
import { builtKey } from "./built-key";
import { nameRows } from "./row-name";

const MAX_ID_COLUMNS = 8;
const SLICES: readonly TargetKey[] = ["day", "at", "site", "program", "channel"];

/** The columns that name a row: its id, those that the analyst had make one up, or those by which totals differ. */
export function nameRow(state: MappingState, evidence: MappingEvidence): MappingState {
  const id = columnOf(state, evidence, "externalId");
  const named = id ? [id] : (builtKey(evidence) ?? columnsOfTotals(state, evidence));
  return { ...state, idColumns: named.map(({ heading }) => heading) };
}

/** The columns that name a row of totals; those of an invoice's lines always do. */
function columnsOfTotals({ resolved }: MappingState, evidence: MappingEvidence): ColumnProfile[] {
  const { columns, table, rating, isInvoice } = evidence;
  if (rating.kind !== "totals") return [];
  const lines = isInvoice ? lineNames(columns) : [];
  const fed = (column: ColumnProfile) => resolved.get(column.heading)?.target ?? null;
  const sliced = columns.filter((column) => SLICES.includes(fed(column) ?? ""));
  const given = [...lines, ...sliced.filter((column) => !lines.includes(column))];
  const isPart = (target: TargetKey | null) => BREAKDOWN_FIELDS.some((part) => part === target);
  const others = columns.filter(
    (column) =>
      !given.includes(column) &&
      (isPart(fed(column)) || (fed(column) === null && column.number === null && column.clocks.length === 0)),
  );
  // A row may stand there twice, preliminary and final: what it is called is the same.
  const status = columns.filter((column) => fed(column) === "preliminary");
  const named = nameRows([...given, ...status], others, table) ?? (lines.length > 0 ? given : []);
  return named.filter((column) => !status.includes(column)).slice(0, MAX_ID_COLUMNS);
}
