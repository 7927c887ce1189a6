import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import type { Database } from "./database.server";
import { inTransaction, lockParameters, lockVendors } from "./import-locks.server";
import { rollUpTouchedDays } from "./roll-up.server";

/** A row of the roll-up that is not what the facts say. Null: there is no such row, there or here. */
export type RollUpDifference = {
  table: "measure_day" | "duration_histogram";
  day: Day;
  site: string;
  program: string;
  channel: string;
  /** The columns that differ, with what is stored and what the facts come to. */
  columns: { column: string; stored: unknown; facts: unknown }[];
};

export type RollUpCheck = { days: number; differences: RollUpDifference[]; repaired: boolean };

/**
 * Rolls all days of a vendor up anew and compares with what was stored. Without `repair` nothing changes; with it the stored rows
 * become what the facts say, and the vendor's revision rises so that nothing remembered is shown any longer.
 */
export async function checkRollUp(
  db: Database,
  vendorId: number,
  { repair, actor }: { repair: boolean; actor: string },
): Promise<RollUpCheck> {
  return inTransaction(db, async (client) => {
    await lockParameters(client, "share");
    await lockVendors(client, [vendorId]);
    const days = await touchEveryDay(client, vendorId);
    await client.query("CREATE TEMPORARY TABLE kept_measure ON COMMIT DROP AS SELECT * FROM measure_day WHERE vendor_id = $1", [
      vendorId,
    ]);
    await client.query(
      "CREATE TEMPORARY TABLE kept_histogram ON COMMIT DROP AS SELECT * FROM duration_histogram WHERE vendor_id = $1",
      [vendorId],
    );
    await client.query("SAVEPOINT before_check");
    await rollUpTouchedDays(client);
    const differences = [
      ...(await compare(client, vendorId, "measure_day", "kept_measure", "")),
      ...(await compare(client, vendorId, "duration_histogram", "kept_histogram", ", duration")),
    ];
    const repaired = repair && differences.length > 0;
    if (!repaired) {
      await client.query("ROLLBACK TO SAVEPOINT before_check");
      return { days, differences, repaired };
    }
    await client.query("UPDATE vendor SET revision = revision + 1 WHERE id = $1", [vendorId]);
    await client.query(
      "INSERT INTO audit_event (actor, action, subject, detail) VALUES ($1, 'roll-up.repaired', $2, $3)",
      [actor, `vendor ${vendorId}`, JSON.stringify({ rows: differences.length })],
    );
    return { days, differences, repaired };
  });
}

async function touchEveryDay(client: pg.PoolClient, vendorId: number): Promise<number> {
  const { rowCount } = await client.query(
    `CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS
     SELECT vendor_id, day FROM measure_day WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM duration_histogram WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM source_day WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM contact WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM review WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM tally WHERE vendor_id = ${Number(vendorId)}`,
  );
  return rowCount ?? 0;
}

type Pair = {
  day: string;
  site: string;
  program: string;
  channel: string;
  stored: Record<string, unknown> | null;
  facts: Record<string, unknown> | null;
};

async function compare(
  client: pg.PoolClient,
  vendorId: number,
  table: RollUpDifference["table"],
  kept: "kept_measure" | "kept_histogram",
  furtherKey: "" | ", duration",
): Promise<RollUpDifference[]> {
  const { rows } = await client.query<Pair>(
    `SELECT day::text, site, program, channel, to_jsonb(k) AS stored, to_jsonb(n) AS facts
     FROM ${kept} k FULL JOIN (SELECT * FROM ${table} WHERE vendor_id = $1) n
       USING (vendor_id, day, site, program, channel${furtherKey})
     WHERE to_jsonb(k) IS DISTINCT FROM to_jsonb(n)
     ORDER BY day, site, program, channel${furtherKey}`,
    [vendorId],
  );
  return rows.flatMap(({ stored, facts, ...place }) => {
    const names = [...new Set([...Object.keys(stored ?? {}), ...Object.keys(facts ?? {})])];
    const columns = names
      .map((column) => ({ column, stored: stored?.[column] ?? null, facts: facts?.[column] ?? null }))
      .filter((pair) => !isSame(pair.stored, pair.facts));
    return columns.length === 0 ? [] : [{ table, ...place, columns }];
  });
}

/** Sums of fractions depend on the order of their rows in their last digits; that is no difference. */
const RELATIVE_NOISE = 1e-9;

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") {
    return Math.abs(a - b) <= RELATIVE_NOISE * Math.max(Math.abs(a), Math.abs(b));
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, index) => isSame(part, b[index]));
  return a === b;
}
