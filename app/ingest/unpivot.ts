import type { Cells, Columns, Fail } from "./cell-readers";
import { compileDateFormat } from "./date-format";
import type { Unpivot } from "./mapping/unpivot";
import { FileRefused } from "./refusal";

export type LongRow = { heading: string; cells: Cells; fail: Fail };

/** A wide file as a long one: its columns with the two more, and the rows that one of its rows stands for. */
export type LongForm = { columns: Columns; rowsOf(cells: Cells, fail: Fail): LongRow[] };

/** Refuses a file that has none of the columns. */
export function compileUnpivot(unpivot: Unpivot, columns: Columns, headings: readonly string[]): LongForm {
  const { headingAs, valueAs } = unpivot;
  const places = placesOf(unpivot.columns, columns, headings);
  if (places.length === 0) throw noSuchColumn(unpivot.columns, headings);
  const width = headings.length;
  const added = new Map([
    [headingAs, width],
    [valueAs, width + 1],
  ]);
  return {
    columns: { ...columns, at: (heading) => added.get(heading) ?? columns.at(heading) },
    rowsOf: (cells, fail) =>
      places.flatMap((at) => {
        const heading = headings[at] ?? "";
        const value = (cells[at] ?? "").trim();
        if (columns.isBlank(value)) return [];
        const failThere: Fail = (column, code, text) => fail(added.has(column) ? heading : column, code, text);
        return [{ heading, cells: [...padded(cells, width), heading, value], fail: failThere }];
      }),
  };
}

function placesOf(wanted: Unpivot["columns"], columns: Columns, headings: readonly string[]): number[] {
  if (Array.isArray(wanted)) return wanted.map((heading) => columns.at(heading));
  const isWanted = "dateFormat" in wanted ? datedHeading(wanted.dateFormat) : beginsWith(wanted.startsWith);
  return headings.flatMap((heading, index) => (isWanted(heading) ? [index] : []));
}

function datedHeading(format: string): (heading: string) => boolean {
  const read = compileDateFormat(format);
  return (heading) => read(heading) !== null;
}

function beginsWith(start: string): (heading: string) => boolean {
  const folded = start.toLowerCase();
  return (heading) => heading.toLowerCase().startsWith(folded);
}

function padded(cells: Cells, width: number): Cells {
  if (cells.length === width) return cells;
  return Array.from({ length: width }, (_, index) => cells[index] ?? "");
}

const MOST_QUOTED_HEADINGS = 40;

function noSuchColumn(wanted: Unpivot["columns"], headings: readonly string[]): FileRefused {
  const asked =
    "dateFormat" in wanted
      ? `whose heading is a date written as ${wanted.dateFormat}`
      : `whose heading begins with "${"startsWith" in wanted ? wanted.startsWith : ""}"`;
  const found = headings.slice(0, MOST_QUOTED_HEADINGS).map((heading) => `"${heading.slice(0, 80)}"`);
  return new FileRefused(
    "missing-column",
    `The mapping needs columns ${asked}, and the file has none. Found instead: ${found.join(", ") || "nothing"}.`,
  );
}
