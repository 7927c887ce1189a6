import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { PercentileSource } from "~/domain/metrics/catalog/metric-definition";
import { countedKey } from "~/domain/metrics/counted";
import type { Duration } from "~/domain/metrics/contact-amounts";
import { notExcludedSql, onCountedDaysSql } from "../sql/counted-sql";
import { DURATION_SQL } from "../sql/contact-durations-sql";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { quantileFrom, quantileSql, type Quantile } from "./quantile";
import {
  cellFrame,
  groupingSql,
  groupOf,
  rangeFrame,
  type Cell,
  type Grouping,
  type GroupRow,
  type RangeQuestion,
} from "../sql/range-sql";
import { readAs } from "../db/read-as.server";
import { binsColumn, binSql, countSql } from "../sql/histogram-sql";

/** Exact percentiles already computed. */
const QUANTILES = defineCache<Quantile>("quantiles", 20_000);

/** One percentile to be found, at a known revision of its vendor. */
export type QuantileCell = Cell & { readonly source: PercentileSource; readonly revision: number };

/**
 * Exact percentiles from the facts, by the cell's key, as the domain's `quantileOf`. Each is
 * computed once per revision of its vendor and kept by what was asked and by whose eyes, so that no answer is shown to a narrower view.
 */
export async function exactQuantiles(
  db: Database,
  viewer: Viewer,
  cells: readonly QuantileCell[],
): Promise<Map<string, Quantile>> {
  const answers = new Map<string, Quantile>();
  const scopeKey = JSON.stringify([isOutside(viewer), viewer.scope]);
  const missing = cells.filter((cell) => {
    const known = db.caches.get(QUANTILES).get(cacheKey(cell, scopeKey));
    if (known !== undefined) answers.set(cell.key, known);
    return known === undefined;
  });
  const sources = new Map(
    missing.map(({ source }) => [`${source.distribution} ${source.quantile} ${source.method}`, source]),
  );
  for (const source of sources.values()) {
    const requested = missing.filter((cell) => isSame(cell.source, source));
    const found = await computeQuantiles(db, viewer, requested, source);
    for (const cell of requested) {
      const answer = found.get(cell.key) ?? { value: null, n: 0 };
      db.caches.get(QUANTILES).set(cacheKey(cell, scopeKey), answer);
      answers.set(cell.key, answer);
    }
  }
  return answers;
}

async function computeQuantiles(
  db: Database,
  viewer: Viewer,
  cells: readonly Cell[],
  source: PercentileSource,
): Promise<Map<string, Quantile>> {
  const frame = cellFrame(cells, viewer.scope);
  const seconds = DURATION_SQL[source.distribution];
  const counts = cells.some(({ counted }) => counted !== undefined)
    ? Prisma.sql`(r.counted IS NULL OR (${onCountedDaysSql(COUNTED, C)} AND ${notExcludedSql(COUNTED, C)}))`
    : Prisma.sql`TRUE`;
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<{ key: string; value: number | null; n: number }[]>(Prisma.sql`
      SELECT r.key, one.value, one.n FROM ${frame.relation} CROSS JOIN LATERAL (
        SELECT ${quantileSql(source, seconds)} AS value,
          count(${seconds})::float8 AS n
        FROM contact AS c WHERE (r.severity IS NULL OR c.severity = r.severity) AND ${frame.limits(C)} AND ${counts}
      ) AS one`),
  );
  return new Map(rows.map(({ key, value, n }) => [key, quantileFrom(value, n)]));
}

function cacheKey({ key: _key, ...question }: QuantileCell, scopeKey: string): string {
  const { vendorId, revision, source, from, until, site, program, channel, severity, counted } = question;
  const slice = [site ?? null, program ?? null, channel ?? null, severity ?? null];
  return JSON.stringify([
    vendorId,
    revision,
    source.distribution,
    source.quantile,
    source.method,
    from,
    until,
    slice,
    counted === undefined ? null : countedKey(counted),
    scopeKey,
  ]);
}

function isSame(a: PercentileSource, b: PercentileSource): boolean {
  return a.distribution === b.distribution && a.quantile === b.quantile && a.method === b.method;
}

/** The log buckets of one duration, merged over a range and group. */
export type MergedHistogram = Grouping & {
  readonly rangeKey: string;
  readonly bins: readonly number[];
  readonly counts: readonly number[];
};

/** One row per range and group that has any value; percentiles of them are within 1% of the exact ones. */
export async function mergedHistograms(
  db: Database,
  viewer: Viewer,
  question: RangeQuestion & { readonly duration: Duration },
): Promise<MergedHistogram[]> {
  if (question.ranges.length === 0 || question.vendorIds.length === 0) return [];
  const frame = rangeFrame(question, viewer.scope);
  const [inner, outer] = [groupingSql(frame.by, M), groupingSql(frame.by, Prisma.sql`b`)];
  const bins = Prisma.raw(binsColumn(question.duration));
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<(GroupRow & { bins: number[]; counts: number[] })[]>(Prisma.sql`
      SELECT b.range_key${outer}, array_agg(b.bin ORDER BY b.bin) AS bins, array_agg(b.count ORDER BY b.bin) AS counts
      FROM (
        SELECT r.key AS range_key${inner}, ${binSql(STORED)} AS bin, sum(${countSql(STORED)})::float8 AS count
        FROM ${frame.relation} CROSS JOIN LATERAL (
          SELECT m.vendor_id, m.site, m.program, m.channel, m.${bins} AS bins FROM measure_day AS m
          WHERE ${frame.limits(M)} OFFSET 0
        ) AS m CROSS JOIN LATERAL unnest(m.bins) AS one(stored)
        GROUP BY r.key${inner}, bin
      ) AS b
      GROUP BY b.range_key${outer}`),
  );
  return rows.map((row) => ({ ...groupOf(row), rangeKey: row.range_key, bins: row.bins, counts: row.counts }));
}

const M = Prisma.sql`m`;
const C = Prisma.sql`c`;
const COUNTED = Prisma.sql`r.counted`;
const STORED = Prisma.sql`one.stored`;
