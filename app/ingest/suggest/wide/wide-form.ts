import type { Part } from "../../mapping/derived";
import type { Unpivot, WideFigureColumn } from "../../mapping/unpivot";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";

/** The figures of one measure in a wide file: all of them, or those of rows or columns that say so in the named column. */
export type WideFigure = { heading: string; when: { column: string; is: string[] } | null };

/** A file with a column per day, month or slice, or a row per measure, and how its columns become rows. */
export type WideForm = {
  /**
   * The columns that become rows, in the order of their dates or names, each with what its heading says once it is a cell, and the
   * figure that it names besides.
   */
  turned: { heading: string; says: string; figure?: string }[];
  /** Otherwise the analyst has to ask for it. */
  sure: boolean;
  /**
   * What they are to the mapping: dates of a form, or columns by name or by how they begin. "measures": one column of figures, each of the
   * measure that its row names.
   */
  columns:
    | "dates"
    | "measures"
    | { figures: WideFigureColumn[] }
    | Extract<Unpivot["columns"], readonly string[] | { startsWith: string }>;
  /** What the headings say, and the name of the column that they become; null where they say nothing of the rows. */
  says: "day" | "weekdays" | "program" | "site" | "channel" | null;
  headingAs: string | null;
  valueAs: string;
  /** Of headings that are months. Days in full are read like those of any column. */
  monthFormat: string | null;
  /** What part of the heading names the slice, where it is the same for all; otherwise `turned` says it. */
  part: Part | null;
  figures: WideFigure[];
  /** Columns that stand once for all that is turned. */
  left: { heading: string; reason: string }[];
  reason: string;
  questions: Question[];
};

/** The rows that the file stands for: those of its columns that stay, the heading as a cell, and a column per measure. */
export function lengthen(table: SampledTable, wide: WideForm): SampledTable {
  const turned = new Map(wide.turned.map(({ heading, says }) => [heading, says]));
  if (isGrid(wide)) return lengthenGrid(table, wide);
  const stays = table.headings.flatMap((heading, index) => (turned.has(heading) ? [] : [index]));
  const positions = wide.turned.map(({ heading, says }) => ({ heading, says, index: table.headings.indexOf(heading) }));
  const rows = table.rows.flatMap((row) =>
    positions.flatMap(({ heading, index, says }) => {
      const value = (row[index] ?? "").trim();
      if (value === "" && wide.headingAs !== null) return [];
      const figures = wide.figures.map(({ when }) => (holds(when, wide, table, row, heading) ? value : ""));
      const stated = wide.headingAs === null ? [] : [says];
      return [[...stays.map((at) => row[at] ?? ""), ...stated, ...figures]];
    }),
  );
  const added = [...headingOf(wide), ...wide.figures.map(({ heading }) => heading)];
  return { headings: [...stays.map((at) => table.headings[at] ?? ""), ...added], rows };
}

/** Whether the headings name a figure besides the date, so that a row has a column for each of them. */
export function isGrid({ columns }: Pick<WideForm, "columns">): boolean {
  return typeof columns === "object" && "figures" in columns;
}

function headingOf({ headingAs }: WideForm): string[] {
  return headingAs === null ? [] : [headingAs];
}

function lengthenGrid({ headings, rows }: SampledTable, wide: WideForm): SampledTable {
  const { turned, figures } = wide;
  const names = new Set(turned.map(({ heading }) => heading));
  const stays = headings.flatMap((heading, index) => (names.has(heading) ? [] : [index]));
  const dates = [...new Set(turned.map(({ says }) => says))].map((says) => ({
    says,
    positions: figures.map(({ heading }) => {
      const column = turned.find((one) => one.says === says && one.figure === heading);
      return column === undefined ? -1 : headings.indexOf(column.heading);
    }),
  }));
  const long = rows.flatMap((row) =>
    dates.flatMap(({ says, positions }) => {
      const values = positions.map((at) => (row[at] ?? "").trim());
      return values.every((value) => value === "") ? [] : [[...stays.map((at) => row[at] ?? ""), says, ...values]];
    }),
  );
  const added = [...headingOf(wide), ...figures.map(({ heading }) => heading)];
  return { headings: [...stays.map((at) => headings[at] ?? ""), ...added], rows: long };
}

function holds(
  when: WideFigure["when"],
  { headingAs }: WideForm,
  { headings }: SampledTable,
  row: readonly string[],
  heading: string,
): boolean {
  if (when === null) return true;
  const text = when.column === headingAs ? heading : (row[headings.indexOf(when.column)] ?? "");
  return when.is.some((word) => word.trim().toLowerCase() === text.trim().toLowerCase());
}

/** A name that no column has. */
export function freeName(name: string, headings: readonly string[]): string {
  const taken = new Set(headings.map((heading) => heading.trim().toLowerCase()));
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${name} ${count}`;
  return free;
}

/** Whether a column holds figures, or nothing yet. */
export function holdsFigures({
  filled,
  number,
  clocks,
}: {
  filled: number;
  number: unknown;
  clocks: readonly unknown[];
}) {
  return filled === 0 || number !== null || clocks.length > 0;
}

export function isFigure({ number, clocks }: { number: unknown; clocks: readonly unknown[] }): boolean {
  return number !== null || clocks.length > 0;
}
