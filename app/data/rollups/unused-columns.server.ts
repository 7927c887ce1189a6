import type pg from "pg";
import { isReferenceKind, type FactKind, type FileKind } from "~/domain/facts/fact-fields";
import type { ContactFacts, Duration } from "~/domain/metrics/contact-amounts";
import { MEASURE_KEYS, type MeasureKey } from "~/domain/metrics/measures";
import { NEEDED_FIELDS, NEEDED_OF_DURATION } from "~/domain/metrics/needed-fields";
import type { Prisma } from "../generated/client";
import { EVENT_RANK, factTable, PRELIMINARY, snakeCase, type FactColumn, type FactTable } from "../sql/fact-table";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "../sql/measure-sql";

/** For each kind of facts the columns that say nothing in any row. */
export type UnusedColumns = Readonly<Record<FactKind, ReadonlySet<string>>>;

const NONE: ReadonlySet<string> = new Set();
/** Nothing is known beforehand: every column is read. */
export const NONE_UNUSED: UnusedColumns = { contacts: NONE, reviews: NONE, totals: NONE };

/** What the partner's rosters and calendars, where there are any, may put into rows, whatever the mappings say. */
const DERIVED = [
  "site",
  "team",
  "tenure_days",
  "first_response_business_seconds",
  "resolution_business_seconds",
  "first_response_business_days",
  "resolution_business_days",
];
const LOOKED_UP = "looked_up";

/** A batch on its way in, by the fields that no row of it says anything of. */
export type Arriving = { kind: FileKind; unstatedFields: readonly string[] };

type KindRead = { kind: string; known: boolean; collapses: boolean; fields: (string | null)[] };

/**
 * The columns that no batch of these partners ever spoke of, by the mappings that read them, nor the one that arrives: most files
 * fill few of the fields there are.
 */
export async function unusedColumns(
  client: pg.PoolClient,
  vendorIds: readonly number[],
  arriving: Arriving,
): Promise<UnusedColumns> {
  const { rows } = await client.query<KindRead>(
    `SELECT b.kind, bool_and(m.document ? 'fields') AS known, bool_or(m.document ? 'collapse') AS collapses, array_agg(DISTINCT field) AS fields
     FROM (SELECT DISTINCT kind, mapping_id FROM import_batch WHERE vendor_ids && $1) b JOIN mapping m ON m.id = b.mapping_id
     LEFT JOIN LATERAL jsonb_object_keys(m.document -> 'fields') AS field ON TRUE GROUP BY b.kind`,
    [vendorIds],
  );
  const kinds = [arriving.kind, ...rows.map(({ kind }) => kind)];
  const derived = kinds.includes("roster") || kinds.includes("calendar") ? DERIVED : [];
  const unusedOf = (kind: FactKind): ReadonlySet<string> => {
    const before = rows.find((row) => row.kind === kind);
    if (before && !before.known) return NONE;
    // Which fields are left to a roster is kept in the rows too, and no field of a mapping.
    const stated = new Set(
      before ? [LOOKED_UP, ...derived, ...before.fields.map((field) => snakeCase(field ?? ""))] : derived,
    );
    if (before?.collapses) stated.add(EVENT_RANK);
    const unstated = new Set(arriving.kind === kind ? arriving.unstatedFields.map(snakeCase) : namesOf(kind));
    return new Set(namesOf(kind).filter((name) => unstated.has(name) && !stated.has(name)));
  };
  // What totals state is no field of a mapping: where there are any, only their status may be left unstated.
  const mayBeUnused = kinds.includes("totals") ? [PRELIMINARY] : namesOf("totals");
  const totals = new Set(mayBeUnused.filter((name) => unusedOf("totals").has(name)));
  return { contacts: unusedOf("contacts"), reviews: unusedOf("reviews"), totals };
}

const namesOf = (kind: FactKind) => factTable(kind).columns.map(({ name }) => name);

/** The table of a kind without the columns that are silent. */
export function usedTable(kind: FileKind, unused: UnusedColumns): FactTable {
  const table = factTable(kind);
  if (isReferenceKind(kind)) return table;
  return { ...table, columns: table.columns.filter(({ name }) => !unused[kind].has(name)) };
}

/** What stands for a unused column in a statement, so that the planner leaves out whatever is computed from it. */
export function blankSql({ isText, sqlType }: FactColumn): string {
  return isText ? "''::text" : `NULL::${sqlType}`;
}

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
  if (!statesNothing("totals", unused)) return new Set();
  const ofContacts = statesNothing("contacts", unused) ? {} : statedAmounts(CONTACT_AMOUNT_SQL, unused);
  const ofReviews = statesNothing("reviews", unused) ? {} : REVIEW_AMOUNT_SQL;
  return new Set(MEASURE_KEYS.filter((key) => !Object.hasOwn(ofContacts, key) && !Object.hasOwn(ofReviews, key)));
}

const NEEDED_BY_NAME: ReadonlyMap<string, readonly (keyof ContactFacts)[]> = new Map(Object.entries(NEEDED_FIELDS));

function isUnused(needed: readonly (keyof ContactFacts)[] | undefined, { contacts }: UnusedColumns): boolean {
  return needed !== undefined && needed.every((field) => contacts.has(snakeCase(field)));
}

/** No file of this kind was ever there. */
function statesNothing(kind: FactKind, unused: UnusedColumns): boolean {
  return factTable(kind).columns.every(({ name }) => unused[kind].has(name));
}
