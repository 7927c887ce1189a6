import type { MetricDirection } from "~/domain/metrics/catalog/metric-definition";
import type { BaseLevel, Judgment, Verdict } from "~/domain/contracts/verdict";
import type { Target } from "~/domain/contracts/sow";

/** Which way is good, as a metric's direction or a target's comparator states it. */
export type Sense = MetricDirection | Target["comparator"];

const DIRECTIONS: Readonly<Record<Sense, MetricDirection>> = {
  up: "up",
  down: "down",
  band: "band",
  ">=": "up",
  ">": "up",
  "<=": "down",
  "<": "down",
};

const MIN_WORDS = { up: "minimum", down: "limit", band: "limits" } as const;

/** What the level is called that must not be passed: for a figure that should be low, or within a range is better, it is no minimum. */
export function minimumLabel(sense: Sense): "minimum" | "limit" | "limits" {
  return MIN_WORDS[DIRECTIONS[sense]];
}

/** The same for narrow columns: `min`, `limit`. */
export function shortMinimumLabel(sense: Sense): string {
  const word = minimumLabel(sense);
  return word === "minimum" ? "min" : word;
}

/** The target that a verdict is about, as far as its words depend on it. */
export type JudgedAgainst = { readonly sense: Sense; readonly hasMinimum: boolean };

export function againstOf({
  comparator,
  judgment,
}: {
  readonly comparator: Target["comparator"];
  readonly judgment: Pick<Judgment, "minimum">;
}): JudgedAgainst {
  return { sense: comparator, hasMinimum: judgment.minimum !== null };
}

/** The same of a point on a chart, which knows its levels and the direction of its metric. */
export function againstLevels(
  direction: MetricDirection,
  { expected, minimum }: { readonly expected: BaseLevel | null; readonly minimum: BaseLevel | null },
): JudgedAgainst {
  const isBand = expected !== null && typeof expected !== "number";
  return { sense: isBand ? "band" : direction, hasMinimum: minimum !== null };
}

export type VerdictText = { readonly word: string; readonly meaning: string };

const MISSED: Readonly<Record<MetricDirection, VerdictText>> = {
  up: { word: "Minimum missed", meaning: "Minimum missed: below the minimum" },
  down: { word: "Limit exceeded", meaning: "Limit exceeded: above the limit" },
  band: { word: "Outside limits", meaning: "Outside limits: outside the allowed range" },
};
const TARGET_MISSED: VerdictText = {
  word: "Target missed",
  meaning: "Target missed: the target has no minimum",
};
const OTHERS: Readonly<Record<Exclude<Verdict, "below" | "missed">, VerdictText>> = {
  met: { word: "On target", meaning: "On target" },
  "no-data": { word: "No data", meaning: "No data" },
  insufficient: { word: "Small sample", meaning: "Sample too small to score" },
  running: { word: "In progress", meaning: "In progress" },
  "no-target": { word: "No target", meaning: "No target" },
};

/** The words for a verdict. They are the same whether a high or a low figure is good, except where the level has another name. */
export function verdictText(verdict: Verdict, { sense, hasMinimum }: JudgedAgainst): VerdictText {
  switch (verdict) {
    case "missed":
      return hasMinimum ? MISSED[DIRECTIONS[sense]] : TARGET_MISSED;
    case "below":
      return {
        word: "Off target",
        meaning: `Off target, ${minimumLabel(sense)} met`,
      };
    default:
      return OTHERS[verdict];
  }
}

/** As a table without marks writes it: `minimum missed`. */
export function verdictLabel(verdict: Verdict, against: JudgedAgainst): string {
  return verdictText(verdict, against).word.toLowerCase();
}

/** What each mark means where results of both directions stand together. */
export const LEGEND_LABELS: Readonly<Record<Exclude<Verdict, "no-target">, string>> = {
  missed: "Minimum missed (or limit exceeded)",
  below: "Off target, minimum met",
  met: OTHERS.met.meaning,
  insufficient: OTHERS.insufficient.meaning,
  "no-data": OTHERS["no-data"].meaning,
  running: OTHERS.running.meaning,
};

/** How a sentence states a miss, after the name of the metric: `missed its minimum`, `exceeded its limit`. */
export function missedText({ sense, hasMinimum }: JudgedAgainst): string {
  if (!hasMinimum) return "missed its target";
  switch (DIRECTIONS[sense]) {
    case "up":
      return "missed its minimum";
    case "down":
      return "exceeded its limit";
    case "band":
      return "was outside its limits";
  }
}
