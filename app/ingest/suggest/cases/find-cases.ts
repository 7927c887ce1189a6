import type { CaseEvent } from "../../mapping/case-events";
import { columnQuestionId, NONE_OF_THESE } from "../column-question";
import { AS_CASES, REPEATED_ID } from "../kinds/event-log";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { namedTarget, rateColumn, readAs, type RatingContext } from "../columns/rate-columns";
import { saysNothing, type CaseForm } from "./case-form";
import { eventRole, QUEUE_LOG_ENDS, QUEUE_LOG_EVENTS, type EventRole } from "./event-words";
import { findTalkTime, type EventFigure } from "./talk-time";
import { findUnnamedLog, type UnnamedLog } from "./unnamed-log";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { CASE_COLUMNS } from "~/wording/imports/case-columns";

type Context = { table: SampledTable; columns: readonly ColumnProfile[]; rating: Omit<RatingContext, "kind"> };

/** So many rows for each id make events of them. */
const MIN_EVENTS = 1.3;
const MAX_CASES_WITHOUT = 0.1;
const RESOLVING_EVENT = "resolving-event";
const NAMELESS = /^#\d+$/;

/** The cases that the rows of a table are events of; null where each row stands for itself, or the last one for all of its id. */
export function findCases(context: Context): CaseForm | null {
  const rating: RatingContext = { ...context.rating, kind: "contacts" };
  const nameless = context.columns.every(({ heading }) => NAMELESS.test(heading));
  const requested = rating.answers.get(REPEATED_ID) === AS_CASES;
  const unnamed = nameless ? findUnnamedLog({ ...context, rating }) : null;
  if (nameless && unnamed === null && !requested) return null;
  const time = unnamed?.time ?? timeColumn(context, rating);
  const log = unnamed ? logOf(unnamed.event, context, rating) : eventColumn(context, time, rating);
  const id = unnamed?.id ?? idColumn(context, [time, log?.event], rating, nameless);
  if (id === null || context.columns.some((column) => column !== time && endsCases(column, rating))) return null;
  const ids = context.table.rows.map((row) => (row[id.index] ?? "").trim());
  const stated = ids.filter((text) => !saysNothing(text));
  const distinct = new Set(stated).size;
  if (distinct === 0 || stated.length / distinct < (requested ? 1 : MIN_EVENTS)) return null;
  if (time === null || (!requested && !variesWithin(time, ids, context.table, distinct))) return null;
  const how = readAs(time, { ...rating, target: "openedAt" });
  if (how === null || (log === null && !requested)) return null;
  const share = (words: readonly string[]) => casesWith(words, log, ids, context.table).size / distinct;
  const talk = unnamed && log ? talkTimeOf(unnamed, log, ids, context) : null;
  const built = buildEvents(time, log, {
    opened: share(log?.roles.get("opened") ?? []),
    moments: momentsOf(log, ids, context.table),
    talk,
  });
  return {
    id: id.heading,
    time: { heading: time.heading, reading: how.reading },
    events: built.map(({ event }) => event),
    targets: built.map(({ event, target, reason }) => ({ heading: event.as, target, reason })),
    left: [
      { heading: time.heading, reason: SUGGESTION_REASONS.eventTime },
      ...(log ? [{ heading: log.event.heading, reason: SUGGESTION_REASONS.eventName }] : []),
      ...(log?.field ? [{ heading: log.field.heading, reason: SUGGESTION_REASONS.eventField }] : []),
      ...context.columns
        .filter((column) => column !== log?.event && isEarlier(column))
        .map(({ heading }) => ({ heading, reason: SUGGESTION_REASONS.eventBefore })),
    ],
    isNameless: nameless,
    hasBlankIds: stated.length < ids.length,
    nulls: [
      ...new Set(
        context.table.rows
          .flat()
          .map((cell) => cell.trim())
          .filter((cell) => /^(none|null)$/i.test(cell)),
      ),
    ],
    reason: SUGGESTION_REASONS.caseEvents(id.heading, distinct),
    questions: [...(unnamed?.questions ?? []), ...(log ? resolvingQuestion(log, rating) : [])],
  };
}

type Log = { event: ColumnProfile; field: ColumnProfile | null; fieldText: string[]; roles: Map<EventRole, string[]> };

const ENDING = ["resolved", "answered", "abandoned"] as const satisfies readonly EventRole[];
const EARLIER = new Set(
  "from,old,previous,prior,before,alt,von,ancien,anterior,precedente,vorher,alter,alte,oud,van".split(","),
);
const STATUS = new Set("status,state,statut,estado,stato,zustand,stand,toestand".split(","));
const EVENT = new Set(
  "event,action,activity,ereignis,aktion,evento,acción,ação,azione,événement,gebeurtenis,actie".split(","),
);

const wordsOfHeading = (heading: string) => heading.toLowerCase().split(/[^\p{L}]+/u);

function isEarlier({ heading, words }: ColumnProfile): boolean {
  return words !== null && wordsOfHeading(heading).some((word) => EARLIER.has(word));
}

/** A column of names of events, with what each is; of a history of fields, the new values of the status. */
function eventColumn(context: Context, time: ColumnProfile | null, rating: RatingContext): Log | null {
  const logs = context.columns.flatMap((event): Log[] => {
    if (event === time || event.words === null || event.number !== null || isEarlier(event)) return [];
    return [logOf(event, context, rating)];
  });
  const known = logs.filter(({ roles }) => ENDING.some((role) => roles.has(role)));
  const best = known.toSorted((a, b) => b.roles.size - a.roles.size)[0];
  return best ?? logs.find(({ event }) => wordsOfHeading(event.heading).some((word) => EVENT.has(word))) ?? null;
}

function logOf(event: ColumnProfile, { columns }: Context, rating: RatingContext): Log {
  const field = columns.find((column) => column !== event && namesStatus(column)) ?? null;
  const fieldText = (field?.words ?? []).filter((word) => STATUS.has(word));
  return { event, field, fieldText, roles: rolesOf(event.words ?? [], rating) };
}

/** Whether a column says which field an event changed. */
function namesStatus({ words }: ColumnProfile): boolean {
  return words !== null && words.length > 1 && words.some((word) => STATUS.has(word));
}

function rolesOf(words: readonly string[], rating: RatingContext): Map<EventRole, string[]> {
  const roles = new Map<EventRole, string[]>();
  const answer = rating.answers.get(RESOLVING_EVENT);
  const isQueueLog = words.some((word) => QUEUE_LOG_ENDS.includes(word) || word === "enterqueue");
  for (const word of new Set([...words, ...(isQueueLog ? QUEUE_LOG_EVENTS : [])])) {
    const role = word === answer ? "resolved" : eventRole(word);
    if (role !== null) roles.set(role, [...(roles.get(role) ?? []), word]);
  }
  return roles;
}

/** The moment that differs between the rows of one id. */
function timeColumn({ columns }: Context, rating: RatingContext): ColumnProfile | null {
  const moments = columns.filter(({ instant, filled, cells }) => instant?.parts === "both" && filled >= cells * 0.9);
  const named = moments.find((column) => ["eventOrder", "openedAt"].includes(namedTarget(column, rating) ?? ""));
  const changed = moments.find(({ heading }) =>
    wordsOfHeading(heading).some((word) => word === "changed" || word === "timestamp" || word === "event"),
  );
  return changed ?? named ?? moments[0] ?? null;
}

/** Whether a moment of its own says when a case ended. */
function endsCases(column: ColumnProfile, rating: RatingContext): boolean {
  return column.instant !== null && namedTarget(column, rating) === "doneAt" && column.filled > 0;
}

function idColumn(
  { columns }: Context,
  others: readonly (ColumnProfile | null | undefined)[],
  rating: RatingContext,
  nameless: boolean,
): ColumnProfile | null {
  const free = columns.filter((column) => !others.includes(column) && column.filled > 0);
  const answered = free.filter(({ heading }) => rating.answers.get(columnQuestionId("externalId")) === heading);
  const named = answered.length > 0 ? answered : free.filter((column) => namedTarget(column, rating) === "externalId");
  const rated = free.filter((column) => (rateColumn(column, "externalId", rating)?.named ?? 0) > 0);
  const likely = nameless
    ? free.filter(({ filled, cells }) => filled >= cells * 0.9)
    : named.length > 0
      ? named
      : rated;
  return likely.toSorted((a, b) => b.distinct - a.distinct)[0] ?? null;
}

function variesWithin(time: ColumnProfile, ids: readonly string[], { rows }: SampledTable, distinct: number): boolean {
  return new Set(rows.map((row, at) => `${ids[at]}\u0000${row[time.index] ?? ""}`)).size > distinct * 1.1;
}

/** The cases that have one of the events. */
function casesWith(
  words: readonly string[],
  log: Log | null,
  ids: readonly string[],
  { rows }: SampledTable,
): Set<string> {
  if (log === null) return new Set();
  const wanted = new Set(words);
  return new Set(
    rows.flatMap((row, at) => (wanted.has((row[log.event.index] ?? "").trim().toLowerCase()) ? (ids[at] ?? []) : [])),
  );
}

type Built = { event: CaseEvent; target: TargetKey; reason: string };

/** How long the answered cases of a log without headings were talked about. */
function talkTimeOf({ event, ms }: UnnamedLog, { roles }: Log, ids: readonly string[], { table, columns }: Context) {
  const words = table.rows.map((row) => (row[event.index] ?? "").trim().toLowerCase());
  return findTalkTime(table, columns, event, roles.get("answered") ?? [], { ids, ms, words });
}

/**
 * `opened`: the share of the cases whose opening the log names. `moments`: the events that say when a case was resolved. `talk`: the
 * figure that says how long an answered call lasted.
 */
function buildEvents(
  time: ColumnProfile,
  log: Log | null,
  { opened, moments, talk }: { opened: number; moments: readonly string[]; talk: EventFigure | null },
): Built[] {
  const column = time.heading;
  const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(" or ");
  if (log === null)
    return [
      {
        event: { as: CASE_COLUMNS.opened, column, take: "first" },
        target: "openedAt",
        reason: SUGGESTION_REASONS.firstRow,
      },
      { event: { as: CASE_COLUMNS.done, column, take: "last" }, target: "doneAt", reason: SUGGESTION_REASONS.lastRow },
    ];
  const { event, field, fieldText, roles } = log;
  const isField = field === null ? [] : [{ column: field.heading, is: fieldText }];
  const isAny = (words: readonly string[]) => [...isField, { column: event.heading, is: [...words] }];
  const wordsOf = (...wanted: readonly EventRole[]) => wanted.flatMap((role) => roles.get(role) ?? []);
  const built: Built[] = [];
  const openers = wordsOf("opened");
  const isReported = opened >= 1 - MAX_CASES_WITHOUT;
  built.push({
    event: { as: CASE_COLUMNS.opened, column, take: "first", ...(isReported ? { when: isAny(openers) } : {}) },
    target: "openedAt",
    reason: isReported ? SUGGESTION_REASONS.firstOpener(quoted(openers)) : SUGGESTION_REASONS.firstEvent,
  });
  const flag = (as: string, target: TargetKey, words: readonly string[]) => {
    if (words.length > 0)
      built.push({
        event: { as, take: "first", when: isAny(words) },
        target,
        reason: SUGGESTION_REASONS.hasEvent(quoted(words)),
      });
  };
  const responses = wordsOf("responded");
  if (responses.length > 0)
    built.push({
      event: { as: CASE_COLUMNS.firstResponse, column, take: "first", when: isAny(responses) },
      target: "firstResponseAt",
      reason: SUGGESTION_REASONS.firstResponse(quoted(responses)),
    });
  const [answered, abandoned, resolved] = [wordsOf("answered"), wordsOf("abandoned"), wordsOf("resolved")];
  flag(CASE_COLUMNS.transferred, "transferred", wordsOf("transferred"));
  if (abandoned.length > 0 || (answered.length > 0 && resolved.length === 0)) {
    // A log of a queue: what completes a call resolves nothing.
    built.push({
      event: { as: CASE_COLUMNS.answeredOrAbandoned, column, take: "first", when: isAny([...answered, ...abandoned]) },
      target: "answeredAt",
      reason: SUGGESTION_REASONS.firstAnswer(quoted([...answered, ...abandoned])),
    });
    if (talk !== null)
      built.push({
        event: { as: CASE_COLUMNS.talkSeconds, column: talk.heading, take: "last", when: isAny(talk.words) },
        target: "talkSeconds",
        reason: SUGGESTION_REASONS.talkValue(talk.heading, quoted(talk.words)),
      });
    flag(CASE_COLUMNS.answered, "answered", answered);
    flag(CASE_COLUMNS.abandoned, "abandoned", abandoned);
    return built;
  }
  if (resolved.length === 0) return built;
  const reopened = wordsOf("reopened");
  // In a history of a status every other status takes a resolution back; in a log of events only a reopening does.
  const isStatus = field !== null || wordsOfHeading(event.heading).some((word) => STATUS.has(word));
  const others = isStatus ? [...isField, { column: event.heading, isNot: [...resolved] }] : isAny(reopened);
  const undone = isStatus || reopened.length > 0 ? { unlessFollowedBy: others } : {};
  built.push({
    // A status that stays resolved, and is then closed, was resolved at first.
    event: isStatus
      ? { as: CASE_COLUMNS.resolvedAt, column, take: "first", when: isAny(resolved), ...undone }
      : { as: CASE_COLUMNS.resolvedAt, column, take: "last", when: isAny(moments), ...undone },
    target: "doneAt",
    reason: isStatus
      ? SUGGESTION_REASONS.firstResolved(quoted(resolved))
      : SUGGESTION_REASONS.lastResolved(quoted(moments)),
  });
  built.push({
    event: { as: CASE_COLUMNS.resolved, take: "last", when: isAny(resolved), ...undone },
    target: "resolved",
    reason: SUGGESTION_REASONS.resolvedNotReopened(quoted(resolved)),
  });
  if (isStatus || reopened.length > 0)
    built.push({
      event: { as: CASE_COLUMNS.reopened, take: "first", when: others, after: isAny(resolved) },
      target: "reopened",
      reason: isStatus
        ? SUGGESTION_REASONS.statusAfterResolution
        : SUGGESTION_REASONS.reopenedAfterResolution(quoted(reopened)),
    });
  return built;
}

const CLOSING =
  /clos|geschloss|abgeschloss|ferm|cerrad|fechad|encerrad|chius|geslot|afgerond|complet|terminé|finalizad|conclu/;

/** A case that is resolved is often closed days later: then it is the resolution that counts, unless some cases are only closed. */
function momentsOf(log: Log | null, ids: readonly string[], table: SampledTable): readonly string[] {
  const resolved = log?.roles.get("resolved") ?? [];
  const before = resolved.filter((word) => !CLOSING.test(word));
  const all = casesWith(resolved, log, ids, table);
  return before.length > 0 && casesWith(before, log, ids, table).size === all.size ? before : resolved;
}

function resolvingQuestion({ event, roles }: Log, { answers }: RatingContext): Question[] {
  if (ENDING.some((role) => roles.has(role)) || answers.has(RESOLVING_EVENT)) return [];
  return [
    {
      id: RESOLVING_EVENT,
      columns: [event.heading],
      text: QUESTION_TEXTS.resolvingEvent(event.heading),
      options: [
        ...(event.words ?? []).map((word) => ({ value: word, label: word, example: "" })),
        { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.noResolutionTime },
      ],
    },
  ];
}
