import { collapseCases } from "../cases/resolve-cases";
import { NONE_OF_THESE } from "../column-question";
import {
  answeredCollapse,
  REPEATED_ID,
  repeatedIdQuestion,
  repeatsByStatus,
  suggestCollapse,
} from "../kinds/event-log";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, columnOf, release, type MappingState } from "../mapping-state";
import type { CollapseSuggestion } from "../suggestion";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** A repeated id that was stated to be no id of the row is none. */
export function leaveRepeatedId(state: MappingState, { rating }: MappingEvidence): MappingState {
  return rating.answers.get(REPEATED_ID) === NONE_OF_THESE
    ? release(state, "externalId", SUGGESTION_REASONS.notRowId)
    : state;
}

/** Which rows of one id count. What orders events is nothing where rows are none. */
export function collapseRows(state: MappingState, evidence: MappingEvidence): MappingState {
  const collapse = collapseCases(evidence) ?? collapseOfIds(state, evidence);
  return collapse === null ? release(state, "eventOrder", SUGGESTION_REASONS.noEvents) : { ...state, collapse };
}

function collapseOfIds(state: MappingState, evidence: MappingEvidence): CollapseSuggestion | null {
  const { rating, context, table } = evidence;
  if (rating.kind !== "contacts" || context.choices?.collapse === "none") return null;
  const id = columnOf(state, evidence, "externalId");
  const order = columnOf(state, evidence, "eventOrder");
  return suggestCollapse(id, order, table) ?? answeredCollapse(id, rating.answers);
}

/** Asks of ids that repeat although nothing says why. */
export function askRepeatedId(state: MappingState, evidence: MappingEvidence): MappingState {
  const { rating, table, columns } = evidence;
  const id = columnOf(state, evidence, "externalId");
  const status = columnOf(state, evidence, "preliminary");
  const isExplained = state.collapse !== null || rating.answers.has(REPEATED_ID) || repeatsByStatus(id, status, table);
  const hasMoments = columns.some(({ instant }) => instant?.parts === "both");
  return ask(state, "repeated-id", repeatedIdQuestion(id, isExplained, rating.kind, hasMoments));
}
