import type { Scope } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { Counted } from "~/domain/metrics/counted";
import { Prisma } from "../generated/client";
import { countedParameter } from "./counted-sql";
import { splitFor } from "./month-split";
import { monthScopeFilter, scopeFilter, sliceFilter, type Slice } from "./scope-filter";

export const DIMENSIONS = ["vendor", "site", "program", "channel"] as const;
/** What rows tell apart and no roll-up does; totals know agent, team and reason where their file breaks them down so. */
export const ROW_DIMENSIONS = ["agent", "team", "reason", "severity", "language"] as const;
export type RowDimension = (typeof ROW_DIMENSIONS)[number];
export type Dimension = (typeof DIMENSIONS)[number] | RowDimension;

export function isRowDimension(dimension: Dimension): dimension is RowDimension {
  return ROW_DIMENSIONS.some((known) => known === dimension);
}

/** Named stretches of days, `until` excluded; they may overlap. */
export type NamedRange = { readonly key: string; readonly from: Day; readonly until: Day };

export type RangeQuestion = {
  readonly vendorIds: readonly number[];
  readonly ranges: readonly NamedRange[];
  readonly slice?: Slice;
  /** What the answer is split by; nothing: one row per range. */
  readonly by?: readonly Dimension[];
  /** The most rows of ranges and groups that are read; beyond, the question rejects with `TooManyGroups`. */
  readonly maxGroups?: number;
};

/** A question is split into more rows than are given at once. */
export class TooManyGroups extends Error {
  constructor(readonly most: number) {
    super("too-many-groups");
    this.name = "TooManyGroups";
  }
}

/** One figure to be found: days, vendor and slice of its own. Keys are unique within a question. `counted`: what of it counts, where that is not all. */
export type Cell = NamedRange &
  Slice & { readonly vendorId: number; readonly severity?: string; readonly counted?: Counted | undefined };

/** What a row of an answer stands for: only the dimensions requested are there. */
export type Grouping = { readonly vendorId?: number } & Slice & { readonly [Part in RowDimension]?: string };

export type GroupRow = { range_key: string; vendor_id?: number } & {
  [Part in Exclude<Dimension, "vendor">]?: string;
};

/** What a frame is joined to: a table by days, or measure_month by whole months, each range made of months that begin alike. */
export type FrameUnit = "days" | "months";

/**
 * A relation `r(key, …)` to join facts or roll-ups to, and the condition of that join for a table with vendor_id, day (or split and
 * first_day) and slice. The condition holds the viewer's scope.
 */
export type Frame = {
  readonly relation: Prisma.Sql;
  readonly limits: (alias: Prisma.Sql) => Prisma.Sql;
  readonly by: readonly Dimension[];
  readonly maxGroups?: number | undefined;
};

export function rangeFrame(question: RangeQuestion, scope: Scope, unit: FrameUnit = "days"): Frame {
  const split = splitFor(question.slice ?? {}, scope, question.by);
  const rows = question.ranges.map(({ key, from, until }) => ({ key, from_day: from, until_day: until, split }));
  return {
    by: question.by ?? [],
    maxGroups: question.maxGroups,
    relation: Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(key text, from_day date, until_day date, split smallint)`,
    limits: (alias) => Prisma.sql`${alias}.vendor_id = ANY (${[...question.vendorIds]}::integer[])
      AND ${unitLimits(unit, alias)} AND ${sliceFilter(question.slice ?? {}, alias)} AND ${scopeLimits(unit, scope, alias)}`,
  };
}

export function cellFrame(cells: readonly Cell[], scope: Scope, unit: FrameUnit = "days"): Frame {
  // Short names, as they are written once for each of hundreds of cells.
  const rows = cells.map((cell) => {
    const { key, from, until, vendorId, site, program, channel, severity, counted } = cell;
    return {
      k: key,
      f: from,
      u: until,
      m: splitFor(cell, scope),
      v: vendorId,
      s: site,
      p: program,
      c: channel,
      y: severity,
      x: counted && countedParameter(counted),
    };
  });
  const sameSlice = (alias: Prisma.Sql, column: Prisma.Sql) =>
    Prisma.sql`(r.${column} IS NULL OR ${alias}.${column} = r.${column})`;
  const usedColumns = [
    ...(cells.some((cell) => cell.site !== undefined) ? [Prisma.sql`site`] : []),
    ...(cells.some((cell) => cell.program !== undefined) ? [Prisma.sql`program`] : []),
    ...(cells.some((cell) => cell.channel !== undefined) ? [Prisma.sql`channel`] : []),
  ];
  return {
    by: [],
    relation: Prisma.sql`(
      SELECT k AS key, f AS from_day, u AS until_day, m AS split, v AS vendor_id, s AS site, p AS program, c AS channel, y AS severity,
        x AS counted
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS cell(k text, f date, u date, m smallint, v integer, s text, p text, c text, y text, x jsonb)
    ) AS r`,
    limits: (alias) => {
      const conditions = [
        Prisma.sql`${alias}.vendor_id = r.vendor_id AND ${unitLimits(unit, alias)}`,
        ...usedColumns.map((column) => sameSlice(alias, column)),
        scopeLimits(unit, scope, alias),
      ];
      return Prisma.join(conditions, " AND ");
    },
  };
}

function unitLimits(unit: FrameUnit, alias: Prisma.Sql): Prisma.Sql {
  if (unit === "days") return Prisma.sql`${alias}.day >= r.from_day AND ${alias}.day < r.until_day`;
  return Prisma.sql`${alias}.split = r.split AND ${alias}.first_day >= r.from_day AND ${alias}.first_day < r.until_day
    AND extract(day FROM ${alias}.first_day) = extract(day FROM r.from_day)`;
}

function scopeLimits(unit: FrameUnit, scope: Scope, alias: Prisma.Sql): Prisma.Sql {
  return unit === "days" ? scopeFilter(scope, alias) : monthScopeFilter(scope, alias);
}

const DIMENSION_COLUMNS: Readonly<Record<Dimension, Prisma.Sql>> = {
  vendor: Prisma.sql`vendor_id`,
  site: Prisma.sql`site`,
  program: Prisma.sql`program`,
  channel: Prisma.sql`channel`,
  agent: Prisma.sql`agent`,
  team: Prisma.sql`team`,
  reason: Prisma.sql`reason`,
  severity: Prisma.sql`severity`,
  language: Prisma.sql`language`,
};

/** The dimensions as further columns of a SELECT and of its GROUP BY, each with its leading comma. `Prisma.empty`: no alias. */
export function groupingSql(by: readonly Dimension[], alias: Prisma.Sql): Prisma.Sql {
  if (by.length === 0) return Prisma.empty;
  const columns = by.map((dimension) => {
    const column = DIMENSION_COLUMNS[dimension];
    return alias === Prisma.empty ? column : Prisma.sql`${alias}.${column}`;
  });
  return Prisma.sql`, ${Prisma.join(columns)}`;
}

/** Ends a SELECT of groups one row beyond the most that the frame allows. */
export function groupLimitSql({ maxGroups }: Frame): Prisma.Sql {
  return maxGroups === undefined ? Prisma.empty : Prisma.sql` LIMIT ${maxGroups + 1}`;
}

/** Throws `TooManyGroups` where there are more of them than the frame or question allows. */
export function requireFew(count: number, { maxGroups }: Pick<Frame, "maxGroups">): void {
  if (maxGroups !== undefined && count > maxGroups) throw new TooManyGroups(maxGroups);
}

/** The group that a row stands for. */
export function groupOf({ vendor_id: vendorId, ...row }: GroupRow): Grouping {
  const parts = GROUP_PARTS.flatMap((part) => {
    const name = row[part];
    return name === undefined ? [] : [[part, name] as const];
  });
  return { ...(vendorId === undefined ? {} : { vendorId }), ...Object.fromEntries(parts) };
}

const GROUP_PARTS = ["site", "program", "channel", ...ROW_DIMENSIONS] as const;
