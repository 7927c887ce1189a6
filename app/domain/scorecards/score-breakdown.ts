import { weightedScore } from "../contracts/weighted-score";
import { weighed, type ResultLine } from "./result-line";

/** What one target gives to the score. */
export type ScorePart = {
  readonly lineId: string;
  readonly weight: number;
  /** The part of its weight that it earned, 0–1, of several periods together; null where it is left out. */
  readonly credit: number | null;
  /** What it adds to the score; null where it is left out. */
  readonly points: number | null;
};

/** The score taken apart: the points add up to `score`; `weight` is what was judged, of `weightOfAll`. */
export type ScoreBreakdown = {
  readonly score: number;
  readonly weight: number;
  readonly weightOfAll: number;
  readonly parts: readonly ScorePart[];
};

/** Each target's share of the weighted score, in the order of the lines; null where there is no score. */
export function scoreBreakdown(lines: readonly ResultLine[]): ScoreBreakdown | null {
  const whole = weightedScore(lines.flatMap(weighed));
  if (whole === null) return null;
  const parts = lines.map((line) => {
    const own = weightedScore(weighed(line));
    return {
      lineId: line.id,
      weight: line.weight,
      credit: own === null ? null : own.score / 100,
      points: own === null ? null : (own.score * own.weight) / whole.weight,
    };
  });
  return { ...whole, parts };
}
