import { isReferenceKind } from "~/domain/facts/fact-fields";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import { AGENTS } from "../synonyms/person-words";
import { findNamePairs, type NamePair } from "./person-names";
import { CUSTOMERS } from "../columns/heading-likeness";
import { suggestedTargets } from "../columns/rate-columns";
import { targetLabel } from "../targets";
import type { MappingEvidence } from "../mapping-evidence";
import {
  ask,
  columnOf,
  leftOut,
  release,
  resolve,
  resolveFree,
  type MappingState,
  type Resolved,
} from "../mapping-state";
import type { ColumnProfile } from "../profile/column-profile";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const LEADS = new Set("supervisor,lead,leader,teamleiter,manager,coach".split(","));
/** Names of two columns are taken before a column that is less likely to name the same. */
const SURE = 0.9;

/** Sets the halves of names aside, so that neither is taken for a whole, unless the analyst chose what one of them is. */
export function reserveNames(state: MappingState, { columns }: MappingEvidence): MappingState {
  const names = findNamePairs(columns).filter(({ given, family }) => {
    const [one, other] = [given, family].map(({ heading }) => state.resolved.get(heading));
    return one?.target === other?.target;
  });
  return resolveFree(
    { ...state, names },
    names.flatMap(halvesOf).map((heading) => [heading, leftOut(SUGGESTION_REASONS.halfName)]),
  );
}

/** Has the two columns of a name feed the agent, the customer or the team, by whose names they are. What is not stated is asked. */
export function resolveNames(state: MappingState, evidence: MappingEvidence): MappingState {
  return state.names.reduce((resolved, pair) => resolvePair(pair, resolved, evidence), state);
}

function resolvePair(pair: NamePair, state: MappingState, evidence: MappingEvidence): MappingState {
  const chosen = state.resolved.get(pair.given.heading);
  if (chosen?.chosen === true) return chosen.target === null ? state : feed(state, evidence, pair, chosen.target);
  const target = ownerOfNames(evidence, pair);
  if (target === null) return state;
  const isStated = target === "agent" && isAnsweredByNames(evidence);
  const rivalReason = isStated ? null : rivalOf(state, evidence, target === ASK ? "agent" : target);
  if (rivalReason !== null)
    return resolve(
      state,
      halvesOf(pair).map((heading) => [heading, leftOut(rivalReason)]),
    );
  if (target === ASK)
    return ask(state, "names", [...(state.requested.get("names") ?? []), ownerQuestion(evidence, pair)]);
  const reason = SUGGESTION_REASONS.pairLikelier(pair.given.heading, pair.family.heading);
  return feed(release(state, target, reason), evidence, pair, target);
}

function halvesOf({ given, family }: NamePair): string[] {
  return [given.heading, family.heading];
}

const ASK = "ask";
/** Which column of a roster names agents as contacts do. */
export const AGENT_QUESTION = "roster-agent";

/** What the names feed; null where it is nothing that is kept. */
function ownerOfNames({ rating }: MappingEvidence, pair: NamePair): TargetKey | null {
  const { kind, answers } = rating;
  const isOf = (words: ReadonlySet<string>) => pair.owners.some((word) => words.has(word));
  const known = isOf(LEADS) ? "team" : isOf(CUSTOMERS) ? "customer" : isOf(AGENTS) ? "agent" : null;
  const plainly = pair.owners.length > 0 ? null : isReferenceKind(kind) ? "agent" : (answers.get(idOf(pair)) ?? ASK);
  const target = known ?? plainly;
  return target === ASK || suggestedTargets(kind).includes(target ?? "") ? target : null;
}

/** Why the names are left out where another column names the same at least as surely; null where none does. */
function rivalOf(state: MappingState, evidence: MappingEvidence, target: TargetKey): string | null {
  const rival = columnOf(state, evidence, target);
  const resolved = rival ? state.resolved.get(rival.heading) : undefined;
  if (rival === null || (resolved?.chosen === false && (resolved.rating?.score ?? 0) < SURE)) return null;
  return SUGGESTION_REASONS.rival(rival.heading, targetLabel(target, evidence.rating.kind));
}

function feed(state: MappingState, evidence: MappingEvidence, pair: NamePair, target: TargetKey): MappingState {
  const { answers, kind } = evidence.rating;
  const familyFirst = target === "agent" && answers.get(AGENT_QUESTION) === FAMILY_FIRST;
  const example = namesOf(evidence, pair, familyFirst)[0] ?? "";
  const half = (column: ColumnProfile, part: "given" | "family", other: ColumnProfile): [string, Resolved] => {
    const reading = { type: "text" as const, part, ...(familyFirst ? { join: ", " } : {}) };
    return [
      column.heading,
      {
        target,
        rating: { score: SURE, named: SURE, preset: false, how: { fit: 1, reading, why: "", questions: [] } },
        chosen: state.resolved.get(column.heading)?.chosen ?? false,
        reason: SUGGESTION_DETAILS.nameWith(other.heading, targetLabel(target, kind).toLowerCase(), example),
      },
    ];
  };
  return resolve(state, [half(pair.given, "given", pair.family), half(pair.family, "family", pair.given)]);
}

/** Whether contacts were stated to name their agents by the names of two columns. */
export function isAnsweredByNames({ rating }: MappingEvidence): boolean {
  const answer = rating.answers.get(AGENT_QUESTION);
  return answer === GIVEN_FIRST || answer === FAMILY_FIRST;
}

/** What `roster-agent` is answered with where the names of two columns are meant. */
const GIVEN_FIRST = "given-family";
const FAMILY_FIRST = "family-given";

/** The ways to write an agent by a pair of columns, for a choice. */
export function namesAsOptions(evidence: MappingEvidence, pair: NamePair): Question["options"] {
  const { given, family } = pair;
  return [
    {
      value: GIVEN_FIRST,
      label: `${given.heading} ${family.heading}`,
      example: namesOf(evidence, pair, false).join("; "),
    },
    {
      value: FAMILY_FIRST,
      label: `${family.heading}, ${given.heading}`,
      example: namesOf(evidence, pair, true).join("; "),
    },
  ];
}

const MAX_SAMPLES = 3;

/** The names of some rows. */
function namesOf({ table }: MappingEvidence, { given, family }: NamePair, familyFirst: boolean): string[] {
  return table.rows.slice(0, MAX_SAMPLES).map((row) => {
    const [first, last] = [given, family].map(({ index }) => (row[index] ?? "").trim());
    return familyFirst ? `${last}, ${first}` : `${first} ${last}`;
  });
}

function idOf({ given }: NamePair): string {
  return `names:${given.heading}`;
}

function ownerQuestion(evidence: MappingEvidence, pair: NamePair): Question {
  const { given, family } = pair;
  const example = namesOf(evidence, pair, false).join("; ");
  const options = ["agent", "customer"]
    .filter((target) => suggestedTargets(evidence.rating.kind).includes(target))
    .map((value) => ({ value, label: SUGGESTION_DETAILS.ofThe(value), example }));
  return {
    id: idOf(pair),
    columns: [given.heading, family.heading],
    text: QUESTION_TEXTS.ownerOfNames(given.heading, family.heading),
    options: [...options, { value: "nobody", label: QUESTION_TEXTS.ofOthers, example }],
  };
}
