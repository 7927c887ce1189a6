import type { Period } from "../../calendar/period";
import { periodsBack } from "../../calendar/period";
import { add, compareExact, decimalText, divide, exact, multiply, subtract, type Exact } from "../../metrics/exact";
import type { Target } from "../sow";
import { exceedsExpected, isJudged } from "../verdict";
import { missesInARow, missesWithin } from "./condition";
import type { CreditScheme } from "./scheme";
import type { Scorer } from "./scored";
import type { StatementRatchet, StatementRight } from "./statement";

/** The rights that misses give, with how far away each is. `period`: the newest period of a target that is over. */
export function rightsOf(
  scheme: CreditScheme,
  targets: readonly Target[],
  periodOf: (target: Target) => Period,
  score: Scorer,
): StatementRight[] {
  return scheme.rights.flatMap((right) =>
    targets
      .filter(({ id, criticality }) => right.targets?.includes(id) ?? criticality === "critical")
      .map((target) => {
        const at = { target, period: periodOf(target) };
        const { inARow, times, within } = right;
        const counts = [
          ...(inARow === undefined
            ? []
            : [{ misses: missesInARow(at, right.misses, score, inARow), needed: inARow, next: null }]),
          ...(times === undefined
            ? []
            : [
                {
                  misses: missesWithin(at, right.misses, score, within ?? times),
                  needed: times,
                  // The next period pushes the oldest one out of those that count.
                  next: missesWithin(at, right.misses, score, (within ?? times) - 1) + 1,
                },
              ]),
          ...(inARow === undefined && times === undefined
            ? [{ misses: missesInARow(at, right.misses, score, 1), needed: 1, next: null }]
            : []),
        ];
        const nearest = counts.toSorted((a, b) => a.needed - a.misses - (b.needed - b.misses))[0] ?? {
          misses: 0,
          needed: 1,
          next: null,
        };
        const { misses, needed } = nearest;
        const isOneAway = counts.some(({ misses: now, needed: all, next }) => (next ?? now + 1) >= all && now < all);
        const state = misses >= needed ? "given" : isOneAway ? "one-away" : "none";
        return {
          id: right.id,
          clause: right.clause,
          name: right.name,
          target: target.id,
          misses,
          needed,
          state,
        } as const;
      }),
  );
}

/** The levels that ratchet clauses move: where every one of the last periods was better than the level. */
export function ratchetsOf(
  scheme: CreditScheme,
  targets: readonly Target[],
  periodOf: (target: Target) => Period,
  score: Scorer,
): StatementRatchet[] {
  return scheme.ratchets.flatMap((ratchet) =>
    targets.flatMap((target) => {
      if (!ratchet.targets.includes(target.id) || target.comparator === "band") return [];
      const figures = periodsBack(periodOf(target), ratchet.periods).map((period) => score(target.id, period));
      let sum = exact(0);
      for (const scored of figures) {
        if (scored === null || scored.figure === null || scored.compared === null || !isJudged(scored.verdict))
          return [];
        if (!exceedsExpected(scored.target, scored.compared) || scored.target.expected !== target.expected) return [];
        sum = add(sum, scored.figure);
      }
      const level = exact(target.expected);
      const average = divide(sum, exact(ratchet.periods));
      const moved = multiply(subtract(average, level), divide(exact(ratchet.sharePercent), exact(100)));
      const newLevel = add(level, limited(moved, level, ratchet.limitPercent));
      if (compareExact(newLevel, level) === 0) return [];
      return [
        {
          id: ratchet.id,
          clause: ratchet.clause,
          target: target.id,
          level: decimalText(level),
          average: decimalText(average),
          newLevel: decimalText(newLevel),
        },
      ];
    }),
  );
}

/** A rise may be limited to a percentage of what is missing to 100%. */
function limited(moved: Exact, level: Exact, limitPercent: number | undefined): Exact {
  if (limitPercent === undefined) return moved;
  const limit = multiply(subtract(exact(100), level), divide(exact(limitPercent), exact(100)));
  return compareExact(moved, limit) > 0 ? limit : moved;
}
