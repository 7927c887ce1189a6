import type { FormerName } from "../input/former-names";

const FORMER_METRICS = { utilisation: "utilization" };

/** Names that SOW documents used in earlier releases. Documents are kept as they were uploaded, and read with the current names. */
export const FORMER_SOW_NAMES: readonly FormerName[] = [
  { at: ["versions", "*", "deliveries", "*"], fields: { shortPercent: "incompletePercent" } },
  { at: ["versions", "*", "deliveries", "*", "kind"], values: { tallies: "totals" } },
  { at: ["versions", "*", "targets", "*", "metric"], values: FORMER_METRICS },
  { at: ["versions", "*", "sources", "*", "metrics", "*"], values: FORMER_METRICS },
];
