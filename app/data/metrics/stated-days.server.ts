import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
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

type StatedRow = GroupRow & { day: string; stated: boolean[]; none: boolean[] };

/** The days of each range on which any of the measures is stated, for each group that the question is split by. */
export async function findStatedGroups(
  db: Database,
  viewer: Viewer,
  question: RangeQuestion,
  refs: readonly MeasureRef[],
): Promise<(Grouping & { rangeKey: string; days: StatedDay[] })[]> {
  if (question.ranges.length === 0 || question.vendorIds.length === 0) return [];
  const rows = await readStated(db, viewer, rangeFrame(question, viewer.scope), refs);
  const groups = new Map<string, Grouping & { rangeKey: string; days: StatedDay[] }>();
  for (const row of rows) {
    const group = groupOf(row);
    const name = JSON.stringify([row.range_key, group]);
    const own = groups.get(name) ?? { rangeKey: row.range_key, ...group, days: [] };
    own.days.push(statedDay(row, refs));
    groups.set(name, own);
  }
  return [...groups.values()];
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
  const rows = missing.length === 0 ? [] : await readStated(db, viewer, cellFrame(numbered, viewer.scope), refs);
  const found = new Map(missing.map(({ name }): [string, StatedDay[]] => [name, []]));
  for (const row of rows) found.get(missing[Number(row.range_key)]?.name ?? "")?.push(statedDay(row, refs));
  for (const [name, days] of found) db.caches.get(STATED_DAYS).set(name, days);
  return new Map(requested.map(({ key, name, known }) => [key, known ?? found.get(name) ?? []]));
}

function statedDay({ day, stated, none }: StatedRow, refs: readonly MeasureRef[]): StatedDay {
  const those = (flags: readonly boolean[]) => new Set(refs.filter((_ref, index) => flags[index] === true));
  return { day, stated: those(stated), none: those(none) };
}

/** One row per range, group and day: sources of one day are put together. */
async function readStated(
  db: Database,
  viewer: Viewer,
  frame: Frame,
  refs: readonly MeasureRef[],
): Promise<StatedRow[]> {
  const parts = await readAs(db, viewer, async (tx) => {
    const held = await findHeld(tx, refs);
    const found: { source: PlannedSource; rows: StatedRow[] }[] = [];
    for (const source of planSources(refs, held, viewer.scope).filter(({ over }) => over !== "months"))
      found.push({ source, rows: await tx.$queryRaw<StatedRow[]>(statedSql(source, frame)) });
    return found;
  });
  const days = new Map<string, StatedRow & { stated: boolean[]; none: boolean[] }>();
  for (const { source, rows } of parts) {
    const positions = source.columns.map(({ ref }) => refs.indexOf(ref));
    for (const { stated, none, ...row } of rows) {
      const name = JSON.stringify([row.range_key, row.day, groupOf(row)]);
      const own = days.get(name) ?? { ...row, stated: [], none: [] };
      for (const [index, position] of positions.entries()) {
        own.stated[position] = stated[index] === true;
        own.none[position] = none[index] === true;
      }
      days.set(name, own);
    }
  }
  return [...days.values()];
}

function statedSql(source: PlannedSource, frame: Frame): Prisma.Sql {
  const stated = source.columns.map(({ sql }) => Prisma.sql`bool_or(${sql} IS NOT NULL)`);
  const none = source.columns.map(({ ref, sql }) =>
    COUNTS_AROUND.includes(ref) ? Prisma.sql`bool_and(${sql} = 0) IS TRUE` : Prisma.sql`FALSE`,
  );
  const group = groupingSql(frame.by, M);
  return Prisma.sql`
    SELECT * FROM (
      SELECT r.key AS range_key, m.day::text AS day${group}, ARRAY[${Prisma.join(stated)}] AS stated, ARRAY[${Prisma.join(none)}] AS none
      FROM ${frame.relation} ${source.join(frame)} GROUP BY r.key, m.day${group}
    ) AS one WHERE true = ANY (stated)`;
}

const M = Prisma.sql`m`;
