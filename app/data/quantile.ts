/** A percentile of `n` durations, in seconds; null where there is none. */
export type Quantile = { readonly value: number | null; readonly n: number };
