import type { FormerName } from "~/domain/input/former-names";

const FORMER_FIELD_NAMES = { trueWords: "trueValues", falseWords: "falseValues" };

/** Names that mapping documents used in earlier releases; people keep such documents as files. */
export const FORMER_MAPPING_NAMES: readonly FormerName[] = [
  { at: [], fields: { tallies: "totals" } },
  { at: ["kind"], values: { tallies: "totals" } },
  { at: ["fields", "*"], fields: FORMER_FIELD_NAMES },
  { at: ["fields", "*", "*"], fields: FORMER_FIELD_NAMES },
];
