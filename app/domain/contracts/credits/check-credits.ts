import type { Target } from "../sow";
import { exactSum } from "../../metrics/exact-sum";
import { checkBands, type Report } from "./check-bands";
import type { Condition, CreditRule, CreditScheme, Limit, Price, SimpleCondition, Threshold } from "./scheme";

/**
 * Whether a scheme refers to what exists and makes sense. Paths are those within the scheme. `targetIds`: of all targets of the version, those
 * that could not be read included.
 */
export function checkCredits(
  scheme: CreditScheme,
  targets: readonly Target[],
  targetIds: readonly string[],
  report: { error: Report; warning: Report },
): void {
  checkIds(scheme, report.error);
  const known = knownNames(scheme, targetIds);
  const need = (name: string, list: keyof typeof known, path: readonly PropertyKey[]) => {
    if (!known[list].has(name)) report.error("unknown-reference", path, `The version has no ${NOUNS[list]} ${name}`);
  };
  scheme.bases.forEach((base, index) => {
    if (base.index !== undefined) need(base.index, "indexes", ["bases", index, "index"]);
  });
  scheme.allowances.forEach((table, index) => {
    const sum = exactSum(Object.values(table.shares));
    if (sum === table.total) return;
    report.error(
      "does-not-add-up",
      ["allowances", index, "shares"],
      `The shares add up to ${sum}, not to the total ${table.total}`,
    );
  });
  scheme.pools.forEach((pool, index) => {
    need(pool.base, "bases", ["pools", index, "base"]);
    const allocations = scheme.rules.map(({ price }) =>
      price.kind === "pool" && price.pool === pool.id ? price.allocation : 0,
    );
    const sum = exactSum(allocations);
    if (sum > pool.allocationLimit) {
      const message = `The allocations add up to ${sum}%, more than the ${pool.allocationLimit}% of the pool`;
      report.error("above-the-pool", ["pools", index], message);
    }
  });
  scheme.points.forEach((points, index) => {
    need(points.base, "bases", ["points", index, "base"]);
    if (points.table === undefined && points.prices === undefined) {
      report.error("missing", ["points", index, "table"], "Points need a table or prices");
    }
  });
  const lines = exactSum(
    scheme.rules.flatMap((rule) => rule.targets.map((id) => PERIODS_A_MONTH[kindOf(id) ?? "month"] ?? 1)),
  );
  if (lines > MAX_LINES) {
    const message = `The rules may give ${lines} lines in a month, more than ${MAX_LINES}. Name fewer targets, or score them over longer periods`;
    report.error("too-many", ["rules"], message);
    return;
  }
  scheme.rules.forEach((rule, index) => checkRule(rule, ["rules", index]));
  scheme.suspensions.forEach(({ when, targets: suspended }, index) => {
    const cause = "target" in when ? kindOf(when.target) : undefined;
    checkCondition(when, ["suspensions", index, "when"], cause);
    if (!("target" in when) || when.target === undefined) {
      report.error(
        "missing",
        ["suspensions", index, "when", "target"],
        "A suspension needs the target whose result decides",
      );
    }
    if (suspended !== "all-others")
      suspended.forEach((id, at) => {
        need(id, "targets", ["suspensions", index, "targets", at]);
        needKind(id, cause, ["suspensions", index, "targets", at]);
      });
  });
  scheme.caps.forEach((cap, index) => {
    checkLimit(cap.limit, ["caps", index, "limit"]);
    cap.rules?.forEach((id, at) => need(id, "credits", ["caps", index, "rules", at]));
  });
  scheme.earnBacks.forEach(({ rules }, index) => {
    rules?.forEach((id, at) => need(id, "credits", ["earnBacks", index, "rules", at]));
  });
  for (const list of ["rights", "ratchets"] as const) {
    scheme[list].forEach(({ targets: named }, index) => {
      named?.forEach((id, at) => need(id, "targets", [list, index, "targets", at]));
    });
  }
  scheme.examples.forEach(({ rule }, index) => need(rule, "rules", ["examples", index, "rule"]));

  function kindOf(id: string | undefined): Target["period"] | undefined {
    return targets.find((target) => target.id === id)?.period;
  }

  /** A condition asks for the result of a target in the period of the rule: one that is scored over others has none. */
  function needKind(id: string, kind: Target["period"] | undefined, path: readonly PropertyKey[]): void {
    const own = kindOf(id);
    if (own === undefined || kind === undefined || own === kind) return;
    report.error("different-periods", path, `${id} is scored over another kind of period`);
  }

  function checkRule(rule: CreditRule, path: readonly PropertyKey[]): void {
    rule.targets.forEach((id, at) => need(id, "targets", [...path, "targets", at]));
    const kinds = new Set(targets.filter(({ id }) => rule.targets.includes(id)).map(({ period }) => period));
    if (kinds.size > 1) {
      report.error(
        "different-periods",
        [...path, "targets"],
        "The targets of a rule must be scored over the same kind of period",
      );
    }
    checkCondition(rule.when, [...path, "when"], kindOf(rule.targets[0]));
    checkPrice(rule.price, [...path, "price"]);
    if (rule.cap !== undefined) checkLimit(rule.cap, [...path, "cap"]);
    const { quantity } = rule;
    if (quantity.per === "distance") checkThreshold(quantity.from, [...path, "quantity", "from"]);
    if (quantity.per === "excess") checkThreshold(quantity.over, [...path, "quantity", "over"]);
    if (quantity.per === "band") {
      const decimals = quantity.rounding?.decimals ?? decimalsCompared(rule);
      checkBands(quantity.bands, decimals, [...path, "quantity", "bands"], report);
    }
    if (rule.price.kind === "points" && rule.quantity.per === "failure") return;
    if (rule.price.kind === "percent" && rule.price.percent === 0)
      report.warning("never-applies", [...path, "price"], "The price is 0");
  }

  /** Decimals that results of the rule's targets are rounded to; null where one of them is not rounded. */
  function decimalsCompared(rule: CreditRule): number | null {
    const own = targets.filter(({ id }) => rule.targets.includes(id));
    if (own.some(({ rounding }) => rounding === "none")) return null;
    return Math.max(0, ...own.map(({ decimals }) => decimals));
  }

  function checkCondition(
    condition: Condition,
    path: readonly PropertyKey[],
    kind: Target["period"] | undefined,
  ): void {
    if ("all" in condition) return condition.all.forEach((part, at) => checkSimple(part, [...path, "all", at], kind));
    if ("any" in condition) return condition.any.forEach((part, at) => checkSimple(part, [...path, "any", at], kind));
    checkSimple(condition, path, kind);
  }

  function checkSimple(
    condition: SimpleCondition,
    path: readonly PropertyKey[],
    kind: Target["period"] | undefined,
  ): void {
    if ("result" in condition) {
      checkThreshold(condition.level, [...path, "level"]);
      if (condition.target !== undefined) {
        need(condition.target, "targets", [...path, "target"]);
        needKind(condition.target, kind, [...path, "target"]);
      }
    }
    if ("meets" in condition && condition.targets !== "all") {
      condition.targets.forEach((id, at) => {
        need(id, "targets", [...path, "targets", at]);
        needKind(id, kind, [...path, "targets", at]);
      });
    }
    if ("misses" in condition) checkTimes(condition, path);
    if (
      "misses" in condition &&
      condition.times !== undefined &&
      condition.within !== undefined &&
      condition.times > condition.within
    ) {
      report.error(
        "never-applies",
        [...path, "times"],
        `${condition.times} misses cannot happen within ${condition.within} periods`,
      );
    }
  }

  function checkTimes({ times, within }: MissesCondition, path: readonly PropertyKey[]): void {
    if (times !== undefined && within === undefined && times > 1) {
      report.warning(
        "missing",
        [...path, "within"],
        `Without within, the ${times} misses must be in ${times} periods in a row`,
      );
    }
    if (within !== undefined && times === undefined) {
      report.warning("missing", [...path, "times"], "Without times, one miss is enough, and within has no effect");
    }
  }

  function checkThreshold(threshold: Threshold, path: readonly PropertyKey[]): void {
    if (typeof threshold === "number") return;
    if ("allowance" in threshold) {
      need(threshold.allowance, "allowances", [...path, "allowance"]);
      const table = scheme.allowances.find(({ id }) => id === threshold.allowance);
      if (table !== undefined && !Object.hasOwn(table.shares, threshold.share)) {
        report.error("unknown-reference", [...path, "share"], `${table.name} has no share for ${threshold.share}`);
      }
    } else if (threshold.history === "average" && threshold.periods === undefined) {
      report.error("missing", [...path, "periods"], "An average needs a number of periods");
    }
  }

  function checkPrice(price: Price, path: readonly PropertyKey[]): void {
    switch (price.kind) {
      case "amount":
        if (price.index !== undefined) need(price.index, "indexes", [...path, "index"]);
        return;
      case "percent":
        return need(price.base, "bases", [...path, "base"]);
      case "pool":
        return need(price.pool, "pools", [...path, "pool"]);
      case "points":
        return need(price.scheme, "points", [...path, "scheme"]);
    }
  }

  function checkLimit(limit: Limit, path: readonly PropertyKey[]): void {
    if ("base" in limit) need(limit.base, "bases", [...path, "base"]);
    else if (limit.index !== undefined) need(limit.index, "indexes", [...path, "index"]);
  }
}

type MissesCondition = Extract<SimpleCondition, { misses: unknown }>;

/** Lines of a month that the rules of a version may give at most: more than that nobody reads or settles. */
const MAX_LINES = 5000;
const PERIODS_A_MONTH: Partial<Record<Target["period"], number>> = { day: 31, week: 5 };

const NOUNS = {
  bases: "base",
  indexes: "index",
  allowances: "allowance",
  pools: "pool",
  points: "points scheme",
  rules: "rule",
  credits: "rule or points scheme",
  targets: "target",
} as const;

function knownNames(scheme: CreditScheme, targetIds: readonly string[]) {
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  return {
    bases: ids(scheme.bases),
    indexes: ids(scheme.indexes),
    allowances: ids(scheme.allowances),
    pools: ids(scheme.pools),
    points: ids(scheme.points),
    rules: ids(scheme.rules),
    // What credits can come from: points cost money by their scheme, not by the rule that gives them.
    credits: ids([...scheme.rules, ...scheme.points]),
    targets: new Set(targetIds),
  };
}

const LISTS_OF_IDS = [
  "bases",
  "indexes",
  "allowances",
  "pools",
  "points",
  "rules",
  "suspensions",
  "caps",
  "earnBacks",
  "rights",
  "ratchets",
  "readings",
  "examples",
] as const;

function checkIds(scheme: CreditScheme, error: Report): void {
  for (const list of LISTS_OF_IDS) {
    const ids = scheme[list].map(({ id }) => id);
    ids.forEach((id, index) => {
      if (ids.indexOf(id) < index) error("duplicate-id", [list, index, "id"], `The ID ${id} is used twice`);
    });
  }
}
