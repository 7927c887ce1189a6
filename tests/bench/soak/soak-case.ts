/** What a case saw, in a few words; it rejects where something did not hold. "skipped" says why it could not be tried. */
export type SoakOutcome = { held: string } | { skipped: string };

/** One thing that an import must survive. The signal says that the time for all of them is over. */
export type SoakCase = { name: string; run: (signal: AbortSignal) => Promise<SoakOutcome> };
