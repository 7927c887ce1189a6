import { readAs } from "../columns/rate-columns";
import type { FileKind } from "~/domain/facts/fact-fields";
import { answeredColumns, NONE_OF_THESE } from "../column-question";
import type { MappingEvidence } from "../mapping-evidence";
import { leftOut, resolve, type MappingState, type Resolved } from "../mapping-state";
import type { ColumnProfile } from "../profile/column-profile";
import { dateFormatQuestion, dateFormatQuestionId } from "../readings/date-format-question";
import type { HowRead } from "../readings/how-read";
import type { TargetKey } from "../suggestion";
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
      const format = rating.answers.get(dateFormatQuestionId(column.heading));
      if (format === NONE_OF_THESE) return [[column.heading, { ...leftOut(SUGGESTION_REASONS.leftOut), chosen: true }]];
      const how = readAs(column, { ...rating, target }) ?? asChosen(column, target, rating.kind, format);
      return [
        [column.heading, { target, rating: { score: 1, named: 1, preset: false, how }, chosen: true, reason: null }],
      ];
    }),
  );
}

const MOMENTS: ReadonlySet<string> = new Set(["instant", "day"]);

/** A column whose cells are not what was chosen. How its dates are written is asked. */
function asChosen(column: ColumnProfile, target: TargetKey, kind: FileKind, format: string | undefined): HowRead {
  const option = targetsOf(kind).find(({ key }) => key === target);
  const isMoment = MOMENTS.has(option?.type ?? "text");
  return {
    fit: 0,
    reading: isMoment
      ? { type: "instant", ...(format === undefined ? {} : { format: [format] }) }
      : { type: option?.type ?? "text" },
    why: SUGGESTION_REASONS.otherValues,
    questions: isMoment && format === undefined ? [dateFormatQuestion(column, option?.label ?? target)] : [],
  };
}
