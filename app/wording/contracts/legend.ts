export const VERDICT_LEGEND_TEXT = {
  legend: "Legend",
} as const;
