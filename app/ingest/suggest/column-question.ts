import type { TargetKey } from "./suggestion";

const START = "column:";
/** What a question for a column is answered with where no column is meant. */
export const NONE_OF_THESE = "none";

/** The question which column feeds a target. */
export function columnQuestionId(target: TargetKey): string {
  return `${START}${target}`;
}

/** The target that a question of this id asks a column for; null where it asks for something else. */
export function targetOfQuestion(id: string): TargetKey | null {
  return id.startsWith(START) ? id.slice(START.length) : null;
}

/** What each column was stated to feed, by the answers to questions for columns. */
export function answeredColumns(answers: ReadonlyMap<string, string>): Map<string, TargetKey> {
  return new Map(
    [...answers].flatMap(([id, heading]): [string, TargetKey][] => {
      const target = targetOfQuestion(id);
      return target !== null && heading !== NONE_OF_THESE ? [[heading, target]] : [];
    }),
  );
}

/** Targets for which the analyst answered that no column is meant. */
export function targetsWithout(answers: ReadonlyMap<string, string>): ReadonlySet<TargetKey> {
  return new Set(
    [...answers].flatMap(([id, value]) => {
      const target = targetOfQuestion(id);
      return target !== null && value === NONE_OF_THESE ? [target] : [];
    }),
  );
}
