import type { Day } from "../../calendar/day";
import { periodsBack, type Period } from "../../calendar/period";
import {
  compareExact,
  decimalText,
  divide,
  exact,
  multiply,
  roundExact,
  shiftTen,
  toNumber,
  type Exact,
} from "../../metrics/exact";
import type { CreditScheme, Limit, Price } from "./scheme";
import type { StatementStep } from "./statement";

/** A charge of the invoices of a period. */
export type Charge = {
  /** As the bases of a scheme name it; null: the invoice does not say. */
  readonly kind: string | null;
  readonly amountMinor: number;
};

/** The charges of a period; null where they are not known yet. */
export type ChargeSource = (period: Period) => readonly Charge[] | null;

export type Prices = {
  readonly scheme: Pick<CreditScheme, "bases" | "indexes" | "pools">;
  readonly charges: ChargeSource;
  /** Period of the statement, whose charges and indexes apply. */
  readonly period: Period;
  readonly next: Period;
  /** First day of the contract; null: none. */
  readonly startsOn: Day | null;
  /** Decimals of the currency. */
  readonly decimals: number;
};

/** An amount in major units with the steps that lead to it; null where a base is not known. */
export type Priced = { readonly amount: Exact; readonly steps: readonly StatementStep[] };

/** The price of one unit; of points there is none. */
export function priceOf(price: Exclude<Price, { kind: "points" }>, prices: Prices): Priced | null {
  switch (price.kind) {
    case "amount":
      return indexed(exact(price.amount), price.index, prices);
    case "percent": {
      const base = baseOf(price.base, prices);
      if (base === null) return null;
      const whole = multiply(base.amount, shiftTen(exact(price.percent), -2));
      const amount = price.dividedBy === undefined ? whole : divide(whole, exact(price.dividedBy));
      const step: StatementStep = {
        step: "percent",
        percent: decimalText(exact(price.percent)),
        of: decimalText(base.amount),
        dividedBy: price.dividedBy === undefined ? null : decimalText(exact(price.dividedBy)),
        amount: decimalText(amount),
      };
      return { amount, steps: [...base.steps, step] };
    }
    case "pool": {
      const pool = prices.scheme.pools.find(({ id }) => id === price.pool);
      const base = pool === undefined ? null : baseOf(pool.base, prices);
      if (pool === undefined || base === null) return null;
      const shares = [pool.percent, price.allocation, pool.atRiskPercent].map((share) => shiftTen(exact(share), -2));
      const amount = shares.reduce(multiply, base.amount);
      const step: StatementStep = {
        step: "pool",
        poolPercent: decimalText(exact(pool.percent)),
        allocation: decimalText(exact(price.allocation)),
        atRiskPercent: decimalText(exact(pool.atRiskPercent)),
        of: decimalText(base.amount),
        amount: decimalText(amount),
      };
      return { amount, steps: [...base.steps, step] };
    }
  }
}

/** A base of percentages in major units: a fixed amount, or the charges of the period that belong to it. */
export function baseOf(id: string, prices: Prices): Priced | null {
  const base = prices.scheme.bases.find((candidate) => candidate.id === id);
  if (base === undefined) return null;
  if (base.amount !== undefined) {
    const { amount, steps } = indexed(exact(base.amount), base.index, prices);
    return { amount, steps: [...steps, { step: "base", base: base.name, amount: decimalText(amount) }] };
  }
  const months = periodsBack(base.of === "next-period" ? prices.next : prices.period, base.months).filter(
    // Before the first day of the contract there is nothing to be charged.
    ({ range }, index) => index === base.months - 1 || prices.startsOn === null || range.until > prices.startsOn,
  );
  const known = months.map((month) => prices.charges(month));
  if (known.includes(null)) return null;
  const charges = known.flatMap((ofMonth) => ofMonth ?? []);
  const names = base.includes ?? base.excludes;
  // Whether a charge belongs to the base is known only by its kind.
  if (names !== undefined && charges.some(({ kind }) => kind === null)) return null;
  const counted = charges.filter(
    ({ kind }) =>
      kind === null || ((base.includes?.includes(kind) ?? true) && !(base.excludes?.includes(kind) ?? false)),
  );
  const minor = counted.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  // Of a month of credit notes nothing is at risk: a percentage of less than nothing would turn a credit around.
  const amount = shiftTen({ numerator: minor < 0n ? 0n : minor, denominator: 1n }, -prices.decimals);
  return { amount, steps: [{ step: "base", base: base.name, amount: decimalText(amount) }] };
}

/** A limit in major units. */
export function limitOf(limit: Limit, prices: Prices): Priced | null {
  if ("amount" in limit) return indexed(exact(limit.amount), limit.index, prices);
  return priceOf({ kind: "percent", percent: limit.percent, base: limit.base }, prices);
}

function indexed(amount: Exact, indexId: string | undefined, { scheme, period }: Prices): Priced {
  const index = scheme.indexes.find(({ id }) => id === indexId);
  if (index === undefined) return { amount, steps: [] };
  const { rounding, rounds } = index;
  const round = (value: Exact) => (rounding === "none" ? value : roundExact(value, rounding.decimals, rounding.mode));
  let moved = amount;
  for (const { from, percent } of index.changes.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (from > period.range.from) continue;
    const changed = multiply(moved, shiftTen(exact(percentAsFactor(percent)), -2));
    moved = rounds === "each-change" ? round(changed) : changed;
  }
  if (rounds === "last-change") moved = round(moved);
  if (compareExact(moved, amount) === 0) return { amount, steps: [] };
  return {
    amount: moved,
    steps: [{ step: "indexed", index: index.name, before: decimalText(amount), after: decimalText(moved) }],
  };
}

/** 3.2% more is 103.2% of it. Adds in decimals, so that 100.1 stays 100.1. */
function percentAsFactor(percent: number): number {
  return Number((100 + percent).toFixed(10));
}

/** In minor units. With lines of more, totals could no longer be exact to the minor unit. */
export const MAX_LINE_MINOR = 1e12;

/**
 * Rounds an amount in major units to the minor unit of the currency: once, at the end of a line, halves away from zero.
 */
export function toMinor(amount: Exact, decimals: number): number {
  return toNumber(roundExact(shiftTen(amount, decimals), 0, "half-up"));
}
