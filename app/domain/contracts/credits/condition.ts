import type { Period } from "../../calendar/period";
import { compareExact, type Exact } from "../../metrics/exact";
import { isJudged } from "../verdict";
import type { Condition, SimpleCondition } from "./scheme";
import { backwards, type Scored, type Scorer } from "./scored";
import { levelOf, type Levels } from "./threshold";

/** What a condition is evaluated on: the target of the rule, in one period. */
export type Subject = { readonly scored: Scored; readonly score: Scorer; readonly levels: Levels };

/** True or false; null where the result that it needs was not scored. */
export function holds(condition: Condition, subject: Subject): boolean | null {
  if ("all" in condition) return combined(condition.all, subject, false);
  if ("any" in condition) return combined(condition.any, subject, true);
  return holdsAlone(condition, subject);
}

/** `deciding`: the outcome that one part is enough for. */
function combined(parts: readonly SimpleCondition[], subject: Subject, deciding: boolean): boolean | null {
  const outcomes = parts.map((part) => holdsAlone(part, subject));
  if (outcomes.includes(deciding)) return deciding;
  return outcomes.includes(null) ? null : !deciding;
}

function holdsAlone(condition: SimpleCondition, subject: Subject): boolean | null {
  const { scored, score } = subject;
  if ("always" in condition) return isJudged(scored.verdict);
  if ("misses" in condition) return missesHold(condition, scored, score);
  if ("meets" in condition) {
    const ids = condition.targets === "all" ? scored.version.targets.map(({ id }) => id) : condition.targets;
    const outcomes = ids.map((id) => {
      const other = score(id, scored.period);
      // A target that is scored over other periods has nothing to say about this one.
      if (condition.targets === "all" && other?.target.period !== scored.target.period) return true;
      return other === null ? null : meetsIn(other, condition.meets);
    });
    if (outcomes.includes(false)) return false;
    return outcomes.includes(null) ? null : true;
  }
  const other = condition.target === undefined ? scored : score(condition.target, scored.period);
  if (other === null || other.compared === null || !isJudged(other.verdict)) return null;
  const level = levelOf(condition.level, { ...subject, scored: other });
  return level === null ? null : compares(other.compared, condition.result, level.value);
}

function compares(figure: Exact, comparator: ">=" | ">" | "<=" | "<", level: Exact): boolean {
  const difference = compareExact(figure, level);
  switch (comparator) {
    case ">=":
      return difference >= 0;
    case ">":
      return difference > 0;
    case "<=":
      return difference <= 0;
    case "<":
      return difference < 0;
  }
}

type Misses = Extract<SimpleCondition, { misses: unknown }>;

function missesHold({ misses, inARow = 1, times, within }: Misses, scored: Scored, score: Scorer): boolean | null {
  const now = missesIn(scored, misses);
  if (now === null) return null;
  if (!now) return false;
  if (missesInARow(scored, misses, score, inARow) < inARow) return false;
  return times === undefined || missesWithin(scored, misses, score, within ?? times) >= times;
}

/** Misses in a row that end with this period, counted up to `enough`; periods that were not scored are skipped. */
export function missesInARow(
  { target, period }: Pick<Scored, "target" | "period">,
  misses: "minimum" | "expected",
  score: Scorer,
  enough: number,
): number {
  let count = 0;
  for (const at of backwards(period)) {
    if (count >= enough) return count;
    const scored = score(target.id, at);
    if (scored === null) return count;
    const missed = missesIn(scored, misses);
    if (missed === false) return count;
    if (missed === true) count += 1;
  }
  return count;
}

/** Misses among so many periods that end with this one. */
export function missesWithin(
  { target, period }: Pick<Scored, "target" | "period">,
  misses: "minimum" | "expected",
  score: Scorer,
  periods: number,
): number {
  let count = 0;
  let seen = 0;
  for (const at of backwards(period)) {
    if (seen >= periods) return count;
    seen += 1;
    const scored = score(target.id, at);
    if (scored !== null && missesIn(scored, misses) === true) count += 1;
  }
  return count;
}

function missesIn({ verdict }: Scored, level: "minimum" | "expected"): boolean | null {
  if (!isJudged(verdict)) return null;
  return verdict === "missed" || (level === "expected" && verdict === "below");
}

function meetsIn(scored: Scored, level: "minimum" | "expected"): boolean | null {
  const missed = missesIn(scored, level);
  return missed === null ? null : !missed;
}

/** In how many periods in a row, this one included, the condition held; periods that were not scored are skipped. */
export function holdsInARow(
  condition: Condition,
  subject: Subject,
  subjectIn: (period: Period) => Subject | null,
  enough: number,
): number {
  let count = 0;
  for (const at of backwards(subject.scored.period)) {
    if (count >= enough) return count;
    const earlier = subjectIn(at);
    if (earlier === null) return count;
    const held = holds(condition, earlier);
    if (held === false) return count;
    if (held === true) count += 1;
  }
  return count;
}
