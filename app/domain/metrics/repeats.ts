import { isHandled, type ContactFacts } from "./contact-amounts";

/** What has to be known of a contact to tell whether its customer came back. Empty texts: not stated. */
export type RepeatFacts = Pick<ContactFacts, "answered" | "abandoned" | "resolved"> & {
  readonly openedAt: Date;
  readonly source: string;
  readonly customer: string;
};

const DAY_MS = 86_400_000;

/**
 * What each contact of one partner adds to `noRepeat<=days`: 1 where its customer has no later contact with the partner opened
 * within `days` times 24 hours, else 0; `repeatKnown<=days` counts those that are not null. The definition that the roll-up in the
 * database is tested against.
 *
 * Null where it is not measured: not handled, left unresolved, no customer named, or its own source (`sourceAsOf` by source) does
 * not yet speak of the end of these days. Any later contact is a repeat, handled or not, of whatever site, program, channel and source; one
 * opened at the same instant is not later.
 */
export function repeatAmounts(
  contacts: readonly RepeatFacts[],
  days: number,
  asOf: (source: string) => Date | null,
): (0 | 1 | null)[] {
  const openings = new Map<string, number[]>();
  for (const { customer, openedAt } of contacts) {
    const known = openings.get(customer) ?? [];
    known.push(openedAt.getTime());
    openings.set(customer, known);
  }
  for (const instants of openings.values()) instants.sort((a, b) => a - b);
  return contacts.map((contact) => {
    const opened = contact.openedAt.getTime();
    const until = opened + days * DAY_MS;
    const speaksUntil = asOf(contact.source)?.getTime() ?? -Infinity;
    if (!isHandled(contact) || contact.resolved === false || contact.customer === "" || until > speaksUntil)
      return null;
    const next = firstAfter(openings.get(contact.customer) ?? [], opened);
    return next !== null && next <= until ? 0 : 1;
  });
}

/** The first of the ascending instants that is later than the given one. */
function firstAfter(ascending: readonly number[], instant: number): number | null {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return ascending[low] ?? null;
}
