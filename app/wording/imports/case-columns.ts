/** What the columns are called that a case gets from its events. Stored mappings have these names. */
export const CASE_COLUMNS = {
  opened: "Case opened",
  done: "Case done",
  firstResponse: "Case first response",
  transferred: "Case transferred",
  answeredOrAbandoned: "Case answered or abandoned",
  talkSeconds: "Case talk seconds",
  answered: "Case answered",
  abandoned: "Case abandoned",
  resolvedAt: "Case resolved at",
  resolved: "Case resolved",
  reopened: "Case reopened",
} as const;
