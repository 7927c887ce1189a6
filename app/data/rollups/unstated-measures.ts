import type { FactKind } from "~/domain/facts/fact-fields";
import type { ContactFacts, Duration } from "~/domain/metrics/contact-amounts";
import { MEASURE_KEYS, type MeasureKey } from "~/domain/metrics/measures";
import { NEEDED_FIELDS, NEEDED_OF_DURATION } from "~/domain/metrics/needed-fields";
import { factTable, snakeCase } from "../sql/fact-table";
import type { Prisma } from "../generated/client";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "../sql/measure-sql";
import type { UnusedColumns } from "./unused-columns.server";

type AmountSql = Readonly<Partial<Record<MeasureKey, Prisma.Sql>>>;

/** What contacts with these unused columns may add to measures. */
export function statedAmounts(amounts: AmountSql, unused: UnusedColumns): Readonly<Record<string, Prisma.Sql>> {
  return Object.fromEntries(Object.entries(amounts).filter(([key]) => !isUnused(NEEDED_BY_NAME.get(key), unused)));
}

export function isUnstatedDuration(duration: Duration, unused: UnusedColumns): boolean {
  return isUnused(NEEDED_OF_DURATION[duration], unused);
}

/** The measures of which no row of any kind with these unused columns says anything. */
export function unstatedMeasures(unused: UnusedColumns): ReadonlySet<MeasureKey> {
  if (!saysNothing("totals", unused)) return new Set();
  const ofContacts = saysNothing("contacts", unused) ? {} : statedAmounts(CONTACT_AMOUNT_SQL, unused);
  const ofReviews = saysNothing("reviews", unused) ? {} : REVIEW_AMOUNT_SQL;
  return new Set(MEASURE_KEYS.filter((key) => !Object.hasOwn(ofContacts, key) && !Object.hasOwn(ofReviews, key)));
}

const NEEDED_BY_NAME: ReadonlyMap<string, readonly (keyof ContactFacts)[]> = new Map(Object.entries(NEEDED_FIELDS));

function isUnused(needed: readonly (keyof ContactFacts)[] | undefined, { contacts }: UnusedColumns): boolean {
  return needed !== undefined && needed.every((field) => contacts.has(snakeCase(field)));
}

/** No file of this kind was ever there. */
function saysNothing(kind: FactKind, unused: UnusedColumns): boolean {
  return factTable(kind).columns.every(({ name }) => unused[kind].has(name));
}
