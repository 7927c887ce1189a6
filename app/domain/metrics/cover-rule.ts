import type { MeasureRef } from "./measure-ref";

/**
 * One side of a ratio. It covers a day on which any of its measures is stated, and one on which the count that it is a part of
 * (`partOf`) is stated to be none. `unstated` days: `quiet`, a short gap means that nothing happened, as with contacts; `missing`,
 * that nothing was reported, as with totals.
 */
export type CoverSide = {
  readonly refs: readonly MeasureRef[];
  readonly unstated: "quiet" | "missing";
  readonly partOf?: MeasureRef;
};

/**
 * Over which days the sides of a ratio are compared. `day`: those that each side speaks of, or months where one side reports totals
 * of longer periods. `month`: months that each side speaks of, as an invoice is for a month. `same-day`: stocks, read on one day.
 * `together`: measures that the same rows state, so that only days of which all of them are stated count.
 */
export type CoverRule = {
  readonly sides: readonly CoverSide[];
  readonly by: "day" | "month" | "same-day" | "together";
};
