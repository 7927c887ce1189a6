export const STABILITY_MARK_TEXT = {
  stabilityLegend: "Stability legend",
} as const;

export const CHANGE_MARK_TEXT = {
  worseThanUsual: "Worse than usual",
  worseThanItsUsual: "worse than its usual range",
  betterThanUsual: "Better than usual",
  betterThanItsUsual: "better than its usual range",
  differentFromUsual: "Different from usual",
  outsideItsUsualRange: "outside its usual range",
  asUsual: "As usual",
  withinItsUsualRange: "within its usual range",
  tooFewPoints: "Too few points",
  notEnoughPointsDetect: "not enough points to detect a change",
  limitsProvisional: (meaning: string) => `${meaning}, limits provisional`,
  provisional: "provisional",
} as const;

export const PIN_TEXT = {
  note: "Note",
} as const;
