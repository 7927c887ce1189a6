import type pg from "pg";
import type { FactKind } from "~/domain/facts/fact-fields";
import { factTable, snakeCase } from "./facts-table";

/** For each kind of facts the columns that hold nothing in any row. */
export type SilentColumns = Readonly<Record<FactKind, ReadonlySet<string>>>;

/** Nothing is known beforehand: every column is read. */
export const NONE_SILENT: SilentColumns = { contacts: new Set(), reviews: new Set(), tallies: new Set() };

/** What the partner's rosters and calendars, where there are any, may put into rows, whatever the mappings say. */
const DERIVED = ["tenure_days", "first_response_business_seconds", "resolution_business_seconds"];

type KindRead = { kind: string; known: boolean; fields: (string | null)[] };

/**
 * The amounts, times and flags that no batch of these partners ever spoke of, by the mappings that read them: most files fill few
 * of the fields there are.
 */
export async function silentColumns(client: pg.PoolClient, vendorIds: readonly number[]): Promise<SilentColumns> {
  const { rows } = await client.query<KindRead>(
    `SELECT b.kind, bool_and(m.document ? 'fields') AS known, array_agg(DISTINCT field) AS fields
     FROM (SELECT DISTINCT kind, mapping_id FROM import_batch WHERE vendor_ids && $1) b JOIN mapping m ON m.id = b.mapping_id
     LEFT JOIN LATERAL jsonb_object_keys(m.document -> 'fields') AS field ON TRUE GROUP BY b.kind`,
    [vendorIds],
  );
  const derived = rows.some(({ kind }) => kind === "roster" || kind === "calendar") ? DERIVED : [];
  const silentOf = (kind: FactKind): ReadonlySet<string> => {
    const read = rows.find((row) => row.kind === kind);
    if (read && !read.known) return NONE_SILENT[kind];
    const said = new Set([...derived, ...(read?.fields ?? []).map((field) => snakeCase(field ?? ""))]);
    return new Set(factTable(kind).columns.flatMap(({ name, isText }) => (isText || said.has(name) ? [] : [name])));
  };
  return { contacts: silentOf("contacts"), reviews: silentOf("reviews"), tallies: NONE_SILENT.tallies };
}
