import { type Column, DataTable } from "./data-table";

type SampleTableProps = {
  headings: readonly string[];
  rows: readonly (readonly string[])[];
  /** The line on which each row stands. */
  lines: readonly number[];
};

type SampleRow = { line: number; cells: readonly string[] };

/** Rows of a file as they stand in it, cell by cell. */
export function SampleTable({ headings, rows, lines }: SampleTableProps) {
  const columns: Column<SampleRow>[] = [
    {
      key: "line",
      header: "Line",
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
    <DataTable
      caption="First rows of the file"
      columns={columns}
      rows={rows.map((cells, index) => ({ cells, line: lines[index] ?? 0 }))}
      rowKey={(row) => `${row.line} ${row.cells.join("\u0000")}`}
      layout="scroll"
      empty="The file has headings, but no rows below them."
    />
  );
}
