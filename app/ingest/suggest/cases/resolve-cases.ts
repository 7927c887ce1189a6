import { withChoice } from "../columns/chosen-reading";
import type { CollapseSuggestion } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { readAs } from "../columns/rate-columns";
import type { MappingEvidence } from "../mapping-evidence";
import { leftOut, resolve, resolveFree, type MappingState, type Resolved } from "../mapping-state";
import type { CaseForm } from "./case-form";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** Settles what the id, the columns that cases get and those of the events are, except what the analyst chose for a column. */
export function resolveCases(state: MappingState, evidence: MappingEvidence): MappingState {
  const { cases } = evidence;
  if (cases === null) return state;
  const id = { heading: cases.id, target: "externalId", reason: SUGGESTION_REASONS.oneCase };
  const fed = [id, ...cases.targets].reduce((resolved, column) => feedCase(column, resolved, evidence), state);
  return resolveFree(
    fed,
    cases.left.map(({ heading, reason }) => [heading, leftOut(reason)]),
  );
}

function feedCase(
  { heading, target, reason }: CaseForm["targets"][number],
  state: MappingState,
  { columns, rating: context }: MappingEvidence,
): MappingState {
  const column = columns.find((one) => one.heading === heading);
  if (column === undefined) return state;
  const how = readAs(column, { ...context, target });
  // A column without a single event says nothing yet: it is kept for files in which there are some.
  const isRead = how !== null || column.filled === 0 || target === "externalId";
  const rating = { score: 1, named: 1, preset: false, how: how ?? asText };
  const resolved = isRead ? { target, rating, chosen: false, reason } : leftOut(SUGGESTION_REASONS.unreadable);
  return resolveFree(state, [[heading, resolved]]);
}

/** Puts cases together by the moment of their events. */
export function collapseCases({ cases, choices }: MappingEvidence): CollapseSuggestion | null {
  if (cases === null) return null;
  const { time, events, reason } = cases;
  if (time === null) return { order: [], reason, events };
  const how = { fit: 1, reading: time.reading, why: "", questions: [] };
  const orderReading = withChoice(how, choices.get(time.heading)).reading;
  return { order: [time.heading], reason, events, orderReading };
}

const asText = { fit: 1, reading: { type: "text" as const }, why: "", questions: [] };

/** Without headings, agents and queues are recognized by how they are written. */
export function resolveNameless(state: MappingState, { columns, cases }: MappingEvidence): MappingState {
  if (cases?.isNameless !== true) return state;
  const free = columns.filter(({ heading }) => !state.resolved.has(heading) && NAMELESS.test(heading));
  const agent = free.find(({ texts, words }) => words !== null && texts.filter(namesAgent).length > texts.length / 2);
  const queue = free.find(
    (column) =>
      column !== agent &&
      column.words !== null &&
      column.number === null &&
      column.clocks.length === 0 &&
      column.filled >= column.cells / 2,
  );
  const named = [
    ...(agent ? [byCells(agent, "agent", SUGGESTION_REASONS.agents(agent.samples[0] ?? ""))] : []),
    ...(queue ? [byCells(queue, "program", SUGGESTION_REASONS.fewValues(queue.samples[0] ?? ""))] : []),
  ];
  return resolveFree(
    resolve(state, named),
    free.map(({ heading }) => [heading, leftOut(SUGGESTION_REASONS.unclearHeading)]),
  );
}

const NAMELESS = /^#\d+$/;
const namesAgent = (text: string) =>
  /^(agent|agt|sip|pjsip|iax2|local)[/ _:-]?\w/i.test(text) || /^(none|null)$/i.test(text);

function byCells({ heading }: ColumnProfile, target: string, reason: string): [string, Resolved] {
  const rating = { score: 0.7, named: 0.7, preset: false, how: asText };
  return [heading, { target, rating, chosen: false, reason }];
}
