import { withChoice } from "../columns/chosen-reading";
import type { CollapseSuggestion } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { readAs } from "../columns/rate-columns";
import type { Work } from "../mapping-state";
import type { CaseForm } from "./case-form";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** Settles what the id, the columns that cases get and those of the events are, but for what the analyst has said of a column. */
export function settleCases(work: Work, { id, targets, left }: CaseForm): void {
  const settle = (heading: string, target: string, reason: string) => {
    const column = work.columns.find((one) => one.heading === heading);
    const how = column ? readAs(column, { ...work.rating, target }) : null;
    if (column === undefined || work.settled.has(heading)) return;
    const rating = { score: 1, named: 1, preset: false, how: how ?? asText };
    // A column without a single event says nothing yet: it is kept for files in which there are some.
    const isRead = how !== null || column.filled === 0 || target === "externalId";
    work.settled.set(heading, {
      target: isRead ? target : null,
      rating: isRead ? rating : null,
      chosen: false,
      reason: isRead ? reason : SUGGESTION_REASONS.unreadable,
    });
  };
  settle(id, "externalId", SUGGESTION_REASONS.oneCase);
  for (const { heading, target, reason } of targets) settle(heading, target, reason);
  for (const { heading, reason } of left)
    if (!work.settled.has(heading)) work.settled.set(heading, { target: null, rating: null, chosen: false, reason });
}

/** Where the cases are put together: by the moment of their events. */
export function collapseOfCases(work: Work, { time, events, reason }: CaseForm): CollapseSuggestion {
  const how = time && { fit: 1, reading: time.reading, why: "", questions: [] };
  const choice = time ? work.choices.get(time.heading) : undefined;
  return {
    order: time ? [time.heading] : [],
    reason,
    events,
    ...(how ? { orderReading: withChoice(how, choice).reading } : {}),
  };
}

const asText = { fit: 1, reading: { type: "text" as const }, why: "", questions: [] };

/** Without headings, agents and queues are told by how they are written. */
export function settleNameless(work: Work): void {
  const free = work.columns.filter(({ heading }) => !work.settled.has(heading) && NAMELESS.test(heading));
  const agent = free.find(({ texts, words }) => words !== null && texts.filter(namesAgent).length > texts.length / 2);
  if (agent) set(work, agent, "agent", SUGGESTION_REASONS.agents(agent.samples[0] ?? ""));
  const queue = free.find(
    (column) =>
      column !== agent &&
      column.words !== null &&
      column.number === null &&
      column.clocks.length === 0 &&
      column.filled >= column.cells / 2,
  );
  if (queue) set(work, queue, "program", SUGGESTION_REASONS.fewValues(queue.samples[0] ?? ""));
  for (const { heading } of free)
    if (!work.settled.has(heading))
      work.settled.set(heading, {
        target: null,
        rating: null,
        chosen: false,
        reason: SUGGESTION_REASONS.unclearHeading,
      });
}

const NAMELESS = /^#\d+$/;
const namesAgent = (text: string) =>
  /^(agent|agt|sip|pjsip|iax2|local)[/ _:-]?\w/i.test(text) || /^(none|null)$/i.test(text);

function set(work: Work, column: ColumnProfile, target: string, reason: string): void {
  work.settled.set(column.heading, {
    target,
    rating: { score: 0.7, named: 0.7, preset: false, how: asText },
    chosen: false,
    reason,
  });
}
