import type { RowsBar, RowsView } from "~/domain/scorecards/rows-view";
import { formatCount, formatFigure } from "../shared/figures";
import { countRows, isFiltered } from "./rows";

const SHARE = { unit: "share", decimals: 0 } as const;

/** Of a bar's rows, how many are off target: `23%`. */
export function shareText({ rows, offTarget }: RowsBar): string {
  return formatFigure(rows === 0 ? 0 : offTarget / rows, SHARE);
}

/** `18 Sep 2026: 80 rows, 25 off target (31%)`. */
export function barText(bar: RowsBar, isJudged: boolean): string {
  const rows = `${bar.label}: ${countRows(bar.rows)}`;
  return isJudged && bar.rows > 0 ? `${rows}, ${formatCount(bar.offTarget)} off target (${shareText(bar)})` : rows;
}

/** The finding of the chart: `75 of 352 rows off target (21%), most on 18 Sep 2026 (19)`. */
export function rowsChartTitle({ chart, shown, rule }: Pick<RowsView, "chart" | "shown" | "rule">): string {
  const size = (bar: RowsBar) => (rule === null ? bar.rows : bar.offTarget);
  const most = chart.bars.reduce((a, b) => (size(b) > size(a) ? b : a));
  const when =
    chart.bars.length < 2 || size(most) === 0
      ? ""
      : `, most ${chart.grain === "day" ? "on" : "in"} ${most.label} (${formatCount(size(most))})`;
  if (rule === null) return `${countRows(shown.rows)}${when}`;
  const share = formatFigure(shown.offTarget / shown.rows, SHARE);
  return `${formatCount(shown.offTarget)} of ${countRows(shown.rows)} off target (${share})${when}`;
}

export function rowsChartDescription({ chart, rule }: Pick<RowsView, "chart" | "rule">): string {
  return `${chart.bars.map((bar) => barText(bar, rule !== null)).join("; ")}.`;
}

export function rowsChartDetail(view: RowsView): string {
  return [`by ${view.chart.grain}`, isFiltered(view) ? "filtered" : ""].filter((part) => part !== "").join(" · ");
}

export const ROWS_CHART_TEXT = {
  period: "Period",
  rows: "Rows",
  offTarget: "Off target",
  share: "Share off target",
  legendRows: "rows",
  legendOffTarget: "off target",
  showTheseRows: "Show only these rows",
} as const;
