/** Where a target holds; an absent part means any. */
export type TargetScope = {
  readonly program?: string | undefined;
  readonly site?: string | undefined;
  readonly channel?: string | undefined;
  readonly severity?: string | undefined;
};

/** In the order that decides between equally narrow scopes: program before site before channel before severity. */
export const SCOPE_PARTS = ["program", "site", "channel", "severity"] as const;
