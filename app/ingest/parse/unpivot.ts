import type { Fail } from "./cell-readers";
import type { Cells, Columns } from "../mapping/condition";
import { compileDateFormat, compileDateShape } from "../values/date-format";
import { dateBeside, figuresIn, type Unpivot, type WideFigureColumn } from "../mapping/unpivot";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type LongRow = { heading: string; cells: Cells; fail: Fail };

/** A wide file as a long one: its columns with the two more, and the rows that one of its rows stands for. */
export type LongForm = { columns: Columns; rowsOf(cells: Cells, fail: Fail): LongRow[] };

/** Refuses a file that has none of the columns. Cells that say nothing are skipped, unless that says something itself. */
export function compileUnpivot(
  unpivot: Unpivot,
  columns: Columns,
  headings: readonly string[],
  { keepBlanks = false }: { keepBlanks?: boolean } = {},
): LongForm {
  const { headingAs, valueAs } = unpivot;
  const figures = figuresIn(unpivot.columns);
  if (figures.length > 0) return compileFigures(unpivot, figures, columns, headings);
  const positions = positionsOf(unpivot.columns, columns, headings);
  if (positions.length === 0) throw noSuchColumn(unpivot.columns, headings);
  const width = headings.length;
  const added = new Map([
    [headingAs, width],
    [valueAs, width + 1],
  ]);
  return {
    columns: { ...columns, at: (heading) => added.get(heading) ?? columns.at(heading) },
    rowsOf: (cells, fail) =>
      positions.flatMap((at) => {
        const heading = headings[at] ?? "";
        const value = (cells[at] ?? "").trim();
        if (columns.isBlank(value) && !keepBlanks) return [];
        const failThere: Fail = (column, code, text) => fail(added.has(column) ? heading : column, code, text);
        return [{ heading, cells: [...padded(cells, width), heading, value], fail: failThere }];
      }),
  };
}

/** The columns of each date, in the order of the figures; a figure that has no column on a date is blank there. */
function compileFigures(
  unpivot: Unpivot,
  figures: readonly WideFigureColumn[],
  columns: Columns,
  headings: readonly string[],
): LongForm {
  const dates = datesOf(unpivot.columns, figures, headings);
  const missing = figures.find(
    (_, index) => ![...dates.values()].some(({ positions }) => positions[index] !== undefined),
  );
  if (missing) throw noSuchColumn(unpivot.columns, headings, missing);
  const width = headings.length;
  const names = [unpivot.headingAs, ...figures.map(({ as }) => as)];
  const added = new Map(names.map((name, index) => [name, width + index]));
  return {
    columns: { ...columns, at: (heading) => added.get(heading) ?? columns.at(heading) },
    rowsOf: (cells, fail) =>
      [...dates].flatMap(([day, { text, positions }]) => {
        const values = figures.map((_, index) => (cells[positions[index] ?? width] ?? "").trim());
        if (values.every((value) => columns.isBlank(value))) return [];
        const failThere: Fail = (column, code, rejected) => {
          const at = positions[names.indexOf(column) - 1] ?? positions.find((position) => position !== undefined);
          return fail(added.has(column) ? (headings[at ?? 0] ?? "") : column, code, rejected);
        };
        return [{ heading: day, cells: [...padded(cells, width), text, ...values], fail: failThere }];
      }),
  };
}

type DatedColumns = { text: string; positions: (number | undefined)[] };

function datesOf(
  wanted: Unpivot["columns"],
  figures: readonly WideFigureColumn[],
  headings: readonly string[],
): Map<string, DatedColumns> {
  const dates = new Map<string, DatedColumns>();
  const formats = "dateFormat" in wanted ? [wanted.dateFormat].flat() : [];
  const reads = formats.map((format) => compileDateFormat(format));
  const isDated = datedHeading(formats);
  for (const [at, heading] of headings.entries()) {
    for (const [index, figure] of figures.entries()) {
      const text = dateBeside(heading, figure);
      if (text === null || !isDated(text)) continue;
      const read = reads.map((one) => one(text)).find((time) => time !== null);
      // What stands under a day that does not exist is rejected as its row.
      const day = read ? new Date(read.wallMs).toISOString().slice(0, 10) : text;
      const known = dates.get(day) ?? { text, positions: [] };
      known.positions[index] ??= at;
      dates.set(day, known);
    }
  }
  return dates;
}

function positionsOf(wanted: Unpivot["columns"], columns: Columns, headings: readonly string[]): number[] {
  if (Array.isArray(wanted)) return wanted.map((heading) => columns.at(heading));
  const isWanted = "dateFormat" in wanted ? datedHeading(wanted.dateFormat) : beginsWith(wanted.startsWith);
  return headings.flatMap((heading, index) => (isWanted(heading) ? [index] : []));
}

/** Whether a heading is written as a date, though there may be no such day. */
function datedHeading(formats: string | readonly string[]): (heading: string) => boolean {
  const shapes = [formats].flat().map(compileDateShape);
  return (heading) => shapes.some((isWritten) => isWritten(heading));
}

function beginsWith(start: string): (heading: string) => boolean {
  const folded = start.toLowerCase();
  return (heading) => heading.toLowerCase().startsWith(folded);
}

function padded(cells: Cells, width: number): Cells {
  if (cells.length === width) return cells;
  return Array.from({ length: width }, (_, index) => cells[index] ?? "");
}

const MAX_QUOTED_HEADINGS = 40;

function noSuchColumn(wanted: Unpivot["columns"], headings: readonly string[], figure?: WideFigureColumn): FileRefused {
  const dated = "dateFormat" in wanted ? FILE_PROBLEMS.headingDate([wanted.dateFormat].flat().join(" or ")) : "";
  const requested = figure
    ? FILE_PROBLEMS.headingPattern([figure.before, dated, figure.after].filter(Boolean).join(" and "))
    : "dateFormat" in wanted
      ? FILE_PROBLEMS.headingDated(dated)
      : FILE_PROBLEMS.headingPrefix("startsWith" in wanted ? wanted.startsWith : "");
  const found = headings.slice(0, MAX_QUOTED_HEADINGS).map((heading) => `"${heading.slice(0, 80)}"`);
  return new FileRefused("missing-column", FILE_PROBLEMS.missingWideColumns(requested, found.join(", ") || "nothing"));
}
