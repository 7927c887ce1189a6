import {
  add,
  compareExact,
  decimalText,
  divide,
  exact,
  multiply,
  roundExact,
  shiftTen,
  subtract,
  type Exact,
} from "../../metrics/exact";
import { baseOf, limitOf, MAX_LINE_MINOR, toMinor, type Prices } from "./price";
import { smaller } from "./quantity";
import type { PointsScheme } from "./scheme";
import type { LedgerEntry, StatementLine, StatementPeriod, StatementProblem, StatementStep } from "./statement";

/** Turns the points of a period, and of earlier ones where the scheme adds up over a year, into money. Null: no points. */
export function pointsLine(
  scheme: PointsScheme,
  lines: readonly StatementLine[],
  earlier: readonly LedgerEntry[],
  period: StatementPeriod,
  prices: Prices,
): { line: StatementLine | null; problem: StatementProblem | null } {
  const own = sumOf(lines.map(({ points }) => points));
  const before = scheme.over === "period" ? exact(0) : sumOf(earlier.map(({ points }) => points));
  const total = add(own, before);
  if (compareExact(own, exact(0)) === 0) return { line: null, problem: null };
  const now = moneyOf(scheme, total, prices);
  const until = compareExact(before, exact(0)) === 0 ? null : moneyOf(scheme, before, prices);
  if (now === null || (until === null && compareExact(before, exact(0)) !== 0)) {
    return { line: null, problem: { code: "no-charges", about: scheme.id, period: period.key } };
  }
  const amount = until === null ? now.amount : subtract(now.amount, until.amount);
  const minor = toMinor(amount, prices.decimals);
  if (minor > MAX_LINE_MINOR)
    return { line: null, problem: { code: "too-large", about: scheme.id, period: period.key } };
  return {
    line: {
      id: `${scheme.id}@${period.key}`,
      kind: "points",
      clause: scheme.clause,
      source: scheme.id,
      name: scheme.name,
      targets: [...new Set(lines.flatMap(({ targets }) => targets))],
      period,
      steps: [{ step: "points", points: decimalText(total) }, ...now.steps],
      points: null,
      ...amountOf(minor),
    },
    problem: null,
  };
}

/** The amount of a line that nothing has taken from. */
export function amountOf(amountMinor: number): Pick<StatementLine, "amountMinor" | "netMinor" | "returns"> {
  return { amountMinor, netMinor: amountMinor, returns: null };
}

/** Points are written with ten decimals at most: rounded to fewer, three thirds of a point are one. */
const POINT_DECIMALS = 8;

function sumOf(points: readonly (string | null)[]): Exact {
  const sum = points.reduce((before, text) => (text === null ? before : add(before, exact(Number(text)))), exact(0));
  return roundExact(sum, POINT_DECIMALS, "half-up");
}

function moneyOf(
  scheme: PointsScheme,
  points: Exact,
  prices: Prices,
): { amount: Exact; steps: StatementStep[] } | null {
  const parts: { amount: Exact; steps: StatementStep[] }[] = [];
  if (scheme.table !== undefined) {
    const base = baseOf(scheme.base, prices);
    if (base === null) return null;
    const percent = percentFor(scheme, points);
    const amount = multiply(base.amount, shiftTen(percent, -2));
    const step: StatementStep = { step: "points-table", points: decimalText(points), percent: decimalText(percent) };
    parts.push({ amount, steps: [...base.steps, step] });
  }
  if (scheme.prices !== undefined) parts.push(pricedByBand(scheme.prices, points, prices));
  return parts.reduce((sum, part) => ({ amount: add(sum.amount, part.amount), steps: [...sum.steps, ...part.steps] }), {
    amount: exact(0),
    steps: [],
  });
}

function percentFor({ table = [], between }: PointsScheme, points: Exact): Exact {
  const rows = table.toSorted((a, b) => a.from - b.from);
  const at = rows.findLastIndex(({ from }) => compareExact(exact(from), points) <= 0);
  const lower = rows[at];
  const upper = rows[at + 1];
  const low = exact(lower?.percent ?? 0);
  if (upper === undefined || between === "lower") return low;
  const lowFrom = exact(lower?.from ?? 0);
  if (compareExact(lowFrom, points) === 0) return low;
  if (between === "upper") return exact(upper.percent);
  const part = divide(subtract(points, lowFrom), subtract(exact(upper.from), lowFrom));
  return add(low, multiply(part, subtract(exact(upper.percent), low)));
}

/** Each point costs the price of the band that it lies in. */
function pricedByBand(
  bands: NonNullable<PointsScheme["prices"]>,
  points: Exact,
  prices: Prices,
): { amount: Exact; steps: StatementStep[] } {
  let sum = exact(0);
  let from = exact(0);
  const steps: StatementStep[] = [];
  for (const band of bands) {
    const until = band.until === undefined ? points : smaller(points, exact(band.until));
    if (compareExact(until, from) <= 0) continue;
    const inBand = subtract(until, from);
    const price = limitOf({ amount: band.amount, ...(band.index === undefined ? {} : { index: band.index }) }, prices);
    if (price === null) continue;
    const amount = multiply(inBand, price.amount);
    sum = add(sum, amount);
    from = until;
    steps.push(...price.steps, {
      step: "points-price",
      points: decimalText(inBand),
      price: decimalText(price.amount),
      amount: decimalText(amount),
    });
  }
  return { amount: sum, steps };
}
