import { type Column, DataTable } from "../ui/data-table";
import { PREVIEW_STEP as text } from "~/wording/imports/wizard";

type SampleTableProps = {
  /** Of the columns that are shown. */
  headings: readonly string[];
  /** How many columns the file has. */
  columns: number;
  rows: readonly (readonly string[])[];
  /** The line on which each row stands. */
  lines: readonly number[];
};

type SampleRow = { index: number; line: number; cells: readonly string[] };

/** Rows of a file as they stand in it, cell by cell. */
export function SampleTable({ headings, columns: total, rows, lines }: SampleTableProps) {
  const columns: Column<SampleRow>[] = [
    {
      key: "line",
      header: text.line,
      align: "end",
      cell: (row) => <span className="figures text-ink-3">{row.line === 0 ? "…" : row.line}</span>,
    },
    ...headings.map((heading, index): Column<SampleRow> => ({
      key: `${index}`,
      header: heading,
      cell: (row) => <span className="block max-w-56 truncate">{row.cells[index] ?? ""}</span>,
    })),
  ];
  return (
    <>
      {total > headings.length && (
        <p className="mb-2 text-xs text-ink-2">{text.firstColumns(headings.length, total)}</p>
      )}
      <DataTable
        caption={text.sampleCaption}
        columns={columns}
        rows={rows.map((cells, index) => ({ cells, line: lines[index] ?? 0, index }))}
        rowKey={({ index }) => `${index}`}
        layout="scroll"
        empty={text.noRows}
      />
    </>
  );
}
