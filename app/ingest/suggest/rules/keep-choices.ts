import { readAs } from "../columns/rate-columns";
import { answeredColumns } from "../column-question";
import type { MappingEvidence } from "../mapping-evidence";
import { leftOut, resolve, type MappingState, type Resolved } from "../mapping-state";
import { targetsOf } from "../targets";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** Has each column feed what the analyst chose or answered, whatever its cells are. */
export function keepChoices(state: MappingState, { columns, rating, choices }: MappingEvidence): MappingState {
  const answered = answeredColumns(rating.answers);
  return resolve(
    state,
    columns.flatMap((column): [string, Resolved][] => {
      const chosen = choices.get(column.heading)?.target;
      const target = chosen === undefined ? answered.get(column.heading) : chosen;
      if (target === undefined) return [];
      if (target === null) return [[column.heading, { ...leftOut(SUGGESTION_REASONS.leftOut), chosen: true }]];
      const how = readAs(column, { ...rating, target }) ?? {
        fit: 0,
        reading: { type: targetsOf(rating.kind).find(({ key }) => key === target)?.type ?? "text" },
        why: SUGGESTION_REASONS.otherValues,
        questions: [],
      };
      return [
        [column.heading, { target, rating: { score: 1, named: 1, preset: false, how }, chosen: true, reason: null }],
      ];
    }),
  );
}
