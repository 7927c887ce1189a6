export const FIGURE_TEXT = {
  noData: "no data",
} as const;
