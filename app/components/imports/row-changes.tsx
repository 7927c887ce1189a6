import { type Column, DataTable } from "../ui/data-table";
import { count } from "~/wording/shared/text";
import { ROW_CHANGES as text } from "~/wording/imports/import-pages";

type Value = string | number | boolean | null;
type RowChange = {
  externalId: string;
  line: number;
  fields: readonly { column: string; from: Value; to: Value }[];
};

const COLUMNS: readonly Column<RowChange>[] = [
  {
    key: "id",
    header: text.columns.row,
    rowHeader: true,
    cell: (row) => <span className="break-all">{row.externalId}</span>,
  },
  {
    key: "fields",
    header: text.columns.changes,
    cell: (row) => (
      <ul className="grid gap-0.5">
        {row.fields.map(({ column, from, to }) => (
          <li key={column}>
            <span className="text-ink-3">{columnText(column)}</span> <del className="text-ink-2">{valueText(from)}</del>{" "}
            → <ins className="font-medium no-underline">{valueText(to)}</ins>
          </li>
        ))}
      </ul>
    ),
  },
  { key: "line", header: text.columns.line, align: "end", cell: (row) => count(row.line) },
];

/** Rows that a restated file changes: what each field held, and what it holds then. */
export function RowChanges({ changes, caption = text.title }: { changes: readonly RowChange[]; caption?: string }) {
  return (
    <DataTable
      caption={text.caption(caption)}
      columns={COLUMNS}
      rows={changes}
      rowKey={(row) => `${row.line} ${row.externalId}`}
      layout="stack"
      empty={text.none}
    />
  );
}

/** `handle_seconds` → `handle (s)`. */
function columnText(column: string): string {
  return column
    .replace(/_seconds$/, " (s)")
    .replace(/_at$/, "")
    .replaceAll("_", " ");
}

function valueText(value: Value): string {
  if (value === null || value === "") return text.empty;
  if (typeof value === "boolean") return value ? text.yes : text.no;
  return typeof value === "number" ? value.toLocaleString("en-GB") : value;
}
