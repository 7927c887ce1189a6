import type { DayRange } from "~/domain/calendar/day-range";
import { coverWithMonths, type MonthCover } from "~/domain/calendar/month-cover";
import type { Scope } from "~/domain/access/viewer";
import { addDays } from "~/domain/calendar/day";
import {
  isParametricRef,
  parseMeasureRef,
  repeatDaysOf,
  type MeasureRef,
  type ParsedMeasureRef,
} from "~/domain/metrics/measure-ref";
import { MEASURES, type Aggregate, type MeasureKey } from "~/domain/metrics/measures";
import { ADDED_TOTAL_SQL, breakdownMask, breakdownRowsSql, PLAIN_TOTAL_SQL } from "../sql/breakdown-sql";
import { contactsSource } from "../sql/contacts-sql";
import { exactSumSql } from "../sql/exact-sum-sql";
import { snakeCase } from "../sql/fact-table";
import { Prisma } from "../generated/client";
import { STOCK_KEYS } from "../sql/month-split";
import { parametricSql } from "../sql/parametric-sql";
import type { Frame, FrameUnit, RowDimension } from "../sql/range-sql";
import type { Reader } from "../db/read-as.server";
import { rowAmountSql } from "../sql/row-amount-sql";
import { NAMED_TOTAL_SQL } from "../sql/source-choice-sql";

export type Column = { readonly ref: MeasureRef; readonly sql: Prisma.Sql };

/** What is joined to the frame of a question, as `m`, and the columns of it: `aggregate` says how their days become an amount. */
export type Source = {
  readonly join: (frame: Frame) => Prisma.Sql;
  readonly columns: readonly Column[];
  readonly aggregate: Aggregate;
};

/** A source, and in which part of each range it is read. */
export type PlannedSource = Source & { readonly over: "months" | "rest" | "all" };

/** What the roll-ups hold besides their columns: the months' first days, and where counts with a limit are kept. */
export type Held = {
  readonly monthStarts: readonly number[];
  readonly positions: ReadonlyMap<MeasureRef, number>;
  /** Within so many days the next contacts of customers are kept. */
  readonly daysFollowed: number;
};

export async function findHeld(tx: Reader, refs: readonly MeasureRef[]): Promise<Held> {
  const parametric = refs.filter(isParametricRef);
  const [row] = await tx.$queryRaw<{ starts: number[]; positions: Record<MeasureRef, number> }[]>`
    SELECT (SELECT COALESCE(array_agg(day), '{}') FROM rollup_month_start) AS starts,
      (SELECT COALESCE(jsonb_object_agg(measure, id), '{}') FROM rollup_parameter WHERE measure = ANY (${parametric}::text[])) AS positions`;
  const positions = new Map(Object.entries(row?.positions ?? {}));
  const daysFollowed = await findDaysFollowed(
    tx,
    parametric.filter((ref) => !positions.has(ref)),
  );
  return { monthStarts: row?.starts ?? [], positions, daysFollowed };
}

/** Where each measure is read: flows from whole months and the days beside them, stocks by days, other counts from the facts. */
export function planSources(refs: readonly MeasureRef[], held: Held, scope: Scope): PlannedSource[] {
  const plain: Record<Aggregate, Column[]> = { sum: [], "mean-of-days": [], "last-day": [] };
  const counted: CountedRef[] = [];
  for (const ref of refs) {
    const measure = parseMeasureRef(ref);
    if (measure === null) throw new RangeError(`Not a measure: ${ref}`);
    if (measure.kind === "plain") {
      plain[MEASURES[measure.key].aggregate].push({ ref, sql: columnSql(measure.key) });
      continue;
    }
    const position = held.positions.get(ref);
    if (position === undefined) counted.push({ ref, measure });
    else plain.sum.push({ ref, sql: Prisma.sql`m.parameter_counts[${position}::int]` });
  }
  return [
    ...(plain.sum.length > 0 ? [rollUpSource(MONTHS, "sum", plain.sum), rollUpSource(DAYS, "sum", plain.sum)] : []),
    ...(["mean-of-days", "last-day"] as const)
      .filter((aggregate) => plain[aggregate].length > 0)
      .map((aggregate) => rollUpSource({ ...DAYS, over: "all" }, aggregate, plain[aggregate], GIVES_A_STOCK)),
    ...(counted.length > 0 ? [factSource(counted, held, scope)] : []),
  ];
}

/** The ranges as whole months that the roll-up holds and as the days beside them; what lies beyond the viewer's days is left out. */
export function monthsAndDays<Range extends DayRange>(
  ranges: readonly Range[],
  scope: Scope,
  { monthStarts }: Held,
): { months: Range[]; rest: Range[] } {
  const known = new Map<string, MonthCover>();
  const covers = ranges.map((range) => {
    const name = `${range.from} ${range.until}`;
    const cover = known.get(name) ?? coverWithMonths(withinDays(range, scope), monthStarts);
    known.set(name, cover);
    return { range, cover };
  });
  return {
    months: covers.flatMap(({ range, cover }) => (cover.months === null ? [] : [{ ...range, ...cover.months }])),
    rest: covers.flatMap(({ range, cover }) => cover.days.map((days) => ({ ...range, ...days }))),
  };
}

function withinDays({ from, until }: DayRange, { fromDay, toDay }: Scope): DayRange {
  const end = toDay === null ? until : addDays(toDay, 1);
  return { from: fromDay === null || from > fromDay ? from : fromDay, until: until < end ? until : end };
}

/** Reads of months join by the unit of months. */
export function unitOf({ over }: PlannedSource): FrameUnit {
  return over === "months" ? "months" : "days";
}

/**
 * Columns of a roll-up. Each range looks up its own rows, by the key: the planner does not know how few ranges there are, and
 * would at times walk through the whole table.
 */
function rollUpSource(
  { over, table, keys }: { over: PlannedSource["over"]; table: Prisma.Sql; keys: Prisma.Sql },
  aggregate: Aggregate,
  columns: readonly Column[],
  further = Prisma.empty,
): PlannedSource {
  const named = columns.map(({ sql }, index) => Prisma.sql`${sql} AS ${amountColumn(index)}`);
  return {
    over,
    aggregate,
    columns: columns.map((column, index) => ({ ...column, sql: Prisma.sql`m.${amountColumn(index)}` })),
    join: (frame) => Prisma.sql`CROSS JOIN LATERAL (
        SELECT ${keys}, ${Prisma.join(named)} FROM ${table} AS m WHERE ${frame.limits(M)} ${further} OFFSET 0
      ) AS m`,
  };
}

type CountedRef = { readonly ref: MeasureRef; readonly measure: Exclude<ParsedMeasureRef, { kind: "plain" }> };

/**
 * Counts with a limit that the roll-up does not hold, as it would count them: from totals of the source that the contract names,
 * from contacts, and from other totals where neither says it of that day and slice.
 */
function factSource(counted: readonly CountedRef[], { daysFollowed }: Held, scope: Scope): PlannedSource {
  const refs = counted.map(({ ref }) => ref);
  const contacts = contactsSource({ refs, span: OF_RANGE, scope, daysFollowed });
  const fromContacts = counted.map(({ measure }, index) => {
    const amount =
      measure.kind === "stated" ? Prisma.sql`NULL` : Prisma.sql`sum(${parametricSql(measure, contacts.asOf)})`;
    return Prisma.sql`${amount}::float8 AS ${amountColumn(index)}`;
  });
  const fromTotals = refs.map((ref) => exactSumSql(Prisma.sql`c.amount`, Prisma.sql`c.measure = ${ref}`));
  const first = refs.map((_ref, index) => {
    const column = amountColumn(index);
    const ofRank = (rank: number) => Prisma.sql`sum(one.${column}) FILTER (WHERE one.rank = ${rank}::int)`;
    return Prisma.sql`coalesce(${ofRank(0)}, ${ofRank(1)}, ${ofRank(2)}, ${ofRank(3)}) AS ${column}`;
  });
  return {
    over: "all",
    aggregate: "sum",
    columns: refs.map((ref, index) => ({ ref, sql: Prisma.sql`m.${amountColumn(index)}` })),
    join: (frame) => Prisma.sql`CROSS JOIN LATERAL (
        SELECT ${KEYS}, ${Prisma.join(first)} FROM (
          SELECT 1 AS rank, ${KEYS}, ${Prisma.join(fromContacts)}
          FROM ${contacts.table} AS c WHERE ${frame.limits(C)} GROUP BY ${KEYS}
          UNION ALL
          SELECT CASE WHEN ${NAMED_TOTAL_SQL} THEN 0 WHEN ${PLAIN_TOTAL_SQL} THEN 2 ELSE 3 END, ${KEYS}, ${Prisma.join(fromTotals)}
          FROM total AS c WHERE c.measure = ANY (${refs}::text[]) AND ${frame.limits(C)} AND ${ADDED_TOTAL_SQL} GROUP BY 1, ${KEYS}
        ) AS one GROUP BY ${KEYS}
      ) AS m`,
  };
}

/** What rows of one severity say, which no roll-up keeps apart. Totals know no severity. */
export function severitySource(refs: readonly MeasureRef[], daysFollowed: number, scope: Scope): Source {
  return singleRowsSource(refs, daysFollowed, scope, { where: Prisma.sql`c.severity = r.severity` });
}

/** Sums by dimensions that roll-ups do not hold: of contacts, of reviews, and of totals that are broken down by them. */
export function rowDimensionsSource(
  refs: readonly MeasureRef[],
  daysFollowed: number,
  scope: Scope,
  dimensions: readonly RowDimension[],
): Source {
  return singleRowsSource(refs, daysFollowed, scope, { dimensions, where: Prisma.sql`TRUE` });
}

function singleRowsSource(
  refs: readonly MeasureRef[],
  daysFollowed: number,
  scope: Scope,
  { dimensions = [], where }: { dimensions?: readonly RowDimension[]; where: Prisma.Sql },
): Source {
  const keysOf = (absent: readonly RowDimension[]) => {
    const parts = dimensions.map((name) =>
      absent.includes(name) ? Prisma.sql`'' AS ${Prisma.raw(name)}` : Prisma.raw(name),
    );
    return Prisma.join([KEYS, ...parts]);
  };
  const contacts = contactsSource({ refs, span: OF_RANGE, scope, daysFollowed });
  const contactSql = refs.map((ref) => rowAmountSql(ref, "contacts", contacts.asOf));
  const reviewSql = refs.map((ref) => rowAmountSql(ref, "reviews"));
  const named = (columns: readonly Prisma.Sql[]) =>
    Prisma.join(columns.map((column, index) => Prisma.sql`(${column})::float8 AS ${amountColumn(index)}`));
  const mask = breakdownMask(dimensions);
  const totals = (frame: Frame) =>
    mask === null
      ? Prisma.empty
      : Prisma.sql`UNION ALL ${breakdownRowsSql(refs, frame, contacts, { mask, keys: keysOf([]), nameAmount: amountColumn })}`;
  return {
    aggregate: "sum",
    columns: refs.map((ref, index) => ({ ref, sql: Prisma.sql`m.${amountColumn(index)}` })),
    join: (frame) => Prisma.sql`CROSS JOIN LATERAL (
        SELECT ${keysOf([])}, ${named(contactSql)} FROM ${contacts.table} AS c WHERE ${where} AND ${frame.limits(C)}
        UNION ALL
        SELECT ${keysOf(["language"])}, ${named(reviewSql)} FROM review AS c WHERE ${where} AND ${frame.limits(C)}
        ${totals(frame)}
      ) AS m`,
  };
}

/** The name of a column of amounts by its place. */
export function amountColumn(index: number): Prisma.Sql {
  return Prisma.raw(`amount_${index}`);
}

/** The column of a measure; keys come from the domain's closed list, never from a request. */
export function columnSql(key: MeasureKey): Prisma.Sql {
  return Prisma.raw(`m.${snakeCase(key)}`);
}

const M = Prisma.sql`m`;
const C = Prisma.sql`c`;
const OF_RANGE = { from: Prisma.sql`r.from_day`, until: Prisma.sql`r.until_day` };
const KEYS = Prisma.sql`vendor_id, day, site, program, channel`;
const MONTHS = {
  over: "months",
  table: Prisma.sql`measure_month`,
  keys: Prisma.sql`vendor_id, site, program, channel`,
} as const;
const DAYS = { over: "rest", table: Prisma.sql`measure_day`, keys: KEYS } as const;
/** As the index of the few rows that give a stock has it. */
const GIVES_A_STOCK = Prisma.raw(`AND (${STOCK_KEYS.map((key) => `m.${snakeCase(key)} IS NOT NULL`).join(" OR ")})`);

/** Within how many days the customers' next contacts are kept with the contacts (`followCustomers`); asked only where it matters. */
export async function findDaysFollowed(tx: Reader, refs: readonly MeasureRef[]): Promise<number> {
  if (repeatDaysOf(refs).length === 0) return 0;
  const held = await tx.$queryRaw<{ measure: MeasureRef }[]>`SELECT measure FROM rollup_parameter`;
  return Math.max(0, ...repeatDaysOf(held.map(({ measure }) => measure)));
}
