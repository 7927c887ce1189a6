import { Link, useInRouterContext } from "@remix-run/react";
import { ChevronDown, ChevronsUpDown, ChevronUp } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classNames } from "./class-names";
import { useOverflow } from "./use-overflow";
import { useSortedRows, type ColumnSort, type SortableColumn } from "./use-sorted-rows";
import { CONTROLS } from "~/wording/shared/controls";

export type Column<Row> = SortableColumn<Row> & {
  header: ReactNode;
  /** The heading as plain words, beside each cell where rows become cards. */
  label?: string | undefined;
  /** `end` for figures. */
  align?: "start" | "end" | "center" | undefined;
  /** The column that names the row. */
  rowHeader?: boolean | undefined;
  cell: (row: Row) => ReactNode;
  /** Sentences: where rows become cards they stand under their heading, not opposite to it. */
  prose?: boolean | undefined;
  /** Left out where rows become cards. */
  hideOnPhone?: boolean | undefined;
  className?: string | undefined;
};

/** What stands below a column, by its key. */
export type FooterRow = Readonly<Record<string, ReactNode>>;

type DataTableProps<Row> = {
  /** What the table holds; read out, not drawn. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /**
   * `fit`: its heading stays in sight, it scrolls sideways on small screens. `scroll`: always inside its own box, for many
   * columns. `stack`: like `fit`, but on a phone each row is a card.
   */
  layout?: "fit" | "scroll" | "stack" | undefined;
  /** Shown in place of rows. */
  empty?: ReactNode;
  /** Rows under the table, such as totals of all its pages. */
  footer?: readonly FooterRow[] | undefined;
  /** Unique on the page: makes the columns with a `sortValue` sortable, by this name in the address. Not on shared pages, which are the same whatever their address adds. */
  sortName?: string | undefined;
};

/** Rows and columns in a card. Page beyond 100 rows. */
export function DataTable<Row>({ sortName, ...table }: DataTableProps<Row>) {
  // Rendered outside a page there is no address to keep the order in.
  const hasAddress = useInRouterContext();
  return sortName === undefined || !hasAddress ? (
    <PlainTable {...table} />
  ) : (
    <SortedTable {...table} sortName={sortName} />
  );
}

function SortedTable<Row>({ sortName, ...table }: DataTableProps<Row> & { sortName: string }) {
  return <PlainTable {...table} {...useSortedRows(sortName, table.columns, table.rows)} />;
}

function PlainTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  layout = "fit",
  empty,
  footer,
}: Omit<DataTableProps<Row>, "sortName">) {
  const frame = useRef<HTMLDivElement>(null);
  useOverflow(frame);
  return (
    <div
      ref={frame}
      role="region"
      aria-label={caption}
      tabIndex={0}
      data-layout={layout}
      className="table-scroll card rounded-lg border border-line shadow-card"
    >
      <table className="data-table text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                aria-sort={column.sort?.direction ?? undefined}
                className={column.className}
              >
                {column.sort ? <SortLink sort={column.sort}>{column.header}</SortLink> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="text-ink-3">
                {empty ?? CONTROLS.noRows}
              </td>
            </tr>
          )}
        </tbody>
        {footer && (
          <tfoot>
            {footer.map((cells, index) => (
              <tr key={index}>
                {columns.map(({ key, align, rowHeader }) => {
                  const Tag = rowHeader ? "th" : "td";
                  return (
                    <Tag key={key} data-align={align}>
                      {cells[key]}
                    </Tag>
                  );
                })}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = classNames(column.className, column.hideOnPhone && "max-md:hidden!");
  if (column.rowHeader) {
    return (
      <th scope="row" data-align={column.align} className={className}>
        {column.cell(row)}
      </th>
    );
  }
  const label = column.label ?? (typeof column.header === "string" ? column.header : undefined);
  return (
    <td
      data-align={column.align}
      data-label={label || undefined}
      data-prose={column.prose ? "" : undefined}
      className={className}
    >
      <div>{column.cell(row)}</div>
    </td>
  );
}

function SortLink({ sort, children }: { sort: ColumnSort; children: ReactNode }) {
  const Icon =
    sort.direction === "ascending" ? ChevronUp : sort.direction === "descending" ? ChevronDown : ChevronsUpDown;
  return (
    <Link
      to={sort.href}
      preventScrollReset
      className={classNames("inline-flex items-center gap-0.5 hover:text-ink", sort.direction && "text-ink")}
    >
      {children}
      <Icon size={12} strokeWidth={2} aria-hidden="true" className={sort.direction ? undefined : "text-line-control"} />
    </Link>
  );
}
