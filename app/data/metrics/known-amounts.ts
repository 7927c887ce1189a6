import type { Amounts, MeasureRef } from "~/domain/metrics/measure-ref";

/** What was summed for some days and slice: which measures were asked for, and what was said of them. */
export type KnownAmounts = { readonly refs: ReadonlySet<MeasureRef>; readonly amounts: Amounts };
