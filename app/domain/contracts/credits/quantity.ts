import { addMonths } from "../../calendar/add-months";
import type { Day } from "../../calendar/day";
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
import type { Measured } from "../../metrics/metric-value";
import type { CreditBand, CreditRule, QuantityOf, StepRule } from "./scheme";
import type { Scored, Scorer } from "./scored";
import type { StatementProblem, StatementStep } from "./statement";
import { levelOf, type Levels } from "./threshold";

/** Something that lasted, in the time of the contract. `from` and `until` count minutes from the start of its day. */
export type Incident = {
  readonly name: string;
  readonly day: Day;
  readonly from: number;
  readonly until: number;
  /** The phase or cohort that it belongs to, as the scheme names it. */
  readonly phase: string | null;
};

export type QuantityInput = {
  readonly rule: CreditRule;
  readonly scored: Scored;
  readonly score: Scorer;
  readonly levels: Levels;
  /** Null: not known. */
  readonly incidents: readonly Incident[] | null;
};

/** Units to be priced, with the steps that lead to them; or why there are none yet. */
export type Units =
  { readonly units: Exact; readonly steps: readonly StatementStep[] } | { readonly problem: StatementProblem["code"] };

const NONE = exact(0);

/** How many units a rule counts for a result; `failure` is one unit. */
export function quantityOf(input: QuantityInput): Units {
  const { quantity } = input.rule;
  switch (quantity.per) {
    case "failure":
      return { units: exact(1), steps: [] };
    case "distance":
      return distance(quantity, input);
    case "excess":
      return excess(quantity, input);
    case "band":
      return band(quantity, input);
    case "incident-time":
      return incidentTime(quantity, input);
  }
}

function distance(quantity: QuantityOf<"distance">, input: QuantityInput): Units {
  const figure = roundedFigure(input.scored, quantity.rounding);
  if (figure === null) return { problem: "no-data" };
  const level = levelOf(quantity.from, input);
  if (level === null) return { problem: "no-history" };
  const away = quantity.side === "above" ? subtract(figure.value, level.value) : subtract(level.value, figure.value);
  const length = notNegative(away);
  const unit = exact(quantity.unit);
  const isAtLevelCounted = quantity.atLevel === "counts" && compareExact(away, NONE) >= 0;
  const steps = isAtLevelCounted ? add(stepsOf(length, unit, "full"), exact(1)) : stepsOf(length, unit, quantity.step);
  const units = quantity.most === undefined ? steps : smaller(steps, exact(quantity.most));
  return {
    units,
    steps: [
      ...figure.steps,
      level.step,
      {
        step: "distance",
        distance: decimalText(length),
        unit: decimalText(unit),
        rule: quantity.step,
        units: decimalText(units),
      },
    ],
  };
}

function excess(quantity: QuantityOf<"excess">, input: QuantityInput): Units {
  const { scored } = input;
  const value = scored.result.contractual;
  if (value.status !== "measured") return { problem: "no-data" };
  const level = levelOf(quantity.over, input);
  if (level === null) return { problem: "no-history" };
  const { counted, allowed, steps } = countAndAllowance(value, level.value, scored.target.shift);
  const away = quantity.side === "above" ? subtract(counted, allowed) : subtract(allowed, counted);
  const units = stepsOf(notNegative(away), exact(1), quantity.step);
  return {
    units,
    steps: [
      level.step,
      ...steps,
      {
        step: "excess",
        counted: decimalText(counted),
        allowed: decimalText(allowed),
        side: quantity.side,
        units: decimalText(units),
      },
    ],
  };
}

/** A count has its level as allowance; a ratio has that share of its denominator, in units of its numerator. */
function countAndAllowance(
  value: Measured,
  level: Exact,
  shift: number,
): { counted: Exact; allowed: Exact; steps: StatementStep[] } {
  if (value.denominator === null) return { counted: shiftTen(exact(value.value), shift), allowed: level, steps: [] };
  const denominator = exact(value.denominator);
  const share = divide(shiftTen(level, -shift), exact(value.factor ?? 1));
  const allowed = multiply(share, denominator);
  const step: StatementStep = {
    step: "allowed",
    percent: decimalText(level),
    of: decimalText(denominator),
    allowed: decimalText(allowed),
  };
  return { counted: exact(value.numerator), allowed, steps: [step] };
}

function band(quantity: QuantityOf<"band">, { scored }: QuantityInput): Units {
  const figure = roundedFigure(scored, quantity.rounding);
  if (figure === null) return { problem: "no-data" };
  const found = quantity.bands.find((candidate) => isInBand(candidate, figure.value));
  if (found === undefined) return { problem: "no-band" };
  const text = (end: number | undefined) => (end === undefined ? null : decimalText(exact(end)));
  const value = exact(found.value);
  return {
    units: value,
    steps: [
      ...figure.steps,
      { step: "band", from: text(found.from), until: text(found.until), value: decimalText(value) },
    ],
  };
}

/** Whether a figure lies in a band, ends as the band says. */
export function isInBand({ from, until, includes }: CreditBand, figure: Exact): boolean {
  const toFrom = from === undefined ? 1 : compareExact(figure, exact(from));
  const toUntil = until === undefined ? -1 : compareExact(figure, exact(until));
  const isFromIncluded = includes === "both" || includes === "from";
  const isUntilIncluded = includes === "both" || includes === "until";
  return (isFromIncluded ? toFrom >= 0 : toFrom > 0) && (isUntilIncluded ? toUntil <= 0 : toUntil < 0);
}

const DAY_MINUTES = 24 * 60;

function incidentTime(quantity: QuantityOf<"incident-time">, input: QuantityInput): Units {
  if (input.incidents === null) return { problem: "no-incidents" };
  const window = {
    from: quantity.window === undefined ? 0 : minutesOf(quantity.window.from),
    until: quantity.window === undefined ? DAY_MINUTES : minutesOf(quantity.window.until),
  };
  let units = NONE;
  const steps: StatementStep[] = [];
  for (const incident of input.incidents) {
    const inGrace = isInGrace(input.rule, incident.day, incident.phase);
    const minutes = countedMinutes(incident, window, quantity.freeMinutes, quantity.clock);
    const counted = inGrace ? NONE : stepsOf(exact(minutes), exact(quantity.unitMinutes), quantity.step);
    units = add(units, counted);
    steps.push({
      step: "incident",
      name: incident.name,
      from: `${incident.day} ${clockOf(incident.from)}`,
      until: clockOf(incident.until),
      minutes: decimalText(exact(minutes)),
      units: decimalText(counted),
      inGrace,
    });
  }
  return { units, steps };
}

/**
 * Minutes of an incident that count: within the window, on each of its days, without the free ones. Free minutes that run always are used
 * up by time before the window too.
 */
function countedMinutes(
  { from, until }: Incident,
  window: { from: number; until: number },
  freeMinutes: number,
  clock: "in-window" | "always",
): number {
  const start = clock === "always" ? from + freeMinutes : from;
  let minutes = 0;
  for (let day = 0; day * DAY_MINUTES < until; day += 1) {
    const offset = day * DAY_MINUTES;
    const begin = Math.max(start, offset + window.from);
    const end = Math.min(until, offset + window.until);
    minutes += Math.max(0, end - begin);
  }
  return clock === "always" ? minutes : Math.max(0, minutes - freeMinutes);
}

/** Whether nothing is charged yet: in the first months of the rule, or of the phase that an incident names. */
export function isInGrace({ grace }: CreditRule, day: Day, phase: string | null): boolean {
  if (grace === undefined) return false;
  const completed = grace.phases.find(({ name }) => name === phase)?.completedOn ?? grace.from;
  return completed !== undefined && day < addMonths(completed, grace.months);
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

function clockOf(minutes: number): string {
  const days = Math.floor(minutes / DAY_MINUTES);
  const rest = minutes - days * DAY_MINUTES;
  const text = [Math.floor(rest / 60), Math.floor(rest % 60)].map((part) => String(part).padStart(2, "0")).join(":");
  return days === 0 ? text : `${text} +${days}d`;
}

/** The figure that units are counted from: as compared with the target, unless the rule rounds by itself. */
function roundedFigure(
  { figure, compared, target }: Scored,
  rounding: { decimals: number; mode: Parameters<typeof roundExact>[2] } | undefined,
): { value: Exact; steps: StatementStep[] } | null {
  if (figure === null || compared === null) return null;
  const result: StatementStep = { step: "result", value: decimalText(figure) };
  const value = rounding === undefined ? compared : roundExact(figure, rounding.decimals, rounding.mode);
  if (compareExact(value, figure) === 0) return { value, steps: [result] };
  const decimals = rounding?.decimals ?? target.decimals;
  return { value, steps: [result, { step: "rounded", value: decimalText(value), decimals }] };
}

/** A length in units: full ones, started ones, or in proportion. */
export function stepsOf(length: Exact, unit: Exact, rule: StepRule): Exact {
  const steps = divide(length, unit);
  if (rule === "proportional") return steps;
  return roundExact(steps, 0, rule === "full" ? "down" : "up");
}

function notNegative(value: Exact): Exact {
  return compareExact(value, NONE) < 0 ? NONE : value;
}

export function smaller(a: Exact, b: Exact): Exact {
  return compareExact(a, b) <= 0 ? a : b;
}
