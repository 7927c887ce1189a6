import { compileCondition, type Cells, type Columns } from "../mapping/condition";
import type { CaseEvent } from "../mapping/case-events";

/** An event of a case: its cells, and how it ranks among the others. */
export type EventRow = { cells: Cells; rank: readonly number[]; line: number };

const YES = "yes";
const NO = "no";

/**
 * Compiles what a case gets from its events: the cells of one row with those of `events` behind them. Each of the other cells is the
 * last (or first) one of the case that says something. `width`: how many columns the file has.
 */
export function compileCase(
  events: readonly CaseEvent[],
  columns: Columns,
  { width, keep }: { width: number; keep: "last" | "first" },
): (rows: readonly EventRow[]) => string[] {
  const slots = events.map((event) => compileSlot(event, columns));
  return (rows) => {
    const ordered = rows.toSorted(byRank);
    const byPriority = keep === "last" ? ordered.toReversed() : ordered;
    const cells = Array.from({ length: width }, (_, at) => {
      const row = byPriority.find(({ cells: own }) => !columns.isBlank((own[at] ?? "").trim()));
      return row?.cells[at] ?? "";
    });
    return [...cells, ...slots.map((slot) => slot(ordered))];
  };
}

function byRank(a: EventRow, b: EventRow): number {
  const at = a.rank.findIndex((value, index) => value !== b.rank[index]);
  return at < 0 ? a.line - b.line : (a.rank[at] ?? 0) - (b.rank[at] ?? 0);
}

function compileSlot(event: CaseEvent, columns: Columns): (ordered: readonly EventRow[]) => string {
  const holds = allOf(event.when, columns);
  const isBefore = event.after === undefined ? null : allOf(event.after, columns);
  const undoes = event.unlessFollowedBy === undefined ? null : allOf(event.unlessFollowedBy, columns);
  const at = event.column === undefined ? null : columns.at(event.column);
  return (ordered) => {
    const none = at === null ? NO : "";
    const before = isBefore === null ? -1 : ordered.findIndex(({ cells }) => isBefore(cells));
    if (isBefore !== null && before < 0) return none;
    const undone = undoes === null ? -1 : ordered.findLastIndex(({ cells }) => undoes(cells));
    const left = ordered.slice(Math.max(before, undone) + 1);
    const row = event.take === "first" ? left.find(matches) : left.findLast(matches);
    if (row === undefined) return none;
    return at === null ? YES : (row.cells[at] ?? "").trim();
  };

  function matches({ cells }: EventRow): boolean {
    return holds(cells) && (at === null || !columns.isBlank((cells[at] ?? "").trim()));
  }
}

function allOf(conditions: CaseEvent["when"], columns: Columns): (cells: Cells) => boolean {
  const compiled = (conditions ?? []).map((condition) => compileCondition(condition, columns));
  return (cells) => compiled.every((holds) => holds(cells));
}
