/** A place that the jump palette leads to. */
export type JumpTarget = { group: "Pages" | "Partners" | "Metrics" | "Months"; label: string; href: string };
