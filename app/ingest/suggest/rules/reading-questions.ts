import { withChoice } from "../columns/chosen-reading";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, type MappingState } from "../mapping-state";
import { openSubtotals } from "../subtotals/resolve-subtotals";

/** What is open of how cells are read. */
export function askReadings(state: MappingState, { columns, choices }: MappingEvidence): MappingState {
  const questions = columns.flatMap(({ heading }) => {
    const rating = state.resolved.get(heading)?.rating;
    return rating ? withChoice(rating.how, choices.get(heading)).questions : [];
  });
  return ask(state, "readings", questions);
}

/** Whether rows that add others up are skipped. */
export function askSubtotals(state: MappingState, { subtotals, rating }: MappingEvidence): MappingState {
  return ask(state, "subtotals", openSubtotals(subtotals, rating.answers));
}

/** What is open of how events become cases. */
export function askCases(state: MappingState, { cases }: MappingEvidence): MappingState {
  return cases === null ? state : ask(state, "cases", cases.questions);
}
