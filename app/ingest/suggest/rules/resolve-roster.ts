import type { Question } from "../question";
import { mayNameAgents, type NamePair } from "./person-names";
import { rateColumn } from "../columns/rate-columns";
import { AGENT_QUESTION, isAnsweredByNames, namesAsOptions } from "./resolve-names";
import { columnOf, rename, type Work } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const MIN_SCORE = 0.8;

/** Columns that could each name the agent: an id and a name, mostly. */
function agentColumns(work: Work, pairs: readonly NamePair[]) {
  const halves = new Set(pairs.flatMap(({ given, family }) => [given, family]));
  return work.columns.filter(
    (column) => !halves.has(column) && (rateColumn(column, "agent", work.rating)?.score ?? 0) >= MIN_SCORE,
  );
}

/** Settles which column names the agents as contacts do, where that was answered. */
export function settleAgent(work: Work, pairs: readonly NamePair[]): void {
  const chosen = agentColumns(work, pairs).find(({ heading }) => heading === work.rating.answers.get(AGENT_QUESTION));
  const rating = chosen && rateColumn(chosen, "agent", work.rating);
  if (!chosen || !rating || columnOf(work, "agent") !== null) return;
  work.settled.set(chosen.heading, {
    target: "agent",
    rating,
    chosen: false,
    reason: SUGGESTION_REASONS.agentNames,
  });
}

/** Agents are found in the roster by what contacts call them, which a roster with ids and names does not tell. */
export function agentQuestion(work: Work, pairs: readonly NamePair[]): Question[] {
  const columns = agentColumns(work, pairs);
  const names = pairs.filter(mayNameAgents);
  const agent = columnOf(work, "agent");
  const isSaid =
    agent !== null &&
    (work.settled.get(agent.heading)?.chosen ||
      work.rating.answers.get(AGENT_QUESTION) === agent.heading ||
      isAnsweredByNames(work));
  // Names in two columns may be written in two ways.
  if (columns.length + 2 * names.length < 2 || isSaid) return [];
  return [
    {
      id: AGENT_QUESTION,
      columns: [...columns, ...names.flatMap(({ given, family }) => [given, family])].map(({ heading }) => heading),
      text: QUESTION_TEXTS.agentColumn,
      options: [
        ...columns.map(({ heading, samples }) => ({
          value: heading,
          label: heading,
          example: samples.slice(0, 3).join(", "),
        })),
        ...names.flatMap((pair) => namesAsOptions(work, pair)),
      ],
    },
  ];
}

/** A roster that says only when people were hired says since when they have been where they are. */
export function firstDayFromHiring(work: Work): void {
  const hired = columnOf(work, "hiredOn");
  if (hired === null || columnOf(work, "startsOn") !== null) return;
  rename(work, hired, "startsOn", SUGGESTION_REASONS.onlyStart);
}
