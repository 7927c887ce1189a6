import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { DayRange } from "~/domain/calendar/day-range";
import { countedKey, partDays, wholeDays } from "~/domain/metrics/counted";
import { addedUp } from "~/domain/metrics/covered-amounts";
import { exactSum } from "~/domain/metrics/exact-sum";
import { measureDefinition, type Amounts, type MeasureRef } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS, type MeasureKey } from "~/domain/metrics/measures";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { PREPARED } from "../db/prepared-statements";
import {
  columnSql,
  findHeld,
  monthsAndDays,
  planSources,
  rowDimensionsSource,
  severitySource,
  unitOf,
  type Column,
  findDaysFollowed,
} from "./measure-sources";
import {
  cellFrame,
  groupOf,
  isRowDimension,
  rangeFrame,
  requireFew,
  type Cell,
  type Frame,
  type FrameUnit,
  type Grouping,
  type GroupRow,
  type NamedRange,
  type RangeQuestion,
  type RowDimension,
} from "../sql/range-sql";
import { readAs } from "../db/read-as.server";
import { sumCountedRows } from "./counted-rows.server";
import { scopeFilter } from "../sql/scope-filter";
import { sumsSql } from "./sums-sql";

/** What was summed for some days and slice: which measures were requested, and what was found of them. */
type KnownAmounts = { readonly refs: ReadonlySet<MeasureRef>; readonly amounts: Amounts };

/** Sums already made. */
const AMOUNTS = defineCache<KnownAmounts>("amounts", 20_000);

export type MeasureQuestion = RangeQuestion & { readonly refs: readonly MeasureRef[] };

/** What was measured in one range, for the vendor and slice that the row names; '' is a slice of its own. */
export type MeasureSum = Grouping & { readonly rangeKey: string; readonly amounts: Amounts };

/**
 * The amounts of each measure over each range, one row per range and group that has any row at all. A measure of which
 * nothing was stated is absent. Stocks follow the domain's aggregate: what each slice gave last, or the mean of days.
 */
export async function sumMeasures(db: Database, viewer: Viewer, question: MeasureQuestion): Promise<MeasureSum[]> {
  if (question.ranges.length === 0 || question.vendorIds.length === 0) return [];
  const dimensions = (question.by ?? []).filter(isRowDimension);
  if (dimensions.length > 0) return sumByRowDimensions(db, viewer, question, dimensions);
  return sumOver(db, viewer, question.ranges, question.refs, (ranges, unit) =>
    rangeFrame({ ...question, ranges }, viewer.scope, unit),
  );
}

async function sumByRowDimensions(
  db: Database,
  viewer: Viewer,
  question: MeasureQuestion,
  dimensions: readonly RowDimension[],
): Promise<MeasureSum[]> {
  const refs = [...new Set(question.refs)];
  if (refs.length === 0) return [];
  return readAs(db, viewer, async (tx) => {
    const source = rowDimensionsSource(refs, await findDaysFollowed(tx, refs), viewer.scope, dimensions);
    const frame = rangeFrame(question, viewer.scope);
    const rows = await tx.$queryRaw<SumRow[]>(sumsSql(source, frame));
    requireFew(rows.length, frame);
    return rows.map((row) => ({ rangeKey: row.range_key, ...groupOf(row), amounts: amountsOf(source.columns, row) }));
  });
}

/** One sum to be found, at a known revision of its vendor. */
export type MeasureCell = Cell & { readonly revision: number };

/**
 * The amounts of many figures at once, each with days, vendor and slice of its own; by the cell's key. What was summed at a vendor's
 * revision is kept with whose eyes it was read, so that the months of a page are summed once and no answer is shown to a narrower view.
 */
export async function sumCells(
  db: Database,
  viewer: Viewer,
  question: { readonly cells: readonly MeasureCell[]; readonly refs: readonly MeasureRef[] },
): Promise<Map<string, Amounts>> {
  const scopeKey = JSON.stringify([isOutside(viewer), viewer.scope]);
  const requested = new Set(question.refs);
  const refs = [...requested];
  const cells = question.cells.map((cell) => {
    const name = cellKey(cell, scopeKey);
    return { cell, name, known: db.caches.get(AMOUNTS).get(name) };
  });
  const missing = cells.filter(({ known }) => known === undefined || refs.some((ref) => !known.refs.has(ref)));
  // To the database cells go by number: their keys are long, and it compares them.
  const numbered = missing.map(({ cell }, index) => ({ ...cell, key: String(index) }));
  const rows = await sumEach(db, viewer, numbered, refs);
  const found = new Map(rows.map((row) => [row.rangeKey, row.amounts]));
  const answers = new Map(cells.map(({ cell, known }) => [cell.key, known?.amounts ?? {}]));
  for (const [index, { cell, name, known }] of missing.entries()) {
    const own = found.get(String(index)) ?? {};
    const amounts = known ? { ...known.amounts, ...own } : own;
    db.caches.get(AMOUNTS).set(name, { amounts, refs: known ? new Set([...known.refs, ...refs]) : requested });
    answers.set(cell.key, amounts);
  }
  return answers;
}

/** The amounts of each cell, one row per cell that has any row at all. */
export async function sumEach(
  db: Database,
  viewer: Viewer,
  requested: readonly Cell[],
  refs: readonly MeasureRef[],
): Promise<MeasureSum[]> {
  const isPartly = ({ counted }: Cell) => counted !== undefined && partDays(counted).length > 0;
  const whole = requested.filter((cell) => !isPartly(cell)).flatMap((cell) => stretchesOf(cell, cell.counted?.days));
  const sums = await sumWhole(db, viewer, whole, refs);
  for (const cell of requested.filter(isPartly)) {
    const amounts = await sumPartly(db, viewer, cell, refs);
    if (Object.keys(amounts).length > 0) sums.push({ rangeKey: cell.key, amounts });
  }
  return sums;
}

/** The cell once for each of its stretches of days; all have its key, and so are one sum. */
function stretchesOf({ counted: _counted, ...cell }: Cell, days: readonly DayRange[] | undefined): Cell[] {
  return days === undefined ? [cell] : days.map((stretch) => ({ ...cell, ...stretch }));
}

/**
 * The amounts of a cell with days that count in part: of these the rows that count, one by one, and roll-ups for the days that count
 * entirely. Stocks stay as they are on days of which a part is excluded: contacts state none, and what a part states is no part of a level.
 */
async function sumPartly(db: Database, viewer: Viewer, cell: Cell, refs: readonly MeasureRef[]): Promise<Amounts> {
  const { counted, vendorId, from, until, site, program, channel, severity } = cell;
  if (counted === undefined) throw new RangeError("Every day of the cell counts.");
  const isFlow = (ref: MeasureRef) => (measureDefinition(ref)?.aggregate ?? "sum") === "sum";
  const [flows, stocks] = [refs.filter(isFlow), refs.filter((ref) => !isFlow(ref))];
  const rows = await sumCountedRows(db, viewer, {
    vendorId,
    range: { from, until },
    counted: { ...counted, days: partDays(counted) },
    slice: {
      ...(site === undefined ? {} : { site }),
      ...(program === undefined ? {} : { program }),
      ...(channel === undefined ? {} : { channel }),
    },
    ...(severity === undefined ? {} : { severity }),
    refs: flows,
    duration: null,
  });
  const parts = [
    ...(await sumWhole(db, viewer, stretchesOf(cell, wholeDays(counted)), flows)),
    ...(await sumWhole(db, viewer, stretchesOf(cell, counted.days), stocks)),
    { amounts: rows },
  ];
  return addedUp(parts.map(({ amounts }) => amounts));
}

/** The same of cells of which every row counts. */
async function sumWhole(
  db: Database,
  viewer: Viewer,
  cells: readonly Cell[],
  refs: readonly MeasureRef[],
): Promise<MeasureSum[]> {
  if (refs.length === 0) return [];
  const ofSeverity = cells.filter((cell) => cell.severity !== undefined);
  const others = cells.filter((cell) => cell.severity === undefined);
  const frameOf = (part: readonly Cell[], unit: FrameUnit) => cellFrame(part, viewer.scope, unit);
  return [
    ...(others.length > 0 ? await sumOver(db, viewer, others, refs, frameOf) : []),
    ...(ofSeverity.length > 0 ? await sumOfSeverity(db, viewer, ofSeverity, refs) : []),
  ];
}

function cellKey(
  { vendorId, revision, from, until, site, program, channel, severity, counted }: MeasureCell,
  scopeKey: string,
): string {
  const isWhole = site === undefined && program === undefined && channel === undefined && severity === undefined;
  const slice = isWhole ? "" : JSON.stringify([site ?? null, program ?? null, channel ?? null, severity ?? null]);
  const days = counted === undefined ? `${from} ${until}` : countedKey(counted);
  return `${vendorId} ${revision} ${days} ${slice} ${scopeKey}`;
}

async function sumOfSeverity(
  db: Database,
  viewer: Viewer,
  cells: readonly Cell[],
  refs: readonly MeasureRef[],
): Promise<MeasureSum[]> {
  return readAs(db, viewer, async (tx) => {
    const source = severitySource(refs, await findDaysFollowed(tx, refs), viewer.scope);
    const rows = await tx.$queryRaw<SumRow[]>(sumsSql(source, cellFrame(cells, viewer.scope)));
    return rows.map((row) => ({ rangeKey: row.range_key, amounts: amountsOf(source.columns, row) }));
  });
}

/** Adds up over ranges (or cells) of which `frameOf` makes the frame. Whole months are read as such, the days beside them by days. */
async function sumOver<Range extends NamedRange>(
  db: Database,
  viewer: Viewer,
  ranges: readonly Range[],
  requested: readonly MeasureRef[],
  frameOf: (ranges: readonly Range[], unit: FrameUnit) => Frame,
): Promise<MeasureSum[]> {
  const refs = [...new Set(requested)];
  if (refs.length === 0) return [];
  return readAs(db, viewer, async (tx) => {
    const held = await findHeld(tx, refs);
    const parts = { all: ranges, ...monthsAndDays(ranges, viewer.scope, held) };
    const found = new Map<string, Grouping & { rangeKey: string; amounts: Record<MeasureRef, number> }>();
    for (const source of planSources(refs, held, viewer.scope)) {
      const part = parts[source.over];
      if (part.length === 0) continue;
      const frame = frameOf(part, unitOf(source));
      const isSplit = frame.by.length > 0;
      const prepared = source.over === "months" ? PREPARED : Prisma.empty;
      const rows = await tx.$queryRaw<SumRow[]>(Prisma.sql`${prepared}${sumsSql(source, frame)}`);
      requireFew(rows.length, frame);
      for (const row of rows) {
        const group = groupOf(row);
        const key = isSplit ? JSON.stringify([row.range_key, group]) : row.range_key;
        const sum = found.get(key) ?? { rangeKey: row.range_key, ...group, amounts: {} };
        addAmounts(sum.amounts, source.columns, row.amounts);
        found.set(key, sum);
      }
    }
    return [...found.values()];
  });
}

type SumRow = GroupRow & { amounts: (number | null)[] };

function amountsOf(columns: readonly Column[], { amounts: given }: SumRow): Amounts {
  const amounts: Record<MeasureRef, number> = {};
  addAmounts(amounts, columns, given);
  return amounts;
}

function addAmounts(
  sum: Record<MeasureRef, number>,
  columns: readonly Column[],
  given: readonly (number | null)[],
): void {
  for (const [index, { ref }] of columns.entries()) {
    const amount = given[index];
    if (amount !== null && amount !== undefined)
      sum[ref] = sum[ref] === undefined ? amount : exactSum([sum[ref], amount]);
  }
}

/** Plans and bills: stated for days to come, so they do not tell up to which day the data reaches. */
const STATED_AHEAD: readonly MeasureKey[] = ["forecastContacts", "headcountRequired", "orders", "invoicedMinor"];

/** The first and the last day of which anything was measured, by vendor in scope; forecasts and invoices do not count. */
export async function findDataDays(db: Database, viewer: Viewer): Promise<Map<number, DataDays>> {
  const columns = MEASURE_KEYS.filter((key) => !STATED_AHEAD.includes(key)).map((key) => columnSql(key));
  const measured = Prisma.sql`SELECT m.day FROM measure_day AS m
    WHERE m.vendor_id = v.id AND ${scopeFilter(viewer.scope, M)} 
      AND (num_nonnulls(${Prisma.join(columns)}) > 0 OR num_nonnulls(VARIADIC m.parameter_counts) > 0)`;
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<{ vendor_id: number; first: string; last: string }[]>(Prisma.sql`
      SELECT v.id AS vendor_id, first.day::text AS first, last.day::text AS last FROM vendor AS v
      CROSS JOIN LATERAL (${measured} ORDER BY m.day LIMIT 1) AS first
      CROSS JOIN LATERAL (${measured} ORDER BY m.day DESC LIMIT 1) AS last`),
  );
  return new Map(rows.map((row) => [row.vendor_id, { first: row.first, last: row.last }]));
}

export type DataDays = { readonly first: Day; readonly last: Day };

const M = Prisma.sql`m`;
