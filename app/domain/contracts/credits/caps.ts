import { decimalText, exact, type Exact } from "../../metrics/exact";
import { amountOf } from "./points";
import { limitOf, toMinor, type Prices } from "./price";
import type { CreditScheme, Limit } from "./scheme";
import {
  isCreditKind,
  type LedgerEntry,
  type StatementLine,
  type StatementPeriod,
  type StatementProblem,
  type StatementStep,
} from "./statement";

/** Lines that credit the client, before anything takes from them; `netMinor` is what is left of each. */
export type Credited = { readonly line: StatementLine; netMinor: number };

export type CapContext = {
  readonly scheme: CreditScheme;
  /** That scheme, then those of earlier versions that scored results of this statement. */
  readonly schemes: readonly CreditScheme[];
  readonly prices: Prices;
  readonly period: StatementPeriod;
  readonly earlier: readonly LedgerEntry[];
  /** Whether an entry of an earlier statement lies in the same stretch as this period. */
  readonly isWithin: (entry: LedgerEntry, per: CreditScheme["caps"][number]["per"]) => boolean;
};

export type Limited = { readonly lines: readonly StatementLine[]; readonly problems: readonly StatementProblem[] };

/** Lines that take from credits what is above the amount at risk of a pool and above caps, narrowest first. Changes `netMinor` of the credits. */
export function applyCaps(credits: Credited[], context: CapContext): Limited {
  const lines: StatementLine[] = [];
  const problems: StatementProblem[] = [];
  const pools = new Map(
    context.schemes.toReversed().flatMap((scheme) => scheme.pools.map((pool) => [pool.id, { pool, scheme }] as const)),
  );
  for (const { pool, scheme } of pools.values()) {
    const rules = context.schemes
      .flatMap((each) => each.rules)
      .filter(({ price }) => price.kind === "pool" && price.pool === pool.id);
    const limit: Limit = { percent: pool.atRiskPercent, base: pool.base };
    const prices = { ...context.prices, scheme };
    limitCredits({ id: pool.id, clause: "", limit, ids: rules.map(({ id }) => id), per: "period" }, prices);
  }
  const ordered = context.scheme.caps.toSorted((a, b) => PER_ORDER.indexOf(a.per) - PER_ORDER.indexOf(b.per));
  for (const cap of ordered) {
    const { id, clause, limit, per } = cap;
    limitCredits({ id, clause, limit, ids: cap.rules ?? null, per }, context.prices);
  }
  return { lines, problems };

  function limitCredits(
    cap: {
      id: string;
      clause: string;
      limit: Limit;
      ids: readonly string[] | null;
      per: CreditScheme["caps"][number]["per"];
    },
    prices: Prices,
  ): void {
    const concerned = credits.filter(({ line }) => cap.ids === null || cap.ids.includes(line.source));
    const now = sum(concerned.map(({ netMinor }) => netMinor));
    if (now === 0) return;
    const limit = limitOf(cap.limit, prices);
    if (limit === null) {
      problems.push({ code: "no-charges", about: cap.id, period: context.period.key });
      return;
    }
    const before = sum(
      context.earlier
        .filter((entry) => isCreditKind(entry.kind) && (cap.ids === null || cap.ids.includes(entry.source)))
        .filter((entry) => cap.per !== "period" && context.isWithin(entry, cap.per))
        .map(({ netMinor }) => netMinor),
    );
    const room = Math.max(0, toMinor(limit.amount, context.prices.decimals) - before);
    if (now <= room) return;
    takeFrom(concerned, now - room);
    const steps: StatementStep[] = [
      ...limit.steps,
      {
        step: "limit",
        limit: decimalText(limit.amount),
        before: major(before + now, context.prices),
        amount: major(before + room, context.prices),
      },
    ];
    lines.push({
      id: `${cap.id}@${context.period.key}`,
      kind: "cap",
      clause: cap.clause,
      source: cap.id,
      name: cap.id,
      targets: [...new Set(concerned.flatMap(({ line }) => line.targets))],
      period: context.period,
      steps,
      points: null,
      ...amountOf(room - now),
    });
  }
}

const PER_ORDER = ["period", "calendar-year", "contract-year", "term"];

/** Of several credits of one incident the client credits only the largest: the others become 0. */
export function applyOneIncident(
  credits: Credited[],
  { scheme, period }: Pick<CapContext, "scheme" | "period">,
): StatementLine[] {
  const groups = new Map<string, Credited[]>();
  for (const credited of credits) {
    const incident = scheme.rules.find(({ id }) => id === credited.line.source)?.incident;
    if (incident !== undefined) groups.set(incident, [...(groups.get(incident) ?? []), credited]);
  }
  return [...groups].flatMap(([incident, group]) => {
    const [largest, ...others] = group.toSorted((a, b) => b.netMinor - a.netMinor);
    const taken = sum(others.map(({ netMinor }) => netMinor));
    if (largest === undefined || taken === 0) return [];
    for (const other of others) other.netMinor = 0;
    return [
      {
        id: `${incident}@${period.key}`,
        kind: "one-incident" as const,
        clause: largest.line.clause,
        source: incident,
        name: incident,
        targets: others.flatMap(({ line }) => line.targets),
        period,
        steps: [],
        points: null,
        ...amountOf(0 - taken),
      },
    ];
  });
}

/** A credit that is not above the minimum payable amount is not paid. */
export function applyMinimumPayable(credits: Credited[], { scheme, prices, period }: CapContext): StatementLine[] {
  const total = sum(credits.map(({ netMinor }) => netMinor));
  const minimum = toMinor(exact(scheme.minimumPayable), prices.decimals);
  if (total === 0 || minimum === 0 || total > minimum) return [];
  for (const credited of credits) credited.netMinor = 0;
  const step: StatementStep = {
    step: "limit",
    limit: decimalText(exact(scheme.minimumPayable)),
    before: major(total, prices),
    amount: "0",
  };
  return [
    {
      id: `minimum-payable@${period.key}`,
      kind: "minimum-payable",
      clause: "",
      source: "minimum-payable",
      name: "minimum-payable",
      targets: [],
      period,
      steps: [step],
      points: null,
      ...amountOf(0 - total),
    },
  ];
}

/** Takes an amount from credits in proportion to what is left of each; what does not divide is taken from the largest. */
function takeFrom(credits: Credited[], amount: number): void {
  const total = sum(credits.map(({ netMinor }) => netMinor));
  if (total === 0) return;
  let left = amount;
  for (const credited of credits) {
    const share = Number((BigInt(credited.netMinor) * BigInt(amount)) / BigInt(total));
    credited.netMinor -= share;
    left -= share;
  }
  for (const credited of credits.toSorted((a, b) => b.netMinor - a.netMinor)) {
    const taken = Math.min(left, credited.netMinor);
    credited.netMinor -= taken;
    left -= taken;
  }
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

export function major(minor: number, { decimals }: Pick<Prices, "decimals">): string {
  const value: Exact = { numerator: BigInt(minor), denominator: 10n ** BigInt(decimals) };
  return decimalText(value);
}
