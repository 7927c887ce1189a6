import { assignBest } from "../columns/assign";
import { MIN_SCORE, rateColumn, suggestedTargets } from "../columns/rate-columns";
import type { MappingEvidence } from "../mapping-evidence";
import { resolve, type MappingState, type Resolved } from "../mapping-state";
import { neededTargets } from "../targets";

/** A column that plainly is what a row cannot do without feeds that before anything else. */
const NEEDED_BONUS = 0.5;
const PLAINLY = 0.6;

/** Pairs the columns and targets that are left, each at most once, so that their scores add up highest. */
export function assignColumns(state: MappingState, { columns, rating, without }: MappingEvidence): MappingState {
  const taken = new Set([...state.resolved.values()].map(({ target }) => target));
  const targets = suggestedTargets(rating.kind).filter((target) => !taken.has(target) && !without.has(target));
  const free = columns.filter(({ heading }) => !state.resolved.has(heading));
  const ratings = targets.map((target) => free.map((column) => rateColumn(column, target, rating)));
  const needed = neededTargets(rating.kind);
  const scores = ratings.map((row, at) =>
    row.map((found) => {
      if (!found || found.score < MIN_SCORE) return 0;
      return found.score + (needed.has(targets[at] ?? "") && found.named >= PLAINLY ? NEEDED_BONUS : 0);
    }),
  );
  const pairs = assignBest(scores, free.length).flatMap((position, row): [string, Resolved][] => {
    const column = free[position];
    const target = targets[row];
    const found = ratings[row]?.[position];
    if (!column || target === undefined || !found) return [];
    return [[column.heading, { target, rating: found, chosen: false, reason: null }]];
  });
  return resolve(state, pairs);
}
