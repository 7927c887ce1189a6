import type { Scope } from "~/domain/access/viewer";
import { repeatDaysOf, type MeasureRef } from "~/domain/metrics/measure-ref";
import { factTable } from "./fact-table";
import { Prisma } from "../generated/client";
import { AS_OF } from "./measure-sql";
import { nextOpeningSql } from "../rollups/repeat-contacts.server";
import type { Reader } from "../db/read-as.server";

const { sql, raw } = Prisma;

/** Within how many days the customers' next contacts are kept with the contacts (`followCustomers`); asked only where it matters. */
export async function findDaysFollowed(tx: Reader, refs: readonly MeasureRef[]): Promise<number> {
  if (repeatDaysOf(refs).length === 0) return 0;
  const held = await tx.$queryRaw<{ measure: MeasureRef }[]>`SELECT measure FROM rollup_parameter`;
  return Math.max(0, ...repeatDaysOf(held.map(({ measure }) => measure)));
}

export type ContactsQuestion = {
  refs: readonly MeasureRef[];
  /** The days asked for, in SQL; the end excluded. */
  span: { from: Prisma.Sql; until: Prisma.Sql };
  scope: Scope;
  daysFollowed: number;
};

/** What to read contacts from, to be called `c`, and there the latest instant that the source of each speaks of. */
export type ContactsSource = { table: Prisma.Sql; asOf: Prisma.Sql };

/**
 * The contacts to ask these measures of. Where repeats are looked for further than is kept, the next contacts are found among the
 * contacts themselves; to a viewer who may not see all of them, such repeats are not measured.
 */
export function contactsSource({ refs, span, scope, daysFollowed }: ContactsQuestion): ContactsSource {
  const days = Math.max(0, ...repeatDaysOf(refs));
  if (days <= daysFollowed) return { table: sql`contact`, asOf: AS_OF };
  const customer = seesEveryContact(scope) ? sql`f.customer` : sql`'' AS customer`;
  const table = sql`(SELECT ${OTHER_COLUMNS}, ${customer}, ${raw(nextOpeningSql("f", days))} AS next_opened_at, spoken.as_of
    FROM contact f JOIN (
      SELECT vendor_id, source, max(GREATEST(opened_at, done_at)) AS as_of FROM contact GROUP BY vendor_id, source
    ) spoken ON spoken.vendor_id = f.vendor_id AND spoken.source = f.source
    WHERE f.day >= ${span.from} - 2 AND f.day < ${span.until} + ${days + 3}::int)`;
  return { table, asOf: sql`c.as_of` };
}

/** Of the partners that are asked for. */
function seesEveryContact({ sites, programs, channels, fromDay, toDay }: Scope): boolean {
  return sites === "all" && programs === "all" && channels === "all" && fromDay === null && toDay === null;
}

const OTHER_COLUMNS = raw(
  [
    "vendor_id",
    "source",
    "external_id",
    "batch_id",
    "line",
    "day",
    ...factTable("contacts").columns.map(({ name }) => name),
  ]
    .filter((name) => name !== "customer")
    .map((name) => `f.${name}`)
    .join(", "),
);
