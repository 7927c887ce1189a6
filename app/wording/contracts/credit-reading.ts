import type {
  Condition,
  CreditRule,
  CreditScheme,
  Limit,
  Price,
  Quantity,
  SimpleCondition,
  Threshold,
} from "~/domain/contracts/credits/scheme";
import type { SowVersion, Target } from "~/domain/contracts/sow";
import { ordinal, PERIOD_NOUNS } from "../shared/text";
import { moneyText, plain } from "./statement-steps";
import { levelText } from "./targets";

/** A clause about money in one or two plain sentences. */
export type CreditReading = {
  /** Unique within the version: kind and ID, such as `rule csat`. */
  readonly key: string;
  readonly clause: string;
  readonly title: string;
  readonly text: string;
};

const KINDS = { credit: "Credit", bonus: "Bonus", charge: "Charge to the client" } as const;
const STEPS = { full: "each full", started: "each started", proportional: "each (in proportion)" } as const;
const OF_LEVEL = { minimum: "the minimum", expected: "the expected level" } as const;
const COMPARED = { ">=": "at or above", ">": "above", "<=": "at or below", "<": "below" } as const;
const PER = {
  period: "in a month",
  "calendar-year": "in a calendar year",
  "contract-year": "in a contract year",
  term: "over the term",
} as const;
const EARNED_BACK = {
  met: "is met",
  exceeded: "is exceeded",
  "no-credit": "leads to no credit",
} as const;

/** Every clause of a version that turns results into money, in the order of the document. `currency`: of the contract. */
export function creditReadings(
  { creditScheme: scheme, targets }: Pick<SowVersion, "creditScheme" | "targets">,
  currency: string,
): CreditReading[] {
  const read = readerOf(scheme, targets, currency);
  return [
    ...scheme.rules.map((rule) => ({
      key: `rule ${rule.id}`,
      clause: rule.clause,
      title: `${KINDS[rule.kind]}: ${rule.name === "" ? read.names(rule.targets) : rule.name}`,
      text: read.rule(rule),
    })),
    ...scheme.pools.map((pool) => ({
      key: `pool ${pool.id}`,
      clause: "",
      title: pool.name,
      text: `${plain(String(pool.atRiskPercent))}% of ${read.base(pool.base)} is at risk each month; no more is credited.`,
    })),
    ...scheme.points.map((points) => ({
      key: `points ${points.id}`,
      clause: points.clause,
      title: points.name,
      text: read.points(points),
    })),
    ...scheme.suspensions.map(({ id, clause, name, when, targets: suspended }) => ({
      key: `suspension ${id}`,
      clause,
      title: name,
      text: `Suspends ${suspended === "all-others" ? "all other targets" : read.names(suspended)} when ${read.condition(when, [])}.`,
    })),
    ...scheme.caps.map(({ id, clause, per, limit, rules }) => ({
      key: `cap ${id}`,
      clause,
      title: "Cap",
      text: `Credits${rules === undefined ? "" : ` of ${rules.join(", ")}`} add up to at most ${read.limit(limit)} ${PER[per]}.`,
    })),
    ...(scheme.minimumPayable === 0
      ? []
      : [
          {
            key: "minimum payable",
            clause: "",
            title: "Minimum payable amount",
            text: `Credits of a month are paid only above ${moneyText(String(scheme.minimumPayable), currency)}.`,
          },
        ]),
    ...scheme.earnBacks.map((earnBack) => ({
      key: `earn-back ${earnBack.id}`,
      clause: earnBack.clause,
      title: "Earn-back",
      text: read.earnBack(earnBack),
    })),
    ...scheme.rights.map(({ id, clause, name, targets: named, ...misses }) => ({
      key: `right ${id}`,
      clause,
      title: name,
      text: `Given when ${named === undefined ? "a critical target" : read.names(named)} ${read.misses(misses)}.`,
    })),
    ...scheme.ratchets.map(({ id, clause, targets: raised, periods, sharePercent, limitPercent }) => ({
      key: `ratchet ${id}`,
      clause,
      title: `Ratchet: ${read.names(raised)}`,
      text:
        `After ${periods} periods that were all better than expected, the level moves ${plain(String(sharePercent))}% of the way to their average` +
        `${limitPercent === undefined ? "" : `, at most ${plain(String(limitPercent))}% of what is missing to 100%`}.`,
    })),
    ...scheme.readings.map(({ id, clause, question, applies }) => ({
      key: `reading ${id}`,
      clause,
      title: question,
      text: `Applies: ${applies}.`,
    })),
  ];
}

function readerOf(scheme: CreditScheme, targets: readonly Target[], currency: string) {
  const money = (amount: number) => moneyText(String(amount), currency);
  const number = (value: number) => plain(String(value));
  const target = (id: string) => targets.find((one) => one.id === id);
  const names = (ids: readonly string[]) => ids.map((id) => target(id)?.name ?? id).join(", ");
  const base = (id: string) => {
    const found = scheme.bases.find((one) => one.id === id);
    if (found === undefined) return id;
    return found.months === 1 ? `“${found.name}”` : `“${found.name}” (${found.months} months)`;
  };
  const limit = (given: Limit) =>
    "amount" in given ? money(given.amount) : `${number(given.percent)}% of ${base(given.base)}`;
  const level = (threshold: Threshold, of: Target | undefined) => {
    if (typeof threshold === "number") return of === undefined ? number(threshold) : levelText(threshold, of, currency);
    if ("allowance" in threshold) {
      const table = scheme.allowances.find((one) => one.id === threshold.allowance);
      return `the allowance of ${threshold.share} (${number(table?.shares[threshold.share] ?? 0)})`;
    }
    const periods = threshold.periods === undefined ? "all earlier periods" : `the ${threshold.periods} periods before`;
    return threshold.history === "average" ? `the average of ${periods}` : `the best of ${periods}`;
  };
  const misses = ({ misses: of, inARow, times, within }: Extract<SimpleCondition, { misses: unknown }>) => {
    const row = inARow === undefined ? "" : ` ${inARow} periods in a row`;
    const often = times === undefined ? "" : ` ${times} times in ${within ?? times} periods`;
    return `misses ${OF_LEVEL[of]}${row}${often}`;
  };
  const simple = (condition: SimpleCondition, own: readonly string[]): string => {
    if ("always" in condition) return "a result is scored";
    if ("misses" in condition) return `${own.length > 1 ? "a target" : names(own)} ${misses(condition)}`;
    if ("meets" in condition) {
      const which = condition.targets === "all" ? "every target" : names(condition.targets);
      return `${which} meets ${OF_LEVEL[condition.meets]}`;
    }
    const id = condition.target ?? own[0] ?? "";
    return `${names([id])} is ${COMPARED[condition.result]} ${level(condition.level, target(id))}`;
  };
  const condition = (given: Condition, own: readonly string[]): string => {
    if ("all" in given) return given.all.map((part) => simple(part, own)).join(" and ");
    if ("any" in given) return given.any.map((part) => simple(part, own)).join(" or ");
    return simple(given, own);
  };
  const price = (given: Price): string => {
    switch (given.kind) {
      case "amount":
        return money(given.amount);
      case "percent": {
        const divided = given.dividedBy === undefined ? "" : ` ÷ ${number(given.dividedBy)}`;
        return `${number(given.percent)}% of ${base(given.base)}${divided}`;
      }
      case "pool": {
        const pool = scheme.pools.find(({ id }) => id === given.pool);
        return `${number(given.allocation)}% of “${pool?.name ?? given.pool}”`;
      }
      case "points":
        return "points";
    }
  };
  const unitName = ({ unit }: { unit: number }, of: Target | undefined) => {
    const share = of?.shift === 2;
    if (share) return unit === 1 ? "percentage point" : `${number(unit)} percentage points`;
    return unit === 1 ? "unit" : `${number(unit)}`;
  };
  const quantity = (given: Quantity, of: Target | undefined, cost: string): string => {
    switch (given.per) {
      case "failure":
        return cost;
      case "distance":
        return `${cost} for ${STEPS[given.step]} ${unitName(given, of)} ${given.side} ${level(given.from, of)}`;
      case "excess":
        return `${cost} for ${STEPS[given.step]} ${given.side === "above" ? "one beyond" : "one short of"} ${level(given.over, of)}`;
      case "band":
        return `by bands: ${given.bands.map((one) => bandText(one, of, cost)).join("; ")}`;
      case "incident-time": {
        const free = given.freeMinutes === 0 ? "" : ` after the first ${number(given.freeMinutes)} minutes`;
        const hours = given.window === undefined ? "" : `, ${given.window.from}–${given.window.until} only`;
        return `${cost} for ${STEPS[given.step]} ${given.unitMinutes === 1 ? "minute" : `${number(given.unitMinutes)} minutes`} of an incident${free}${hours}`;
      }
    }
  };
  const bandText = (
    { from, until, value }: Extract<Quantity, { per: "band" }>["bands"][number],
    of: Target | undefined,
    cost: string,
  ) => {
    const ends =
      from === undefined
        ? until === undefined
          ? "any result"
          : `up to ${level(until, of)}`
        : until === undefined
          ? `from ${level(from, of)}`
          : `${level(from, of)} to ${level(until, of)}`;
    return cost === "points" ? `${ends}: ${number(value)} points` : `${ends}: ${number(value)}% of ${cost}`;
  };
  return {
    names,
    base,
    limit,
    condition,
    misses,
    rule: (rule: CreditRule) => {
      const [first] = rule.targets;
      const of = first === undefined ? undefined : target(first);
      const period = of === undefined ? "" : ` in a ${PERIOD_NOUNS[of.period].one}`;
      const repeats = rule.repeat.map(
        ({ inARow, times }) => `× ${number(times)} from the ${ordinal(inARow)} period in a row`,
      );
      const parts = [
        `When ${condition(rule.when, rule.targets)}${period}: ${quantity(rule.quantity, of, price(rule.price))}`,
        ...repeats,
        ...(rule.cap === undefined ? [] : [`at most ${limit(rule.cap)}`]),
        ...(rule.grace === undefined ? [] : [`none in the first ${rule.grace.months} months`]),
        ...(rule.failures === "once" && rule.targets.length > 1 ? ["several failures count once"] : []),
      ];
      return `${parts.join(", ")}.`;
    },
    points: ({ table = [], prices = [], base: of, over }: CreditScheme["points"][number]) => {
      const added = over === "period" ? "Points of a month" : "Points of a contract year";
      const rows = table.map(({ from, percent }) => `from ${number(from)}: ${number(percent)}%`);
      const bands = prices.map(
        ({ until, amount }) =>
          `${until === undefined ? "further points" : `up to ${number(until)}`} ${money(amount)} each`,
      );
      return `${added} become ${[...(rows.length > 0 ? [`${rows.join(", ")} of ${base(of)}`] : []), ...bands].join("; ")}.`;
    },
    earnBack: (given: CreditScheme["earnBacks"][number]) => {
      const what = given.returns === "money" ? "is returned" : "becomes an offset against later credits";
      const except = given.exceptMonths.length > 0 ? " Peak months are skipped." : "";
      return `${number(given.percent)}% of a credit ${what} when its target ${EARNED_BACK[given.when]} in each of the next ${given.periods} periods.${except}`;
    },
  };
}
