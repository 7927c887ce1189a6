import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import type { Weight } from "../amounts/share-weights";
import { resolveAmount, type AmountContext } from "../amounts/resolve-amount";
import { amountForm } from "../readings/read-amount";
import { rateColumn } from "../columns/rate-columns";
import type { MappingEvidence } from "../mapping-evidence";
import { columnOf, isFed, leftOut, release, rename, resolve, type MappingState, type Resolved } from "../mapping-state";
import { isMeasureTarget } from "../targets";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** A report has either days or intervals. */
export function resolveDay(state: MappingState, evidence: MappingEvidence): MappingState {
  const day = columnOf(state, evidence, "day");
  const at = columnOf(state, evidence, "at");
  if (at && at.instant?.parts === "both") return release(state, "day", SUGGESTION_REASONS.withTime(at.heading));
  if (at && !day) return rename(state, at, "day");
  if (at) return release(state, "at", SUGGESTION_REASONS.noTime);
  return day && day.instant?.parts === "both" ? rename(state, day, "at") : state;
}

/** Words for contacts without what became of them. */
const PLAIN_CONTACTS =
  /^(total )?(calls|contacts|interactions|conversations|chats|emails|anrufe|kontakte|gesprache|llamadas|contactos|appels|chamadas|contatos|chiamate|contatti|gesprekken|oproepen)( total)?$/;

/** What a report by agent counts are contacts that they handled: nobody is offered to an agent alone. */
export function resolveAgentVolume(state: MappingState, evidence: MappingEvidence): MappingState {
  const { columns, rating } = evidence;
  const offered = columnOf(state, evidence, "offered");
  const others = ["answered", "handled", "abandoned"].some((target) => isFed(state, target));
  const byAgent = columns.some(
    (column) => (rateColumn(column, "agent", { ...rating, kind: "contacts" })?.score ?? 0) >= MIN_AGENT,
  );
  if (offered === null || others || !byAgent || !PLAIN_CONTACTS.test(offered.plain)) return state;
  return rename(state, offered, "handled", SUGGESTION_REASONS.agentContacts(offered.heading));
}

const MIN_AGENT = 0.8;

/** Times that shares are given of. */
const SPANS_OF_SHARES: ReadonlySet<TargetKey> = new Set(["scheduledSeconds", "paidSeconds"]);
const HANDLING: ReadonlySet<TargetKey> = new Set(["handleSeconds", "talkSeconds"]);

/** Every amount with its unit, its limit and, of a share or an average, its volume; without one it is left out. */
export function resolveAmounts(state: MappingState, evidence: MappingEvidence): MappingState {
  const context = amountContext(state, evidence);
  const changes = evidence.columns.flatMap((column): [string, Resolved][] => {
    const resolved = state.resolved.get(column.heading);
    if (!resolved?.target || !resolved.rating || !isMeasureTarget(resolved.target)) return [];
    const { heading } = column;
    const outcome = resolveAmount(column, resolved.target, resolved.rating.how, context);
    if (!("refused" in outcome)) {
      const { target, how } = outcome;
      return [[heading, { ...resolved, target, rating: { ...resolved.rating, how } }]];
    }
    // With a volume that the analyst names, it can be added up.
    if (evidence.choices.get(heading)?.times !== undefined) return [];
    return [[heading, { ...leftOut(outcome.refused), chosen: resolved.chosen }]];
  });
  return resolve(state, changes);
}

function amountContext(
  { resolved }: MappingState,
  { columns, table, rating: { answers } }: MappingEvidence,
): AmountContext {
  const amounts = columns.flatMap((column) => {
    const { target, rating } = resolved.get(column.heading) ?? {};
    if (!target || !rating || !isMeasureTarget(target)) return [];
    return [{ column, target, form: amountForm(column, target, answers) }];
  });
  const asMap = (some: typeof amounts) =>
    new Map(some.map(({ target, column }): [TargetKey, ColumnProfile] => [target, column]));
  const weights = amounts.filter(({ form }) => form !== "share" && form !== "average" && form !== "either");
  return {
    table,
    volumes: asMap(amounts.filter(({ form }) => form === "count")),
    spans: asMap(
      amounts.filter(({ target, form }) => SPANS_OF_SHARES.has(target) && (form === "total" || form === "unstated")),
    ),
    weights: weights.map(({ column: { heading }, target }): Weight => ({ heading, target })),
    isHandleTimeKnown: amounts.some(({ target }) => HANDLING.has(target)),
    answers,
  };
}
