import { toMillionth } from "~/domain/metrics/exact-sum";
import type { PercentileSource } from "~/domain/metrics/catalog/metric-definition";
import { nearestRankShare } from "~/domain/metrics/quantile";
import { Prisma } from "../generated/client";

/** A percentile of `n` durations, in seconds; null where there is none. */
export type Quantile = { readonly value: number | null; readonly n: number };

/** The domain's `quantileOf` in SQL, an aggregate over durations, before its rounding (`quantileFrom`). */
export function quantileSql({ quantile, method }: PercentileSource, seconds: Prisma.Sql): Prisma.Sql {
  return method === "interpolated"
    ? Prisma.sql`percentile_cont(${quantile}::float8) WITHIN GROUP (ORDER BY ${seconds})`
    : Prisma.sql`percentile_disc(${nearestRankShare(quantile)}::float8) WITHIN GROUP (ORDER BY ${seconds})`;
}

export function quantileFrom(value: number | null, n: number): Quantile {
  return { value: value === null ? null : toMillionth(value), n };
}
