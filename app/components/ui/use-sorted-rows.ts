import { useLocation } from "@remix-run/react";
import { changedAddress } from "./changed-address";

/** What a row is sorted by. Null: it has nothing there, and comes last whichever way. */
export type SortValue = string | number | null;

type SortDirection = "ascending" | "descending";

export type ColumnSort = { href: string; direction: SortDirection | null };

/** What sorting needs to know of a column. */
export type SortableColumn<Row> = {
  key: string;
  /** Where rows are sorted on the server: where choosing the heading leads, and how they are sorted by it now. */
  sort?: ColumnSort | undefined;
  /** Where all rows are on the page and the table has a `sortName`: what they are sorted by. */
  sortValue?: ((row: Row) => SortValue) | undefined;
  /** Sorted with the largest first at the first choice. */
  sortsDown?: boolean | undefined;
};

const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Sorts a table that is whole on its page by what the address says, `?sort-partners=-csat`: links and the back button keep it, and it
 * works without a script. Without it the rows stay in the order given.
 */
export function useSortedRows<Row, Column extends SortableColumn<Row>>(
  name: string,
  columns: readonly Column[],
  rows: readonly Row[],
): { rows: readonly Row[]; columns: readonly Column[] } {
  const { pathname, search } = useLocation();
  const part = `sort-${name}`;
  const requested = new URLSearchParams(search).get(part) ?? "";
  const isDescending = requested.startsWith("-");
  const key = isDescending ? requested.slice(1) : requested;
  const by = columns.find((column) => column.key === key && column.sortValue !== undefined);
  const sortTo = (to: string) => changedAddress(`${pathname}${search}`, { [part]: to });
  const sortOf = ({ key: own, sortsDown = false }: Column): ColumnSort => {
    if (own !== by?.key) return { href: sortTo(sortsDown ? `-${own}` : own), direction: null };
    return { href: sortTo(isDescending ? own : `-${own}`), direction: isDescending ? "descending" : "ascending" };
  };
  return {
    rows: by?.sortValue === undefined ? rows : sortedBy(rows, by.sortValue, isDescending),
    columns: columns.map((column) => (column.sortValue === undefined ? column : { ...column, sort: sortOf(column) })),
  };
}

/** Equal rows stay in the order given. */
export function sortedBy<Row>(rows: readonly Row[], valueOf: (row: Row) => SortValue, isDescending: boolean): Row[] {
  return rows.toSorted((first, second) => {
    const [a, b] = [valueOf(first), valueOf(second)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === "number" && typeof b === "number" ? a - b : COLLATOR.compare(String(a), String(b));
    return isDescending ? -order : order;
  });
}
