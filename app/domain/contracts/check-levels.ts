import type { MetricDefinition, MetricParameters } from "../metrics/catalog/metric-definition";
import type { SowProblemCode } from "./sow-problem";
import type { BandTarget, LevelTarget, Target } from "./sow";

type LevelReport = (code: SowProblemCode, field: "comparator" | "expected" | "minimum", message: string) => void;

/** Whether a target's comparator and levels make sense for its metric and with each other. */
export function checkLevels(
  target: Target,
  metric: MetricDefinition,
  report: { error: LevelReport; warning: LevelReport },
): void {
  if (target.comparator === "band") checkBand(target, report.error);
  else checkLevel(target, metric, report.error);
  for (const field of ["expected", "minimum"] as const) {
    for (const level of levelsIn(target[field])) {
      const problem = scaleProblem(level, metric) ?? rangeProblem(level, metric, target.parameters);
      if (problem !== null) report.error(problem.code, field, problem.message);
      if (target.rounding === "before-comparison" && decimalsOf(level) > target.decimals) {
        const message = `Results are rounded to ${target.decimals} decimals before comparison, but the level ${level} has more`;
        report.warning("more-decimals-than-compared", field, message);
      }
    }
  }
}

function checkLevel(target: LevelTarget, metric: MetricDefinition, error: LevelReport): void {
  const rises = target.comparator === ">=" || target.comparator === ">";
  if ((metric.direction === "up" && !rises) || (metric.direction === "down" && rises)) {
    const better = metric.direction === "up" ? "higher" : "lower";
    error(
      "against-direction",
      "comparator",
      `For ${metric.name}, ${better} is better, but ${target.comparator} requires the opposite`,
    );
  }
  if (target.minimum === null) return;
  if (rises ? target.minimum > target.expected : target.minimum < target.expected) {
    error("minimum-stricter", "minimum", `${target.minimum} is stricter than the expected ${target.expected}`);
  }
}

function checkBand({ expected, minimum }: BandTarget, error: LevelReport): void {
  if (expected.low > expected.high) error("band-reversed", "expected", "The low end is above the high end");
  if (minimum === null) return;
  if (minimum.low > minimum.high) error("band-reversed", "minimum", "The low end is above the high end");
  else if (minimum.low > expected.low || minimum.high < expected.high) {
    error("minimum-stricter", "minimum", "The minimum band must contain the expected band");
  }
}

function scaleProblem(level: number, metric: MetricDefinition): { code: SowProblemCode; message: string } | null {
  const { unit, direction, name } = metric;
  if (unit === "share" && direction === "up" && level > 0 && level <= 1) {
    return {
      code: "looks-like-a-fraction",
      message: `Enter shares in percent: ${level} means ${level}%. Did you mean ${level * 100}?`,
    };
  }
  if (unit === "share" && direction === "up" && level > 100) {
    return { code: "out-of-scale", message: `${name} cannot exceed 100%` };
  }
  if (unit === "score" && Math.abs(level) > 100) {
    return { code: "out-of-scale", message: `${name} must be between −100 and 100` };
  }
  if (unit !== "score" && level < 0) {
    return { code: "out-of-scale", message: `${name} cannot be below 0` };
  }
  return null;
}

/** A target that no result can reach, or that every one does, is on another scale than the metric. */
function rangeProblem(
  level: number,
  metric: MetricDefinition,
  parameters: MetricParameters,
): { code: SowProblemCode; message: string } | null {
  const [least, most] = metric.range(parameters) ?? [-Infinity, Infinity];
  if (level >= least && level <= most) return null;
  const { name, parameterLabels } = metric;
  const way =
    parameterLabels["scale"] === undefined
      ? ""
      : ". Set the scale of the target, for example scale: 0-10, or scale: kept for scores imported without conversion";
  return { code: "out-of-scale", message: `${name} must be between ${least} and ${most}${way}` };
}

function levelsIn(level: number | { low: number; high: number } | null): number[] {
  if (level === null) return [];
  return typeof level === "number" ? [level] : [level.low, level.high];
}

function decimalsOf(level: number): number {
  const text = String(level);
  return text.includes(".") && !text.includes("e") ? text.length - text.indexOf(".") - 1 : 0;
}
