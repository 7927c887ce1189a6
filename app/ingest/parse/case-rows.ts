import { compileCondition, type Columns } from "../mapping/condition";
import { compileCase, type EventRow } from "./cases";
import { compileOrder } from "./event-order";
import { compileId } from "./fact-record";
import type { Mapping } from "../mapping/mapping";
import type { CaseEvent } from "../mapping/case-events";
import type { TableRow } from "../format/text-records.server";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** What the events of a file may take in memory while their cases are put together. */
const MAX_BYTES = 512 * 1024 * 1024;
const BYTES_PER_CELL = 24;
const PIECE_ROWS = 1_000;

/** The columns that cases get from their events; none where a row is no event of one. */
export function caseEventsOf(mapping: Mapping): readonly CaseEvent[] {
  return "collapse" in mapping ? (mapping.collapse?.events ?? []) : [];
}

/**
 * The rows of a file of events as rows of cases, each behind the last line of its events. Rows that are skipped or cannot be put in
 * order stay as they are, for whoever reads them to say so.
 */
export async function* caseRows(
  pieces: AsyncIterable<TableRow[]>,
  mapping: Mapping,
  columns: Columns,
  width: number,
): AsyncGenerator<TableRow[]> {
  const { externalId, vendor } = mapping;
  const collapse = "collapse" in mapping ? mapping.collapse : undefined;
  if (collapse === undefined || externalId === undefined) return yield* pieces;
  const skips = mapping.file.skipRowsWhen.map((condition) => compileCondition(condition, columns));
  const readId = compileId(columns, externalId);
  const readRank = compileOrder(collapse.order, columns, mapping.timeZone);
  const vendorAt = vendor && "column" in vendor ? columns.at(vendor.column) : -1;
  const events = collapse.events ?? [];
  const toCase = compileCase(events, columns, { width, keep: collapse.keep });
  const cases = new Map<string, EventRow[]>();
  let bytes = 0;
  for await (const piece of pieces) {
    const asTheyAre: TableRow[] = [];
    for (const row of piece) {
      const event = eventOf(row);
      if (event === null) asTheyAre.push(widened(row));
      else remember(event);
    }
    if (asTheyAre.length > 0) yield asTheyAre;
  }
  let done: TableRow[] = [];
  for (const [key, rows] of cases) {
    cases.delete(key);
    const line = Math.max(...rows.map((row) => row.line));
    done.push({ line, cells: toCase(rows), malformed: false, events: rows.length });
    if (done.length < PIECE_ROWS) continue;
    yield done;
    done = [];
  }
  if (done.length > 0) yield done;

  function eventOf(row: TableRow): { key: string; event: EventRow } | null {
    const { cells, line, malformed } = row;
    if (malformed || cells.length < width || cells.slice(width).some((cell) => cell.trim() !== "")) return null;
    if (cells.every((cell) => cell.trim() === "") || skips.some((skip) => skip(cells))) return null;
    let failed = false;
    const fail = () => {
      failed = true;
      return null;
    };
    const id = readId(cells, fail);
    const rank = readRank(cells, fail);
    if (id === null || failed) return null;
    return { key: `${(cells[vendorAt] ?? "").trim()}\u0000${id}`, event: { cells, rank, line } };
  }

  function remember({ key, event }: { key: string; event: EventRow }): void {
    bytes += event.cells.reduce((sum, cell) => sum + BYTES_PER_CELL + cell.length, 0);
    if (bytes > MAX_BYTES) throw new FileRefused("too-many-lines", FILE_PROBLEMS.eventsTooLarge(MAX_BYTES / 1024 ** 2));
    const known = cases.get(key);
    if (known) known.push(event);
    else cases.set(key, [event]);
  }

  function widened(row: TableRow): TableRow {
    if (row.cells.length < width) return row;
    return { ...row, cells: [...row.cells.slice(0, width), ...events.map(() => ""), ...row.cells.slice(width)] };
  }
}
