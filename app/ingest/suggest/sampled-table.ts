/** The headings of a file and some of its rows, as texts. */
export type SampledTable = { headings: readonly string[]; rows: readonly (readonly string[])[] };
