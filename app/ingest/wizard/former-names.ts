import type { FormerName } from "~/domain/input/former-names";

/** Names that the state of an upload used in earlier releases: it can be resumed after an upgrade. */
export const FORMER_STATE_NAMES: readonly FormerName[] = [
  { at: [], fields: { trial: "dryRun", standing: "status" } },
  { at: ["status"], values: { unsaid: "unstated" } },
  { at: ["way", "by"], values: { guess: "suggestion" } },
  { at: ["choices", "kind"], values: { tallies: "totals" } },
  { at: ["choices", "columns", "*", "kind"], values: { tallies: "totals" } },
  { at: ["choices", "columns", "*"], fields: { trueWords: "trueValues", falseWords: "falseValues" } },
];
