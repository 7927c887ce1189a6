import type { Viewer } from "~/domain/access/viewer";
import type { PercentileSource } from "~/domain/metrics/metric-definition";
import { DURATION_SQL } from "./contact-durations-sql";
import type { Database } from "./database.server";
import { Prisma } from "./generated/client";
import type { Quantile } from "./quantile";
import { groupingSql, groupOf, rangeFrame, type Grouping, type GroupRow, type RangeQuestion } from "./range-sql";
import { readAs } from "./read-as.server";

export type GroupQuantile = Grouping & Quantile & { readonly rangeKey: string };

/**
 * Exact percentiles from the facts, one per range and group that has any duration, over all the vendors asked for: the form for
 * questions that no contract's figure answers.
 */
export async function exactGroupQuantiles(
  db: Database,
  viewer: Viewer,
  question: RangeQuestion & { readonly source: PercentileSource },
): Promise<GroupQuantile[]> {
  if (question.ranges.length === 0 || question.vendorIds.length === 0) return [];
  const frame = rangeFrame(question, viewer.scope);
  const group = groupingSql(frame.by, C);
  const seconds = DURATION_SQL[question.source.distribution];
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<(GroupRow & { value: number | null; n: number })[]>(Prisma.sql`
      SELECT r.key AS range_key${group},
        percentile_cont(${question.source.quantile}::float8) WITHIN GROUP (ORDER BY c.seconds) AS value,
        count(c.seconds)::float8 AS n
      FROM ${frame.relation} CROSS JOIN LATERAL (
        SELECT c.vendor_id, c.site, c.program, c.channel, ${seconds} AS seconds FROM contact AS c
        WHERE ${frame.limits(C)} OFFSET 0
      ) AS c
      GROUP BY r.key${group}`),
  );
  return rows.map((row) => ({ ...groupOf(row), rangeKey: row.range_key, value: row.value, n: row.n }));
}

const C = Prisma.sql`c`;
