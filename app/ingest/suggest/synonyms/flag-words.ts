/** What the mapping reads as yes and no unless stated otherwise. */
export const PLAIN_YES = new Set(["true", "yes", "y", "t", "1"]);
export const PLAIN_NO = new Set(["false", "no", "n", "f", "0"]);
export const YES = new Set([
  ...PLAIN_YES,
  "ja",
  "si",
  "sí",
  "oui",
  "x",
  "wahr",
  "verdadero",
  "vrai",
  "v",
  "✓",
  "✔",
  "pass",
  "passed",
  "correct",
  "met",
  "1.0",
]);
export const NO = new Set([
  ...PLAIN_NO,
  "nein",
  "non",
  "falsch",
  "falso",
  "faux",
  "✗",
  "fail",
  "failed",
  "incorrect",
  "not met",
  "missed",
  "breached",
  "0.0",
]);
