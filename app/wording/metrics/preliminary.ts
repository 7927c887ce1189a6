import { addDays } from "~/domain/calendar/day";
import { rangeLabel } from "~/domain/calendar/labels";
import type { FactKind } from "~/domain/facts/fact-fields";
import type { Preliminary } from "~/domain/metrics/preliminary";

const NOUNS: Readonly<Record<FactKind, readonly [one: string, many: string]>> = {
  contacts: ["contact", "contacts"],
  reviews: ["review", "reviews"],
  totals: ["total", "totals"],
};

/** `preliminary: 312 contacts, 28–31 Oct 2026`. */
export function preliminaryText(preliminary: Preliminary): string {
  return `preliminary: ${preliminaryParts(preliminary)}`;
}

/** `312 contacts, 28–31 Oct 2026`. */
export function preliminaryParts({ rows, from, to }: Preliminary): string {
  const counted = rows.map(
    ({ kind, rows: count }) => `${count.toLocaleString("en-GB")} ${NOUNS[kind][count === 1 ? 0 : 1]}`,
  );
  return [...(counted.length > 0 ? counted : ["some rows"]), rangeLabel({ from, until: addDays(to, 1) })].join(", ");
}
