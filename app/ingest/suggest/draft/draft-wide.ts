import type { ColumnSuggestion, MappingSuggestion } from "../suggestion";
import { isGrid, type WideFigure } from "../wide/wide-form";

/** Totals of other rows are skipped, and rows of a wide file whose figures are of nothing that is kept. */
export function fileOf({ wide, columns, skipped }: MappingSuggestion, file: unknown): unknown {
  const left = (wide?.taken ? wide.figures : []).filter(({ heading, when }) => {
    const target = columns.find((column) => column.heading === heading)?.target ?? null;
    return target === null && when !== null && when.column !== wide?.headingAs;
  });
  const column = left[0]?.when?.column;
  const figures = column === undefined ? [] : [{ column, is: left.flatMap(({ when }) => when?.is ?? []) }];
  const skip = [...skipped, ...figures];
  if (skip.length === 0 || typeof file !== "object" || file === null) return file;
  const known = "skipRowsWhen" in file && Array.isArray(file.skipRowsWhen) ? file.skipRowsWhen : [];
  return { ...file, skipRowsWhen: [...known, ...skip] };
}

/** How columns become rows. */
export function unpivotPart({ wide, columns }: MappingSuggestion) {
  if (!wide?.taken || wide.columns === "measures") return {};
  const { headingAs, valueAs, turned } = wide;
  const formats = columns.find(({ heading }) => heading === headingAs)?.reading.format ?? [];
  if (typeof wide.columns === "object" && "figures" in wide.columns) {
    const [only, another] = formats;
    const wanted = wide.columns.figures.filter(({ as }) => columns.some((column) => isOf(column, as)));
    const dateFormat = another === undefined ? only : formats;
    return { unpivot: { columns: { dateFormat, figures: wanted }, headingAs } };
  }
  // Next month has other headings of the same form.
  const [dateFormat, another] = wide.columns === "dates" ? formats : [];
  const byForm = dateFormat !== undefined && another === undefined ? { dateFormat } : null;
  const byName = wide.columns === "dates" ? turned.map(({ heading }) => heading) : wide.columns;
  return { unpivot: { columns: byForm ?? byName, headingAs, valueAs } };
}

/** Whether a column is this figure, kept, or has it for its volume. */
function isOf({ heading, target, reading }: ColumnSuggestion, figure: string): boolean {
  return target !== null && (heading === figure || reading.times === figure);
}

/** What a turned heading names, where it is not the heading itself. */
export function headingPart({ wide }: MappingSuggestion, heading: string) {
  if (!wide?.taken || heading !== wide.headingAs || wide.says === "day") return {};
  if (wide.part) return { part: wide.part };
  const values = wide.turned.filter(({ heading: own, says }) => own !== says);
  return values.length > 0
    ? { values: Object.fromEntries(wide.turned.map(({ heading: own, says }) => [own, says])) }
    : {};
}

/** Where a figure of a wide file stands once its columns are rows. */
export function figureCondition(
  { wide }: MappingSuggestion,
  heading: string,
): { column: string; when?: WideFigure["when"] } {
  const figure = wide?.taken && !isGrid(wide) ? wide.figures.find((one) => one.heading === heading) : undefined;
  if (!wide || !figure) return { column: heading };
  return { column: wide.valueAs, ...(figure.when ? { when: figure.when } : {}) };
}
