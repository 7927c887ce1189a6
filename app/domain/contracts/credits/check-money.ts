import { currencyDecimals } from "../../money/currency";
import type { SowProblemCode } from "../sow-problem";
import type { Sow, SowVersion, Target } from "../sow";
import { statementAt } from "./amount-at";
import { sum } from "./caps";
import { toMinor } from "./price";
import { exact } from "../../metrics/exact";
import type { CreditRule, CreditScheme, Threshold } from "./scheme";
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
  const tried = version.targets
    .filter(({ id }) => scheme.rules.some(({ targets }) => targets.includes(id)))
    .map((target) => ({ target, samples: samplesOf(sow, version, target) }));
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

type Sample = { readonly result: number; readonly alone: Statement; readonly always: Statement };
type Tried = { readonly target: Target; readonly samples: readonly Sample[] };

function samplesOf(sow: Sow, version: SowVersion, target: Target): Sample[] {
  return resultsAround(version.creditScheme, target).map((result) => ({
    result,
    alone: statementAt({ sow, version, target, result, before: "alone" }),
    always: statementAt({ sow, version, target, result, before: "always" }),
  }));
}

/** Results at, just off and well off each level that the target and its rules name, in order. */
function resultsAround(scheme: CreditScheme, target: Target): number[] {
  const rules = scheme.rules.filter(({ targets }) => targets.includes(target.id));
  const levels = [target.expected, target.minimum].flatMap((level) =>
    level === null ? [] : typeof level === "number" ? [level] : [level.low, level.high],
  );
  levels.push(...rules.flatMap((rule) => levelsOfRule(rule, scheme)));
  const step = 10 ** -target.decimals;
  const off = levels.flatMap((level) =>
    [-10, -3, -1, 0, 1, 3, 10].flatMap((times) => [level + times * step, level + times]),
  );
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
  const conditions = "all" in when ? when.all : "any" in when ? when.any : [when];
  const own = conditions.flatMap((condition) =>
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
    const applies = own.some(({ samples }) =>
      samples.some(({ always, alone }) =>
        [always, alone].some(({ lines }) => lines.some(({ source }) => source === rule.id)),
      ),
    );
    return applies
      ? []
      : [{ code: "never-applies", path: ["rules", index], message: "No result triggers this rule" } as const];
  });
}

function needsMore({ when, quantity, grace }: CreditRule): boolean {
  const conditions = "all" in when ? when.all : "any" in when ? when.any : [when];
  const isOther = conditions.some(
    (condition) =>
      "meets" in condition || ("result" in condition && (condition.target !== undefined || isHistory(condition.level))),
  );
  const threshold = quantity.per === "distance" ? quantity.from : quantity.per === "excess" ? quantity.over : 0;
  return isOther || isHistory(threshold) || grace !== undefined;
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
