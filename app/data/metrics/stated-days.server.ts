import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { StatedDay } from "~/domain/metrics/cover";
import type { MeasureRef } from "~/domain/metrics/measure-ref";
import { COUNTS_AROUND } from "~/domain/metrics/stated-together";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { findHeld, planSources, type PlannedSource } from "./measure-sources";
import type { MeasureCell } from "./measures.server";
import {
  cellFrame,
  groupingSql,
  groupOf,
  rangeFrame,
  type Frame,
  type Grouping,
  type GroupRow,
  type RangeQuestion,
} from "../sql/range-sql";
import { readAs } from "../db/read-as.server";

/** Days on which measures are stated. */
const STATED_DAYS = defineCache<readonly StatedDay[]>("stated-days", 1_000);

/** Days of a range and group on which the same is stated, separated by blanks. */
type StatedRow = GroupRow & { days: string; stated: boolean[]; none: boolean[] };

type StatedGroup = Grouping & { readonly rangeKey: string; readonly days: readonly StatedDay[] };

/** The days of each range on which any of the measures is stated, for each group that the question is split by. */
export async function findStatedGroups(
  db: Database,
  viewer: Viewer,
  question: RangeQuestion,
  refs: readonly MeasureRef[],
): Promise<StatedGroup[]> {
  if (question.ranges.length === 0 || question.vendorIds.length === 0) return [];
  return readStated(db, viewer, rangeFrame(question, viewer.scope), refs);
}

/**
 * The days of each cell on which any of the measures is stated, by the cell's key. What was found at a vendor's revision is kept
 * with whose eyes it was read.
 */
export async function findStatedDays(
  db: Database,
  viewer: Viewer,
  cells: readonly MeasureCell[],
  refs: readonly MeasureRef[],
): Promise<Map<string, readonly StatedDay[]>> {
  const scopeKey = [isOutside(viewer), viewer.scope];
  const requested = cells.map(({ key, ...cell }) => {
    const name = JSON.stringify([cell, refs, scopeKey]);
    return { key, cell, name, known: db.caches.get(STATED_DAYS).get(name) };
  });
  const missing = requested.filter(({ known }) => known === undefined);
  const numbered = missing.map(({ cell }, index) => ({ ...cell, key: String(index) }));
  const groups = missing.length === 0 ? [] : await readStated(db, viewer, cellFrame(numbered, viewer.scope), refs);
  const byNumber = new Map(groups.map(({ rangeKey, days }) => [rangeKey, days]));
  const found = new Map(missing.map(({ name }, index) => [name, byNumber.get(String(index)) ?? []]));
  for (const [name, days] of found) db.caches.get(STATED_DAYS).set(name, days);
  return new Map(requested.map(({ key, name, known }) => [key, known ?? found.get(name) ?? []]));
}

/** What is stated by day in each range and group, in the order of days: sources of one day are put together. */
async function readStated(
  db: Database,
  viewer: Viewer,
  frame: Frame,
  refs: readonly MeasureRef[],
): Promise<StatedGroup[]> {
  const parts = await readAs(db, viewer, async (tx) => {
    const held = await findHeld(tx, refs);
    const found: { source: PlannedSource; rows: StatedRow[] }[] = [];
    for (const source of planSources(refs, held, viewer.scope).filter(({ over }) => over !== "months"))
      found.push({ source, rows: await tx.$queryRaw<StatedRow[]>(statedSql(source, frame)) });
    return found;
  });
  const groups = new Map<string, Grouping & { rangeKey: string; days: Map<Day, StatedDay> }>();
  for (const { source, rows } of parts) {
    const flagged = (flags: readonly boolean[]) =>
      new Set(source.columns.flatMap(({ ref }, index) => (flags[index] === true ? [ref] : [])));
    for (const row of rows) {
      const group = groupOf(row);
      const name = JSON.stringify([row.range_key, group]);
      const own = groups.get(name) ?? { rangeKey: row.range_key, ...group, days: new Map<Day, StatedDay>() };
      groups.set(name, own);
      // Days of one row share their sets: a page reads thousands of days.
      const [stated, none] = [flagged(row.stated), flagged(row.none)];
      for (const day of row.days.split(" ")) own.days.set(day, bothStated(own.days.get(day), { day, stated, none }));
    }
  }
  return [...groups.values()].map(({ days, ...group }) => ({ ...group, days: inOrder([...days.values()]) }));
}

function bothStated(one: StatedDay | undefined, other: StatedDay): StatedDay {
  if (one === undefined) return other;
  const none = new Set([...(one.none ?? []), ...(other.none ?? [])]);
  return { day: other.day, stated: new Set([...one.stated, ...other.stated]), none };
}

function inOrder(days: StatedDay[]): StatedDay[] {
  return days.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function statedSql(source: PlannedSource, frame: Frame): Prisma.Sql {
  const stated = source.columns.map(({ sql }) => Prisma.sql`bool_or(${sql} IS NOT NULL)`);
  const none = source.columns.map(({ ref, sql }) =>
    COUNTS_AROUND.includes(ref) ? Prisma.sql`bool_and(${sql} = 0) IS TRUE` : Prisma.sql`FALSE`,
  );
  const group = groupingSql(frame.by, M);
  const outer = groupingSql(frame.by, Prisma.sql`one`);
  // Each range adds up its own days: all rows of a page together would be sorted on disk.
  return Prisma.sql`
    SELECT r.key AS range_key${outer}, stated, none, string_agg(day::text, ' ') AS days
    FROM ${frame.relation} CROSS JOIN LATERAL (
      SELECT m.day${group}, ARRAY[${Prisma.join(stated)}] AS stated, ARRAY[${Prisma.join(none)}] AS none
      FROM (SELECT) AS range ${source.join(frame)} GROUP BY m.day${group} OFFSET 0
    ) AS one WHERE true = ANY (stated) GROUP BY r.key${outer}, stated, none`;
}

const M = Prisma.sql`m`;
