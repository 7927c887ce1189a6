import type { TotalPeriod } from "../mapping/total";
import type { ColumnProfile } from "./profile/column-profile";
import type { Rating } from "./columns/rate-columns";
import type { MappingEvidence } from "./mapping-evidence";
import type { Question } from "./question";
import type { NamePair } from "./rules/person-names";
import type { CollapseSuggestion, DerivedSuggestion, InvoicedSuggestion, MissingTarget, TargetKey } from "./suggestion";

/** What is settled of a column so far. */
export type Resolved = Readonly<{
  target: TargetKey | null;
  rating: Rating | null;
  chosen: boolean;
  reason: string | null;
}>;

/** What rules ask about, in the order in which the questions are shown. */
const TOPICS = [
  "wide-figure",
  "wide-ratios",
  "wide-names",
  "names",
  "agent",
  "readings",
  "fields",
  "verdict",
  "period",
  "month-in-name",
  "invoiced-amount",
  "service-date",
  "currency",
  "equal-lines",
  "counts",
  "subtotals",
  "cases",
  "repeated-id",
  "missing",
] as const;
export type QuestionTopic = (typeof TOPICS)[number];

/** A suggestion in the making. A rule returns a new state and leaves the one that it is given as it is. */
export type MappingState = Readonly<{
  /** By heading, in the order in which columns were settled. */
  resolved: ReadonlyMap<string, Resolved>;
  requested: ReadonlyMap<QuestionTopic, readonly Question[]>;
  /** First and last names of the same people, in columns of their own. */
  names: readonly NamePair[];
  derived: readonly DerivedSuggestion[];
  idColumns: readonly string[];
  collapse: CollapseSuggestion | null;
  period: TotalPeriod | null;
  monthInName: string | null;
  invoiced: InvoicedSuggestion | null;
  numbered: boolean;
  missing: readonly MissingTarget[];
}>;

export const NOTHING_SETTLED: MappingState = {
  resolved: new Map(),
  requested: new Map(),
  names: [],
  derived: [],
  idColumns: [],
  collapse: null,
  period: null,
  monthInName: null,
  invoiced: null,
  numbered: false,
  missing: [],
};

export function resolve(state: MappingState, changes: Iterable<readonly [string, Resolved]>): MappingState {
  return { ...state, resolved: new Map([...state.resolved, ...changes]) };
}

/** Settles those of the columns of which nothing is settled yet; of a column named twice, the first holds. */
export function resolveFree(state: MappingState, changes: readonly (readonly [string, Resolved])[]): MappingState {
  const free = new Map<string, Resolved>();
  for (const [heading, resolved] of changes)
    if (!state.resolved.has(heading) && !free.has(heading)) free.set(heading, resolved);
  return resolve(state, free);
}

/** A column that is left out, and why. */
export function leftOut(reason: string | null): Resolved {
  return { target: null, rating: null, chosen: false, reason };
}

export function ask(state: MappingState, topic: QuestionTopic, questions: readonly Question[]): MappingState {
  return { ...state, requested: new Map([...state.requested, [topic, questions]]) };
}

/** Every question once, with the columns of all that ask it. */
export function questionsOf({ requested }: MappingState): Question[] {
  const merged = new Map<string, Question>();
  for (const question of TOPICS.flatMap((topic) => requested.get(topic) ?? [])) {
    const known = merged.get(question.id);
    const columns = known && [...new Set([...known.columns, ...question.columns])];
    merged.set(question.id, known && columns ? { ...known, columns } : question);
  }
  return [...merged.values()];
}

/** The column that feeds the target; of a moment in two columns, that of the date. */
export function columnOf(
  { resolved }: MappingState,
  { columns }: MappingEvidence,
  target: TargetKey,
): ColumnProfile | null {
  const named = columns.filter(({ heading }) => resolved.get(heading)?.target === target);
  return named.find(({ instant }) => instant?.parts !== "time") ?? named[0] ?? null;
}

/** Whether a column feeds the target. */
export function isFed({ resolved }: MappingState, target: TargetKey): boolean {
  return [...resolved.values()].some((column) => column.target === target);
}

/** Leaves the column of a target out, unless the analyst chose it. */
export function release(state: MappingState, target: TargetKey, reason: string): MappingState {
  const fed = [...state.resolved].filter(([, resolved]) => resolved.target === target && !resolved.chosen);
  return resolve(
    state,
    fed.map(([heading]) => [heading, leftOut(reason)]),
  );
}

/** Has the column feed another target, unless the analyst chose it. */
export function rename(
  state: MappingState,
  { heading }: ColumnProfile,
  target: TargetKey,
  reason: string | null = null,
): MappingState {
  const resolved = state.resolved.get(heading);
  if (!resolved || resolved.chosen) return state;
  return resolve(state, [[heading, { ...resolved, target, reason: reason ?? resolved.reason }]]);
}
