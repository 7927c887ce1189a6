import type { Period } from "../../calendar/period";
import { compareExact, decimalText, exact, multiply, shiftTen, type Exact } from "../../metrics/exact";
import type { Target } from "../sow";
import { isJudged } from "../verdict";
import { holds, holdsInARow, type Subject } from "./condition";
import { amountOf } from "./points";
import { limitOf, MAX_LINE_MINOR, priceOf, toMinor, type Prices } from "./price";
import { isInGrace, quantityOf, smaller, type Incident, type Units } from "./quantity";
import type { CreditRule } from "./scheme";
import type { Scored, Scorer } from "./scored";
import type { StatementLine, StatementProblem, StatementStep } from "./statement";
import type { Levels } from "./threshold";

/** Incidents of a target in a period, null where they are not known; for targets whose rule counts their time. */
export type IncidentSource = (target: Target, period: Period) => readonly Incident[] | null;

export type RuleContext = {
  readonly score: Scorer;
  readonly levels: Levels;
  readonly prices: Prices;
  readonly incidents: IncidentSource;
  /** Targets that a clause suspends in a period. */
  readonly isSuspended: (targetId: string, period: Period) => boolean;
};

export type RuleOutcome = {
  readonly lines: readonly StatementLine[];
  readonly problems: readonly StatementProblem[];
};

const NOTHING: RuleOutcome = { lines: [], problems: [] };

/** What a rule makes of the results of its targets in one period: a line for each failure, or one for all. */
export function applyRule(rule: CreditRule, period: Period, context: RuleContext): RuleOutcome {
  const found = rule.targets.flatMap((id) => {
    if (context.isSuspended(id, period)) return [];
    const scored = context.score(id, period);
    return scored === null ? [] : [scored];
  });
  const outcomes = found.map((scored) => ({ scored, outcome: whetherApplies(rule, scored, context) }));
  const problems = outcomes.flatMap(({ scored, outcome }) =>
    outcome === null ? [problemOf(scored, rule, period)] : [],
  );
  const applying = outcomes.flatMap(({ scored, outcome }) => (outcome === true ? [scored] : []));
  const [first] = applying;
  if (first === undefined) return { lines: [], problems };
  const groups = rule.failures === "once" ? [applying] : applying.map((scored) => [scored]);
  const made = groups.map((group) => lineOf(rule, group, period, context));
  return {
    lines: made.flatMap(({ lines }) => lines),
    problems: [...problems, ...made.flatMap((outcome) => outcome.problems)],
  };
}

/** Null: not known yet. A target of too small a sample is shown, not scored: nothing applies to it. */
function whetherApplies(rule: CreditRule, scored: Scored, context: RuleContext): boolean | null {
  if (isInGrace(rule, scored.period.range.from, null)) return false;
  if (rule.quantity.per === "incident-time" && "always" in rule.when) return true;
  if (scored.verdict === "insufficient") return false;
  if (!isJudged(scored.verdict)) return null;
  return holds(rule.when, subjectOf(scored, context));
}

function problemOf({ verdict, target }: Scored, rule: CreditRule, { key }: Period): StatementProblem {
  if (verdict === "running") return { code: "running", about: target.id, period: key };
  return isJudged(verdict)
    ? { code: "no-history", about: rule.id, period: key }
    : { code: "no-data", about: target.id, period: key };
}

function subjectOf(scored: Scored, { score, levels }: RuleContext): Subject {
  return { scored, score, levels };
}

function lineOf(rule: CreditRule, group: readonly Scored[], period: Period, context: RuleContext): RuleOutcome {
  const [scored] = group;
  if (scored === undefined) return NOTHING;
  const counted = quantityOf({
    rule,
    scored,
    score: context.score,
    levels: context.levels,
    incidents: context.incidents(scored.target, period),
  });
  if ("problem" in counted) return failed(counted.problem);
  const repeated = withRepeat(rule, counted, scored, context);
  const base = {
    id: `${rule.id}@${period.key}${rule.failures === "each" && rule.targets.length > 1 ? `@${scored.target.id}` : ""}`,
    kind: rule.kind,
    clause: rule.clause === "" ? scored.target.clause : rule.clause,
    source: rule.id,
    name: rule.name === "" ? scored.target.name : rule.name,
    targets: group.map(({ target }) => target.id),
    period: { key: period.key, range: period.range },
  };
  const started = group.length > 1 ? [{ step: "failures" as const, targets: base.targets, units: "1" }] : [];
  if (rule.price.kind === "points") {
    const points = decimalText(repeated.units);
    const steps: StatementStep[] = [...started, ...repeated.steps, { step: "points", points }];
    return { lines: [{ ...base, steps, points, ...amountOf(0) }], problems: [] };
  }
  if (compareExact(repeated.units, exact(0)) === 0) return NOTHING;
  const price = priceOf(rule.price, context.prices);
  if (price === null) return failed("no-charges");
  // A band gives percent of the price.
  const factor = rule.quantity.per === "band" ? shiftTen(repeated.units, -2) : repeated.units;
  const whole = multiply(factor, price.amount);
  const product: StatementStep = {
    step: "product",
    units: decimalText(factor),
    price: decimalText(price.amount),
    amount: decimalText(whole),
  };
  const isPlain = rule.quantity.per === "failure" && rule.repeat.length === 0;
  const capped = withCap(rule, whole, context);
  if (capped === null) return failed("no-charges");
  const minor = toMinor(capped.amount, context.prices.decimals);
  if (minor > MAX_LINE_MINOR) return failed("too-large");
  const steps = [...started, ...repeated.steps, ...price.steps, ...(isPlain ? [] : [product]), ...capped.steps];
  const amountMinor = rule.kind === "credit" ? minor : 0 - minor;
  return { lines: [{ ...base, steps, points: null, ...amountOf(amountMinor) }], problems: [] };

  function failed(code: StatementProblem["code"]): RuleOutcome {
    return { lines: [], problems: [{ code, about: rule.id, period: period.key }] };
  }
}

function withRepeat(
  rule: CreditRule,
  counted: Extract<Units, { units: Exact }>,
  scored: Scored,
  context: RuleContext,
): Extract<Units, { units: Exact }> {
  const longest = Math.max(0, ...rule.repeat.map(({ inARow }) => inARow));
  if (longest === 0) return counted;
  const inARow = holdsInARow(rule.when, subjectOf(scored, context), subjectIn, longest);
  const reached = rule.repeat.filter((step) => step.inARow <= inARow).toSorted((a, b) => b.inARow - a.inARow)[0];
  if (reached === undefined) return counted;
  const times = exact(reached.times);
  const step: StatementStep = { step: "repeat", inARow, times: decimalText(times) };
  return { units: multiply(counted.units, times), steps: [...counted.steps, step] };

  function subjectIn(period: Period): Subject | null {
    const earlier = context.score(scored.target.id, period);
    return earlier === null ? null : subjectOf(earlier, context);
  }
}

function withCap(
  { cap }: CreditRule,
  amount: Exact,
  { prices }: RuleContext,
): { amount: Exact; steps: StatementStep[] } | null {
  if (cap === undefined) return { amount, steps: [] };
  const limit = limitOf(cap, prices);
  if (limit === null) return null;
  const capped = smaller(amount, limit.amount);
  if (compareExact(capped, amount) === 0) return { amount, steps: [] };
  const step: StatementStep = {
    step: "limit",
    limit: decimalText(limit.amount),
    before: decimalText(amount),
    amount: decimalText(capped),
  };
  return { amount: capped, steps: [...limit.steps, step] };
}
