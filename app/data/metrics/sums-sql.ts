import { STOCK_SILENCE_DAYS, STOCK_SILENCE_DISTANCES } from "~/domain/metrics/period-amounts";
import { exactSumSql } from "../sql/exact-sum-sql";
import { Prisma } from "../generated/client";
import { amountColumn, type Source } from "./measure-sources";
import { groupingSql, groupLimitSql, type Frame } from "../sql/range-sql";

const { sql, join, raw, empty } = Prisma;

/** The amounts of a source's columns over the ranges of a frame, one row per range and group: the domain's `periodAmounts` in SQL. */
export function sumsSql(source: Source, frame: Frame): Prisma.Sql {
  return sql`${SUMS[source.aggregate](source, frame)}${groupLimitSql(frame)}`;
}

const SUMS = { sum: flowsSql, "mean-of-days": meansSql, "last-day": stocksSql } as const;

function flowsSql(source: Source, frame: Frame): Prisma.Sql {
  const group = groupingSql(frame.by, M);
  const sums = source.columns.map((column) => exactSumSql(column.sql));
  return sql`SELECT r.key AS range_key${group}, ${amounts(sums)} ${joined(source, frame)} GROUP BY r.key${group}`;
}

/** Means are no decimals: those of vendors are added up in the vendors' order. */
function meansSql(source: Source, frame: Frame): Prisma.Sql {
  const parts = groupingSql(partsOf(frame), M);
  const means = source.columns.map(({ sql: amount }, index) => {
    const days = sql`count(DISTINCT m.day) FILTER (WHERE ${amount} IS NOT NULL)`;
    return sql`${exactSumSql(amount)} / ${days} AS ${amountColumn(index)}`;
  });
  const ofVendors = source.columns.map((_column, index) => sql`sum(${amountColumn(index)} ORDER BY vendor_id)`);
  const group = groupingSql(frame.by, empty);
  return sql`SELECT range_key${group}, ${amounts(ofVendors)} FROM (
      SELECT r.key AS range_key, m.vendor_id${parts}, ${join(means)} ${joined(source, frame)} GROUP BY r.key, m.vendor_id${parts}
    ) AS by_vendor GROUP BY range_key${group}`;
}

/** What each slice gave last, of those that had not ended by the last day of their vendor and group. */
function stocksSql(source: Source, frame: Frame): Prisma.Sql {
  const last = source.columns.flatMap(({ sql: amount }, index) => {
    const stated = sql`FILTER (WHERE ${amount} IS NOT NULL)`;
    return [
      sql`(array_agg(${amount} ORDER BY m.day DESC) ${stated})[1] AS ${amountColumn(index)}`,
      sql`min(m.day) ${stated} AS ${named("first", index)}`,
      sql`max(m.day) ${stated} AS ${named("last", index)}`,
      sql`count(${amount}) - 1 AS ${named("distances", index)}`,
    ];
  });
  const vendor = sql`range_key, vendor_id${groupingSql(partsOf(frame), empty)}`;
  const cutOffs = source.columns.map((_column, index) => {
    return sql`max(${named("last", index)}) OVER (PARTITION BY ${vendor}) AS ${named("cut_off", index)}`;
  });
  const sums = source.columns.map((_column, index) => exactSumSql(amountColumn(index), goesOnSql(index)));
  const group = groupingSql(frame.by, empty);
  return sql`SELECT range_key${group}, ${amounts(sums)} FROM (
      SELECT *, ${join(cutOffs)} FROM (
        SELECT r.key AS range_key, m.vendor_id, m.site, m.program, m.channel, ${join(last)}
        ${joined(source, frame)} GROUP BY r.key, m.vendor_id, m.site, m.program, m.channel
      ) AS by_slice
    ) AS cut GROUP BY range_key${group}`;
}

function goesOnSql(index: number): Prisma.Sql {
  const [first, last, distances] = [named("first", index), named("last", index), named("distances", index)];
  const silence = sql`(${named("cut_off", index)} - ${last})`;
  return sql`(${distances} = 0 OR ${silence} < ${STOCK_SILENCE_DAYS}::int
    OR ${silence} * ${distances} <= ${STOCK_SILENCE_DISTANCES}::int * (${last} - ${first}))`;
}

function joined(source: Source, frame: Frame): Prisma.Sql {
  return sql`FROM ${frame.relation} ${source.join(frame)}`;
}

function amounts(columns: readonly Prisma.Sql[]): Prisma.Sql {
  return sql`ARRAY[${join([...columns])}]::float8[] AS amounts`;
}

function partsOf({ by }: Frame): Frame["by"] {
  return by.filter((dimension) => dimension !== "vendor");
}

function named(what: string, index: number): Prisma.Sql {
  return raw(`${what}_${index}`);
}

const M = sql`m`;
