import { formatCount, formatFigure, type FigureFormat } from "../shared/figures";
import { countedSample } from "../metrics/sample";
import type { MeasureUnit } from "~/domain/metrics/measures";
import type { ExplainedCheck, ExplainedTarget, ExplanationView } from "~/domain/scorecards/explanation-view";
import type { Judgment } from "~/domain/contracts/verdict";
import { againstOf, minimumLabel, verdictLabel } from "../contracts/verdict-names";
import { levelText } from "../contracts/levels";
import { PERIOD_NOUNS } from "../shared/text";

const COMPARATOR_LABELS = {
  ">=": "at least",
  ">": "more than",
  "<=": "at most",
  "<": "less than",
  band: "within",
} as const;
const ROUNDING_LABELS = {
  "half-up": "half away from zero",
  "half-even": "half to even",
  down: "toward zero",
  up: "away from zero",
} as const;

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** A measure's amount with what it is counted in. */
export function amountText(amount: number, unit: MeasureUnit, currency: string | null): string {
  if (unit === "money")
    return formatFigure(amount, { unit: "money", decimals: 2, ...(currency === null ? {} : { currency }) });
  return unit === "seconds" ? `${NUMBER.format(amount)} s` : NUMBER.format(amount);
}

const CHECK_VERBS = {
  contacts: "contact rows report",
  reviews: "review rows report",
  totals: "imported totals report",
} as const;

/** What the losing side says: `Check: imported totals report 812 for offered (source ledger), 3 fewer than the value used.` */
export function checkText(
  { kind, label, unit, sources, stated, counted }: ExplainedCheck,
  currency: string | null,
): string {
  const statement = `${CHECK_VERBS[kind]} ${amountText(stated, unit, currency)} for ${label}`;
  const source = `${sources.length === 1 ? "source" : "sources"} ${sources.join(", ")}`;
  const less = unit === "count" ? "fewer" : "less";
  const apart = `${amountText(Math.abs(stated - counted), unit, currency)} ${stated < counted ? less : "more"} than the value used`;
  return `Check: ${statement} (${source}), ${stated === counted ? "the same as the value used" : apart} for the same days and slices.`;
}

/** The division as it is done, before any rounding: `1,129 ÷ 1,457 = 77.487989%`. */
export function divisionText({ value, metric, currency }: ExplanationView): string | null {
  if (value.status === "no-data") return null;
  const decimals = Math.min(metric.decimals + 5, 8);
  const exact = formatFigure(value.value, { unit: metric.unit, decimals, ...(currency === null ? {} : { currency }) });
  if (value.denominator === null) return `${exact}, of ${countedSample(value.n, metric.sample)}`;
  const factor = value.factor === undefined || value.factor === 1 ? "" : `${NUMBER.format(value.factor)} × `;
  return `${factor}${NUMBER.format(value.numerator)} ÷ ${NUMBER.format(value.denominator)} = ${exact}`;
}

export function roundingText({ decimals, rounding, roundingMode }: ExplainedTarget): string {
  if (rounding === "none") return "Not rounded before comparison.";
  const decimalsText = decimals === 1 ? "1 decimal" : `${decimals} decimals`;
  return `Rounded to ${decimalsText} before comparison, ${ROUNDING_LABELS[roundingMode]}.`;
}

/** What of an explanation its comparison is made of. */
type Compared = Pick<ExplanationView, "value" | "metric" | "currency" | "target">;

/** The contract's question: `at least 85.0%, minimum 80.0%`. */
export function levelsText({ comparator, expected, minimum }: ExplainedTarget, view: Compared): string {
  const format = formatOfCompared(view);
  const word = minimumLabel(comparator);
  const least = minimum === null ? `, no ${word}` : `, ${word} ${levelText(minimum, format)}`;
  return `${COMPARATOR_LABELS[comparator]} ${levelText(expected, format)}${least}`;
}

/** The comparison and what follows from it. */
export function verdictText(target: ExplainedTarget, view: Compared): string {
  const { judgment, minimumSample, periodKind, periodLabel } = target;
  const noun = PERIOD_NOUNS[periodKind].one;
  if (judgment === null)
    return `Not scored: this target is scored by ${noun} (here ${periodLabel}), and these days are not a full ${noun}.`;
  const n = view.value.status === "measured" ? view.value.n : 0;
  switch (judgment.verdict) {
    case "running":
      return `Not scored yet: ${periodLabel} is in progress.`;
    case "no-data":
      return "Not scored: no data.";
    case "insufficient":
      return `Not scored: ${countedSample(n, view.metric.sample)}, below the minimum sample of ${formatCount(minimumSample)}.`;
    case "no-target":
      return "Not scored: no target for this filter.";
    case "met":
    case "below":
    case "missed":
      return `${comparedText(target, judgment, view)}: ${verdictLabel(judgment.verdict, againstOf({ comparator: target.comparator, judgment }))}.`;
  }
}

/** How a figure lies to a level that it does not meet, and to one that it does. */
const LEVEL_FAILED = { ">=": "below", ">": "not above", "<=": "above", "<": "not below", band: "outside" } as const;
const LEVEL_MET = { ">=": "not below", ">": "above", "<=": "not above", "<": "below", band: "within" } as const;

/** The figure and the level that decided: `77.8% is below the minimum of 80.0%`. */
function comparedText(
  { expected, minimum, comparator }: ExplainedTarget,
  { compared, verdict }: Judgment,
  view: Compared,
): string {
  const format = formatOfCompared(view);
  const figure = compared === null ? "No data" : formatFigure(compared, format);
  const expectedLevel = levelText(expected, format);
  if (verdict === "met")
    return `${figure} meets the expected level (${COMPARATOR_LABELS[comparator]} ${expectedLevel})`;
  const ofExpected = `${figure} is ${LEVEL_FAILED[comparator]} the expected ${expectedLevel}`;
  if (minimum === null) return ofExpected;
  const least = `the ${minimumLabel(comparator)} of ${levelText(minimum, format)}`;
  return verdict === "below"
    ? `${ofExpected}, ${LEVEL_MET[comparator]} ${least}`
    : `${figure} is ${LEVEL_FAILED[comparator]} ${least}`;
}

function formatOfCompared({ metric, target, currency }: Compared): FigureFormat {
  const decimals = Math.max(metric.decimals, target?.decimals ?? 0);
  return { unit: metric.unit, decimals, ...(currency === null ? {} : { currency }) };
}
