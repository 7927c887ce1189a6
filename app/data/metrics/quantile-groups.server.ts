import type { Viewer } from "~/domain/access/viewer";
import type { PercentileSource } from "~/domain/metrics/catalog/metric-definition";
import { DURATION_SQL } from "../sql/contact-durations-sql";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { quantileFrom, quantileSql, type Quantile } from "./quantile";
import {
  groupingSql,
  groupLimitSql,
  groupOf,
  rangeFrame,
  requireFew,
  ROW_DIMENSIONS,
  type Grouping,
  type GroupRow,
  type RangeQuestion,
} from "../sql/range-sql";
import { readAs } from "../db/read-as.server";

export type GroupQuantile = Grouping & Quantile & { readonly rangeKey: string };

/**
 * Exact percentiles from the facts, one per range and group that has any duration, over all the vendors requested: the form for
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
  const keys = Prisma.join(GROUP_COLUMNS.map((column) => Prisma.sql`c.${column}`));
  const seconds = DURATION_SQL[question.source.distribution];
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<(GroupRow & { value: number | null; n: number })[]>(Prisma.sql`
      SELECT r.key AS range_key${group},
        ${quantileSql(question.source, Prisma.sql`c.seconds`)} AS value,
        count(c.seconds)::float8 AS n
      FROM ${frame.relation} CROSS JOIN LATERAL (
        SELECT ${keys}, ${seconds} AS seconds FROM contact AS c
        WHERE ${frame.limits(C)} OFFSET 0
      ) AS c
      GROUP BY r.key${group}${groupLimitSql(frame)}`),
  );
  requireFew(rows.length, frame);
  return rows.map((row) => ({ ...groupOf(row), rangeKey: row.range_key, ...quantileFrom(row.value, row.n) }));
}

const C = Prisma.sql`c`;
const GROUP_COLUMNS = ["vendor_id", "site", "program", "channel", ...ROW_DIMENSIONS].map((name) => Prisma.raw(name));
