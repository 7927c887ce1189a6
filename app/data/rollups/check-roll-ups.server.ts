import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { recordAuditWith } from "../db/audit.server";
import type { Database } from "../db/database.server";
import { deriveAgain } from "./derived-fields.server";
import { Prisma } from "../generated/client";
import { inTransaction, lockParameters, lockVendors } from "../db/transaction.server";
import { rollUpPreliminaryDays } from "./preliminary-days.server";
import { rollUpTouchedDays } from "./roll-up-days.server";
import { raiseRevisions } from "./vendor-revisions.server";
import { BINS_COLUMNS, binSql, countSql } from "../sql/histogram-sql";

/** A row of the roll-up that is not what the facts say. Null: there is no such row, there or here. */
export type RollUpDifference = {
  table: "measure_day" | "measure_month" | "preliminary_day";
  /** The day; of a month its first. */
  day: Day;
  site: string;
  program: string;
  channel: string;
  /** The columns that differ, with what is stored and what the facts come to. */
  columns: { column: string; stored: unknown; facts: unknown }[];
};

export type RollUpCheck = { days: number; differences: RollUpDifference[]; repaired: boolean };

/**
 * Puts what follows from rosters and calendars into the facts and rolls all days of a vendor up again, and compares with what was
 * stored. Without `repair` nothing changes; with it the stored rows
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
    await client.query(
      "CREATE TEMPORARY TABLE kept_measure ON COMMIT DROP AS SELECT * FROM measure_day WHERE vendor_id = $1",
      [vendorId],
    );
    await client.query(
      "CREATE TEMPORARY TABLE kept_month ON COMMIT DROP AS SELECT * FROM measure_month WHERE vendor_id = $1",
      [vendorId],
    );
    await client.query(
      "CREATE TEMPORARY TABLE kept_preliminary ON COMMIT DROP AS SELECT * FROM preliminary_day WHERE vendor_id = $1",
      [vendorId],
    );
    await client.query("SAVEPOINT before_check");
    await deriveAgain(client, vendorId);
    await rollUpTouchedDays(client);
    await rollUpPreliminaryDays(client, FACT_KINDS);
    const differences = [
      ...(await compareDays(client, vendorId)),
      ...(await compareMonths(client, vendorId)),
      ...(await comparePreliminary(client, vendorId)),
    ];
    const repaired = repair && differences.length > 0;
    if (!repaired) {
      await client.query("ROLLBACK TO SAVEPOINT before_check");
      return { days, differences, repaired };
    }
    await raiseRevisions(client, [vendorId]);
    await recordAuditWith(client, {
      actor,
      action: "roll-up.repaired",
      subject: `vendor ${vendorId}`,
      detail: { rows: differences.length },
    });
    return { days, differences, repaired };
  });
}

async function touchEveryDay(client: pg.PoolClient, vendorId: number): Promise<number> {
  const { rowCount } = await client.query(
    `CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS
     SELECT vendor_id, day FROM measure_day WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, first_day FROM measure_month m WHERE vendor_id = ${Number(vendorId)} AND NOT EXISTS (
       SELECT FROM measure_day d
       WHERE d.vendor_id = m.vendor_id AND d.day >= m.first_day AND d.day < m.first_day + interval '1 month')
     UNION SELECT vendor_id, day FROM preliminary_day WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM source_day WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM contact WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM review WHERE vendor_id = ${Number(vendorId)}
     UNION SELECT vendor_id, day FROM total WHERE vendor_id = ${Number(vendorId)}`,
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

/** A row as JSON, histograms as how many values each bin holds: the order in which they were collected is no difference. */
function comparable(alias: string): string {
  const bins = BINS_COLUMNS.map((column) => {
    const stored = Prisma.raw(`one.stored`);
    return `'${column}', (SELECT jsonb_object_agg(bin, held) FROM (
      SELECT ${binSql(stored).sql} AS bin, sum(${countSql(stored).sql}) AS held FROM unnest(${alias}.${column}) AS one(stored) GROUP BY 1
    ) AS bins)`;
  });
  return `to_jsonb(${alias}) || jsonb_build_object(${bins.join(", ")})`;
}

async function compareDays(client: pg.PoolClient, vendorId: number): Promise<RollUpDifference[]> {
  const { rows } = await client.query<Pair>(
    `SELECT * FROM (
       SELECT day::text, site, program, channel,
         CASE WHEN k.vendor_id IS NOT NULL THEN ${comparable("k")} END AS stored,
         CASE WHEN n.vendor_id IS NOT NULL THEN ${comparable("n")} END AS facts
       FROM kept_measure k FULL JOIN (SELECT * FROM measure_day WHERE vendor_id = $1) n USING (day, site, program, channel)
     ) compared
     WHERE stored IS DISTINCT FROM facts
     ORDER BY day, site, program, channel`,
    [vendorId],
  );
  return differencesOf("measure_day", rows);
}

async function compareMonths(client: pg.PoolClient, vendorId: number): Promise<RollUpDifference[]> {
  const { rows } = await client.query<Pair>(
    `SELECT first_day::text AS day, site, program, channel, to_jsonb(k) AS stored, to_jsonb(n) AS facts
     FROM kept_month k FULL JOIN (SELECT * FROM measure_month WHERE vendor_id = $1) n
       USING (vendor_id, split, first_day, site, program, channel)
     WHERE to_jsonb(k) IS DISTINCT FROM to_jsonb(n)
     ORDER BY first_day, split, site, program, channel`,
    [vendorId],
  );
  return differencesOf("measure_month", rows);
}

async function comparePreliminary(client: pg.PoolClient, vendorId: number): Promise<RollUpDifference[]> {
  const { rows } = await client.query<Pair>(
    `SELECT day::text, site, program, channel, to_jsonb(k) AS stored, to_jsonb(n) AS facts
     FROM kept_preliminary k FULL JOIN (SELECT * FROM preliminary_day WHERE vendor_id = $1) n
       USING (day, kind, measure, site, program, channel)
     WHERE to_jsonb(k) IS DISTINCT FROM to_jsonb(n)
     ORDER BY day, kind, measure, site, program, channel`,
    [vendorId],
  );
  return differencesOf("preliminary_day", rows);
}

function differencesOf(table: RollUpDifference["table"], rows: readonly Pair[]): RollUpDifference[] {
  return rows.flatMap(({ stored, facts, ...slice }) => {
    const names = [...new Set([...Object.keys(stored ?? {}), ...Object.keys(facts ?? {})])];
    const columns = names
      .map((column) => ({ column, stored: stored?.[column] ?? null, facts: facts?.[column] ?? null }))
      .filter(({ stored: before, facts: now }) => JSON.stringify(before) !== JSON.stringify(now));
    return columns.length === 0 ? [] : [{ table, ...slice, columns }];
  });
}
