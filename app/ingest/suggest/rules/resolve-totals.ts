import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import type { Weight } from "../share-weights";
import { amountForm } from "../readings/read-amount";
import { rateColumn } from "../columns/rate-columns";
import { isMeasureTarget } from "../targets";
import { settleAmount } from "../kinds/volumes";
import { columnOf, release, rename, type Work } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** A report has either days or intervals. */
export function settleDay(work: Work): void {
  const day = columnOf(work, "day");
  const at = columnOf(work, "at");
  if (at && at.instant?.parts === "both") release(work, "day", SUGGESTION_REASONS.withTime(at.heading));
  else if (at && !day) rename(work, at, "day");
  else if (at) release(work, "at", SUGGESTION_REASONS.noTime);
  else if (day && day.instant?.parts === "both") rename(work, day, "at");
}

/** Words for contacts without what became of them. */
const PLAIN_CONTACTS =
  /^(total )?(calls|contacts|interactions|conversations|chats|emails|anrufe|kontakte|gesprache|llamadas|contactos|appels|chamadas|contatos|chiamate|contatti|gesprekken|oproepen)( total)?$/;

/** What a report by agent counts are contacts that they handled: nobody is offered to an agent alone. */
export function settleAgentVolume(work: Work): void {
  const offered = columnOf(work, "offered");
  const others = ["answered", "handled", "abandoned"].some((target) => columnOf(work, target) !== null);
  const byAgent = work.columns.some(
    (column) => (rateColumn(column, "agent", { ...work.rating, kind: "contacts" })?.score ?? 0) >= MIN_AGENT,
  );
  if (offered === null || others || !byAgent || !PLAIN_CONTACTS.test(offered.plain)) return;
  rename(work, offered, "handled", SUGGESTION_REASONS.agentContacts(offered.heading));
}

const MIN_AGENT = 0.8;

/** Times that shares are given of. */
const SPANS_OF_SHARES: ReadonlySet<TargetKey> = new Set(["scheduledSeconds", "paidSeconds"]);
const HANDLING: ReadonlySet<TargetKey> = new Set(["handleSeconds", "talkSeconds"]);

/** Every amount with its unit, its limit and, of a share or an average, its volume; without one it is left out. */
export function settleAmounts(work: Work): void {
  const volumes = new Map<TargetKey, ColumnProfile>();
  const spans = new Map<TargetKey, ColumnProfile>();
  const weights: Weight[] = [];
  let isHandleTimeKnown = false;
  for (const column of work.columns) {
    const { target, rating } = work.settled.get(column.heading) ?? {};
    if (!target || !rating || !isMeasureTarget(target)) continue;
    const form = amountForm(column, target, work.rating.answers);
    if (form === "count") volumes.set(target, column);
    else if (SPANS_OF_SHARES.has(target) && (form === "total" || form === "unsaid")) spans.set(target, column);
    if (form !== "share" && form !== "average" && form !== "either") weights.push({ heading: column.heading, target });
    if (HANDLING.has(target)) isHandleTimeKnown = true;
  }
  for (const column of work.columns) {
    const settled = work.settled.get(column.heading);
    if (!settled?.target || !settled.rating || !isMeasureTarget(settled.target)) continue;
    const outcome = settleAmount(column, settled.target, settled.rating.how, {
      table: work.table,
      volumes,
      spans,
      weights,
      isHandleTimeKnown,
      answers: work.rating.answers,
    });
    if ("refused" in outcome) {
      // With a volume that the analyst names, it can be added up.
      if (work.choices.get(column.heading)?.times !== undefined) continue;
      work.settled.set(column.heading, { ...settled, target: null, rating: null, reason: outcome.refused });
    } else {
      work.settled.set(column.heading, {
        ...settled,
        target: outcome.target,
        rating: { ...settled.rating, how: outcome.how },
      });
    }
  }
}
