import { FILE_KINDS, isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";
import { moveReceivedRows } from "../../deliveries/received-days.server";
import { rewriteHistory, statementsSql } from "./row-history.server";
import { recordAuditWith } from "../../db/audit.server";
import type { Database } from "../../db/database.server";
import { derivationOf } from "../../rollups/derived-fields.server";
import { factTable, historyOf, orBlank } from "../../sql/fact-table";
import { inTransaction, lockParameters, lockVendors } from "../../db/transaction.server";
import { rollUpTouchedDays } from "../../rollups/roll-up-days.server";
import { countsSql } from "../../sql/row-precedence";
import { raiseRevisions } from "../../rollups/vendor-revisions.server";

type BatchRow = {
  kind: string;
  source: string;
  vendor_ids: number[];
  first_day: string | null;
  last_day: string | null;
};

export type RevertOutcome = "reverted" | "already-reverted" | "not-found";

/**
 * Takes a batch back: what is left is what the other applied batches say, folded in their order. Rows that only this batch spoke
 * of go; what it replaced comes back. The batch stays listed as reverted.
 */
export async function revertBatch(db: Database, batchId: number, by: string): Promise<RevertOutcome> {
  return inTransaction(db, async (client) => {
    const found = await client.query<BatchRow>(
      "SELECT kind, source, vendor_ids, first_day::text, last_day::text FROM import_batch WHERE id = $1",
      [batchId],
    );
    const kind = kindOf(found.rows[0]?.kind);
    const batch = found.rows[0];
    if (!batch || !kind) return "not-found";
    await lockParameters(client, "share");
    await lockVendors(client, batch.vendor_ids);
    const marked = await client.query(
      "UPDATE import_batch SET status = 'reverted', reverted_by = $2, reverted_at = now() WHERE id = $1 AND status = 'applied'",
      [batchId, by],
    );
    if (marked.rowCount === 0) return "already-reverted";
    await client.query("DELETE FROM received_day WHERE batch_id = $1", [batchId]);

    const table = factTable(kind);
    const source = client.escapeLiteral(batch.source);
    const inBatch = `batch_id = ${Number(batchId)} AND source = ${source}`;
    const day = (text: string) => `${client.escapeLiteral(text)}::date`;
    const { first_day: first, last_day: last } = batch;
    const inDays = first === null || last === null ? "TRUE" : `day BETWEEN ${day(first)} AND ${day(last)}`;
    const atRow = (alias: string) =>
      `${alias}.vendor_id = g.vendor_id AND ${alias}.source = ${source} AND ${alias}.external_id = g.external_id`;
    await client.query(`
      CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
      SELECT vendor_id, external_id FROM ${table.name}
      WHERE vendor_id = ANY ('{${batch.vendor_ids.join(",")}}') AND ${inDays} AND ${inBatch}
      UNION SELECT vendor_id, external_id FROM ${historyOf(kind)}
      WHERE source = ${source} AND (batch_id = ${Number(batchId)} OR previous_batch_id = ${Number(batchId)})`);
    await client.query("ANALYZE gone");
    const derivation = await derivationOf(client, {
      kind,
      source: batch.source,
      vendorIds: batch.vendor_ids,
      keys: "gone",
    });
    await derivation.forget();
    await client.query(`
      CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS
      SELECT DISTINCT t.vendor_id, t.day FROM ${table.name} t JOIN gone g ON ${atRow("t")}`);
    await client.query(`
      CREATE TEMPORARY TABLE statement ON COMMIT DROP AS
      SELECT * FROM (${statementsSql(kind, { source, rows: "SELECT vendor_id, external_id FROM gone" })}) stated_row
      WHERE batch_id <> ${Number(batchId)}`);
    await client.query("CREATE INDEX ON statement (vendor_id, external_id, batch_id); ANALYZE statement");
    await client.query(`
      CREATE TEMPORARY TABLE left_over ON COMMIT DROP AS
      WITH r AS MATERIALIZED (SELECT r.*, ${countsSql("r")} AS counts FROM statement r)
      SELECT r.vendor_id, r.external_id, count(DISTINCT r.batch_id) AS batches,
        min(r.batch_id) AS first_batch,
        (array_agg(r.batch_id ORDER BY r.batch_id DESC) FILTER (WHERE r.counts))[1] AS batch_id,
        (array_agg(r.line ORDER BY r.batch_id DESC) FILTER (WHERE r.counts))[1] AS line,
        jsonb_object_agg(part.key, part.value ORDER BY r.batch_id) FILTER (WHERE r.counts AND part.key IS NOT NULL) AS stated
      FROM r LEFT JOIN LATERAL jsonb_each(r.stated) part ON TRUE
      GROUP BY r.vendor_id, r.external_id`);
    await moveReceivedRows(
      client,
      { kind, source: batch.source },
      `SELECT g.vendor_id, t.day AS old_day, CASE WHEN g.first_batch < ${Number(batchId)} THEN g.first_batch END AS old_batch,
         (g.stated ->> 'day')::date AS new_day, g.first_batch AS new_batch
       FROM left_over g JOIN ${table.name} t ON ${atRow("t")}`,
    );
    await client.query(`
      DELETE FROM ${table.name} t USING gone g
      WHERE ${atRow("t")} AND NOT EXISTS (SELECT 1 FROM left_over l WHERE l.vendor_id = g.vendor_id AND l.external_id = g.external_id)`);
    await client.query(`
      UPDATE ${table.name} t SET day = stated_row.day, batch_id = g.batch_id, line = g.line,
        ${table.columns.map((column) => `${column.name} = ${orBlank(column, `stated_row.${column.name}`)}`).join(", ")}
      FROM left_over g CROSS JOIN LATERAL jsonb_populate_record(NULL::${table.name}, g.stated) stated_row
      WHERE ${atRow("t")}`);
    await rewriteHistory(client, kind, batch.source);
    await client.query(`
      INSERT INTO touched_day SELECT DISTINCT t.vendor_id, t.day FROM ${table.name} t JOIN left_over g ON ${atRow("t")}
      EXCEPT SELECT vendor_id, day FROM touched_day`);
    await derivation.derive();
    await rollUpTouchedDays(client);
    await raiseRevisions(client, isReferenceKind(kind) ? batch.vendor_ids : []);
    await recordAuditWith(client, {
      actor: by,
      action: "import.reverted",
      subject: `batch ${batchId}`,
      detail: { rows: marked.rowCount },
    });
    return "reverted";
  });
}

function kindOf(text: string | undefined): FileKind | null {
  return FILE_KINDS.find((kind) => kind === text) ?? null;
}
