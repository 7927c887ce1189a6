import { formatCount, formatFigure } from "~/domain/metrics/format";
import type { MeasureUnit } from "~/domain/metrics/measures";
import type { ExplainedTarget, ExplanationView } from "~/domain/review/explanation-view";
import { levelWords, PERIOD_NOUNS } from "./result-words";

const COMPARATOR_WORDS = {
  ">=": "at least",
  ">": "more than",
  "<=": "at most",
  "<": "less than",
  band: "within",
} as const;
const ROUNDING_WORDS = {
  "half-up": "halves away from zero",
  "half-even": "halves to the even neighbour",
  down: "towards zero",
  up: "away from zero",
} as const;

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** A measure's amount with what it is counted in. */
export function amountWords(amount: number, unit: MeasureUnit, currency: string | null): string {
  if (unit === "money")
    return formatFigure(amount, { unit: "money", decimals: 2, ...(currency === null ? {} : { currency }) });
  return unit === "seconds" ? `${NUMBER.format(amount)} s` : NUMBER.format(amount);
}

/** The division as it is done, before any rounding: `1,129 ÷ 1,457 = 77.487989%`. */
export function divisionWords({ value, metric, currency }: ExplanationView): string | null {
  if (value.status === "no-data") return null;
  const decimals = Math.min(metric.decimals + 5, 8);
  const exact = formatFigure(value.value, { unit: metric.unit, decimals, ...(currency === null ? {} : { currency }) });
  if (value.denominator === null) return `${exact}, of ${formatCount(value.n)} ${metric.sample}`;
  const factor = value.factor === undefined || value.factor === 1 ? "" : `${NUMBER.format(value.factor)} × `;
  return `${factor}${NUMBER.format(value.numerator)} ÷ ${NUMBER.format(value.denominator)} = ${exact}`;
}

export function roundingWords({ decimals, rounding, roundingMode }: ExplainedTarget): string {
  if (rounding === "none") return "Not rounded before it is compared.";
  const places = decimals === 1 ? "1 decimal" : `${decimals} decimals`;
  return `Rounded to ${places} before it is compared, ${ROUNDING_WORDS[roundingMode]}.`;
}

/** The contract's question: `at least 85.0%, minimum 80.0%`. */
export function levelsWords({ comparator, expected, minimum }: ExplainedTarget, view: ExplanationView): string {
  const format = {
    unit: view.metric.unit,
    decimals: decimalsOf(view),
    ...(view.currency === null ? {} : { currency: view.currency }),
  };
  const least = minimum === null ? ", no minimum below it" : `, minimum ${levelWords(minimum, format)}`;
  return `${COMPARATOR_WORDS[comparator]} ${levelWords(expected, format)}${least}`;
}

/** The comparison and what follows from it. */
export function verdictWords(target: ExplainedTarget, view: ExplanationView): string {
  const { judgement, minimumSample, periodKind, periodLabel } = target;
  const noun = PERIOD_NOUNS[periodKind].one;
  if (judgement === null)
    return `Not judged: the contract judges by ${noun} (here ${periodLabel}), and these days are not one.`;
  const n = view.value.status === "measured" ? formatCount(view.value.n) : "0";
  switch (judgement.verdict) {
    case "running":
      return `Not judged yet: ${periodLabel} is still running.`;
    case "no-data":
      return "Not judged: nothing was measured.";
    case "insufficient":
      return `Not judged: ${n} ${view.metric.sample} are fewer than the ${formatCount(minimumSample)} that the contract asks for.`;
    case "no-target":
      return "Not judged: no target was in force.";
    case "met":
    case "below":
    case "missed":
      return `${comparedWords(target, view)}: ${VERDICT_ENDS[judgement.verdict]}.`;
  }
}

const VERDICT_ENDS = {
  met: "expected is met",
  below: "expected is not met, the minimum is",
  missed: "missed",
} as const;

function comparedWords({ judgement, expected, comparator }: ExplainedTarget, view: ExplanationView): string {
  const format = {
    unit: view.metric.unit,
    decimals: decimalsOf(view),
    ...(view.currency === null ? {} : { currency: view.currency }),
  };
  const compared = judgement?.compared ?? null;
  const figure = compared === null ? "no data" : formatFigure(compared, format);
  return `${figure} against ${COMPARATOR_WORDS[comparator]} ${levelWords(expected, format)}`;
}

function decimalsOf({ metric, target }: ExplanationView): number {
  return Math.max(metric.decimals, target?.decimals ?? 0);
}
