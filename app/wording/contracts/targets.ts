import { metricOf } from "~/domain/metrics/catalog/catalog";
import { figureParts } from "../shared/figures";
import { countedSample } from "../metrics/sample";
import { scopeText } from "./scope-text";
import type { Band, LevelTarget, Target } from "~/domain/contracts/sow";

/** What one target asks for, as a contract reader would say it; levels as the contract writes them. */
export type TargetReading = {
  /** `Customer satisfaction (boxes 4–5) · program Buyer support`. */
  readonly subject: string;
  /** `At least 85.0% each month.` and, with a minimum, `Between 80.0% and 85.0% is off target. Below 80.0% misses the minimum.` */
  readonly rule: string;
  /** How it is rounded, from which sample on it is judged, and whether it stands outside the score. */
  readonly conditions: string;
};

/** Reads a target aloud. `currency` is the contract's. */
export function readTarget(target: Target, currency: string): TargetReading {
  const { shortName } = metricOf(target.metric);
  const described = metricOf(target.metric).describe(target.parameters);
  const name = target.name === "" ? shortName : target.name;
  return {
    subject: `${name}${described === "" ? "" : ` (${described})`} · ${scopeText(target.scope)}`,
    rule: target.comparator === "band" ? bandRule(target, currency) : levelRule(target, currency),
    conditions: [roundingText(target), sampleText(target), weightText(target)].filter(Boolean).join(" "),
  };
}

/** A level of a target as the contract writes it: `85.0%`, `30 s`, `$4.25`, `360–440 s`. */
export function levelText(level: number | Band, target: Target, currency: string): string {
  const { unit } = metricOf(target.metric);
  const write = (contractFigure: number, scale = contractFigure) => {
    const decimals = Math.max(target.decimals, decimalsOf(contractFigure));
    const [value, scaled] = [contractFigure / 10 ** target.shift, scale / 10 ** target.shift];
    return figureParts(value, { unit, decimals, currency }, scaled);
  };
  const high = write(typeof level === "number" ? level : level.high);
  const low = typeof level === "number" ? "" : `${write(level.low, level.high).figure}\u2060–\u2060`;
  return low + high.figure + high.unit;
}

const COMPARATOR_LABELS = { ">=": "At least", ">": "More than", "<=": "At most", "<": "Less than" } as const;

const PERIOD_LABELS = {
  day: "each day",
  week: "each week",
  month: "each month",
  "fiscal-month": "each fiscal month",
  quarter: "each quarter",
  year: "each year",
  "contract-year": "each contract year",
} as const;

function levelRule(target: LevelTarget, currency: string): string {
  const expected = levelText(target.expected, target, currency);
  const opening = `${COMPARATOR_LABELS[target.comparator]} ${expected} ${PERIOD_LABELS[target.period]}.`;
  if (target.minimum === null) return `${opening} Anything else is a missed target.`;
  const minimum = levelText(target.minimum, target, currency);
  const beyond = target.comparator === ">=" || target.comparator === ">" ? "below" : "above";
  const passed = beyond === "below" ? "misses the minimum" : "exceeds the limit";
  if (target.minimum === target.expected) return `${opening} ${capital(beyond)} ${minimum} ${passed}.`;
  const between = beyond === "below" ? `${minimum} and ${expected}` : `${expected} and ${minimum}`;
  return `${opening} Between ${between} is off target. ${capital(beyond)} ${minimum} ${passed}.`;
}

function bandRule(target: Extract<Target, { comparator: "band" }>, currency: string): string {
  const expected = levelText(target.expected, target, currency);
  const opening = `Within ${expected} ${PERIOD_LABELS[target.period]}.`;
  if (target.minimum === null) return `${opening} Outside this range the target is missed.`;
  const minimum = levelText(target.minimum, target, currency);
  return `${opening} Outside this range but within ${minimum} is off target. Outside ${minimum} is outside limits.`;
}

function roundingText({ metric, rounding, decimals }: Target): string {
  if (rounding === "none") return "Not rounded before comparison.";
  const whole = metricOf(metric).unit === "seconds" ? "whole seconds" : "whole numbers";
  const digits = decimals === 0 ? whole : decimals === 1 ? "1 decimal" : `${decimals} decimals`;
  return `Rounded to ${digits} before comparison.`;
}

function sampleText({ minimumSample, metric }: Target): string {
  if (minimumSample === 0) return "No minimum sample.";
  return `Minimum sample: ${countedSample(minimumSample, metricOf(metric).sample)}.`;
}

function weightText({ weight }: Target): string {
  return weight === 0 ? "Not part of the weighted score." : "";
}

function decimalsOf(figure: number): number {
  return /\.(\d+)$/.exec(String(figure))?.[1]?.length ?? 0;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
