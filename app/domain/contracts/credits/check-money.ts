import { currencyDecimals } from "../../money/currency";
import type { SowProblemCode } from "../sow-problem";
import type { Sow, SowVersion, Target } from "../sow";
import { statementAt } from "./amount-at";
import { sum } from "./caps";
import { toMinor } from "./price";
import { exact } from "../../metrics/exact";
import type { CreditRule, CreditScheme, SimpleCondition, Threshold } from "./scheme";
import { isCreditKind, type Statement } from "./statement";

/** A contradiction between what clauses cost. The path is that within the scheme. */
export type MoneyProblem = {
  readonly code: Extract<
    SowProblemCode,
    "two-clauses" | "never-applies" | "cap-below-credit" | "better-costs-more" | "example-differs"
  >;
  readonly path: readonly PropertyKey[];
  readonly message: string;
};

/**
 * What the clauses of a version cost, tried at results around every level that it names: two clauses with different money for one
 * result, a rule that no result triggers, a cap below a single credit, a better result that costs more, an example that the rule does not give.
 */
export function checkMoney(sow: Sow, version: SowVersion): MoneyProblem[] {
  const { creditScheme: scheme } = version;
  if (scheme.rules.length === 0 && scheme.examples.length === 0) return [];
  const tried = triedTargets(sow, version);
  const problems = [
    ...twoClauses(scheme, tried),
    ...neverApplying(scheme, tried),
    ...lowCaps(scheme, tried),
    ...betterCostsMore(scheme, tried),
    ...examplesThatDiffer(sow, version),
  ];
  const seen = new Map(problems.map((problem) => [`${problem.code} ${problem.path.join(".")}`, problem]));
  return [...seen.values()];
}

/** `always` is evaluated only where it is asked for. */
type Sample = { readonly result: number; readonly alone: Statement; readonly always: () => Statement };
/** `isComplete`: no result was left out to bound the work. */
type Tried = { readonly target: Target; readonly samples: readonly Sample[]; readonly isComplete: boolean };

/** Rules evaluated in one check at most, so that no document takes longer than a moment. */
const MAX_RULES_TRIED = 5000;
/** Levels of one target that results are tried around. */
const MAX_LEVELS = 500;

function triedTargets(sow: Sow, version: SowVersion): Tried[] {
  const alone = version.targets.flatMap((target) => {
    const own = onlyTarget(version, target);
    return own.creditScheme.rules.length === 0 ? [] : [{ target, own }];
  });
  const pairs = sum(alone.flatMap(({ own }) => own.creditScheme.rules.map((rule) => (isAboutRows(rule) ? 10 : 1))));
  const most = Math.max(1, Math.floor(MAX_RULES_TRIED / Math.max(1, pairs)));
  return alone.map(({ target, own }) => {
    const results = resultsAround(own.creditScheme, target);
    const samples = spread(results, most).map((result) => ({
      result,
      alone: statementAt({ sow, version: own, target, result, before: "alone" }),
      always: () => statementAt({ sow, version: own, target, result, before: "always" }),
    }));
    return { target, samples, isComplete: results.length <= most };
  });
}

/** The version with this target and its rules alone: other targets, which have no result, would leave every statement incomplete. */
function onlyTarget(version: SowVersion, target: Target): SowVersion {
  const rules = version.creditScheme.rules
    .filter(({ targets }) => targets.includes(target.id))
    .map((rule) => ({ ...rule, targets: [target.id] }));
  return { ...version, targets: [target], creditScheme: { ...version.creditScheme, rules, suspensions: [] } };
}

/** At most so many of the results, evenly spread. */
function spread(results: readonly number[], most: number): readonly number[] {
  if (results.length <= most) return results;
  const step = results.length / most;
  return Array.from({ length: most }, (_, index) => results[Math.floor((index + 0.5) * step)] ?? 0);
}

/** Results at, just off and well off each level that the target and its rules name, in order. */
function resultsAround(scheme: CreditScheme, target: Target): number[] {
  const levels = [target.expected, target.minimum].flatMap((level) =>
    level === null ? [] : typeof level === "number" ? [level] : [level.low, level.high],
  );
  levels.push(...scheme.rules.flatMap((rule) => levelsOfRule(rule, scheme)));
  const step = 10 ** -target.decimals;
  const off = [...new Set(levels)]
    .slice(0, MAX_LEVELS)
    .flatMap((level) => [-10, -3, -1, 0, 1, 3, 10].flatMap((times) => [level + times * step, level + times]));
  const isShare = target.shift === 2;
  const results = [...off, 0, ...(isShare ? [100] : [])]
    .filter((result) => result >= 0 && (!isShare || result <= 100))
    .map((result) => Number(result.toFixed(6)));
  return [...new Set(results)].toSorted((a, b) => a - b);
}

function levelsOfRule({ quantity, when }: CreditRule, scheme: CreditScheme): number[] {
  const plain = (threshold: Threshold): number[] => {
    if (typeof threshold === "number") return [threshold];
    if (!("allowance" in threshold)) return [];
    return [scheme.allowances.find(({ id }) => id === threshold.allowance)?.shares[threshold.share] ?? 0];
  };
  const own = conditionsOf(when).flatMap((condition) =>
    "result" in condition && condition.target === undefined ? plain(condition.level) : [],
  );
  switch (quantity.per) {
    case "distance":
      return [...own, ...plain(quantity.from)];
    case "excess":
      return [...own, ...plain(quantity.over)];
    case "band":
      return [...own, ...quantity.bands.flatMap(({ from, until }) => [from, until].filter((end) => end !== undefined))];
    default:
      return own;
  }
}

function twoClauses(scheme: CreditScheme, tried: readonly Tried[]): MoneyProblem[] {
  return tried.flatMap(({ target, samples }) =>
    samples.flatMap(({ result, alone }) => {
      const credits = alone.lines.filter(({ kind, amountMinor }) => kind === "credit" && amountMinor !== 0);
      const [first, second] = credits;
      if (first === undefined || second === undefined || first.amountMinor === second.amountMinor) return [];
      if (
        incidentOf(scheme, first.source) !== undefined &&
        incidentOf(scheme, first.source) === incidentOf(scheme, second.source)
      )
        return [];
      const amounts = [first, second].map(
        ({ source, amountMinor }) => `${source} ${majorText(amountMinor, alone.currency)}`,
      );
      const message = `At ${result}, two rules credit ${target.id}: ${amounts.join(" and ")}`;
      return [{ code: "two-clauses", path: ["rules", indexOfRule(scheme, second.source)], message } as const];
    }),
  );
}

function neverApplying(scheme: CreditScheme, tried: readonly Tried[]): MoneyProblem[] {
  return scheme.rules.flatMap((rule, index) => {
    // What depends on incidents, on other targets or on the history of results cannot be tried with one result.
    if (rule.quantity.per === "incident-time" || needsMore(rule)) return [];
    const own = tried.filter(({ target }) => rule.targets.includes(target.id));
    if (own.some(({ isComplete }) => !isComplete)) return [];
    const isIn = ({ lines }: Statement) => lines.some(({ source }) => source === rule.id);
    const applies =
      own.some(({ samples }) => samples.some(({ alone }) => isIn(alone))) ||
      (isAboutRows(rule) && own.some(({ samples }) => samples.some(({ always }) => isIn(always()))));
    return applies
      ? []
      : [{ code: "never-applies", path: ["rules", index], message: "No result triggers this rule" } as const];
  });
}

function needsMore({ when, quantity, grace }: CreditRule): boolean {
  const isOther = conditionsOf(when).some(
    (condition) =>
      "meets" in condition || ("result" in condition && (condition.target !== undefined || isHistory(condition.level))),
  );
  const threshold = quantity.per === "distance" ? quantity.from : quantity.per === "excess" ? quantity.over : 0;
  return isOther || isHistory(threshold) || grace !== undefined;
}

/** Whether results of earlier periods decide. */
function isAboutRows({ when }: CreditRule): boolean {
  return conditionsOf(when).some(
    (condition) => "misses" in condition && (condition.inARow !== undefined || condition.times !== undefined),
  );
}

function conditionsOf(when: CreditRule["when"]): readonly SimpleCondition[] {
  return "all" in when ? when.all : "any" in when ? when.any : [when];
}

function isHistory(threshold: Threshold): boolean {
  return typeof threshold === "object" && "history" in threshold;
}

function lowCaps(scheme: CreditScheme, tried: readonly Tried[]): MoneyProblem[] {
  return tried.flatMap(({ samples }) =>
    samples.flatMap(({ alone }) => {
      const credits = alone.lines.filter((line) => isCreditKind(line.kind));
      if (credits.length !== 1 || isGrowing(scheme, credits[0]?.source)) return [];
      return alone.lines.flatMap(({ kind, source }) => {
        const index = scheme.caps.findIndex(({ id }) => id === source);
        if (kind !== "cap" || index === -1) return [];
        return [
          {
            code: "cap-below-credit",
            path: ["caps", index],
            message: `The cap is below a single credit of ${credits[0]?.source ?? ""}`,
          } as const,
        ];
      });
    }),
  );
}

/** A rule that counts units can always reach a cap. */
function isGrowing(scheme: CreditScheme, ruleId: string | undefined): boolean {
  const per = scheme.rules.find(({ id }) => id === ruleId)?.quantity.per;
  return per === "distance" || per === "excess";
}

function betterCostsMore(scheme: CreditScheme, tried: readonly Tried[]): MoneyProblem[] {
  return tried.flatMap(({ target, samples }) => {
    if (target.comparator === "band") return [];
    const isHigherBetter = target.comparator === ">=" || target.comparator === ">";
    const fromWorst = isHigherBetter ? samples : samples.toReversed();
    return fromWorst.slice(1).flatMap((better, index) => {
      const worse = fromWorst[index];
      if (worse === undefined || better.alone.totalMinor <= worse.alone.totalMinor) return [];
      if (better.alone.problems.length + worse.alone.problems.length > 0) return [];
      const source =
        better.alone.lines.find((line) => isCreditKind(line.kind) || line.amountMinor > 0)?.source ??
        worse.alone.lines[0]?.source;
      const message =
        `The better result ${better.result} costs ${majorText(better.alone.totalMinor, better.alone.currency)}, ` +
        `more than ${worse.result} with ${majorText(worse.alone.totalMinor, worse.alone.currency)}`;
      return [
        {
          code: "better-costs-more",
          path: ["rules", Math.max(0, indexOfRule(scheme, source ?? ""))],
          message,
        } as const,
      ];
    });
  });
}

function examplesThatDiffer(sow: Sow, version: SowVersion): MoneyProblem[] {
  const { creditScheme: scheme, targets } = version;
  return scheme.examples.flatMap((example, index) => {
    const rule = scheme.rules.find(({ id }) => id === example.rule);
    const target = targets.find(({ id }) => id === rule?.targets[0]);
    const result =
      example.numerator !== undefined && example.denominator !== undefined
        ? { numerator: example.numerator, denominator: example.denominator }
        : example.result;
    if (rule === undefined || target === undefined || result === undefined) return [];
    const only = { ...version, creditScheme: { ...scheme, rules: [rule] } };
    const { lines } = statementAt({ sow, version: only, target, result, before: "alone" });
    const amount = sum(lines.map(({ amountMinor }) => amountMinor));
    if (amount === toMinor(exact(example.amount), currencyDecimals(sow.currency))) return [];
    const message = `The contract's example says ${example.amount}, the rule gives ${majorText(amount, sow.currency)}`;
    return [{ code: "example-differs", path: ["examples", index], message } as const];
  });
}

function indexOfRule(scheme: CreditScheme, id: string): number {
  return scheme.rules.findIndex((rule) => rule.id === id);
}

function incidentOf(scheme: CreditScheme, id: string): string | undefined {
  return scheme.rules.find((rule) => rule.id === id)?.incident;
}

function majorText(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  return `${(minor / 10 ** decimals).toFixed(decimals)} ${currency}`;
}
