import type { FormerName } from "../input/former-names";
import { FORMER_METRIC_KEYS, FORMER_PARAMETER_NAMES, FORMER_PARAMETER_VALUES } from "../metrics/former-names";

/** Names that SOW documents used in earlier releases. Documents are kept as they were uploaded, and read with the current names. */
export const FORMER_SOW_NAMES: readonly FormerName[] = [
  { at: ["versions", "*", "deliveries", "*"], fields: { shortPercent: "incompletePercent" } },
  { at: ["versions", "*", "deliveries", "*", "kind"], values: { tallies: "totals" } },
  { at: ["versions", "*", "targets", "*", "metric"], values: FORMER_METRIC_KEYS },
  { at: ["versions", "*", "targets", "*", "parameters"], fields: FORMER_PARAMETER_NAMES },
  ...Object.entries(FORMER_PARAMETER_VALUES).map(([parameter, values]) => {
    return { at: ["versions", "*", "targets", "*", "parameters", parameter], values };
  }),
  { at: ["versions", "*", "sources", "*", "metrics", "*"], values: FORMER_METRIC_KEYS },
];
