import type pg from "pg";
import type { FileKind } from "~/domain/facts/fact-fields";
import { columnsByBit, factTable, historyOf, unlessBlank, type FactTable } from "../../sql/fact-table";

/**
 * Rows that more than one applied batch speaks of have an entry in the history of their table for each batch behind the first: which columns
 * the batch says something of, and in the columns of the row
 * - `before`: the row as the batch found it, where it changed the row;
 * - `own`: what the batch says, where the row keeps it out, and in all entries of a row that a revert has written again;
 * - `none`: nothing, where the row stayed as it was.
 * What a batch says is then read from the row as it left it: the next `before`, or the row itself. What the first batch says is the row
 * as it was before the first change.
 */
export type Holds = "before" | "own" | "none";

const KEY = "vendor_id, source, external_id";

/** An expression for `stated` of a staged row; `erased`: the columns in which a blank is a statement too. */
export function statedSql(kind: FileKind, { columns }: FactTable, staged: string, erased: ReadonlySet<string>): string {
  const bits = columnsByBit(kind);
  const bitOf = (name: string) => `${2n ** BigInt(bits.indexOf(name))}::bigint`;
  const parts = columns.map((column) => {
    const bit = bitOf(column.name);
    if (erased.has(column.name)) return bit;
    return `CASE WHEN ${unlessBlank(column, `${staged}.${column.name}`)} IS NULL THEN 0 ELSE ${bit} END`;
  });
  return ["0::bigint", ...parts].join(" + ");
}

/** Adds entries for staged rows that were `existing`: those of `where`, with the values of the stored row, the staged one, or none. */
export async function addToHistory(
  client: pg.PoolClient,
  { kind, table, batchId }: { kind: FileKind; table: FactTable; batchId: number },
  { holds, where }: { holds: Holds; where: string },
): Promise<void> {
  const names = ["day", ...table.columns.map(({ name }) => name)];
  const values = { before: names.map((name) => `t.${name}`), own: names.map((name) => `s.${name}`), none: [] }[holds];
  const columns = holds === "none" ? [] : names;
  await client.query(
    `INSERT INTO ${historyOf(kind)} (${[KEY, "batch_id, line, previous_batch_id, previous_line, holds, stated", ...columns].join(", ")})
     SELECT ${["t.vendor_id, t.source, t.external_id, $1, s.line, t.batch_id, t.line, $2, st.stated", ...values].join(", ")}
     FROM existing st JOIN staging s ON s.ctid = st.staged_at JOIN ${table.name} t ON t.ctid = st.stored_at
     WHERE ${where}`,
    [batchId, holds],
  );
}

/** The row, or what an entry holds, as JSON by column; a blank is null. */
function rowJson({ columns }: FactTable, alias: string): string {
  const pairs = columns.map((column) => `'${column.name}', ${unlessBlank(column, `${alias}.${column.name}`)}`);
  return `jsonb_build_object(${[`'day', ${alias}.day`, ...pairs].join(", ")})`;
}

/**
 * A query of what each batch says of rows that more than one speaks of: vendor_id, external_id, batch_id, line and `stated`, the columns
 * that it speaks of as JSON, with null for a blank that takes away what was known. `source`: an expression; `rows`: a query of
 * vendor_id and external_id.
 */
export function statementsSql(kind: FileKind, { source, rows }: { source: string; rows: string }): string {
  const table = factTable(kind);
  const history = historyOf(kind);
  const sameRow = (one: string, other: string) =>
    `${one}.vendor_id = ${other}.vendor_id AND ${one}.source = ${other}.source AND ${one}.external_id = ${other}.external_id`;
  const withRowLeft = (comparison: ">" | ">=") => `
    JOIN ${table.name} t ON ${sameRow("t", "e")}
    LEFT JOIN LATERAL (
      SELECT n.* FROM ${history} n WHERE ${sameRow("n", "e")} AND n.batch_id ${comparison} e.batch_id AND n.holds = 'before'
      ORDER BY n.batch_id LIMIT 1
    ) n ON TRUE
    CROSS JOIN LATERAL (SELECT CASE WHEN n.batch_id IS NULL THEN ${rowJson(table, "t")} ELSE ${rowJson(table, "n")} END AS json) left_row`;
  return `
    WITH entry AS MATERIALIZED (
      SELECT h.*, h.batch_id = min(h.batch_id) OVER (PARTITION BY h.vendor_id, h.external_id) AS is_first
      FROM (${rows}) g
      JOIN ${history} h ON h.vendor_id = g.vendor_id AND h.source = ${source} AND h.external_id = g.external_id
    )
    SELECT e.vendor_id, e.external_id, e.previous_batch_id AS batch_id, e.previous_line AS line, jsonb_strip_nulls(left_row.json) AS stated
    FROM entry e ${withRowLeft(">=")} WHERE e.is_first AND e.previous_batch_id IS NOT NULL
    UNION ALL
    SELECT e.vendor_id, e.external_id, e.batch_id, e.line,
      CASE WHEN e.holds = 'own' THEN ${rowJson(table, "e")} ELSE left_row.json END - ARRAY(
        SELECT name FROM unnest('{${columnsByBit(kind).join(",")}}'::text[]) WITH ORDINALITY AS c (name, position)
        WHERE (e.stated >> (position::integer - 1)) & 1 = 0)
    FROM entry e ${withRowLeft(">")}`;
}

/**
 * Writes the history of the rows of the temporary table `gone` again from the temporary table `statement`, which has what the batches that are
 * left say of them. Rows of which one batch is left have none.
 */
export async function rewriteHistory(client: pg.PoolClient, kind: FileKind, source: string): Promise<void> {
  const history = historyOf(kind);
  const names = ["day", ...factTable(kind).columns.map(({ name }) => name)];
  const bits = columnsByBit(kind).map((name, bit) => `('${name}', ${2n ** BigInt(bit)}::bigint)`);
  await client.query(
    `DELETE FROM ${history} h USING gone g WHERE h.vendor_id = g.vendor_id AND h.source = $1 AND h.external_id = g.external_id`,
    [source],
  );
  await client.query(
    `INSERT INTO ${history} (${KEY}, batch_id, line, holds, stated, ${names.join(", ")})
     SELECT s.vendor_id, $1, s.external_id, s.batch_id, s.line, 'own',
       (SELECT COALESCE(sum(bit), 0) FROM (VALUES ${bits.join(", ")}) c (name, bit) WHERE s.stated ? c.name),
       ${names.map((name) => `v.${name}`).join(", ")}
     FROM statement s JOIN left_over l USING (vendor_id, external_id)
     CROSS JOIN LATERAL jsonb_populate_record(NULL::${history}, s.stated) v
     WHERE l.batches > 1`,
    [source],
  );
}
