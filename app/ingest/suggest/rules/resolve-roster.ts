import { mayNameAgents } from "./person-names";
import { rateColumn } from "../columns/rate-columns";
import { AGENT_QUESTION, isAnsweredByNames, namesAsOptions } from "./resolve-names";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, columnOf, isFed, rename, resolve, type MappingState } from "../mapping-state";
import { columnOption } from "./column-option";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const MIN_SCORE = 0.8;

/** Columns that could each name the agent: an id and a name, mostly. */
function agentColumns({ names }: MappingState, { columns, rating }: MappingEvidence) {
  const halves = new Set(names.flatMap(({ given, family }) => [given, family]));
  return columns.filter(
    (column) => !halves.has(column) && (rateColumn(column, "agent", rating)?.score ?? 0) >= MIN_SCORE,
  );
}

/** Settles which column names the agents as contacts do, where that was answered. */
export function resolveAgent(state: MappingState, evidence: MappingEvidence): MappingState {
  const answer = evidence.rating.answers.get(AGENT_QUESTION);
  const column = agentColumns(state, evidence).find(({ heading }) => heading === answer);
  const rating = column && rateColumn(column, "agent", evidence.rating);
  if (!column || !rating || isFed(state, "agent")) return state;
  const reason = SUGGESTION_REASONS.agentNames;
  return resolve(state, [[column.heading, { target: "agent", rating, chosen: false, reason }]]);
}

/** Agents are found in the roster by what contacts call them, which a roster with ids and names does not tell. */
export function askAgent(state: MappingState, evidence: MappingEvidence): MappingState {
  const columns = agentColumns(state, evidence);
  const names = state.names.filter(mayNameAgents);
  const agent = columnOf(state, evidence, "agent");
  const isStated =
    agent !== null &&
    (state.resolved.get(agent.heading)?.chosen ||
      evidence.rating.answers.get(AGENT_QUESTION) === agent.heading ||
      isAnsweredByNames(evidence));
  // Names in two columns may be written in two ways.
  if (columns.length + 2 * names.length < 2 || isStated) return state;
  return ask(state, "agent", [
    {
      id: AGENT_QUESTION,
      columns: [...columns, ...names.flatMap(({ given, family }) => [given, family])].map(({ heading }) => heading),
      text: QUESTION_TEXTS.agentColumn,
      options: [...columns.map(columnOption), ...names.flatMap((pair) => namesAsOptions(evidence, pair))],
    },
  ]);
}

/** A roster that says only when people were hired says since when they have been where they are. */
export function firstDayFromHiring(state: MappingState, evidence: MappingEvidence): MappingState {
  const hired = columnOf(state, evidence, "hiredOn");
  if (hired === null || isFed(state, "startsOn")) return state;
  return rename(state, hired, "startsOn", SUGGESTION_REASONS.onlyStart);
}
