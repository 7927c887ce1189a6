import { isColumnShown, shownFileParts } from "~/domain/scorecards/rows-view";
import { ABOUT_TEXT as text, ROW_FILTER_HEADINGS, rowColumns } from "~/wording/scorecards/exports";
import { addsUpText, countRows, nameOrNone } from "~/wording/scorecards/rows";
import { ROWS_EXPORTED, type RowsExport } from "../scorecards/rows.server";
import { explainedCells } from "./explained-cells";
import type { ExportAbout, ExportFile } from "./export-file";
import { parameterText } from "./line-cells";
import { scopeAbout, statusAbout } from "./view-exports";

/** The rows that count in a figure, as they are filtered and sorted. */
export function rowsExport({ view, rows }: RowsExport): ExportFile {
  const { metric, partner, range, shown, whole, value } = view;
  const result = (of: typeof value) => (of.status === "measured" ? of.value : null);
  const filters = (["site", "agent", "team", "reason", "search", "offTarget"] as const).flatMap((name) => {
    const filter = view.filters[name];
    return filter === null ? [] : [[ROW_FILTER_HEADINGS[name], nameOrNone(filter)] as const];
  });
  const about: ExportAbout = [
    [text.product, text.rows],
    [text.metric, metric.name],
    [text.formula, metric.formula],
    [text.parameters, parameterText(view.parameters)],
    [text.partner, partner.name],
    [text.days, text.range(range.from, range.to)],
    [text.timeZone, view.timeZone],
    [text.dataTo, view.dataUntil ?? text.none],
    ...scopeAbout(view.scope),
    ...filters,
    [text.units, text.unitsOfColumns],
    ...statusAbout(view.preliminary),
    [text.valueOfAll, result(value)],
    [text.valueOfThese, result(shown.value)],
    [text.numeratorOfThese, shown.value.status === "measured" ? shown.value.numerator : null],
    [text.denominatorOfThese, shown.value.status === "measured" ? shown.value.denominator : null],
    ...view.columns.flatMap((column, index): [string, number | null][] => {
      const { total = null, average = null } = view.columnTotals[index] ?? {};
      return isColumnShown(view, "amounts")
        ? [
            [text.totalOf(column), total],
            [text.averageOf(column), average],
          ]
        : [];
    }),
    [text.rows, shown.rows],
    [text.allRowsCount, whole.rows],
    [text.sumCheck, addsUpText(view)],
    ...(shown.rows > ROWS_EXPORTED ? [[text.limitedTo, countRows(ROWS_EXPORTED)] as const] : []),
  ];
  const parts = shownFileParts(view);
  return {
    name: `rows-${metric.key}-${partner.key}-${range.from}-${range.to}`,
    about,
    header: rowColumns(view.columns, parts),
    rows: explainedCells(rows, parts),
  };
}
