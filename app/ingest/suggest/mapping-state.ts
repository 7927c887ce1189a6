import type { SampledTable } from "./sampled-table";
import type { ColumnChoice, TargetKey } from "./suggestion";
import type { ColumnProfile } from "./profile/column-profile";
import type { Rating, RatingContext } from "./columns/rate-columns";

/** What is settled of a column so far. */
export type Settled = {
  target: TargetKey | null;
  rating: Rating | null;
  chosen: boolean;
  reason: string | null;
};

/** A suggestion in the making. */
export type Work = {
  table: SampledTable;
  /** In an order that does not depend on that of the file. */
  columns: readonly ColumnProfile[];
  rating: RatingContext;
  choices: ReadonlyMap<string, ColumnChoice>;
  /** Targets that no column feeds, as the analyst said. */
  without: ReadonlySet<TargetKey>;
  settled: Map<string, Settled>;
};

/** The column that feeds the target; of a moment in two columns, that of the date. */
export function columnOf({ columns, settled }: Work, target: TargetKey): ColumnProfile | null {
  const named = columns.filter(({ heading }) => settled.get(heading)?.target === target);
  return named.find(({ instant }) => instant?.parts !== "time") ?? named[0] ?? null;
}

/** Leaves the column of a target out, unless the analyst chose it. */
export function release(work: Work, target: TargetKey, reason: string): void {
  for (const [heading, settled] of work.settled) {
    if (settled.target === target && !settled.chosen)
      work.settled.set(heading, { ...settled, target: null, rating: null, reason });
  }
}

/** Has the column feed another target, unless the analyst chose it. */
export function rename(work: Work, { heading }: ColumnProfile, target: TargetKey, reason: string | null = null): void {
  const settled = work.settled.get(heading);
  if (settled && !settled.chosen) work.settled.set(heading, { ...settled, target, reason: reason ?? settled.reason });
}
