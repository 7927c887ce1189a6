/** Color and stroke of the series, in order: distinguished by the stroke too, where colors are not seen. */
export const SERIES_LOOK = [
  { stroke: "var(--series-1)", dash: undefined, text: "fill-series-1" },
  { stroke: "var(--series-2)", dash: "7 3", text: "fill-series-2" },
  { stroke: "var(--series-3)", dash: "2 3", text: "fill-series-3" },
  { stroke: "var(--series-4)", dash: "9 3 2 3", text: "fill-series-4" },
] as const;
