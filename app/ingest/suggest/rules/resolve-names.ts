import { isReferenceKind } from "~/domain/facts/fact-fields";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import { AGENTS, findNamePairs, type NamePair } from "./person-names";
import { CUSTOMERS } from "../columns/heading-likeness";
import { suggestedTargets } from "../columns/rate-columns";
import { targetLabel } from "../targets";
import { columnOf, release, type Work } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const LEADS = new Set("supervisor,lead,leader,teamleiter,manager,coach".split(","));
/** Names of two columns are taken before a column that is less likely to name the same. */
const SURE = 0.9;

/** Sets the halves of names aside, so that neither is taken for a whole, unless the analyst chose what one of them is. */
export function reserveNames(work: Work): NamePair[] {
  const pairs = findNamePairs(work.columns).filter(({ given, family }) => {
    const [one, other] = [given, family].map(({ heading }) => work.settled.get(heading));
    return one?.target === other?.target;
  });
  for (const { given, family } of pairs) {
    for (const { heading } of [given, family]) {
      if (!work.settled.has(heading))
        work.settled.set(heading, { target: null, rating: null, chosen: false, reason: SUGGESTION_REASONS.halfName });
    }
  }
  return pairs;
}

/** Has the two columns of a name feed the agent, the customer or the team, by whose names they are. What is not said is asked. */
export function settleNames(work: Work, pairs: readonly NamePair[]): Question[] {
  return pairs.flatMap((pair) => {
    const chosen = work.settled.get(pair.given.heading);
    if (chosen?.chosen === true) {
      if (chosen.target !== null) feed(work, pair, chosen.target);
      return [];
    }
    const target = whoseNames(work, pair);
    const isSaid = target === "agent" && isAnsweredByNames(work);
    if (target === null || (!isSaid && isTaken(work, pair, target === ASK ? "agent" : target))) return [];
    if (target === ASK) return [whoseQuestion(work, pair)];
    release(work, target, SUGGESTION_REASONS.pairLikelier(pair.given.heading, pair.family.heading));
    feed(work, pair, target);
    return [];
  });
}

const ASK = "ask";
/** Which column of a roster names agents as contacts do. */
export const AGENT_QUESTION = "roster-agent";

/** What the names feed; null where it is nothing that is kept. */
function whoseNames({ rating }: Work, pair: NamePair): TargetKey | null {
  const { kind, answers } = rating;
  const isOf = (words: ReadonlySet<string>) => pair.whose.some((word) => words.has(word));
  const known = isOf(LEADS) ? "team" : isOf(CUSTOMERS) ? "customer" : isOf(AGENTS) ? "agent" : null;
  const plainly = pair.whose.length > 0 ? null : isReferenceKind(kind) ? "agent" : (answers.get(idOf(pair)) ?? ASK);
  const target = known ?? plainly;
  return target === ASK || suggestedTargets(kind).includes(target ?? "") ? target : null;
}

function isTaken(work: Work, pair: NamePair, target: TargetKey): boolean {
  const rival = columnOf(work, target);
  const settled = rival ? work.settled.get(rival.heading) : undefined;
  if (rival === null || (settled?.chosen === false && (settled.rating?.score ?? 0) < SURE)) return false;
  const reason = SUGGESTION_REASONS.rival(rival.heading, targetLabel(target, work.rating.kind));
  for (const { heading } of [pair.given, pair.family])
    work.settled.set(heading, { target: null, rating: null, chosen: false, reason });
  return true;
}

function feed(work: Work, pair: NamePair, target: TargetKey): void {
  const familyFirst = target === "agent" && work.rating.answers.get(AGENT_QUESTION) === FAMILY_FIRST;
  const example = namesOf(work, pair, familyFirst)[0] ?? "";
  for (const [column, part] of [
    [pair.given, "given"],
    [pair.family, "family"],
  ] as const) {
    const reading = { type: "text" as const, part, ...(familyFirst ? { join: ", " } : {}) };
    const other = column === pair.given ? pair.family : pair.given;
    work.settled.set(column.heading, {
      target,
      rating: { score: SURE, named: SURE, preset: false, how: { fit: 1, reading, why: "", questions: [] } },
      chosen: work.settled.get(column.heading)?.chosen ?? false,
      reason: SUGGESTION_DETAILS.nameWith(other.heading, targetLabel(target, work.rating.kind).toLowerCase(), example),
    });
  }
}

/** Whether contacts were said to name their agents by the names of two columns. */
export function isAnsweredByNames({ rating }: Work): boolean {
  const answer = rating.answers.get(AGENT_QUESTION);
  return answer === GIVEN_FIRST || answer === FAMILY_FIRST;
}

/** What `roster-agent` is answered with where the names of two columns are meant. */
const GIVEN_FIRST = "given-family";
const FAMILY_FIRST = "family-given";

/** The ways to write an agent by a pair of columns, for a choice. */
export function namesAsOptions(work: Work, pair: NamePair): Question["options"] {
  const { given, family } = pair;
  return [
    { value: GIVEN_FIRST, label: `${given.heading} ${family.heading}`, example: namesOf(work, pair, false).join("; ") },
    {
      value: FAMILY_FIRST,
      label: `${family.heading}, ${given.heading}`,
      example: namesOf(work, pair, true).join("; "),
    },
  ];
}

const MAX_SAMPLES = 3;

/** The names of some rows. */
function namesOf({ table }: Work, { given, family }: NamePair, familyFirst: boolean): string[] {
  return table.rows.slice(0, MAX_SAMPLES).map((row) => {
    const [first, last] = [given, family].map(({ index }) => (row[index] ?? "").trim());
    return familyFirst ? `${last}, ${first}` : `${first} ${last}`;
  });
}

function idOf({ given }: NamePair): string {
  return `names:${given.heading}`;
}

function whoseQuestion(work: Work, pair: NamePair): Question {
  const { given, family } = pair;
  const example = namesOf(work, pair, false).join("; ");
  const options = ["agent", "customer"]
    .filter((target) => suggestedTargets(work.rating.kind).includes(target))
    .map((value) => ({ value, label: SUGGESTION_DETAILS.ofThe(value), example }));
  return {
    id: idOf(pair),
    columns: [given.heading, family.heading],
    text: QUESTION_TEXTS.whoseNames(given.heading, family.heading),
    options: [...options, { value: "nobody", label: QUESTION_TEXTS.ofOthers, example }],
  };
}
