export const SHARED_VIEW_WORDS = { scorecard: "Scorecard", portfolio: "Portfolio", metric: "Metric" } as const;

export const LINK_STATE_WORDS = {
  active: "Open",
  paused: "Paused",
  expired: "Ended",
  revoked: "Revoked",
} as const;
