import type { Scope } from "~/domain/access/viewer";
import { repeatDaysOf, type MeasureRef } from "~/domain/metrics/measure-ref";
import { factTable } from "./fact-table";
import { Prisma } from "../generated/client";
import { AS_OF } from "./measure-sql";

const { sql, raw } = Prisma;

export type ContactsQuestion = {
  refs: readonly MeasureRef[];
  /** The days requested, in SQL; the end excluded. */
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

/** Of the partners that are requested. */
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

/** The opening of the same customer's next contact within so many times 24 hours, among the rows of a query; one of the same instant is not later. */
export function nextOpeningSql(alias: string, days: number): string {
  return `first_value(${alias}.opened_at) OVER (PARTITION BY ${alias}.vendor_id, ${alias}.customer ORDER BY ${alias}.opened_at
    RANGE BETWEEN interval '1 microsecond' FOLLOWING AND make_interval(hours => ${24 * Number(days)}) FOLLOWING)`;
}
