import { describeColumn } from "./columns/describe-column";
import { gatherMappingEvidence, type MappingEvidence } from "./mapping-evidence";
import { NOTHING_SETTLED, questionsOf, type MappingState } from "./mapping-state";
import type { ColumnProfile } from "./profile/column-profile";
import { closedWords } from "./readings/read-opening";
import { RULES } from "./rules/rules";
import type { SampledTable } from "./sampled-table";
import { skippedTotals } from "./subtotals/resolve-subtotals";
import type { MappingSuggestion, SuggestionContext, TargetKey } from "./suggestion";

/**
 * How a file is to be read, suggested from its headings and some of its rows: every column to at most one target, by the best total.
 * What the analyst has chosen is kept, and the rest is suggested around it. Pure, and the order of columns does not matter.
 */
export function suggestMapping(sample: SampledTable, context: SuggestionContext): MappingSuggestion {
  const evidence = gatherMappingEvidence(sample, context);
  return describe(applyRules(evidence), evidence);
}

function applyRules(evidence: MappingEvidence): MappingState {
  const { kind } = evidence.rating;
  return RULES.filter(({ kinds }) => kinds === undefined || kinds.includes(kind)).reduce(
    (state, { apply }) => apply(state, evidence),
    NOTHING_SETTLED,
  );
}

function describe(state: MappingState, evidence: MappingEvidence): MappingSuggestion {
  const { allColumns, context, rating } = evidence;
  return {
    kind: rating.kind,
    kindReason: evidence.kindReason,
    preset: rating.preset?.key ?? null,
    columns: allColumns.map((column) => describeColumn(column, state, evidence)),
    derived: [...state.derived],
    constants: [...(context.choices?.constants ?? [])],
    idColumns: [...state.idColumns],
    numbered: state.numbered,
    invoiced: state.invoiced,
    collapse: state.collapse,
    period: state.period,
    monthInName: state.monthInName,
    wide: evidence.foundWide === null ? null : { ...evidence.foundWide, taken: evidence.wide !== null },
    skipped: skippedRows(evidence),
    questions: questionsOf(state),
    missing: [...state.missing],
    nulls: nullsOf(allColumns, state, evidence),
    timeZone: context.zone,
  };
}

function skippedRows({ rating, subtotals, sampled, cases }: MappingEvidence): MappingSuggestion["skipped"] {
  if (rating.kind === "totals") return skippedTotals(subtotals, sampled, rating.answers);
  return cases?.hasBlankIds === true ? [{ column: cases.id, blank: true }] : [];
}

function nullsOf(
  columns: readonly ColumnProfile[],
  { resolved }: MappingState,
  { nulls, cases }: MappingEvidence,
): string[] {
  const used = columns.filter(({ heading }) => resolved.get(heading)?.target);
  const closed = used.filter(({ heading }) => OPENING.has(resolved.get(heading)?.target ?? "")).flatMap(closedWords);
  const found = used.flatMap((column) => column.nulls);
  return [...new Set([...nulls, ...found, ...closed, ...(cases?.nulls ?? [])])].toSorted();
}

const OPENING: ReadonlySet<TargetKey> = new Set(["opens", "closes", "hours"]);
