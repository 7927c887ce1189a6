export const CHART_FRAME_TEXT = {
  xlsx: "XLSX",
  csv: "CSV",
  showAs: "Show as",
  chart: "Chart",
  table: "Table",
  chartDescription: "Chart description",
} as const;

export const TREND_CHART_TEXT = {
  noData: "No data",
} as const;

export const TREND_TABLE_TEXT = {
  period: "Period",
  noData: "no data",
  showRows: "Show rows",
  expected: "Expected",
  vsLevels: "vs levels",
  verdict: "Verdict",
} as const;

export const TREND_TIP_TEXT = {
  showRows: "Show rows",
} as const;

export const TREND_POINT_TEXT = {
  inProgress: (periodLabel: string) => `${periodLabel}, in progress`,
  noData: "no data",
  note: (number: number, title: string) => `note ${number}: ${title}`,
  levelRange: (name: string, figure: string, figure2: string) => `${name} ${figure} to ${figure2}`,
} as const;
