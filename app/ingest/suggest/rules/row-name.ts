import type { SampledTable } from "../sampled-table";
import type { ColumnProfile } from "../profile/column-profile";

const MAX_COLUMNS = 6;

/**
 * The columns that together name a row of totals: those given, and as many of the others as it takes until no two rows of the sample
 * agree in all of them. Null where the given ones do.
 */
export function nameRows(
  given: readonly ColumnProfile[],
  others: readonly ColumnProfile[],
  table: SampledTable,
): ColumnProfile[] | null {
  if (isUnique(given, table)) return null;
  const chosen = [...given];
  const left = others.filter(({ filled, cells, distinct }) => filled === cells && distinct > 1);
  while (chosen.length < MAX_COLUMNS && left.length > 0 && !isUnique(chosen, table)) {
    const counts = left.map((column) => namesOf([...chosen, column], table).size);
    const best = counts.indexOf(Math.max(...counts));
    chosen.push(...left.splice(best, 1));
  }
  return chosen.length > given.length && isUnique(chosen, table) ? chosen : null;
}

function isUnique(columns: readonly ColumnProfile[], table: SampledTable): boolean {
  return namesOf(columns, table).size === table.rows.length;
}

function namesOf(columns: readonly ColumnProfile[], { rows }: SampledTable): Set<string> {
  return new Set(rows.map((row) => columns.map(({ index }) => (row[index] ?? "").trim()).join("\u0000")));
}
