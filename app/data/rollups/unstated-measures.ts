import type { FactKind } from "~/domain/facts/fact-fields";
import type { ContactFacts, Duration } from "~/domain/metrics/contact-amounts";
import { MEASURE_KEYS, type MeasureKey } from "~/domain/metrics/measures";
import { NEEDED_FIELDS, NEEDED_OF_DURATION } from "~/domain/metrics/needed-fields";
import { factTable, snakeCase } from "../sql/fact-table";
import type { Prisma } from "../generated/client";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "../sql/measure-sql";
import type { SilentColumns } from "./unused-columns.server";

type AmountSql = Readonly<Partial<Record<MeasureKey, Prisma.Sql>>>;

/** What contacts with these silent columns may add to measures. */
export function statedAmounts(amounts: AmountSql, silent: SilentColumns): Readonly<Record<string, Prisma.Sql>> {
  return Object.fromEntries(Object.entries(amounts).filter(([key]) => !isSilent(NEEDED_BY_NAME.get(key), silent)));
}

export function isUnstatedDuration(duration: Duration, silent: SilentColumns): boolean {
  return isSilent(NEEDED_OF_DURATION[duration], silent);
}

/** The measures of which no row of any kind with these silent columns says anything. */
export function unstatedMeasures(silent: SilentColumns): ReadonlySet<MeasureKey> {
  if (!saysNothing("totals", silent)) return new Set();
  const ofContacts = saysNothing("contacts", silent) ? {} : statedAmounts(CONTACT_AMOUNT_SQL, silent);
  const ofReviews = saysNothing("reviews", silent) ? {} : REVIEW_AMOUNT_SQL;
  return new Set(MEASURE_KEYS.filter((key) => !Object.hasOwn(ofContacts, key) && !Object.hasOwn(ofReviews, key)));
}

const NEEDED_BY_NAME: ReadonlyMap<string, readonly (keyof ContactFacts)[]> = new Map(Object.entries(NEEDED_FIELDS));

function isSilent(needed: readonly (keyof ContactFacts)[] | undefined, { contacts }: SilentColumns): boolean {
  return needed !== undefined && needed.every((field) => contacts.has(snakeCase(field)));
}

/** No file of this kind was ever there. */
function saysNothing(kind: FactKind, silent: SilentColumns): boolean {
  return factTable(kind).columns.every(({ name }) => silent[kind].has(name));
}
