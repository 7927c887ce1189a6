import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { StatedDay } from "~/domain/metrics/cover";
import type { MeasureRef } from "~/domain/metrics/measure-ref";
import { isMeasureKey } from "~/domain/metrics/measures";
import type { Database } from "./database.server";
import { Prisma } from "./generated/client";
import { amountColumn, columnSql } from "./measure-sources";
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
} from "./range-sql";
import { readAs } from "./read-as.server";

type StatedRow = GroupRow & { day: string; stated: boolean[] };

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
  const eyes = [isOutside(viewer), viewer.scope];
  const asked = cells.map(({ key, ...cell }) => {
    const name = JSON.stringify([cell, refs, eyes]);
    return { key, cell, name, known: db.statedDays.get(name) };
  });
  const missing = asked.filter(({ known }) => known === undefined);
  const numbered = missing.map(({ cell }, index) => ({ ...cell, key: String(index) }));
  const rows = missing.length === 0 ? [] : await readStated(db, viewer, cellFrame(numbered, viewer.scope), refs);
  const found = new Map(missing.map(({ name }): [string, StatedDay[]] => [name, []]));
  for (const row of rows) found.get(missing[Number(row.range_key)]?.name ?? "")?.push(statedDay(row, refs));
  for (const [name, days] of found) db.statedDays.set(name, days);
  return new Map(asked.map(({ key, name, known }) => [key, known ?? found.get(name) ?? []]));
}

function statedDay({ day, stated }: StatedRow, refs: readonly MeasureRef[]): StatedDay {
  return { day, stated: new Set(refs.filter((_ref, index) => stated[index] === true)) };
}

function readStated(db: Database, viewer: Viewer, frame: Frame, refs: readonly MeasureRef[]): Promise<StatedRow[]> {
  const stated = refs.map((ref, index) => {
    if (!isMeasureKey(ref)) throw new RangeError(`Not a measure of its own: ${ref}`);
    return Prisma.sql`${columnSql(ref)} IS NOT NULL AS ${amountColumn(index)}`;
  });
  const any = refs.map((_ref, index) => Prisma.sql`bool_or(m.${amountColumn(index)})`);
  const keys = Prisma.sql`range_key, day${groupingSql(frame.by, Prisma.empty)}`;
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<StatedRow[]>(Prisma.sql`
      SELECT ${keys}, stated FROM (
        SELECT r.key AS range_key, m.day::text AS day${groupingSql(frame.by, M)}, ARRAY[${Prisma.join(any)}] AS stated
        FROM ${frame.relation} CROSS JOIN LATERAL (
          SELECT vendor_id, day, site, program, channel, ${Prisma.join(stated)} FROM measure_day AS m WHERE ${frame.limits(M)} OFFSET 0
        ) AS m GROUP BY r.key, m.day${groupingSql(frame.by, M)}
      ) AS one WHERE true = ANY (stated)`),
  );
}

const M = Prisma.sql`m`;
