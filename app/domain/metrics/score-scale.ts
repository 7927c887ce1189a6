import { z } from "zod";
import { toMillionth } from "./exact-sum";
import { choiceLabel } from "./catalog/parameters";

const ENDS = {
  "1-5": [1, 5],
  "0-5": [0, 5],
  "1-3": [1, 3],
  "1-4": [1, 4],
  "1-6": [1, 6],
  "1-7": [1, 7],
  "1-10": [1, 10],
  "0-10": [0, 10],
  "0-100": [0, 100],
} as const;
/** On which scale an average score is stated, the highest the best. `as-imported`: on the scale of the imported scores, whatever it is. */
type ScoreScale = keyof typeof ENDS | "as-imported";
type Converted = Exclude<ScoreScale, "as-imported" | "1-5">;

const STORED_SCALE = ENDS["1-5"];

export const scaleParameter = z
  .enum(["1-5", "0-5", "1-3", "1-4", "1-6", "1-7", "1-10", "0-10", "0-100", "as-imported"])
  .default("1-5");

export const scaleLabel = choiceLabel<ScoreScale>("Scale", {
  "1-5": "1 to 5",
  "0-5": "0 to 5",
  "1-3": "1 to 3",
  "1-4": "1 to 4",
  "1-6": "1 to 6",
  "1-7": "1 to 7",
  "1-10": "1 to 10",
  "0-10": "0 to 10",
  "0-100": "0 to 100",
  "as-imported": "as imported",
});

export function scaleText(scale: ScoreScale): string {
  if (scale === "as-imported") return "the scale as imported";
  const [least, most] = ENDS[scale];
  return `a scale of ${least} to ${most}`;
}

/** The lowest and the highest score of the scale; null where it is not known. */
export function scaleEnds(scale: ScoreScale): readonly [least: number, most: number] | null {
  return scale === "as-imported" ? null : ENDS[scale];
}

/** Whether an average is converted from the scale that scores are stored on. */
export function isConverted(scale: ScoreScale): scale is Converted {
  return scale !== "as-imported" && scale !== "1-5";
}

/** Each score is stored to a millionth, and may be half of one away from where it was given. */
const STORED_PRECISION = 0.5e-6;

/**
 * The sum of as many scores on another scale, in proportion. Scores are given as whole numbers as a rule: a sum that lies no farther from
 * one than scores are rounded is that number, so that an average of 8.5 of 10 is 8.5.
 */
export function sumOnScale(
  sum: number | undefined,
  responses: number | undefined,
  scale: ScoreScale,
): number | undefined {
  if (sum === undefined || responses === undefined || !isConverted(scale)) return sum;
  const [least, most] = ENDS[scale];
  const step = (most - least) / (STORED_SCALE[1] - STORED_SCALE[0]);
  const converted = toMillionth(step * (sum - responses * STORED_SCALE[0]) + responses * least);
  const whole = Math.round(converted);
  return Math.abs(converted - whole) <= responses * STORED_PRECISION * step + 1e-6 ? whole : converted;
}
